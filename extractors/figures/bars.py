"""Counts that name a bar or a degree only: 35岁以下312名, 大专以上280名, 5亿元以上12个. What is counted is what the list counts."""

from __future__ import annotations

import re

from extractors.figures.clause import BOUNDS, CLASSIFIED, Clause
from extractors.records import Figure

TIMES = frozenset({"age", "duration"})
# A degree of schooling: it says which of the people, not what is counted.
DEGREE = re.compile(
    r"(?:(?:在职|全日制)?(?:博士|硕士|研究生|大学|本科|大专|专科|中专|职高|技校|高中|初中|小学|文盲)"
    r"(?:[、/]|及|和|或|及?以[上下])*)+(?:文化程度|文化水平|文化|学历|程度)?"
)
PEOPLE = re.compile(
    r"(?:[员部记师生民工人者兵警任长众]|骨干|人才|专家|代表|班子|队伍|劳动力|妇女|儿童|青年|对象)(?:队伍|总数|总人数)?$"
)
AVERAGE_AGE = re.compile(r"的?平均年龄$")
OF_BAR = re.compile(r"^.*(?:以[上下内]|岁|不足\d+\w|超过\d+\w)的?")
BETWEEN = re.compile(r"的?(?:共?有|共|达到?|为|计|约)?")
NOT_PEOPLE = re.compile(r"^(?:新增|新发展|发展|新)|(?:总数|总人数)$")


def bar_of(clause: Clause) -> Figure | None:
    """The bar right before a count: 35岁以下 of 35岁以下312名, 5亿元以上 of 5亿元以上的有12个."""
    bar, figure = clause.previous, clause.figure
    if bar is None or bar.start < clause.begin or not 0 <= figure.start - bar.end <= 4:
        return None
    said = clause.document.text[bar.end : figure.start]
    if not BETWEEN.fullmatch(said) or (figure.dimension not in CLASSIFIED and figure.dimension != "ratio"):
        return None
    if bar.dimension in TIMES:
        return bar if bar.bound_word or bar.qualifier == "range" else None
    bounds = bar.bound_word or bar.text.endswith(BOUNDS)
    of_it = "的" in said
    if bar.dimension == "currency":
        return bar if bounds or (of_it and bar.qualifier == "range") else None
    return bar if bounds and of_it and (bar.dimension in CLASSIFIED or bar.dimension == "area") else None


def people_in(figure: Figure, subject: str) -> str:
    """Who a subject names, if it names people: 党员 of 党员平均年龄, of 新发展党员 and of 35岁以下党员; empty if nobody."""
    if figure.dimension == "age":
        people, found = AVERAGE_AGE.subn("", subject)
        return people if found else ""
    if figure.dimension != "person" or not PEOPLE.search(subject) or DEGREE.match(subject):
        return ""
    return NOT_PEOPLE.sub("", OF_BAR.sub("", subject))
