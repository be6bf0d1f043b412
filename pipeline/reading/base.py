"""What a reader returns, and how it refuses."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.document import Cell


class ReadError(Exception):
    """A file that cannot be read: `category` is one word for the table, the message says what to do."""

    def __init__(self, category: str, message: str) -> None:
        super().__init__(category, message)
        self.category = category
        self.message = message

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """The raw text of one file. All spans are half-open, in characters of `raw`.

    `page_starts[i]` is where page i + 1 begins; `furniture` are running headers, footers and page numbers that stand in the
    text but are no part of its sentences; `recognized` are (start, end, confidence) of what OCR read. A file read only in
    part has warnings and `partial` set.
    """

    raw: str
    format: str
    encoding: str = ""
    page_starts: tuple[int, ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()
    cells: tuple[Cell, ...] = ()
    recognized: tuple[tuple[int, int, float], ...] = ()
    warnings: tuple[str, ...] = ()
    partial: bool = False
    waiting: int = 0  # pages left out that want OCR, when it was not asked for

    def page(self, offset: int) -> int | None:
        """The page, from 1, on which a character stands; None for a text without pages."""
        return bisect_right(self.page_starts, offset) if self.page_starts else None
