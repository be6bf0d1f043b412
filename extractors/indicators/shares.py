"""Several things, several figures: 城镇和农村居民收入分别增长 8%和11%; A完成 2亿元，B完成 1亿元，增长 30%、31%."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.indicators.surroundings import NOTHING, Topic
from extractors.indicators.words import LINK, RUN, links, turns_aside

if TYPE_CHECKING:
    from extractors.indicators.surroundings import Surroundings
    from extractors.records import Figure

_ITEMS = re.compile(r"、|和|与|以及|及")
LONGEST = 12  # figures that one list of things may share out
BARE = 3  # a name of so few characters may be the beginning of a longer one: 城镇居民 和 农村居民人均收入


def run_length(around: Surroundings, figures: list[Figure], first: int) -> int:
    """How many figures of one dimension follow one another from the first, with nothing but 、 or 和 between."""
    dimension, last = figures[first].dimension, first
    for here in figures[first + 1 : first + LONGEST]:
        if here.dimension != dimension or not RUN.fullmatch(around.text, figures[last].end, here.start):
            break
        last += 1
    return last - first + 1


def shared(around: Surroundings, begin: int, figure: Figure, count: int, told: list[Topic]) -> tuple[list[Topic], int]:
    """The things that `count` figures are shared out among, and where the words that lead to the figures begin.

    Those listed before 分别, else those that got their level before (`told`), else those listed right before the figures
    if each of them is an indicator's name; none where the numbers do not agree.
    """
    each = around.text.find("分别", begin, figure.start)
    if each >= 0:
        low = max(begin, max(around.text.rfind(mark, begin, each) for mark in "，,：:") + 1)
        topics = _listed(around, low, each, count)
        if len(topics) == count:
            return topics, each
    between = around.text[begin : figure.start]
    if len(told) >= count and (links(between) or turns_aside(between)):
        return told[-count:], begin
    if each < 0:
        low = max(begin, max(around.text.rfind(mark, begin, figure.start) for mark in "，,：:") + 1)
        topics = _listed(around, low, figure.start, count)
        if len(topics) == count and all(around.catalogue.by_name.get(topic.name) for topic in topics):
            return topics, topics[-1].end
    return [], begin


def _listed(around: Surroundings, low: int, high: int, count: int) -> list[Topic]:
    for start, end in around.between(low, high):
        parts = around.catalogue.joint.get(around.text[start:end], ())
        if len(parts) == count and LINK.fullmatch(around.text, end, high):
            return [Topic(part, start, end) for part in parts]
    bounds = [low]
    for cut in _ITEMS.finditer(around.text, low, high):
        bounds += [cut.start(), cut.end()]
    bounds.append(high)
    spans = list(zip(bounds[::2], bounds[1::2], strict=True))
    if len(spans) != count:
        return []
    last = _ending(around, *spans[-1])
    return [*(_lent(around, span, last) for span in spans[:-1]), last]


def _ending(around: Surroundings, low: int, high: int) -> Topic:
    for start, end in reversed(around.between(low, high)):
        if LINK.fullmatch(around.text, end, high):
            return around.name((start, end))
    return NOTHING


def _lent(around: Surroundings, span: tuple[int, int], last: Topic) -> Topic:
    """An item's name; 城镇 of `城镇和农村居民收入` borrows its tail from the last."""
    own = _ending(around, *span)
    if (len(own.name) > BARE and around.catalogue.by_name.get(own.name)) or not last.name:
        return own
    word = around.text[slice(*span)].strip()
    for cut in range(1, len(last.name)):
        for head in range(min(len(word), 4), 0, -1):
            name = word[-head:] + last.name[cut:]
            if name in around.catalogue.by_name:
                return Topic(name, span[1] - head, span[1])
    return own
