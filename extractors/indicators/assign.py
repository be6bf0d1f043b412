"""Which figure is which indicator: read a sentence's figures in order and remember what it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.indicators.catalogue import dimensions, fitting
from extractors.indicators.judge import (
    from_after,
    from_right,
    growth_from_right,
    is_each,
    is_total,
    plausible,
    what_was_done,
)
from extractors.indicators.shares import run_length, shared
from extractors.indicators.surroundings import NOTHING, Surroundings, Topic, sentences
from extractors.indicators.words import (
    AVERAGE,
    MARK,
    OLD_BASE,
    PASSING,
    goes_on,
    has_verb,
    leads,
    links,
    other_verb,
    said,
    trains,
    turns_aside,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.document import Document
    from extractors.indicators.catalogue import Catalogue, Indicator
    from extractors.records import Figure

ATTRIBUTES = frozenset({"age", "duration"})  # 35岁 以下, 三年 累计: they describe, another figure counts
KINDS = frozenset({"类", "种", "批", "级", "方面", "大类", "大"})  # 11类 人才 1825人: the second counts
COUNTING = frozenset({"count", "person", "person_times", "household"})
CLASSES = frozenset({"班", "训"})  # last characters of what people are trained in
_SEPARATED = re.compile(r"[，,、：:]")


@dataclass(slots=True)
class Chain:
    """What the sentence has told so far."""

    topic: Topic = NOTHING
    levels: list[Topic] = field(default_factory=list)  # the things that got a level, for 分别
    told: set[tuple[int, str]] = field(default_factory=set)  # names that have their figure, with its dimension
    event: int = -1  # end of the last figure that tells what was done: 发展党员 212名，其中 …
    counted: list[tuple[int, Figure]] = field(default_factory=list)  # counts in a row: 全县辖 12个乡镇、200个行政村


def indicators_of(document: Document, catalogue: Catalogue, figures: Sequence[Figure]) -> dict[int, Indicator]:
    """The indicator of each figure that is one, by the figure's number."""
    found: dict[int, Indicator] = {}
    for around in sentences(document, catalogue, figures):
        numbers = [number for number in around.figures if _counts(around, figures[number])]
        own = [figures[number] for number in numbers]
        if around.names or any(from_after(around, figure) for figure in own):
            found |= {numbers[place]: item for place, item in _read(around, own).items()}
    return found


def _read(around: Surroundings, figures: list[Figure]) -> dict[int, Indicator]:
    """The indicators of a sentence's figures, by the figure's place among them."""
    found: dict[int, Indicator] = {}
    place, previous, chain = 0, None, Chain()
    while place < len(figures):
        figure = figures[place]
        begin = around.start if previous is None else previous.end
        count = run_length(around, figures, place)
        topics, tail = shared(around, begin, figure, count, chain.levels) if count > 1 else ([], begin)
        for topic in topics or (None,):
            here = figures[place]
            if topic is None:
                code = _alone(around, begin, here, previous, chain)
            else:
                code = _told_of(around, topic, here, around.text[tail : figure.start], tail, chain)
                if here.dimension != "ratio":
                    chain.levels.append(topic)
                chain.topic = topic
            if code is not None and plausible(code, here) and not around.local(here.start):
                found[place] = code
                if (code.verbs or code.after) and code.theme != "region":
                    chain.event = here.end
            place, previous = place + 1, here
    return found


def _counts(around: Surroundings, figure: Figure) -> bool:
    """Whether it is a figure of its own: not an age or a length of time, not a number inside a name (35岁以下党员)."""
    if figure.unit in KINDS:
        return False
    span = around.last_before(figure.end)
    if span is None:
        return figure.dimension not in ATTRIBUTES
    start, end = span
    if start <= figure.start and figure.end <= end:
        return False
    if figure.dimension not in ATTRIBUTES:
        return True
    if not end <= figure.start <= end + 12 or not links(around.text[end : figure.start]):
        return False
    return figure.dimension in dimensions(around.catalogue.by_name[around.text[start:end]])


