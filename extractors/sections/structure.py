"""From lines to sentences: which are headings, which noise, and under what headings each stands."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Document
from extractors.records import Sentence
from extractors.sections.headings import INSIDE, LINE, NUMBERED, RUN_IN, bare, is_slogan
from extractors.sections.lines import Line, find_lines
from extractors.sections.outline import RUN_IN as RUN_IN_KINDS
from extractors.sections.outline import Marker, Open, marker_at, opened
from extractors.sections.split import sentences

PLAIN = "line"  # kind of a heading without number
SLOGAN = "slogan"  # kind of a heading that opens running text
PLAIN_LEVEL, SLOGAN_LEVEL = 35, 90


def find_sentences(document: Document) -> tuple[Sentence, ...]:
    """Every sentence, heading and line of noise in order; together they cover all text but white space.

    role is heading, noise or empty; `section` the path of headings above (a heading's own included).
    """
    path: tuple[Open, ...] = ()
    found: list[Sentence] = []
    lines = find_lines(document.text)
    for number, line in enumerate(lines):
        if line.noise:
            found.append(_record(document, line.start, line.end, path, number, role="noise", rule=line.noise))
            continue
        path = tuple(one for one in path if one.kind != SLOGAN)
        spans = list(sentences(document.text, line.start, line.end))
        below = next((other for other in lines[number + 1 :] if not other.noise), None)
        for (start, end), (rule, marker) in zip(spans, _roles(document.text, spans, below, first=not found), strict=True):
            if rule:
                title = bare(document.text[start:end])
                if rule != "title":
                    kind = marker.kind if marker else (SLOGAN if rule == "slogan" else PLAIN)
                    rank = marker.level * 10 if marker else (SLOGAN_LEVEL if rule == "slogan" else PLAIN_LEVEL)
                    path = opened(path, title, kind, rank, marker.number if marker else 0)
            found.append(_record(document, start, end, path, number, role="heading" if rule else "", rule=rule or "sentence", marker=marker))
    return tuple(found)


def _record(
    document: Document, start: int, end: int, path: tuple[Open, ...], number: int, *, role: str, rule: str, marker: Marker | None = None
) -> Sentence:
    return Sentence(
        id=f"s{document.raw_span(start, end)[0]:06d}",
        start=start,
        end=end,
        section="/".join(one.title for one in path),
        role=role,
        rule=rule,
        level=len(path) if role == "heading" else 0,
        marker=marker.text if marker else "",
        paragraph=number,
    )


def _roles(text: str, spans: list[tuple[int, int]], below: Line | None, *, first: bool) -> Iterator[tuple[str, Marker | None]]:
    """For each sentence of a line the rule by which it is a heading (empty if none) and its outline number."""
    led = False
    for index, (start, end) in enumerate(spans):
        marker = marker_at(text, start)
        words = text[start + len(marker.text) if marker else start : end]
        if len(spans) == 1:
            rule = _whole_line(words, marker, below, first=first)
        elif index + 1 == len(spans):
            rule = ""
        else:
            following = text[slice(*spans[index + 1])]
            rule = _run_in(words, marker, following, opening=index == 0, led=led)
        led = led or bool(rule)
        yield rule, marker


def _whole_line(words: str, marker: Marker | None, below: Line | None, *, first: bool) -> str:
    if marker is not None:
        if words[-1:] not in "。；" and marker.kind not in RUN_IN_KINDS:
            return "numbered_line" if len(words) <= NUMBERED else ""
        followed = below is not None and _rank(below.text) > marker.level
        return "numbered_line" if followed and is_slogan(words.rstrip("。；") + "。", NUMBERED) else ""
    if words[-1:] in "。；！？，、":
        return ""
    if first:
        return "title" if len(words) <= LINE + 20 else ""
    if len(words) > LINE or below is None:
        return ""
    return "plain_line"


def _rank(line: str) -> int:
    marker = marker_at(line)
    return marker.level if marker else 99


def _run_in(words: str, marker: Marker | None, following: str, *, opening: bool, led: bool) -> str:
    if marker is not None:
        longest = NUMBERED if marker.kind not in RUN_IN_KINDS else RUN_IN
        if marker.kind == "run_in" and marker_at(following) is not None:
            return ""
        return "numbered" if is_slogan(words, longest) else ""
    if opening:
        return "slogan" if is_slogan(words, RUN_IN) else ""
    return "slogan" if led and len(words) * 1.5 < len(following) and is_slogan(words, INSIDE) else ""
