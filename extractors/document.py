"""A report's text, cleaned step by step, that never loses where each character came from."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from extractors.tokens import Token, Tokens

Replacement = str | Callable[[re.Match[str]], str]


class Removal(NamedTuple):
    """What one cleaning step changed at one place: `raw[start:end]` reads `after` in the clean text."""

    step: str
    start: int
    end: int
    before: str
    after: str


_removal = partial(tuple.__new__, Removal)  # as Removal._make, without its check of the length


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: raw span, and what a reader of the table takes from its head row, head column and caption."""

    start: int
    end: int
    row: str  # head of the row: 地区生产总值
    column: str  # head of the column: 2023年
    unit: str = ""  # from the caption, the head or a column 单位: 亿元
    caption: str = ""


@cache
def _places() -> array[int]:
    """The offsets of a long report, made once and copied from: a slice is a hundred times faster than a range."""
    return array("L", range(1 << 16))


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
        size = len(raw)
        places = _places() if size < len(_places()) else array("L", range(size + 1))
        return cls(raw, raw, places[:size], places[1 : size + 1], (), cells)

    def sub(self, pattern: re.Pattern[str], replacement: Replacement, *, step: str = "") -> Document:
        """`pattern.sub(replacement, text)` that carries the map along.

        A replacement of the length of its match keeps the map one to one (full-width to half-width), and so does one that
        only drops the match's white space; any other maps each of its characters to the whole raw span of the match.
        Each change is noted under the name of the step.
        """
        matches = pattern.finditer(self.text)
        if callable(replacement):
            edits = [(match.start(), match.end(), replacement(match)) for match in matches]
        elif "\\" in replacement:
            edits = [(match.start(), match.end(), match.expand(replacement)) for match in matches]
        else:
            edits = [(match.start(), match.end(), replacement) for match in matches]
        return self.edit(edits, step=step) if edits else self

    def edit(self, edits: Iterable[tuple[int, int, str]], *, step: str = "") -> Document:
        """Replace clean spans, given in order and without overlap as (start, end, new text); see `sub` for the map."""
        raw, text, starts, ends = self.raw, self.text, self.starts, self.ends
        out: list[str] = []
        removals: list[Removal] = []
        resized: list[tuple[int, int, str]] = []
        done = 0
        for edit in edits:
            begin, end, new = edit
            if new == text[begin:end]:
                continue
            out += text[done:begin], new
            done = end
            low, high = (starts[begin], ends[end - 1]) if begin < end else self.raw_span(begin, end)
            removals.append(_removal((step, low, high, raw[low:high], new)))
            if len(new) != end - begin:
                resized.append(edit)
        if not removals:
            return self
        out.append(text[done:])
        if resized:
            starts, ends = self._mapped(resized)
        return Document(raw, "".join(out), starts, ends, (*self.removals, *removals), self.cells)

    def _mapped(self, edits: list[tuple[int, int, str]]) -> tuple[array[int], array[int]]:
        """The map after edits that change a length."""
        starts, ends = array("L"), array("L")
        done = 0
        for begin, end, new in edits:
            starts += self.starts[done:begin]
            ends += self.ends[done:begin]
            done = end
            if not new:
                continue
            replaced = self.text[begin:end]
            if new == "".join(replaced.split()):
                kept = [index for index, char in enumerate(replaced, begin) if not char.isspace()]
                starts.extend([self.starts[index] for index in kept])
                ends.extend([self.ends[index] for index in kept])
            else:
                low, high = self.raw_span(begin, end)
                starts.extend([low] * len(new))
                ends.extend([high] * len(new))
        starts += self.starts[done:]
        ends += self.ends[done:]
        return starts, ends

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