def _alone(around: Surroundings, begin: int, figure: Figure, previous: Figure | None, chain: Chain) -> Indicator | None:
    """The code of a figure that stands alone; moves the chain on."""
    between = around.text[begin : figure.start]
    ratio, beside = figure.dimension == "ratio", False
    trained = chain.topic.name[-1:] in CLASSES and trains(between)
    own = None if trained else _named(around, begin, figure, previous, chain)
    tail = begin
    if own is not None:
        chain.topic, tail = own, own.end
    else:
        beside = turns_aside(between) and not links(between)
        if previous is None or not (beside or trained or goes_on(between) or other_verb(between)):
            chain.topic = NOTHING
    if own is not None or not (ratio or beside):
        chain.levels.append(chain.topic)
    code = from_after(around, figure)
    if (
        code is None
        and chain.topic.name
        and not (beside or (own is None and _other_thing(around, figure, chain.topic)))
    ):
        code = _told_of(around, chain.topic, figure, around.text[tail : figure.start], tail, chain)
        if code is not None and figure.status != "planned":  # 预算8.6亿元，实际完成 8.9亿元
            chain.told.add((chain.topic.start, figure.dimension))
    if figure.dimension in COUNTING:
        chain.counted.append((begin, figure))
    else:
        chain.counted.clear()
    if code is None:
        code = growth_from_right(around, figure) if ratio else from_right(around, figure, chain.counted)
    return code


def _other_thing(around: Surroundings, figure: Figure, topic: Topic) -> bool:
    """Whether the noun behind a figure names another thing than the one told before: 龙头企业88家，与 1.9万户贫困户."""
    if figure.dimension not in COUNTING or topic.name in figure.subject:
        return False
    return bool(figure.subject) and around.text.startswith(figure.subject, figure.end)


def _named(around: Surroundings, begin: int, figure: Figure, previous: Figure | None, chain: Chain) -> Topic | None:
    """The name that stands before the figure with only linking words between; best one that the unit fits."""
    first = None
    for start, end in reversed(around.between(begin, figure.start)):
        if not leads(around.text[end : figure.start]):
            break
        if previous is not None and _taken(around, begin, start, previous, chain):
            break
        topic = around.name((start, end))
        if figure.dimension in dimensions(around.catalogue.by_name[topic.name]):
            return topic
        first = first or topic
    return first


def _taken(around: Surroundings, begin: int, start: int, previous: Figure, chain: Chain) -> bool:
    """Whether the name belongs to the figure before it: 12个乡镇 59个村."""
    if start - begin > 6 or previous.dimension not in COUNTING or chain.topic.name:
        return False
    between = around.text[begin:start]
    return not (_SEPARATED.search(between) or has_verb(between))


def _told_of(
    around: Surroundings, topic: Topic, figure: Figure, words: str, tail: int, chain: Chain
) -> Indicator | None:
    """The code that the thing spoken of gives the figure; `words`, from `tail` on, say what of it."""
    candidates = around.catalogue.by_name.get(topic.name)
    if not candidates:
        return None
    what = said(words)
    if figure.dimension != "ratio":
        if what.differs:
            return None
    elif not any(item.change for item in candidates):
        if "百分点" in figure.unit or figure.unit == "pp":
            return None
        if what.grows:
            return _growth(around, topic, candidates, figure, words, tail)
    fits = fitting(candidates, figure.dimension, figure.unit)
    if not fits or what.before:
        return None
    again = (topic.start, figure.dimension) in chain.told and not (what.arrives or what.anew or has_verb(words))
    if again or (MARK.match(around.text, figure.end) and PASSING.search(words + figure.text)):
        return None
    clause = around.clause(topic.start, figure.end)
    if is_each(around, topic, figure, tail, clause[0]):
        return None
    deed = what_was_done(around, fits, topic, figure, tail, clause)
    if deed is not None:
        return deed
    for item in fits:
        if item.verbs is None and is_total(around, item, topic, figure, clause):
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
) -> Indicator | None:
    """The growth over the year before; an average over years or growth since an older year is something else."""
    average = AVERAGE.search(words) or AVERAGE.search(around.text, max(around.start, topic.start - 6), topic.start)
    if average or OLD_BASE.search(around.text, topic.end, figure.start):
        return None
    growth = around.catalogue.growth
    levels = [item for item in candidates if item.code in growth]
    clause = around.clause(topic.start, figure.end)
    if not levels or is_each(around, topic, figure, tail, clause[0]):
        return None
    return next((growth[item.code] for item in levels if is_total(around, item, topic, figure, clause)), None)
