"""The clause that a figure stands in, as far as its subject is concerned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import Document
from extractors.figures.following import after
from extractors.figures.phrase_words import Word, words_between
from extractors.figures.phrases import Phrase
from extractors.records import Figure

RELATIVE = frozenset({"ratio", "multiple"})
SELF_COUNTING = frozenset({"人", "户", "人次", "户次", "人口", "口人"})
CLASSIFIED = frozenset({"count", "person", "household", "person_times"})
MARK = re.compile(r"[，,；;。:：！？!?\n\t|]")
OPEN, CLOSE = "(（", ")）"
LIST = re.compile(r"[、,，和与及\s]*(?:以及)?")
BOUNDED = re.compile(r"(?:以上|以下|以内|及以上|及以下)(?:的)?$")
ITEM = re.compile(r"[、和与及]")  # what stands before the bound may belong to another item
LONG = 80  # characters of a clause that can matter to the noun at its end
FAR = 40  # characters behind a figure that can hold its noun


@dataclass(frozen=True, slots=True)
class Clause:
    """One figure in its sentence `document.text[begin:end]`; `names` are spans that are one noun (campaigns)."""

    document: Document
    figures: Sequence[Figure]
    number: int
    begin: int
    end: int
    names: Sequence[tuple[int, int]] = ()

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return self.figures[self.number]

    @property
    def relative(self) -> bool:
        """Whether it is a share, rate or multiple: something said of another figure."""
        return self.figure.dimension in RELATIVE

    @property
    def limit(self) -> int:
        """Where the next figure begins, or the sentence ends."""
        later = self.figures[self.number + 1].start if self.number + 1 < len(self.figures) else self.end
        return min(later, self.end)

    def words(self, low: int, high: int) -> list[Word]:
        """The words of a stretch of the text, of its last part if it is long."""
        return words_between(self.document, max(low, high - LONG), high, self.names)

    def start(self, low: int, high: int) -> int:
        """Behind the last mark, or the bracket left open, before `high`; over a colon (党员总数：13787人)."""
        text, start = self.document.text, low
        for match in MARK.finditer(text, low, high):
            start = match.end()
        if start > low and text[start - 1] in ":：" and not text[start:high].strip():
            return self.start(low, start - 1)
        if text.find("(", start, high) < 0 and text.find("（", start, high) < 0:
            return start
        depth = 0
        for place in range(high - 1, start - 1, -1):
            if text[place] in CLOSE:
                depth += 1
            elif text[place] in OPEN:
                if depth == 0:
                    return place + 1
                depth -= 1
        return start

    def with_bound(self, start: int) -> int:
        """`start`, or where a bound begins that is part of the noun: 35岁以下党员79名."""
        if self.number == 0:
            return start
        text, figure, other = self.document.text, self.figure, self.figures[self.number - 1]
        near = self.begin <= other.start and other.end <= start <= other.end + 12
        bound = other.dimension in {"age", "duration"} or (other.dimension != "ratio" and BOUNDED.search(other.text))
        if (
            not (near and bound)
            or MARK.search(text, other.end, figure.start)
            or LIST.fullmatch(text, other.end, figure.start)
        ):
            return start
        before = self.figures[self.number - 2].end if self.number > 1 else self.begin
        low = max(self.begin, before)
        return self.start(low, other.start) if ITEM.search(text[low : other.start]) is None else other.start

    def behind(self) -> Phrase | None:
        """The noun phrase behind the figure, before any mark or other figure."""
        text, figure = self.document.text, self.figure
        stop = MARK.search(text, figure.end, self.limit)
        high = min(stop.start() if stop else self.limit, figure.end + FAR)
        return after(
            self.words(figure.end, high),
            counts_itself=figure.unit in SELF_COUNTING or figure.dimension not in CLASSIFIED,
        )

    def touches_next(self, phrase: Phrase) -> bool:
        """Whether a phrase behind it touches the next figure and so is that one's."""
        return self.limit - phrase.end <= 2 and not self.document.text[phrase.end : self.limit].strip()

    def run(self) -> int:
        """How many figures, from this one, stand in one list without words between: 8%和11%."""
        text, figures, last = self.document.text, self.figures, self.number
        while last + 1 < len(figures):
            figure, other = figures[last], figures[last + 1]
            if other.start >= self.end or other.start - figure.end > 6 or other.dimension != figure.dimension:
                break
            if not LIST.fullmatch(text, figure.end, other.start):
                break
            last += 1
        return last - self.number + 1
