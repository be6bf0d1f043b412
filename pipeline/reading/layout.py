"""Lines of a page with their places: what text layer and OCR have in common, and columns told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import sub
from statistics import median
from typing import NamedTuple

from pipeline.reading.glyphs import Glyphs
from pipeline.reading.grids import is_figure


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
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
_NARROW = 0.7  # a blank this wide may separate the cells of a table set tight (Word's margins of a cell: 10.8 points) …
_SIDE = 0.5  # … and beside a sign, whose square is half empty, this much more
_SHARED = 0.3  # that the gaps of two rows must share to stand at one place
_SIGNS = re.compile("[，。、；：！？）（》《”“〕〔】【…—,.;:]")
_WORD_GAP, _DIGIT_GAP = 0.45, 1.0  # of a character's height; a point may be printed in a full square
_NUMBER = re.compile("[0-9.,%:]")
_PRIVATE_POINT = re.compile(
    r"(?<=[0-9０-９])[\ue000-\uf8ff\U000f0000-\U0010ffff](?=[0-9０-９])"
)  # of a font of its own
_GUTTER_ROWS = 0.6  # share of a page's lines that a gutter between columns must cross
_FEWEST_ROWS = 8
_FULL = 0.75  # a line of prose fills this much of its column, a table's cell does not


def rows_of(drawn: list[Glyphs], page: int) -> list[list[Line]]:
    """The drawn lines of a page as rows of pieces, cut where a gap is wider than any blank between words.

    A table set tight has narrower gaps between its cells. They are cut too where the row above or below has a gap at the same
    place, and one of the two rows a cell with a figure and nothing else.
    """
    gaps = [_gaps(glyphs) for glyphs in drawn]
    narrow = {i for i, found in enumerate(gaps) if any(gap.narrow for gap in found)}
    figures = {
        i: _has_figure(drawn[i], gaps[i])
        for i in sorted({j for i in narrow for j in (i - 1, i, i + 1)})
        if 0 <= i < len(drawn)
    }

    def is_cut(row: int, gap: _Gap) -> bool:
        return not gap.narrow or any(
            (figures[row] or figures[beside])
            and any(
                min(gap.right, other.right) - max(gap.left, other.left) > _SHARED * gap.size for other in gaps[beside]
            )
            for beside in (row - 1, row + 1)
            if beside in figures
        )

    rows = []
    for number, glyphs in enumerate(drawn):
        cuts = [gap.at for gap in gaps[number] if is_cut(number, gap)]
        if row := [line for piece in _pieces(glyphs, cuts) if (line := _line(piece, page)).text.strip()]:
            rows.append(row)
    return rows


class _Gap(NamedTuple):
    """White space before a character, from `left` to `right`; `narrow`: it may stand between words. `size` is a full character's."""

    at: int
    left: float
    right: float
    size: float
    narrow: bool


def _gaps(glyphs: Glyphs) -> list[_Gap]:
    heights = sorted(map(sub, glyphs.bottom, glyphs.top))
    size = max(heights[len(heights) * 9 // 10], 6)  # a full character: points and digits are smaller
    left, right = glyphs.left, glyphs.right
    spaces = list(map(sub, left[1:], right))
    least, sure, back = _NARROW * size, _GAP * size, -size
    found = []
    for i in [i for i, space in enumerate(spaces, 1) if space > least or space < back]:
        space = spaces[i - 1]
        narrow = 0 < space <= sure
        if narrow and (space < least + _SIDE * size and _SIGNS.search(glyphs.text, i - 1, i + 1)):
            continue
        if narrow and space < least + median(spaces):  # letters that are set apart
            continue
        if space > 0 or left[i - 1] - right[i] > size:  # the next one is drawn further left
            found.append(_Gap(i, right[i - 1], left[i], size, narrow))
    return found


def _has_figure(glyphs: Glyphs, gaps: list[_Gap]) -> bool:
    return bool(gaps) and any(is_figure(piece.text) for piece in _pieces(glyphs, [gap.at for gap in gaps]))


def _pieces(glyphs: Glyphs, cuts: list[int]) -> list[Glyphs]:
    return [glyphs.part(a, b) for a, b in pairwise([0, *cuts, len(glyphs.text)])] if cuts else [glyphs]


def _line(glyphs: Glyphs, page: int) -> Line:
    heights = list(map(sub, glyphs.bottom, glyphs.top))
    size = max(median(heights), 6)
    text = glyphs.text
    gaps = map(sub, glyphs.left[1:], glyphs.right)
    apart = [
        i
        for i, gap in enumerate(gaps, 1)
        if gap > _WORD_GAP * size and _blank_between(text[i - 1], text[i], gap / size)
    ]
    if apart:
        text = " ".join(text[a:b] for a, b in pairwise([0, *apart, len(text)]))
    ink = [i for i, char in enumerate(glyphs.text) if not char.isspace()]
    drawn = glyphs if not ink or len(ink) == len(glyphs.text) else glyphs.at(ink)
    return Line(
        text=_PRIVATE_POINT.sub(".", text),
        left=min(drawn.left),
        top=min(drawn.top),
        right=max(drawn.right),
        bottom=max(drawn.bottom),
        size=max(map(sub, drawn.bottom, drawn.top)),
        page=page,
    )


def _blank_between(a: str, b: str, gap: float) -> bool:
    """Whether a gap, in heights of a character, is a blank: never beside a Han character, where engines invent them."""
    if a.isspace() or b.isspace() or WIDE.match(a) or WIDE.match(b):
        return False
    return gap > (_DIGIT_GAP if _NUMBER.match(a) and _NUMBER.match(b) else _WORD_GAP)


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
