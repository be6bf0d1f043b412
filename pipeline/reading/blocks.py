"""Paragraphs and tables put one under the other: the raw text of DOCX and HTML."""

from __future__ import annotations

from typing import NamedTuple

from extractors.document import Cell
from pipeline.reading.grids import read_cells
from pipeline.reading.heads import Piece

_COLUMN = 100.0  # width given to a column, so that cells find their heads by place as they do on a page
_FULL, _HALF = 2.0, 1.0  # width given to characters, by which cells are set in
_WIDEST = 40.0  # the most that a cell can be set in
CELL_LENGTH = 80  # characters: tables whose cells are longer on average lay out a page


class Slot(NamedTuple):
    """One cell of a row: its text, the columns that it spans, and whether it is the cell above, reaching down."""

    text: str
    span: int = 1
    again: bool = False


def mean_length(rows: list[list[Slot]]) -> float:
    """Characters of a cell on average, white space folded."""
    return sum(len(" ".join(slot.text.split())) for row in rows for slot in row) / max(1, sum(map(len, rows)))


class Blocks:
    """Writes raw text paragraph by paragraph; tables become rows with a tab between cells, and `cells`."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.cells: list[Cell] = []
        self._above: list[Piece] = []

    def text(self) -> str:
        """The raw text."""
        return "".join(self.parts)

    def paragraph(self, text: str) -> None:
        """Append one paragraph; blank ones are left out."""
        if text.strip():
            self._put(text + "\n")
            self._above = [*self._above[-2:], Piece(self.length, self.length, text.strip(), -_COLUMN, -_COLUMN)]

    def table(self, rows: list[list[Slot]]) -> None:
        """Append a table. A cell that reaches over several rows is written once and stands beside each of them."""
        placed: list[list[Piece]] = []
        above: dict[int, Piece] = {}
        for row in rows:
            here: dict[int, Piece] = {}
            column = 0
            for number, slot in enumerate(row):
                if number:
                    self._put("\t")
                if slot.again:
                    here |= {column: above[column]} if column in above else {}
                elif words := " ".join(slot.text.split()):
                    here[column] = self._piece(words, slot, column)
                column += slot.span
            self._put("\n")
            above = here
            if here:
                placed.append([here[place] for place in sorted(here)])
        self.cells += read_cells(placed, self._above)
        self._above = []

    def _piece(self, words: str, slot: Slot, column: int) -> Piece:
        start = self.length
        self._put(words)
        indent = sum(
            _HALF if char in " \xa0" else _FULL for char in slot.text[: len(slot.text) - len(slot.text.lstrip())]
        )
        left = column * _COLUMN + min(indent, _WIDEST)
        return Piece(start, self.length, words, left, (column + slot.span) * _COLUMN - 10, _FULL)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
