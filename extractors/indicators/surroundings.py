"""A report's sentences as indicators look at them: where names stand, where clauses end, whose figure the words speak of."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from extractors.indicators.words import EACH, LOCAL, VERB

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.document import Document
    from extractors.indicators.catalogue import Catalogue
    from extractors.records import Figure

SENTENCE = 60  # characters back to a sentence's beginning, at most
CLAUSE = 48  # characters from a name to a verb of its clause, at most
STOPS = "。；;！？!?\n"
STOP = re.compile(f"[{STOPS}]")
LAST_STOP = re.compile(f".*[{STOPS}]", re.DOTALL)
_GOES_ON = frozenset({"驻村", "全部", "均", "共", "包村"})  # tagged as nouns, and yet no tail of a compound
_HAN = re.compile(r"[\u4e00-\u9fff]")


class Topic(NamedTuple):
    """A name found before a figure, with the span at which it stands; `name` is empty for a thing that is no indicator."""

    name: str = ""
    start: int = 0
    end: int = 0


NOTHING = Topic()


@dataclass(slots=True)
class Surroundings:
    """One sentence with figures, inside the document's text with half-width brackets (same offsets)."""

    document: Document
    catalogue: Catalogue
    text: str  # the whole document's
    start: int  # where the sentence begins, but at most SENTENCE characters before its first figure
    end: int  # where it ends, but at most CLAUSE characters behind its last figure
    figures: list[int]  # their numbers, in order
    names: list[tuple[int, int]]  # spans of the catalogue's names in the sentence, longest first where they overlap
    turns: list[tuple[int, bool]] | None = (
        None  # where the words turn to one village or firm (True) or back to the whole
    )

    def name(self, span: tuple[int, int]) -> Topic:
        """The name at a span."""
        return Topic(self.text[span[0] : span[1]], *span)

    def between(self, low: int, high: int) -> list[tuple[int, int]]:
        """The names that stand inside `text[low:high]`."""
        names = self.names[bisect_left(self.names, (low,)) : bisect_left(self.names, (high,))]
        if names and names[-1][1] > high:
            names.pop()
        return names

    def last_before(self, position: int) -> tuple[int, int] | None:
        """The last name that begins before a position."""
        at = bisect_left(self.names, (position,))
        return self.names[at - 1] if at else None

    def next_after(self, position: int) -> tuple[int, int] | None:
        """The first name that begins at or after a position."""
        at = bisect_left(self.names, (position,))
        return self.names[at] if at < len(self.names) else None

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The stretch between commas that holds `text[start:end]`, as far as it is near."""
        text = self.text
        least, most = max(self.start, start - CLAUSE), min(self.end, end + CLAUSE)
        low = max(text.rfind("，", least, start), text.rfind(",", least, start)) + 1 or least
        high = text.find("，", end, most)
        ascii_high = text.find(",", end, most if high < 0 else high)
        return low, ascii_high if ascii_high >= 0 else (most if high < 0 else high)

    def local(self, position: int) -> bool:
        """Whether the words before speak last of one village, firm or project and not of the whole place."""
        if self.turns is None:
            found = LOCAL.finditer(self.text, self.start, self.end)
            self.turns = [(match.end(), match["local"] is not None) for match in found]
        at = bisect_left(self.turns, (position, True))
        return at > 0 and self.turns[at - 1][1]

    def each(self, low: int, high: int) -> bool:
        """Whether the words make a figure one of many alike: 每村 2万元, 户均 3亩."""
        return low < high and EACH.search(self.text, low, high) is not None

    def compound(self, end: int) -> bool:
        """Whether a word goes on after the name that ends here: 党员 活动室, 行政村 干部."""
        tokens = self.document.tokens_between(end, end + 1)
        if not tokens:
            return _HAN.match(self.text, end) is not None
        _, _, word, pos = tokens[0]
        return pos[:1] == "n" and pos != "ns" and word not in _GOES_ON and not VERB.fullmatch(word)


def sentences(document: Document, catalogue: Catalogue, figures: Sequence[Figure]) -> Iterator[Surroundings]:
    """The sentences that hold figures."""
    text = document.text.replace("（", "(").replace("）", ")")
    starts = [figure.start for figure in figures]
    order = sorted(range(len(starts)), key=starts.__getitem__)
    first = 0
    for count, number in enumerate(order, 1):
        end = figures[number].end
        if count < len(order) and not STOP.search(text, end, starts[order[count]]):
            continue
        begin = starts[order[first]]
        least = max(0, begin - SENTENCE)
        last = LAST_STOP.match(text, least, begin)
        start = last.end() if last else least
        stop = STOP.search(text, end, end + CLAUSE)
        high = stop.start() if stop else min(len(text), end + CLAUSE)
        names = catalogue.mentions(text, start, high)
        yield Surroundings(document, catalogue, text, start, high, order[first:count], names)
        first = count
