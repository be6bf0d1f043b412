"""Growth and decline: what the words before a figure say about its direction."""

from __future__ import annotations

import re

from extractors.records import Figure

UP = "增长|增加|提高|提升|上升|上涨|攀升|增[收产支]|增(?![加长收])|净增"
DOWN = "下降|减少|降低|回落|下滑|压减(?!率)|核减(?!率)|缩短|缩减(?!率)|减[收产支]|减(?![少免率])|降(?![低])"
REACH = 72  # characters before the figure that can hold its verb: a long list of conjuncts
# 增长到, 提高至, 降为 lead to a level, which is no change; 增速为, 降幅达 and 增长了近 lead to one.
VERB = re.compile(
    rf"""(?: (?P<up>{UP}) | (?P<down>{DOWN}) | (?P<compared>[比较][^，,；;。]{{1,14}}(?:(?P<more>多|新增|高|快) | (?P<less>少|低|慢))) )
    (?: 率|速度?|幅度?|额(?!度) )? (?: 了|为|达到?(?!\d+\.?\d*[亿万]?元)|约|近|超过?|分别|各|均|就|[^\S\n] )* (?P<level>到|至|成)? $""",
    re.VERBOSE,
)
VERB_BEGINS = re.compile(r"[增提上攀净下减降回压核缩比较]")
LAST_BREAK = re.compile(r".*[，,；;。\n]", re.DOTALL)
COUNTED = frozenset({"count", "person", "household", "person_times", "length", "area"})
DEGREE = ("提升", "提高", "缩短", "压减", "核减", "降低")
LIST = re.compile(r"[、,，和与及\s]*(?:分别)?")


def change_of(text: str, figure: Figure, previous: Figure | None, before: str) -> str:
    """increase, decrease or empty; `before` is the change of `previous`, which a list hands on (分别增长8%和11%)."""
    if previous is not None and LIST.fullmatch(text, previous.end, figure.start):
        return before if previous.dimension == figure.dimension else ""
    if figure.unit == "番":
        return "increase"
    low = max(0, figure.start - REACH, previous.end if previous else 0)
    if last := LAST_BREAK.match(text, low, figure.start):
        low = last.end()
    match = VERB.search(text, low, figure.start) if VERB_BEGINS.search(text, low, figure.start) else None
    if match is None or match["level"]:
        return ""
    if figure.dimension in COUNTED and not (match["more"] or match["less"]) and match.group().startswith(DEGREE):
        return ""  # 改造提升60个
    up = bool(match["up"] or match["more"])
    return "increase" if up == ((figure.value or 0) >= 0) else "decrease"
