"""What parts and wholes have in common: what can have parts, how large it is, by what name it goes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.records import Figure

Claim = tuple[Figure, Figure | None, float | None]  # part, whole, share in percent

RATIOS = frozenset({"ratio", "multiple", "age", "duration"})
CLAUSE = re.compile(r"[，,；;。:：！？\n]")
# 全县, 总数 and the like: how much of a thing, not which thing.
GENERAL = re.compile(
    r"^(?:全[县市区镇乡州旗省国]|我[县市区镇乡]|本[县市区]|全部|所有|发展|其)+|(?:总数|总量|总额|总人数|总人口|全部|的|总)+$"
)


# 占总人口[3.6万人]的4.6%,其中农村党员…: those are part of what has the share, not of what it is a share of.
MEASURED_AGAINST = re.compile(r"占(?P<name>[^占，,；;。]{0,20})$")


def measured_against(text: str, figure: Figure) -> str | None:
    """What a figure counts that only tells how large a share is: 总人口 of 占总人口3.6万人的4.6%; None for any other."""
    match = MEASURED_AGAINST.search(text, max(0, figure.start - 22), figure.start)
    return match["name"] if match else None


CHANGED_BY = re.compile(r"(?:[比较][^，,；;。]{1,14}|同比|环比|净)(?:净?增加?|减少?|多|少|提高|上升|下降)了?$")


def is_change(text: str, figure: Figure) -> bool:
    """Whether it tells by how much something changed (比上年增加32吨): part of nothing."""
    return CHANGED_BY.search(text, max(0, figure.start - 22), figure.start) is not None


def is_level(figure: Figure) -> bool:
    """Whether it counts or measures something that can have parts."""
    return (
        figure.dimension not in RATIOS
        and not figure.missing
        and not figure.per  # 人均, 每亩: rates of no total
        and (figure.value is not None or figure.value_low is not None)
    )


COUNTED = frozenset({"count", "person", "household"})
COUNT_NAME = re.compile(r"(?:总数|[村户员]数?|人数|户数)(?:量|的)*$")


def last_fit(figures: Sequence[Figure], whole: str) -> int:
    """Which of the levels told before 占 a share is of: of 37个村收入不足5万元,占行政村总数的11.2% the count, else the last."""
    last = len(figures) - 1
    if COUNT_NAME.search(whole.strip(" 的")):
        return next((place for place in range(last, -1, -1) if figures[place].dimension in COUNTED), last)
    return last


def size(figure: Figure) -> float:
    """Its value, or the lower end of what it allows."""
    return figure.value if figure.value is not None else figure.value_low or 0.0


def same_kind(part: Figure, whole: Figure) -> bool:
    """Whether one can be part of the other by what they count: persons of persons, 个 of 个."""
    if part.dimension != whole.dimension:
        return False
    return part.dimension != "count" or part.unit == whole.unit


def clause_start(text: str, low: int, high: int) -> int:
    """Behind the last mark before `high`."""
    start = low
    for match in CLAUSE.finditer(text, low, high):
        start = match.end()
    return start


def bare(name: str) -> str:
    """A subject without what only says how much of it: 党员总数 and 全县党员 are 党员."""
    return re.sub(r"[(（].*?[)）]|[“”]", "", GENERAL.sub("", name)) or name
