"""From lines to sentences: which are headings, which noise, and under what headings each stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from extractors.document import Document
from extractors.records import Sentence
from extractors.schema import made
from extractors.sections.fused import title_end
from extractors.sections.head import head_end, head_rule
from extractors.sections.headings import bare, line_rule, run_in_rule
from extractors.sections.lines import Line, find_lines
from extractors.sections.outline import Marker, Open, closed, marker_at, opened
from extractors.sections.split import sentences

RANK = 10  # room between two levels of outline.toml for headings below one of their own kind
PLAIN, SLOGAN = "line", "slogan"  # kinds of headings without number
PLAIN_RANK, SLOGAN_RANK = 35, 90
FEWEST_SLOGANS = 3  # a report has many slogans before its paragraphs or none; two that begin alike will do
LIST = 3  # so many lines in a row without a stop are a list or table, no headings


class Piece(NamedTuple):
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
    begins = [document.text[piece.start : piece.start + 2] for piece in pieces if piece.rule == SLOGAN]
    count = len(begins)
    slogans = count >= FEWEST_SLOGANS or (count == 2 and begins[0] == begins[1])
    if count and not slogans:
        pieces = [Piece(p.start, p.end, p.line, "", "sentence") if p.rule == SLOGAN else p for p in pieces]
    path: tuple[Open, ...] = ()
    section = ""
    found = []
    line = -1
    for piece in pieces:
        before = path
        if slogans and piece.line != line:
            path = tuple(one for one in path if one.kind != SLOGAN)
        line = piece.line
        if piece.marker or piece.role == "heading":
            path = _path(document.text, path, piece)
        if path is not before:
            section = "/".join(one.title for one in path)
        found.append(
            made(
                Sentence,
                id=f"s{document.starts[piece.start]:06d}",
                start=piece.start,
                end=piece.end,
                section=section,
                role=piece.role,
                topics="",
                rule=piece.rule,
                level=len(path) if piece.role == "heading" else 0,
                marker=piece.marker.text if piece.marker else "",
                paragraph=line,
            )
        )
    return tuple(found)


def _path(text: str, path: tuple[Open, ...], piece: Piece) -> tuple[Open, ...]:
    marker = piece.marker
    if piece.role != "heading":
        return closed(path, marker.kind, marker.level * RANK, marker.number) if marker else path
    if piece.rule in {"title", "title_field", "subtitle", "headline"}:
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
        elif number <= body and (title := _title(line)):
            pieces.append(Piece(line.start, line.start + title[0], number, "heading", title[1]))
            pieces += _rest(text, line.start + title[0], lines, number, number in listed)
        elif number < body:
            rule = head_rule(line)
            pieces.append(Piece(line.start, line.end, number, "" if rule == "byline" else "heading", rule))
        else:
            pieces += _rest(text, line.start, lines, number, number in listed)
    return pieces


def _title(line: Line) -> tuple[int, str] | None:
    """Length and rule of a title that runs into the text behind it (某某县2013年工作总结一、基本情况 …)."""
    length = title_end(line.text) if marker_at(line.text) is None else 0
    bare = line.text[:length].rstrip()
    rule = head_rule(Line(line.start, line.start + len(bare), bare)) if bare else ""
    return (len(bare), rule) if rule in {"title", "title_field"} else None


def _rest(text: str, start: int, lines: tuple[Line, ...], number: int, listed: bool) -> list[Piece]:
    """A line, or what a title has left of it."""
    spans = list(sentences(text, start, lines[number].end))
    if len(spans) > 1:
        return _paragraph(text, spans, number)
    below = next((other.text for other in lines[number + 1 : number + 4] if not other.noise), "")
    return [_alone(text, *span, number, "" if listed else below) for span in spans]


def _alone(text: str, start: int, end: int, number: int, below: str) -> Piece:
    """A line of one sentence."""
    marker = marker_at(text, start)
    words = text[start + len(marker.text) if marker else start : end]
    rule = line_rule(words, marker, below)
    if not rule and words[-1:].isdigit():
        marker = None  # a row of a table opens and closes nothing
    return Piece(start, end, number, "heading" if rule else "", rule or "sentence", marker)


def _paragraph(text: str, spans: list[tuple[int, int]], number: int) -> list[Piece]:
    """The sentences of a line of several."""
    pieces = []
    like = ""
    opening = True
    for index, (start, end) in enumerate(spans):
        marker = marker_at(text, start)
        rule = words = ""
        if index + 1 < len(spans) and (marker or opening or like):
            words = text[start + len(marker.text) if marker else start : end]
            rule = run_in_rule(words, marker, text[slice(*spans[index + 1])], opening=opening, like=like)
        opening = rule == "numbered" and index == 0
        like = words if rule else like
        pieces.append(Piece(start, end, number, "heading" if rule else "", rule or "sentence", marker))
    return _agreed(pieces)


def _agreed(pieces: list[Piece]) -> list[Piece]:
    """The pieces; where at most a third of 一是 … 二是 … 三是 are headings, none is."""
    lists: list[list[int]] = []
    for index, piece in enumerate(pieces):
        if piece.marker and piece.marker.kind == "run_in":
            if piece.marker.number < 2 or not lists:
                lists.append([])
            lists[-1].append(index)
    for items in lists:
        if len(items) >= LIST and 3 * sum(bool(pieces[item].role) for item in items) <= len(items):
            for item in items:
                pieces[item] = pieces[item]._replace(role="", rule="sentence")
    return pieces


def _listed(document: Document, lines: tuple[Line, ...], body: int) -> frozenset[int]:
    """Lines without number and stop that stand in rows of three or more, or in cells of a table."""
    cells = [cell.start for cell in document.cells]
    listed: set[int] = set()
    run: list[int] = []
    for number, line in enumerate(lines):
        if number < body or line.noise or line.text[-1] in "。；！？：" or marker_at(line.text):
            run = []
            continue
        if cells:
            at = document.starts[line.start]
            index = bisect_right(cells, at) - 1
            if index >= 0 and at < document.cells[index].end:
                listed.add(number)
        run.append(number)
        if len(run) >= LIST:
            listed.update(run)
    return frozenset(listed)
