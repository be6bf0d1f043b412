"""A report's text as indicators look at it: where names stand, where clauses end, whose figure the words speak of."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from extractors.indicators.words import EACH, LOCAL, VERB

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.document import Document
    from extractors.indicators.catalogue import Catalogue

SENTENCE = 60  # characters back to a sentence's beginning, at most
CLAUSE = 48  # characters from a name to a verb of its clause, at most
_SENTENCE_MARKS = re.compile(r"[。；;！？!?\n]")
_CLAUSE_MARKS = re.compile(r"[，,。；;\n]")
_GOES_ON = frozenset({"驻村", "全部", "均", "共", "包村"})  # tagged as nouns, and yet no tail of a compound


@dataclass(frozen=True, slots=True)
class Topic:
    """A name found before a figure, with the span at which it stands; `name` is empty for a thing that is no indicator."""

    name: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Surroundings:
    """The document's clean text with half-width brackets (same offsets) and the names of the catalogue in it."""

    document: Document
    catalogue: Catalogue

    @cached_property
    def text(self) -> str:
        """What all patterns are searched in."""
        return self.document.text.replace("（", "(").replace("）", ")")

    @cached_property
    def mentions(self) -> list[tuple[int, int]]:
        """Spans of names in order, longest first where they overlap."""
        return self.catalogue.mentions(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.mentions]

    def name(self, span: tuple[int, int]) -> Topic:
        """The name at a span."""
        return Topic(self.text[slice(*span)], *span)

    def between(self, low: int, high: int) -> Iterator[tuple[int, int]]:
        """The names that stand inside `text[low:high]`."""
        at = bisect_left(self._starts, low)
        while at < len(self.mentions) and self.mentions[at][0] < high:
            if self.mentions[at][1] <= high:
                yield self.mentions[at]
            at += 1

    def last_before(self, position: int) -> tuple[int, int] | None:
        """The last name that begins before a position."""
        at = bisect_left(self._starts, position) - 1
        return self.mentions[at] if at >= 0 else None

    def next_after(self, position: int) -> tuple[int, int] | None:
        """The first name that begins at or after a position."""
        at = bisect_left(self._starts, position)
        return self.mentions[at] if at < len(self.mentions) else None

    @cached_property
    def _clause_marks(self) -> list[int]:
        return [mark.start() for mark in _CLAUSE_MARKS.finditer(self.text)]

    @cached_property
    def _sentence_marks(self) -> list[int]:
        return [mark.start() for mark in _SENTENCE_MARKS.finditer(self.text)]

    def sentence_start(self, position: int, floor: int) -> int:
        """Where the sentence begins, not before `floor`."""
        return max(floor, position - SENTENCE, _last(self._sentence_marks, position) + 1)

    def clause_start(self, position: int) -> int:
        """Where the stretch between commas begins."""
        marks = self._clause_marks
        at = bisect_left(marks, position)
        return max(marks[at - 1] + 1 if at else 0, position - CLAUSE)

    def clause_end(self, position: int) -> int:
        """Where the stretch between commas ends."""
        at = bisect_left(self._clause_marks, position)
        end = self._clause_marks[at] if at < len(self._clause_marks) else len(self.text)
        return min(end, position + CLAUSE)

    def local(self, low: int, high: int) -> bool:
        """Whether the words speak last of one village, firm or project and not of the whole place."""
        last = None
        for match in LOCAL.finditer(self.text, low, high):
            last = match
        return last is not None and last["local"] is not None

    def each(self, low: int, high: int) -> bool:
        """Whether the words make a figure one of many alike: 每村 2万元, 户均 3亩."""
        return low < high and EACH.search(self.text, low, high) is not None

    def compound(self, end: int) -> bool:
        """Whether a word goes on after the name that ends here: 党员 活动室, 行政村 干部."""
        tokens = self.document.tokens_between(end, end + 1)
        if not tokens:
            return re.match(r"[\u4e00-\u9fff]", self.text[end : end + 1]) is not None
        word, pos = tokens[0].word, tokens[0].pos
        return pos[:1] == "n" and pos != "ns" and word not in _GOES_ON and not VERB.fullmatch(word)


def _last(places: list[int], position: int) -> int:
    """The last of the places before a position, -1 if there is none."""
    at = bisect_left(places, position)
    return places[at - 1] if at else -1
