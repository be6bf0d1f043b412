"""Lines put together to paragraphs over line and page breaks, with the place of every line kept."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest

from extractors.document import Cell
from pipeline.reading.grids import read_cells
from pipeline.reading.heads import Piece
from pipeline.reading.layout import WIDE, Line

_SMALL = 0.87  # of the body's size: a footnote
_NOTE = re.compile(r"[①-⑳*※\[〔注]|[0-9]{1,2}[.、 ]")  # how a footnote begins
_NAME = re.compile("[一-鿿]{3}")
_OTHER_SIZE = 0.15  # lines that differ more belong to different paragraphs
_INDENT = 1.3  # of a character: a line that begins further in begins a paragraph
_LONE_ROWS, _LONE = 2, 24  # rows without figures between two with some, and their longest, in characters
_SENTENCE_END = re.compile(r"[。；：，、]\s*$|^(?:附?表|图)\s*[0-9一二三四五六七八九十]|单位\s*[:：]")
_SHORT = 2.0  # characters short of the right margin: a line that ends earlier ends its paragraph


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a piece of the raw text stands on paper: `raw[start:end]`, page from 1, box in points from the top left."""

    start: int
    end: int
    page: int
    box: tuple[float, float, float, float]
    sure: float | None = None


class Composer:
    """Writes raw text line by line and remembers where each came from."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.placed: list[Placed] = []
        self.furniture: list[tuple[int, int]] = []
        self.cells: list[Cell] = []
        self._footnotes: list[Line] = []
        self._rows: list[list[Piece]] = []  # of the table that is being written
        self._between: list[Piece] = []  # short lines since its last row: its own if another row follows
        self._above: list[Piece] = []  # the lines before it
        self._last: Line | None = None
        self._margins: tuple[float, float] = (0.0, 0.0)

    def text(self) -> str:
        """The raw text."""
        return "".join(self.parts)

    def put(self, text: str, line: Line | None = None) -> int:
        """Append text (the place is noted where a line is given) and return where it begins."""
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        if line is not None:
            self.placed.append(
                Placed(start, self.length, line.page, (line.left, line.top, line.right, line.bottom), line.sure)
            )
        return start

    def page(self, lines: list[Line], furniture: set[Line]) -> None:
        """Write one page: furniture apart, footnotes after the paragraph that they interrupt."""
        lines = _top_first(lines)
        body = [line for line in lines if line not in furniture]
        notes = _footnotes(body)
        margins = _margins([line for line in body if line not in notes])
        for line in lines:
            if line in furniture:
                start = self.length
                if self._last is not None:
                    self.put("\n")
                self.put(line.text, line)
                self.put("\n")
                if line.page > 1 or not _NAME.search(
                    line.text
                ):  # the first header stays: it often names county and year
                    self.furniture.append((start, self.length))
            elif line in notes:
                self._footnotes.append(line)
            else:
                self._line(line, margins[line])

    def _line(self, line: Line, margins: tuple[float, float]) -> None:
        if self._last is not None:
            if self._goes_on(self._last, line, margins):
                if not (WIDE.match(self._last.text[-1:]) or WIDE.match(line.text[:1])):
                    self.put(" ")
            else:
                self.end_paragraph()
        start = self.put(line.text, line)
        self._last, self._margins = line, margins
        if line.pieces:
            self._rows += [[piece] for piece in self._between]
            self._rows.append(_pieces(line, start))
            self._between = []
            return
        piece = Piece(start, self.length, line.text, line.left, line.right, line.size)
        if self._rows and len(self._between) < _LONE_ROWS and _may_be_row(line, margins):
            self._between.append(piece)
            return
        self.end_table()
        self._above = [*self._above[-2:], piece]

    def _goes_on(self, a: Line, b: Line, margins: tuple[float, float]) -> bool:
        """Whether line b goes on in the paragraph of line a: a is full, b not indented, both of one size, neither a table's row."""
        same_size = abs(a.size - b.size) < _OTHER_SIZE * max(a.size, b.size)
        full = a.right > self._margins[1] - _SHORT * a.size
        return same_size and full and b.left < margins[0] + _INDENT * b.size and not a.pieces and not b.pieces

    def end_table(self) -> None:
        """Read the heads of the table that ends here."""
        self.cells += read_cells(self._rows, self._above)
        if self._rows or self._between:
            self._above = self._between
        self._rows, self._between = [], []

    def end_paragraph(self) -> None:
        """End the paragraph and write the footnotes that waited for it."""
        self.put("\n")
        self._last = None
        notes, self._footnotes = self._footnotes, []
        for note, following in zip_longest(notes, notes[1:]):
            self.put(note.text, note)
            if following is None or _NOTE.match(following.text):
                self.put("\n")

    def finish(self) -> None:
        """End what is open."""
        self.end_paragraph()
        self.end_table()


def _may_be_row(line: Line, margins: tuple[float, float]) -> bool:
    """Whether a line with one piece may stand inside a table: a group's name, a head, a name in two lines."""
    return (
        line.right < margins[1] - _SHORT * line.size and len(line.text) <= _LONE and not _SENTENCE_END.search(line.text)
    )


def _pieces(line: Line, start: int) -> list[Piece]:
    """The cells of a row as `joined` put them into its text, one blank between."""
    found = []
    for piece in line.pieces:
        text = piece.text.strip()
        found.append(Piece(start, start + len(text), text, piece.left, piece.right, piece.size))
        start += len(text) + 1
    return found


def _margins(lines: list[Line]) -> dict[Line, tuple[float, float]]:
    """The left and right margin of the block that each line stands in.

    A block is a run of lines one under the other; a line further up begins the next column. The left margin is where most
    lines begin, the right one where the fullest tenth of them end.
    """
    margins: dict[Line, tuple[float, float]] = {}
    block: list[Line] = []
    for line in [*lines, None]:
        if block and (line is None or line.top < block[-1].top - line.size or line.left > max(b.right for b in block)):
            lefts = Counter(round(b.left / 3) * 3 for b in block)
            rights = sorted(b.right for b in block)
            edges = (float(min(lefts, key=lambda x: (-lefts[x], x))), rights[-max(1, len(rights) // 10)])
            margins |= dict.fromkeys(block, edges)
            block = []
        if line is not None:
            block.append(line)
    return margins


def _top_first(lines: list[Line]) -> list[Line]:
    """The lines in order of drawing, but what stands above everything drawn before it first: a header may be drawn last."""
    above: list[Line] = []
    rest: list[Line] = []
    top = math.inf
    for line in lines:
        if rest and line.bottom < top:
            above.append(line)
        else:
            rest.append(line)
            top = min(top, line.top)
    return above + rest


def _footnotes(body: list[Line]) -> set[Line]:
    """The smaller lines in the lower half of a page, below all others: captions of tables are small too."""
    sizes = sorted(line.size for line in body for _ in line.text)
    if not sizes:
        return set()
    size, foot = sizes[len(sizes) * 3 // 4], (min(b.top for b in body) + max(b.bottom for b in body)) / 2
    small = {line for line in body if line.size < _SMALL * size and len(line.text) > 3 and not line.pieces}
    last = max((line.top for line in body if line not in small), default=0.0)
    return {line for line in small if line.top > max(foot, last)}
