"""Which figure is which indicator: names around each figure, the words between, and chains of figures about one thing."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.indicators.catalogue import PEOPLE
from extractors.indicators.words import (
    ASIDE,
    AVERAGE,
    BEFORE,
    DELTA,
    EACH,
    GROWTH,
    LINK,
    LOCAL,
    MARK,
    OLD_BASE,
    PREFIX,
    RUN,
    SCOPE,
    STOCK_CUE,
    STRONG,
    TO_LEVEL,
    VERB,
)
from extractors.schema import changed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.document import Document
    from extractors.indicators.catalogue import Catalogue, Indicator
    from extractors.records import Figure

CONTEXT = 120  # characters before a figure in which an indicator's `context` may stand
REACH = 60  # a sentence's beginning is sought so far back, a clause's half as far
CLAUSE = 48  # characters at most from a name to a verb of its clause
ATTRIBUTES = frozenset({"age", "duration"})  # 35岁 以下, 三年 累计: they describe, another figure counts
KINDS = frozenset({"类", "种", "批", "级", "方面", "大类", "大"})  # 11类 人才 1825人: the second counts
COUNTING = frozenset({"count", "person", "person_times", "household"})
_HALF = str.maketrans("（）", "()")
_CLAUSE = "，,。；;\n"
_RIGHT_END = re.compile(r"[\s，,、；;。：:()！!“”\"]|$|全部|都|均|皆|全|和|与|及|的|中(?=[，,有])|\d")
_LIST = re.compile(r"[\u4e00-\u9fff()]{1,12}[、，,和及]{1,2}(?:以及)?")
_GOES_ON = frozenset({"驻村", "全部", "均", "共", "包村"})  # tagged as nouns, and yet no tail of a compound
_ITEMS = re.compile(r"、|和|与|以及|及")


@dataclass(frozen=True, slots=True)
class Topic:
    """A name found before a figure, with the span at which it stands; `name` is empty for a thing that is no indicator."""

    name: str = ""
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Chain:
    """What the sentence has told so far: the thing it speaks of and the things that got a level, for 分别."""

    start: int
    topic: Topic = Topic()
    levels: list[Topic] = field(default_factory=list)
    told: set[tuple[int, str]] = field(default_factory=set)  # names that have their figure, with its dimension
    event: int = -1  # end of the last figure that tells what was done: 发展党员 212名，其中 …
    total: bool = False  # the last right-hand name was a total: 全县辖 12个乡镇、200个行政村


class Assigner:
    """Finds the codes of one document's figures."""

    def __init__(self, document: Document, catalogue: Catalogue) -> None:
        self.text = document.text.translate(_HALF)
        self.catalogue = catalogue
        self.mentions = catalogue.mentions(self.text)
        self.starts = [start for start, _ in self.mentions]
        self.document = document

    def codes(self, figures: tuple[Figure, ...]) -> dict[int, Indicator]:
        """The indicator of each figure that is one, by the figure's number."""
        order = [i for i in sorted(range(len(figures)), key=lambda i: figures[i].start) if self._counts(figures[i])]
        found: dict[int, Indicator] = {}
        chain, last = Chain(0), -1
        position = 0
        while position < len(order):
            i = order[position]
            figure = figures[i]
            begin = figures[last].end if last >= 0 else 0
            if last < 0 or STRONG.search(self.text, begin, figure.start):
                chain = Chain(self._sentence_start(figure.start, begin))
                begin = chain.start
            run = self._run(figures, order, position)
            topics = self._shared(begin, figure, len(run), chain) if len(run) > 1 else []
            for step, number in enumerate(run if topics else run[:1]):
                item = figures[number]
                if topics:
                    code = self._of_topic(topics[step], item, figure.start, self._after_each(begin, figure.start), chain)
                    if item.dimension != "ratio":
                        chain.levels.append(topics[step])
                    chain.topic = topics[step]
                else:
                    previous = figures[last] if last >= 0 and begin == figures[last].end else None
                    code = self._single(begin, item, previous, chain)
                if code is not None and _plausible(code, item) and not self._local(chain.start, item.start):
                    found[number] = code
                    chain.event = item.end if code.verbs or code.after else chain.event
                last = number
            position += len(run) if topics else 1
        return found

    def _local(self, low: int, high: int) -> bool:
        *_, last = (None, *LOCAL.finditer(self.text, low, high))
        return last is not None and last["local"] is not None

    def _counts(self, figure: Figure) -> bool:
        """Whether it is a figure of its own: not an age or a length of time, not a number inside a name (35岁以下党员)."""
        at = bisect_left(self.starts, figure.end) - 1
        inside = at >= 0 and self.mentions[at][0] <= figure.start and figure.end <= self.mentions[at][1]
        if inside or figure.unit in KINDS:
            return False
        return figure.dimension not in ATTRIBUTES or (at >= 0 and self._measures(self.mentions[at], figure))

    def _measures(self, mention: tuple[int, int], figure: Figure) -> bool:
        """Whether an age or a length of time is itself what the name before it means: 人均预期寿命 76.8岁."""
        start, end = mention
        items = self.catalogue.by_name[self.text[start:end]]
        near = end <= figure.start <= end + 12 and LINK.fullmatch(self.text, end, figure.start) is not None
        return near and any(figure.dimension in item.dimensions for item in items)

    def _sentence_start(self, position: int, floor: int) -> int:
        low = max(floor, position - REACH)
        cut = max((self.text.rfind(mark, low, position) for mark in "。；;！？!?\n"), default=-1)
        return cut + 1 if cut >= 0 else low

    def _run(self, figures: tuple[Figure, ...], order: list[int], position: int) -> list[int]:
        """Figures of one dimension that follow one another with nothing but 、 or 和 between: 8%、11%和3%."""
        run = [order[position]]
        for i in order[position + 1 :]:
            before, here = figures[run[-1]], figures[i]
            if here.dimension != before.dimension or not RUN.fullmatch(self.text, before.end, here.start):
                break
            run.append(i)
        return run

    def _shared(self, begin: int, figure: Figure, count: int, chain: Chain) -> list[Topic]:
        """The things that a run of figures is shared out among: those before 分别, else those that had their level before."""
        each = self.text.find("分别", begin, figure.start)
        if each >= 0:
            low = max(begin, max((self.text.rfind(mark, begin, each) for mark in "，,：:"), default=-1) + 1)
            topics = self._items(low, each, count)
            if len(topics) == count:
                return topics
        between = self.text[begin:figure.start]
        if len(chain.levels) >= count and (LINK.fullmatch(between) or ASIDE.fullmatch(between)):
            return chain.levels[-count:]
        return []

    def _after_each(self, begin: int, end: int) -> int:
        each = self.text.find("分别", begin, end)
        return each if each >= 0 else begin

    def _items(self, low: int, high: int, count: int) -> list[Topic]:
        """The items of `城镇和农村居民人均可支配收入`: the last lends its tail to the ones before it."""
        for start, end in self._between(low, high):
            parts = self.catalogue.joint.get(self.text[start:end], ())
            if len(parts) == count and LINK.fullmatch(self.text, end, high):
                return [Topic(part, start, end) for part in parts]
        bounds = [low]
        for cut in _ITEMS.finditer(self.text, low, high):
            bounds += [cut.start(), cut.end()]
        bounds.append(high)
        spans = list(zip(bounds[::2], bounds[1::2], strict=True))
        if len(spans) != count:
            return []
        last = self._ending(*spans[-1])
        return [self._ending(*span) if span == spans[-1] else self._lent(span, last) for span in spans]

    def _ending(self, low: int, high: int) -> Topic:
        for start, end in reversed(list(self._between(low, high))):
            if LINK.fullmatch(self.text, end, high):
                return Topic(self.text[start:end], start, end)
        return Topic()

    def _lent(self, span: tuple[int, int], last: Topic) -> Topic:
        own = self._ending(*span)
        if own.name or not last.name:
            return own
        word = self.text[slice(*span)].strip()
        for cut in range(1, len(last.name)):
            for head in range(min(len(word), 4), 0, -1):
                if (name := word[-head:] + last.name[cut:]) in self.catalogue.by_name:
                    return Topic(name, span[1] - head, span[1])
        return own

    def _between(self, low: int, high: int) -> Iterator[tuple[int, int]]:
        at = bisect_left(self.starts, low)
        while at < len(self.mentions) and self.mentions[at][0] < high:
            if self.mentions[at][1] <= high:
                yield self.mentions[at]
            at += 1

    def _single(self, begin: int, figure: Figure, previous: Figure | None, chain: Chain) -> Indicator | None:
        """The code of a figure that stands alone; moves the chain on."""
        own, tail = self._own(begin, figure, previous, chain)
        between = self.text[begin : figure.start]
        if own is not None:
            chain.topic = own
        elif previous is None or not (LINK.fullmatch(between) or ASIDE.fullmatch(between) or self._verb_only(between)):
            chain.topic = Topic()
        aside = own is None and ASIDE.fullmatch(between) is not None and LINK.fullmatch(between) is None
        if own is not None or (figure.dimension != "ratio" and not aside):
            chain.levels.append(chain.topic)
        code = self._after(figure)
        if code is None and not aside:
            code = self._of_topic(chain.topic, figure, figure.start, tail if own else begin, chain)
            if code is not None:
                chain.told.add((chain.topic.start, figure.dimension))
        right = self._right(figure, chain) if code is None and figure.dimension != "ratio" else None
        chain.total = right is not None and figure.dimension in COUNTING
        return code or right

    def _verb_only(self, between: str) -> bool:
        return between[:1] in {"、", "和"} and VERB.fullmatch(between.strip("、和及并共")) is not None

    def _own(self, begin: int, figure: Figure, previous: Figure | None, chain: Chain) -> tuple[Topic | None, int]:
        """The name that stands in the gap before the figure with only linking words between, and where it ends."""
        first = None
        for start, end in reversed(list(self._between(begin, figure.start))):
            tail = self.text[end : figure.start]
            if not LINK.fullmatch(tail) and ("，" in tail or not LINK.fullmatch(VERB.sub("", tail))):
                break
            if self._taken(begin, start, previous, chain):
                break
            topic = Topic(self.text[start:end], start, end)
            first = first or topic
            if any(figure.dimension in item.dimensions for item in self.catalogue.by_name[topic.name]):
                return topic, end
        return first, first.end if first else begin

    def _taken(self, begin: int, start: int, previous: Figure | None, chain: Chain) -> bool:
        """Whether the name belongs to the figure before it: 12个乡镇 59个村."""
        if previous is None or start - begin > 6 or previous.dimension not in COUNTING or chain.topic.name:
            return False
        return not (re.search(r"[，,、：:]", self.text[begin:start]) or VERB.search(self.text, begin, start))

    def _after(self, figure: Figure) -> Indicator | None:
        here = self.text[figure.end : figure.end + 24]
        for item in self.catalogue.by_after:
            assert item.after is not None
            if figure.dimension in item.dimensions and item.after.match(here) and self._clause_allows(item, figure.start, figure.end):
                return item
        return None

    def _of_topic(self, topic: Topic, figure: Figure, stop: int, tail: int, chain: Chain) -> Indicator | None:
        """The code that the thing spoken of gives the figure; `text[tail:stop]` are the words that say what of it."""
        if not topic.name:
            return None
        words = self.text[tail:stop]
        candidates = self.catalogue.by_name.get(topic.name, ())
        if figure.dimension == "ratio" and not any(item.change for item in candidates):
            if "百分点" in figure.unit or figure.unit == "pp":
                return None
            if GROWTH.search(words) and not TO_LEVEL.search(words):
                return self._growth(topic, candidates, figure, words, tail, chain)
        elif figure.dimension != "ratio" and DELTA.search(words) and not TO_LEVEL.search(words):
            return None
        again = (topic.start, figure.dimension) in chain.told and not (TO_LEVEL.search(words) or VERB.search(words))
        if again or BEFORE.search(words) or MARK.match(self.text, figure.end):
            return None
        for item in candidates:
            if item.verbs is not None and self._fits(item, figure) and self._done(item, topic, figure, tail):
                return item
        for item in candidates:
            if item.verbs is None and self._fits(item, figure) and self._stock(topic, item, figure, tail):
                return None if item.cue and item.context is None and self._part_of_event(topic, chain) else item
        return None

    def _part_of_event(self, topic: Topic, chain: Chain) -> bool:
        """Whether 其中 makes it a part of what was done: 发展党员 212名，其中 农民党员 80名 are no members' total."""
        return 0 <= chain.event <= topic.start and "其中" in self.text[chain.event : topic.start]

    def _growth(
        self, topic: Topic, candidates: tuple[Indicator, ...], figure: Figure, words: str, tail: int, chain: Chain
    ) -> Indicator | None:
        """The growth over the year before; an average over years or growth since an older year is something else."""
        average = AVERAGE.search(words) or AVERAGE.search(self.text, max(chain.start, topic.start - 6), topic.start)
        if average or OLD_BASE.search(self.text, topic.end, figure.start):
            return None
        levels = (item for item in candidates if item.code in self.catalogue.growth)
        return next((self.catalogue.growth[item.code] for item in levels if self._stock(topic, item, figure, tail)), None)

    def _fits(self, item: Indicator, figure: Figure) -> bool:
        fits = figure.dimension in item.dimensions or (figure.unit == "个" and item.dimensions == PEOPLE)
        return fits and (item.units is None or item.units.search(figure.unit) is not None)

    def _clause_allows(self, item: Indicator, start: int, end: int) -> bool:
        if item.context is not None and not item.context.search(self.text, max(0, start - CONTEXT), start):
            return False
        if item.ahead is not None and not item.ahead.match(self.text, end):
            return False
        if item.unless is None:
            return True
        return item.unless.search(self.text, self._clause_start(start), self._clause_end(end)) is None

    def _clause_start(self, position: int) -> int:
        low = max(0, position - CLAUSE)
        return max(low, max(self.text.rfind(mark, low, position) for mark in _CLAUSE) + 1)

    def _clause_end(self, position: int) -> int:
        high = min(len(self.text), position + CLAUSE)
        return min((at for mark in _CLAUSE if (at := self.text.find(mark, position, high)) >= 0), default=high)

    def _stock(self, topic: Topic, item: Indicator, figure: Figure, tail: int) -> bool:
        """Whether the name before the figure is that of the whole thing, not of a part or of something done with it."""
        before = self.text[max(0, topic.start - 18) : topic.start]
        if not PREFIX.search(before) and not (item.also and re.search(f"(?:{item.also.pattern})$", before)):
            return False
        *_, scope = (None, *SCOPE.finditer(self.text, max(0, topic.start - CONTEXT), topic.start))
        if scope is not None and scope["part"]:
            return False
        if not item.part and re.search(r"其中[：:，,]?$|其余$", before):
            return False
        return not self._each(topic, figure, tail) and self._clause_allows(item, topic.start, figure.end)

    def _each(self, topic: Topic, figure: Figure, tail: int) -> bool:
        """Whether the figure is one of many alike: 每村 2万元, 户均 3亩."""
        low = self._clause_start(min(topic.start, figure.start))
        if EACH.search(self.text, low, min(topic.start, figure.start)):
            return True
        return EACH.search(self.text, max(tail, topic.end), figure.start) is not None

    def _done(self, item: Indicator, topic: Topic, figure: Figure, tail: int) -> bool:
        """Whether one of the indicator's verbs governs the name: before it in the clause, or right after name or figure."""
        assert item.verbs is not None
        if self._each(topic, figure, tail) or not self._clause_allows(item, topic.start, figure.end):
            return False
        between = self.text[max(tail, topic.end) : figure.start]
        if VERB.search(between):
            return item.verbs.search(between) is not None
        if self._nearest(item, self._clause_start(topic.start), topic.start):
            return True
        return item.verbs.match(self.text, figure.end, self._clause_end(figure.end)) is not None

    def _nearest(self, item: Indicator, low: int, high: int) -> bool:
        """Whether the last verb of the stretch is one of the indicator's."""
        assert item.verbs is not None
        last = None
        for last in VERB.finditer(self.text, low, high):
            pass
        for match in item.verbs.finditer(self.text, low, high):
            if last is None or match.end() >= last.start() + 1:
                return True
        return False

    def _right(self, figure: Figure, chain: Chain) -> Indicator | None:
        """The code from the name that follows: 327个 行政村, 选派700名 干部."""
        at = bisect_left(self.starts, figure.end)
        if at == len(self.starts) or self.starts[at] - figure.end > 8:
            return None
        start, end = self.mentions[at]
        between = self.text[figure.end : start]
        if re.search(r"[\s，,、。；;：:()\d]", between) or self._compound(end):
            return None
        topic = Topic(self.text[start:end], start, end)
        low = self._clause_start(figure.start)
        for item in self.catalogue.by_name.get(topic.name, ()):
            if not self._fits(item, figure) or EACH.search(self.text, low, figure.start) or not self._clause_allows(item, figure.start, end):
                continue
            if item.verbs is not None:
                if self._nearest(item, low, figure.start) or item.verbs.search(self.text, end, self._clause_end(end)):
                    return item
            elif (between in {"", "的", "各类"} or (item.also and item.also.fullmatch(between))) and self._total(item, figure, end, chain):
                return item
        return None

    def _total(self, item: Indicator, figure: Figure, end: int, chain: Chain) -> bool:
        before = self.text[max(0, figure.start - 14) : figure.start]
        if not item.cue:
            return True
        listed = chain.total and _LIST.fullmatch(before[-13:].rpartition("个")[2]) is not None
        return (STOCK_CUE.search(before) is not None or listed) and _RIGHT_END.match(self.text, end) is not None

    def _compound(self, end: int) -> bool:
        """Whether the word goes on after the name: 党员 活动室, 行政 村 干部."""
        tokens = self.document.tokens_between(end, end + 1)
        if not tokens:
            return end < len(self.text) and "\u4e00" <= self.text[end] <= "\u9fff"
        return tokens[0].pos[:1] == "n" and tokens[0].pos != "ns" and tokens[0].word not in _GOES_ON


def _plausible(item: Indicator, figure: Figure) -> bool:
    bounds = item.plausible
    value = figure.base_value if figure.base_value is not None else figure.value_low
    return bounds is None or value is None or bounds[0] <= value <= bounds[1]


def with_codes(figures: tuple[Figure, ...], codes: dict[int, Indicator]) -> tuple[Figure, ...]:
    """The figures with the codes found."""
    return tuple(_coded(figure, codes[i]) if i in codes else figure for i, figure in enumerate(figures))


def _coded(figure: Figure, item: Indicator) -> Figure:
    return changed(figure, indicator_wide=item.code) if item.wide else changed(figure, indicator=item.code)
