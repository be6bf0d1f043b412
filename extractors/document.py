"""A report's text, cleaned step by step, that never loses where each character came from."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.tokens import Token, Tokens

Replacement = str | Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Removal:
    """What one cleaning step changed at one place: `raw[start:end]` reads `after` in the clean text."""

    step: str
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: raw span, and what a reader of the table takes from its head row, head column and caption."""

    start: int
    end: int
    row: str  # head of the row: 地区生产总值
    column: str  # head of the column: 2023年
    unit: str = ""  # from the caption, the head or a column 单位: 亿元
    caption: str = ""


@dataclass(frozen=True)
class Document:
    """`raw` as read and `text` as cleaned; `starts[i]`, `ends[i]` is the raw span (half-open) of clean character i.

    Offsets count Unicode code points. Spans are ordered: starts and ends never decrease, so that every clean span has a
    raw span. Build it with `Document.of(raw)` and change it with `sub`, which returns a new Document. `cells` are the table
    cells that the reader told apart, in order, in raw offsets.
    """

    raw: str
    text: str
    starts: array[int]
    ends: array[int]
    removals: tuple[Removal, ...] = ()
    cells: tuple[Cell, ...] = ()

    @classmethod
    def of(cls, raw: str, cells: tuple[Cell, ...] = ()) -> Document:
        """The document in which nothing has been cleaned."""
        return cls(raw, raw, array("L", range(len(raw))), array("L", range(1, len(raw) + 1)), (), cells)

    def sub(self, pattern: re.Pattern[str], replacement: Replacement, *, step: str = "") -> Document:
        """`pattern.sub(replacement, text)` that carries the map along.

        A replacement of the length of its match keeps the map one to one (full-width to half-width), and so does one that
        only drops the match's white space; any other maps each of its characters to the whole raw span of the match.
        Each change is noted under the name of the step.
        """
        edits = (
            (match.start(), match.end(), replacement(match) if callable(replacement) else match.expand(replacement))
            for match in pattern.finditer(self.text)
        )
        return self.edit(edits, step=step)

    def edit(self, edits: Iterable[tuple[int, int, str]], *, step: str = "") -> Document:
        """Replace clean spans, given in order and without overlap as (start, end, new text); see `sub` for the map."""
        text = self.text
        out: list[str] = []
        starts, ends = array("L"), array("L")
        removals: list[Removal] = []
        done = 0
        for begin, end, new in edits:
            if new == text[begin:end]:
                continue
            out += [text[done:begin], new]
            starts += self.starts[done:begin]
            ends += self.ends[done:begin]
            low, high = self.raw_span(begin, end)
            if len(new) == end - begin:
                starts += self.starts[begin:end]
                ends += self.ends[begin:end]
            elif new and new == "".join(text[begin:end].split()):
                kept = [index for index, char in enumerate(text[begin:end], begin) if not char.isspace()]
                starts += array("L", [self.starts[index] for index in kept])
                ends += array("L", [self.ends[index] for index in kept])
            else:
                starts += array("L", [low]) * len(new)
                ends += array("L", [high]) * len(new)
            removals.append(Removal(step, low, high, self.raw[low:high], new))
            done = end
        if not removals:
            return self
        out.append(text[done:])
        starts += self.starts[done:]
        ends += self.ends[done:]
        return Document(self.raw, "".join(out), starts, ends, self.removals + tuple(removals), self.cells)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of clean `text[start:end]`; an empty one the raw span (mostly empty) between its neighbours."""
        if start < end:
            return self.starts[start], self.ends[end - 1]
        here = self.starts[start] if start < len(self.starts) else len(self.raw)
        return here, max(here, self.ends[start - 1] if start else 0)

    def clean_span(self, start: int, end: int) -> tuple[int, int]:
        """The clean span that covers raw `raw[start:end]`, as far as anything of it is left."""
        low = bisect_right(self.ends, start)
        return low, max(low, bisect_left(self.starts, end))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Words of `text` with part of speech, in one pass over the whole text; who needs a few asks `tokens_between`."""
        from extractors.tokens import tag

        return tag(self.text)

    @cached_property
    def _tokens(self) -> Tokens:
        from extractors.tokens import Tokens

        return Tokens(self.text)

    def tokens_between(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that begin inside `text[start:end]`; only the clauses that are asked for are tagged."""
        return self._tokens.between(start, end)

    def token_over(self, offset: int) -> Token | None:
        """The token that `offset` cuts in two; None where a word begins there."""
        return self._tokens.over(offset)

    @cached_property
    def _clean_cells(self) -> tuple[tuple[int, int, Cell], ...]:
        return tuple(
            sorted(((*self.clean_span(cell.start, cell.end), cell) for cell in self.cells), key=lambda found: found[:2])
        )

    def cell_at(self, start: int) -> Cell | None:
        """The table cell that holds clean character `start`, if one does."""
        place = bisect_right(self._clean_cells, start, key=lambda found: found[0]) - 1
        return self._clean_cells[place][2] if place >= 0 and start < self._clean_cells[place][1] else None
