"""Which figure is which indicator: read a sentence's figures in order and remember what it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.indicators.judge import (
    counts_whole,
    fits,
    from_after,
    from_right,
    growth_from_right,
    is_done,
    is_each,
    is_total,
    plausible,
)
from extractors.indicators.shares import run_length, shared
from extractors.indicators.surroundings import Surroundings, Topic
from extractors.indicators.words import (
    ASIDE,
    AVERAGE,
    BEFORE,
    BUILD,
    DELTA,
    GROWTH,
    LINK,
    MARK,
    NAMED_YEAR,
    OLD_BASE,
    PASSING,
    STRONG,
    TO_LEVEL,
    VERB,
)

if TYPE_CHECKING:
    from extractors.document import Document
    from extractors.indicators.catalogue import Catalogue, Indicator
    from extractors.records import Figure

ATTRIBUTES = frozenset({"age", "duration"})  # 35岁 以下, 三年 累计: they describe, another figure counts
KINDS = frozenset({"类", "种", "批", "级", "方面", "大类", "大"})  # 11类 人才 1825人: the second counts
COUNTING = frozenset({"count", "person", "person_times", "household"})


@dataclass(slots=True)
class Chain:
    """What the sentence has told so far."""

    start: int
    topic: Topic = field(default_factory=Topic)
    levels: list[Topic] = field(default_factory=list)  # the things that got a level, for 分别
    told: set[tuple[int, str]] = field(default_factory=set)  # names that have their figure, with its dimension
    event: int = -1  # end of the last figure that tells what was done: 发展党员 212名，其中 …
    total: bool = False  # the last figure counted something whole: 全县辖 12个乡镇、200个行政村


def indicators_of(document: Document, catalogue: Catalogue, figures: tuple[Figure, ...]) -> dict[int, Indicator]:
    """The indicator of each figure that is one, by the figure's number."""
    around = Surroundings(document, catalogue)
    numbers = sorted(range(len(figures)), key=lambda i: figures[i].start)
    numbers = [i for i in numbers if _counts(around, figures[i])]
    ordered = [figures[i] for i in numbers]
    found: dict[int, Indicator] = {}
    chain, position = Chain(0), 0
    while position < len(ordered):
        figure, previous = ordered[position], ordered[position - 1] if position else None
        begin = previous.end if previous else 0
        if previous is None or STRONG.search(around.text, begin, figure.start):
            chain, previous = Chain(around.sentence_start(figure.start, begin)), None
            begin = chain.start
        count = run_length(around, ordered[position : position + 12])
        topics, tail = shared(around, begin, figure, count, chain.levels) if count > 1 else ([], begin)
        for step, item in enumerate(ordered[position : position + (count if topics else 1)]):
            if topics:
                code = _told_of(around, topics[step], item, around.text[tail : figure.start], tail, chain)
                if item.dimension != "ratio":
                    chain.levels.append(topics[step])
                chain.topic = topics[step]
            else:
                code = _alone(around, begin, item, previous, chain)
            if code is not None and plausible(code, item) and not around.local(chain.start, item.start):
                found[numbers[position + step]] = code
                chain.event = item.end if code.verbs or code.after else chain.event
        position += count if topics else 1
    return found


def _counts(around: Surroundings, figure: Figure) -> bool:
    """Whether it is a figure of its own: not an age or a length of time, not a number inside a name (35岁以下党员)."""
    span = around.last_before(figure.end)
    if figure.unit in KINDS or (span and span[0] <= figure.start and figure.end <= span[1]):
        return False
    if figure.dimension not in ATTRIBUTES:
        return True
    if (
        span is None
        or not span[1] <= figure.start <= span[1] + 12
        or not LINK.fullmatch(around.text, span[1], figure.start)
    ):
        return False
    return any(figure.dimension in item.dimensions for item in around.catalogue.by_name[around.text[slice(*span)]])


