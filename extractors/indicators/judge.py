"""Whether a name and a figure make an indicator: unit, scope, verbs, neighbours and size must all agree."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.indicators.catalogue import deeds, fitting
from extractors.indicators.words import (
    EACH_SIGN,
    PART_SIGN,
    REMEMBERED,
    SCOPE,
    STOCK_CUE,
    VERB,
    has_verb,
    stands_free,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.indicators.catalogue import Indicator
    from extractors.indicators.surroundings import Surroundings, Topic
    from extractors.records import Figure

CONTEXT = 120  # characters before a name in which an indicator's `context` and the scope may stand
BEFORE = 18  # characters before a name that say whether it is that of the whole
BEHIND = 8  # characters between a figure and the name after it, at most
_CUT_OFF = re.compile(r"[\s，,、。；;：:()\d]")
_RIGHT_END = re.compile(r"[\s，,、；;。：:()！!“”\"]|$|全部|都|均|皆|全|共|和|与|及|的|中(?=[，,有])|\d")
_LACKING = frozenset("未没不缺无")
_PART_HEADING = re.compile(r"^(?:[\W\d一二三四五六七八九十]*)[省市州县区旗](?:本级|级)")  # （2）市级收支
_PART = re.compile(r"其中[：:，,]?$|其余$|(?<![期年])中[，,]?(?:就|就有|有|共有|现有)?$")  # 村干部中有 党员412名
_ALL = re.compile(r"(?:已|基本|实现)?(?:全部|全都|均已|均|都|全面|全覆盖)")
_OF = re.compile(r"(?:左右|以上|以内)?的")
_AIM = re.compile(r"(?:预期|年度)?(?:增长|增速|增幅)(?!点|极)")
_LISTED = re.compile(r"(?:[\u4e00-\u9fff()]{1,12}[、，,和及]{1,2}(?:以及)?|[镇乡])?")


def plausible(item: Indicator, figure: Figure) -> bool:
    """Whether the value lies in the indicator's bounds; a withheld or open one does."""
    if item.plausible is None:
        return True
    value = figure.base_value if figure.base_value is not None else figure.value_low
    return value is None or item.plausible[0] <= value <= item.plausible[1]


def allowed(around: Surroundings, item: Indicator, start: int, end: int, clause: tuple[int, int]) -> bool:
    """Whether the words around `text[start:end]` (name to figure) leave it this indicator; `clause` is that around it."""
    if item.context is not None and not item.context.search(around.text, max(0, start - CONTEXT), start):
        return False
    if item.ahead is not None and not item.ahead.match(around.text, end):
        return False
    if item.unless is not None and item.unless.search(around.text, *clause):
        return False
    return item.apart is None or item.apart.search(around.text[around.start : start]) is None


def is_total(around: Surroundings, item: Indicator, topic: Topic, figure: Figure, clause: tuple[int, int]) -> bool:
    """Whether the name before the figure is that of the whole thing: no part (乡镇党委), no 市本级."""
    text, start = around.text, topic.start
    low = max(0, start - BEFORE)
    if not stands_free(text[max(low, clause[0]) : start]) and not (
        item.also_before and item.also_before.search(text[low:start])
    ):
        return False
    if _under_part(figure.section) or _of_part(text, start):
        return False
    if not item.part and _PART.search(text[low:start]):
        return False
    return allowed(around, item, start, figure.end, clause)


@lru_cache(REMEMBERED)
def _under_part(section: str) -> bool:
    """Whether the heading is of one level of government alone."""
    return _PART_HEADING.search(section.rpartition("/")[2]) is not None


def _of_part(text: str, end: int) -> bool:
    """Whether the words speak last of a part (市本级, 开发区) and not of the whole (全市)."""
    low = max(0, end - CONTEXT)
    if not PART_SIGN.search(text, low, end):
        return False
    scope = None
    for match in SCOPE.finditer(text, low, end):
        scope = match
    return scope is not None and scope["part"] is not None


def what_was_done(
    around: Surroundings,
    items: tuple[Indicator, ...],
    topic: Topic,
    figure: Figure,
    tail: int,
    clause: tuple[int, int],
) -> Indicator | None:
    """The one whose verb governs the name: between name and figure, before it, or right after the figure.

    `tail` is where the words that lead to the figure begin.
    """
    done, any_verb = deeds(items)
    if any_verb is None or not any_verb.search(around.text, *clause):
        return None
    between = around.text[max(tail, topic.end) : figure.start]
    for item, verbs in done:
        if has_verb(between):
            own = verbs.search(between) is not None
        elif not (own := _last(verbs, around.text[clause[0] : topic.start])):
            own = verbs.match(around.text, figure.end, clause[1]) is not None
        if own and allowed(around, item, topic.start, figure.end, clause):
            return item
    return None


