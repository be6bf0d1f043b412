"""Lines of a page with their places: what text layer and OCR have in common, and columns told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.reading.grids import is_figure


class Glyph(NamedTuple):
    """One character of a page; coordinates in points from the top left corner. `made` marks a blank the engine put in."""

    char: str
    left: float
    top: float
    right: float
    bottom: float
    made: bool = False
    unmapped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed line; `size` is the height of its characters, `sure` the recognizer's confidence where it was read by OCR."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    page: int  # from 1
    sure: float | None = None
    pieces: tuple[Line, ...] = ()  # of a row that is cut by wide gaps, as in a table


WIDE = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…]"
)  # characters that carry no blanks between them
_GAP = 1.5  # of a character's height: a blank this wide separates columns, not words
_WORD_GAP, _DIGIT_GAP = 0.45, 1.0  # of a character's height; a point may be printed in a full square
_NUMBER = re.compile("[0-9.,%:]")
_PRIVATE_POINT = re.compile(
    r"(?<=[0-9０-９])[\ue000-\uf8ff\U000f0000-\U0010ffff](?=[0-9０-９])"
)  # of a font of its own
_GUTTER_ROWS = 0.6  # share of a page's lines that a gutter between columns must cross
_FEWEST_ROWS = 8
_FULL = 0.75  # a line of prose fills this much of its column, a table's cell does not


def segments(glyphs: list[Glyph], page: int) -> list[Line]:
    """The pieces of one drawn line, cut where the gap is wider than any blank between words."""
    pieces: list[list[Glyph]] = []
    previous: Glyph | None = None
    drawn = [glyph for glyph in glyphs if not glyph.made]
    heights = sorted(g.bottom - g.top for g in drawn)
    size = max(heights[len(heights) * 9 // 10], 6) if drawn else 6  # a full character: points and digits are smaller
    for glyph in drawn:
        if previous is None or glyph.left - previous.right > _GAP * size or glyph.right < previous.left - size:
            pieces.append([])
        pieces[-1].append(glyph)
        previous = glyph
    return [line for piece in pieces if (line := _line(piece, page)).text.strip()]


def _line(glyphs: list[Glyph], page: int) -> Line:
    parts: list[str] = []
    previous: Glyph | None = None
    size = median(g.bottom - g.top for g in glyphs)
    for glyph in glyphs:
        if previous is not None and _blank_between(previous, glyph, size):
            parts.append(" ")
        parts.append(glyph.char)
        previous = glyph
    ink = [g for g in glyphs if not g.char.isspace()] or glyphs
    return Line(
        text=_PRIVATE_POINT.sub(".", "".join(parts)),
        left=min(g.left for g in ink),
        top=min(g.top for g in ink),
        right=max(g.right for g in ink),
        bottom=max(g.bottom for g in ink),
        size=max(g.bottom - g.top for g in ink),
        page=page,
    )


def _blank_between(a: Glyph, b: Glyph, size: float) -> bool:
    """Whether a word space stands between two characters: never beside a Han character, where engines invent them."""
    if a.char.isspace() or b.char.isspace() or WIDE.match(a.char) or WIDE.match(b.char):
        return False
    width = _DIGIT_GAP if _NUMBER.match(a.char) and _NUMBER.match(b.char) else _WORD_GAP
    return b.left - a.right > width * max(size, 6)


def in_columns(rows: list[list[Line]]) -> list[list[Line]]:
    """Rows of segments put in reading order: columns that were drawn row by row come one after the other.

    A gutter is an x where most rows have a gap and prose fills the columns on both sides; a table's gaps are no gutters.
    """
    gutter = _gutter(rows)
    if gutter is None:
        return rows
    left = [[s for s in row if s.right <= gutter] for row in rows]
    right = [[s for s in row if s.left >= gutter] for row in rows]
    across = [i for i, row in enumerate(rows) if any(s.left < gutter < s.right for s in row)]
    first, last = next(i for i, r in enumerate(right) if r), max(i for i, r in enumerate(right) if r)
    head = [rows[i] for i in range(first) if i in across or not left[i] or not right[i]]
    foot = rows[last + 1 :] if last + 1 < len(rows) and last + 1 in across else []
    body = range(len(head), len(rows) - len(foot))
    one, two = [left[i] for i in body if left[i]], [right[i] for i in body if right[i]]
    return [*head, *in_columns(one), *in_columns(two), *foot]


def _gutter(rows: list[list[Line]]) -> float | None:
    if len(rows) < _FEWEST_ROWS:
        return None
    gaps = sorted((a.right + b.left) / 2 for row in rows for a, b in pairwise(row))
    if len(gaps) < _GUTTER_ROWS * len(rows):
        return None
    middle = median(gaps)
    crossing = [row for row in rows if any(a.right < middle < b.left for a, b in pairwise(row))]
    if len(crossing) < _GUTTER_ROWS * len(rows):
        return None
    sides = (
        [s for row in crossing for s in row if s.right <= middle],
        [s for row in crossing for s in row if s.left >= middle],
    )
    return middle if all(_is_prose(side, len(crossing)) for side in sides) else None


def _is_prose(side: list[Line], rows: int) -> bool:
    if len(side) > rows * 2.5:
        return False
    width = max(s.right for s in side) - min(s.left for s in side)
    full = sum(s.right - s.left > _FULL * width for s in side)
    return full > len(side) / 2 and sum(len(s.text) for s in side) > 6 * len(side)


def joined(row: list[Line]) -> Line:
    """The segments of one row as one line, a blank where the gap was; a tab beside figures, that are a table's cells."""
    if len(row) == 1:
        return row[0]
    gap = "\t" if any(is_figure(segment.text) for segment in row) else " "
    return replace(
        row[0],
        text=gap.join(s.text.strip() for s in row),
        right=max(s.right for s in row),
        top=min(s.top for s in row),
        bottom=max(s.bottom for s in row),
        size=max(s.size for s in row),
        sure=min((s.sure for s in row if s.sure is not None), default=None),
        pieces=tuple(row),
    )