def _alone(around: Surroundings, begin: int, figure: Figure, previous: Figure | None, chain: Chain) -> Indicator | None:
    """The code of a figure that stands alone; moves the chain on."""
    own = _named(around, begin, figure, previous, chain)
    between = around.text[begin : figure.start]
    linked = LINK.fullmatch(between) or NAMED_YEAR.search(between)
    aside = ASIDE.fullmatch(between)
    if own is not None:
        chain.topic = own
    elif previous is None or not (linked or aside or _verb_only(between)):
        chain.topic = Topic()
    beside = own is None and aside is not None and linked is None
    if own is not None or (figure.dimension != "ratio" and not beside):
        chain.levels.append(chain.topic)
    code = from_after(around, figure)
    if code is None and not beside:
        tail = own.end if own else begin
        code = _told_of(around, chain.topic, figure, around.text[tail : figure.start], tail, chain)
        if code is not None:
            chain.told.add((chain.topic.start, figure.dimension))
    chain.total = figure.dimension in COUNTING and counts_whole(around, begin, figure, listed=chain.total)
    if code is None and figure.dimension == "ratio":
        return growth_from_right(around, figure)
    return code or from_right(around, figure, whole=chain.total)


def _verb_only(between: str) -> bool:
    """新建活动场所24个、改扩建 41个: another verb, the same thing."""
    if BUILD.fullmatch(between):
        return True
    return between[:1] in {"、", "和"} and VERB.fullmatch(between.strip("、和及并共")) is not None


def _named(around: Surroundings, begin: int, figure: Figure, previous: Figure | None, chain: Chain) -> Topic | None:
    """The name that stands before the figure with only linking words between; best one that the unit fits."""
    first = None
    for start, end in reversed(list(around.between(begin, figure.start))):
        tail = around.text[end : figure.start]
        if not LINK.fullmatch(tail) and ("，" in tail or not LINK.fullmatch(VERB.sub("", tail))):
            break
        if _taken(around, begin, start, previous, chain):
            break
        topic = around.name((start, end))
        if any(figure.dimension in item.dimensions for item in around.catalogue.by_name[topic.name]):
            return topic
        first = first or topic
    return first


def _taken(around: Surroundings, begin: int, start: int, previous: Figure | None, chain: Chain) -> bool:
    """Whether the name belongs to the figure before it: 12个乡镇 59个村."""
    if previous is None or start - begin > 6 or previous.dimension not in COUNTING or chain.topic.name:
        return False
    between = around.text[begin:start]
    return not (re.search(r"[，,、：:]", between) or VERB.search(between))


def _told_of(
    around: Surroundings, topic: Topic, figure: Figure, words: str, tail: int, chain: Chain
) -> Indicator | None:
    """The code that the thing spoken of gives the figure; `words`, from `tail` on, say what of it."""
    if not topic.name:
        return None
    candidates = around.catalogue.by_name.get(topic.name, ())
    arrived = TO_LEVEL.search(words) is not None or NAMED_YEAR.search(words) is not None
    if figure.dimension == "ratio" and not any(item.change for item in candidates):
        if "百分点" in figure.unit or figure.unit == "pp":
            return None
        if GROWTH.search(words) and not arrived:
            return _growth(around, topic, candidates, figure, words, tail, chain)
    elif figure.dimension != "ratio" and DELTA.search(words) and not arrived:
        return None
    again = (topic.start, figure.dimension) in chain.told and not (arrived or VERB.search(words))
    passed = PASSING.search(words + figure.text) and MARK.match(around.text, figure.end)
    if again or passed or BEFORE.search(words):
        return None
    fitting = [item for item in candidates if fits(item, figure)]
    if not fitting or is_each(around, topic, figure, tail):
        return None
    for item in fitting:
        if item.verbs is not None and is_done(around, item, topic, figure, tail):
            return item
    for item in fitting:
        if item.verbs is None and is_total(around, item, topic, figure):
            return None if item.cue and item.context is None and _part_of_event(around, topic, chain) else item
    return None


def _part_of_event(around: Surroundings, topic: Topic, chain: Chain) -> bool:
    """Whether 其中 makes it a part of what was done: 发展党员 212名，其中 农民党员 80名 are no members' total."""
    return 0 <= chain.event <= topic.start and "其中" in around.text[chain.event : topic.start]


def _growth(
    around: Surroundings,
    topic: Topic,
    candidates: tuple[Indicator, ...],
    figure: Figure,
    words: str,
    tail: int,
    chain: Chain,
) -> Indicator | None:
    """The growth over the year before; an average over years or growth since an older year is something else."""
    average = AVERAGE.search(words) or AVERAGE.search(around.text, max(chain.start, topic.start - 6), topic.start)
    if average or OLD_BASE.search(around.text, topic.end, figure.start):
        return None
    growth = around.catalogue.growth
    levels = [item for item in candidates if item.code in growth]
    if not levels or is_each(around, topic, figure, tail):
        return None
    return next((growth[item.code] for item in levels if is_total(around, item, topic, figure)), None)