def from_right(around: Surroundings, figure: Figure, counted: Sequence[tuple[int, Figure]]) -> Indicator | None:
    """The indicator that the name after the figure makes it: 327个 行政村, 选派700名 干部.

    `counted`: the figures that may count a whole together, see `counts_whole`.
    """
    text, stop = around.text, figure.end
    span = around.next_after(stop)
    if span is None or span[0] - stop > BEHIND:
        return None
    start, end = span
    items = around.catalogue.by_name.get(text[start:end])
    fits = fitting(items, figure.dimension, figure.unit, right=True) if items else ()
    between = text[stop:start]
    if not fits or _CUT_OFF.search(between) or text[end : end + 1] in _LACKING:
        return None  # 5个 卫生室未达标: some of all
    clause = low, high = around.clause(figure.start, end)
    if around.each(low, figure.start) or around.compound(end):
        return None
    for item in fits:
        if not item.part and _PART.search(text, max(0, figure.start - BEFORE), figure.start):
            continue
        if item.verbs is not None:
            right = _last(item.verbs, text[low : figure.start]) or item.verbs.search(text, end, high) is not None
        elif between in {"", "的", "各类"} or (item.also is not None and item.also.fullmatch(between)):
            whole = not item.cue or _ALL.match(text, end) is not None
            right = whole or (_RIGHT_END.match(text, end) is not None and counts_whole(around, counted))
        else:
            right = False
        if right and allowed(around, item, figure.start, end, clause):
            return item
    return None


def growth_from_right(around: Surroundings, figure: Figure) -> Indicator | None:
    """The growth that the words after a percentage make it: 提出 8%左右的 地区生产总值增长目标."""
    span = around.next_after(figure.end)
    if span is None or span[0] - figure.end > BEHIND or not _OF.fullmatch(around.text, figure.end, span[0]):
        return None
    if not _AIM.match(around.text, span[1]):
        return None
    growth = around.catalogue.growth
    levels = around.catalogue.by_name.get(around.text[slice(*span)], ())
    return next((growth[item.code] for item in levels if item.code in growth), None)


def from_after(around: Surroundings, figure: Figure) -> Indicator | None:
    """The indicator that the words after the figure say by themselves: 3200人 脱贫, 45人 发展为新党员."""
    any_of, items = around.catalogue.by_after.get(figure.dimension, (None, ()))
    if any_of is None or not any_of.match(around.text, figure.end):
        return None
    start, end = figure.start, figure.end
    for item in items:
        if (
            item.after
            and item.after.match(around.text, end)
            and allowed(around, item, start, end, around.clause(start, end))
        ):
            return item
    return None


def is_each(around: Surroundings, topic: Topic, figure: Figure, tail: int, low: int) -> bool:
    """Whether the figure is one of many alike: 每村 2万元, 户均 3亩.

    `tail` is where the words that lead to it begin, `low` where the topic's clause does.
    """
    first = topic.start
    if not EACH_SIGN.search(around.text, low, figure.start):
        return False
    if around.each(low, first):  # 城镇居民人均收入和 农村居民收入: the word may be another item's of the list
        listed = max(around.text.rfind(mark, low, first) for mark in "、和与及")
        if around.each(max(low, listed), first):
            return True
    return around.each(max(tail, topic.end), figure.start)


@lru_cache(REMEMBERED)
def _last(verbs: re.Pattern[str], words: str) -> bool:
    """Whether the last verb of the words is one of these."""
    own = last = -1
    for match in verbs.finditer(words):
        own = match.end()
    if own >= 0:
        for match in VERB.finditer(words):
            last = match.start()
    return own > last


def counts_whole(around: Surroundings, counted: Sequence[tuple[int, Figure]]) -> bool:
    """Whether the words before the last of the figures count something whole: 全县 327个, 现有 12个.

    `counted`: figures in a row, each with the end of the one before; if that one does, a bare name between need not say it
    again (12个乡镇、200个).
    """
    for begin, figure in reversed(counted):
        if STOCK_CUE.search(around.text, max(0, figure.start - 14), figure.start):
            return True
        if not _LISTED.fullmatch(around.text, begin, figure.start):
            return False
    return False
