"""From lines to sentences: which are headings, which noise, and under what headings each stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from extractors.document import Document
from extractors.records import Sentence
from extractors.sections.head import head_end, head_rule
from extractors.sections.headings import bare, line_rule, run_in_rule
from extractors.sections.lines import Line, find_lines
from extractors.sections.outline import Marker, Open, closed, marker_at, opened
from extractors.sections.split import sentences

RANK = 10  # room between two levels of outline.toml for headings below one of their own kind
PLAIN, SLOGAN = "line", "slogan"  # kinds of headings without number
PLAIN_RANK, SLOGAN_RANK = 35, 90
FEWEST_SLOGANS = 3  # a report has many slogans before its paragraphs or none
LIST = 3  # so many lines in a row without a stop are a list or table, no headings


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence on its way: the line it stands in, its role, the rule behind, its outline number."""

    start: int
    end: int
    line: int
    role: str
    rule: str
    marker: Marker | None = None


def find_sentences(document: Document) -> tuple[Sentence, ...]:
    """Every sentence, heading and line of noise in order; together they cover all text but white space.

    role is heading, noise or empty; `section` the path of headings above (a heading's own included).
    """
    lines = find_lines(document.text)
    pieces = _pieces(document, lines)
    if sum(piece.rule == SLOGAN for piece in pieces) < FEWEST_SLOGANS:
        pieces = [Piece(p.start, p.end, p.line, "", "sentence") if p.rule == SLOGAN else p for p in pieces]
    path: tuple[Open, ...] = ()
    found = []
    line = -1
    for piece in pieces:
        if piece.line != line:
            path, line = tuple(one for one in path if one.kind != SLOGAN), piece.line
        path = _path(document.text, path, piece)
        found.append(
            Sentence(
                id=f"s{document.raw_span(piece.start, piece.end)[0]:06d}",
                start=piece.start,
                end=piece.end,
                section="/".join(one.title for one in path),
                role=piece.role,
                rule=piece.rule,
                level=len(path) if piece.role == "heading" else 0,
                marker=piece.marker.text if piece.marker else "",
                paragraph=piece.line,
            )
        )
    return tuple(found)


def _path(text: str, path: tuple[Open, ...], piece: Piece) -> tuple[Open, ...]:
    marker = piece.marker
    if piece.role != "heading":
        return closed(path, marker.kind, marker.level * RANK, marker.number) if marker else path
    if piece.rule in {"title", "title_field", "subtitle"}:
        return path
    title = bare(text[piece.start : piece.end])
    if marker is not None:
        return opened(
            path,
            title,
            marker.kind,
            marker.level * RANK,
            marker.number,
            nested=marker.kind == "run_in" and piece.rule == "numbered_line",
        )
    kind, rank = (SLOGAN, SLOGAN_RANK) if piece.rule == SLOGAN else (PLAIN, PLAIN_RANK)
    return opened(path, title, kind, rank, 0)


def _pieces(document: Document, lines: tuple[Line, ...]) -> list[Piece]:
    text = document.text
    body = head_end(lines)
    listed = _listed(document, lines, body)
    pieces: list[Piece] = []
    for number, line in enumerate(lines):
        if line.noise:
            pieces.append(Piece(line.start, line.end, number, "noise", line.noise))
        elif number < body:
            rule = head_rule(line)
            pieces.append(Piece(line.start, line.end, number, "" if rule == "byline" else "heading", rule))
        else:
            below = next((other.text for other in lines[number + 1 : number + 4] if not other.noise), "")
            pieces += _line(text, line, number, "" if number in listed else below)
    return pieces


def _line(text: str, line: Line, number: int, below: str) -> list[Piece]:
    spans = list(sentences(text, line.start, line.end))
    pieces = []
    like = ""
    opening = True
    for index, (start, end) in enumerate(spans):
        marker = marker_at(text, start)
        words = text[start + len(marker.text) if marker else start : end]
        if len(spans) == 1:
            rule = line_rule(words, marker, below)
            marker = None if not rule and words[-1:].isdigit() else marker  # a row of a table opens and closes nothing
        elif index + 1 == len(spans):
            rule = ""
        else:
            rule = run_in_rule(words, marker, text[slice(*spans[index + 1])], opening=opening, like=like)
        opening = rule == "numbered" and index == 0
        like = words if rule else like
        pieces.append(Piece(start, end, number, "heading" if rule else "", rule or "sentence", marker))
    return pieces


def _listed(document: Document, lines: tuple[Line, ...], body: int) -> frozenset[int]:
    """Lines without number and stop that stand in rows of three or more, or in cells of a table."""
    cells = [cell.start for cell in document.cells]
    listed: set[int] = set()
    run: list[int] = []
    for number, line in enumerate(lines):
        if number < body or line.noise or marker_at(line.text) or line.text[-1] in "。；！？：":
            run = []
            continue
        at = document.starts[line.start]
        index = bisect_right(cells, at) - 1
        if index >= 0 and at < document.cells[index].end:
            listed.add(number)
        run.append(number)
        if len(run) >= LIST:
            listed.update(run)
    return frozenset(listed)
