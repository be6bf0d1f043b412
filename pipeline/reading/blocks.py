"""Paragraphs and tables put one under the other: the raw text of DOCX and HTML."""

from __future__ import annotations

from extractors.document import Cell
from pipeline.reading.grids import Piece, read_cells

_COLUMN = 100.0  # width given to a column, so that cells find their heads by place as they do on a page


class Blocks:
    """Writes raw text paragraph by paragraph; tables become rows with a tab between cells, and `cells`."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.cells: list[Cell] = []
        self._above: list[str] = []

    def text(self) -> str:
        """The raw text."""
        return "".join(self.parts)

    def paragraph(self, text: str) -> None:
        """Append one paragraph; blank ones are left out."""
        if text.strip():
            self._put(text + "\n")
            self._above = [*self._above[-2:], text.strip()]

    def table(self, rows: list[list[tuple[str, int]]]) -> None:
        """Append a table: each cell is its text and the number of columns that it spans."""
        placed: list[list[Piece]] = []
        for row in rows:
            pieces: list[Piece] = []
            column = 0
            for text, span in row:
                words = " ".join(text.split())
                if column:
                    self._put("\t")
                start = self.length
                self._put(words)
                if words:
                    pieces.append(Piece(start, self.length, words, column * _COLUMN, (column + span) * _COLUMN - 10))
                column += span
            self._put("\n")
            if pieces:
                placed.append(pieces)
        self.cells += read_cells(placed, self._above)
        self._above = []

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
