"""Growth against the two levels that a sentence gives: 由50亿元增加到80亿元,增长60%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.printed import interval, is_exact, step
from extractors.records import Check, Figure

POINTS = frozenset({"个百分点", "百分点"})
FROM = re.compile(r"(?:由|从)[^，,；;。]{0,16}$")
TO = re.compile(r"[^，,；;。\d]{0,8}(?:到|至|为)(?:了)?[^，,；;。]{0,14}")
GROWN = re.compile(
    r"[，,]?\s*(?:同比|比[^，,；;。\d]{0,6}|较[^，,；;。\d]{0,6}|净|共|累计)?(?:增长|增加|提高|上升|下降|减少|降低|增幅|降幅)(?:了|达|为)?\s*"
)
ADDED = re.compile(  # 320万亩,比上年增加[32万亩]
    r"[，,]\s*(?:同比|[比较](?:上年|去年|年初|上年末|上年同期|去年同期|同期))(?:净?增加?|增收|增产|多|减少|减收|下降|降低)了?\s*"
)
PRICES = (
    10.0  # points by which growth at comparable prices or on the same basis may differ from that of the sums printed
)
BASE = re.compile(r"[，,]?\s*[比较][^，,；;。]{0,14}的\s*")  # 80亿元,比2014年的[50亿元]


def growth_checks(text: str, figures: tuple[Figure, ...]) -> Iterator[Check]:
    """A check wherever two levels and the rate between them stand side by side."""
    for first, second, rate in zip(figures, figures[1:], figures[2:], strict=False):
        if rate.dimension != "ratio" or not rate.change:
            continue
        if first.dimension != second.dimension or first.unit != second.unit:
            continue
        if not all(is_exact(figure) for figure in (first, second, rate)):
            continue
        if not GROWN.fullmatch(text, second.end, rate.start):
            continue
        if FROM.search(text[max(0, first.start - 20) : first.start]) and TO.fullmatch(text, first.end, second.start):
            yield from _growth(first, second, rate)
        elif BASE.fullmatch(text, first.end, second.start):
            yield from _growth(second, first, rate)
        elif second.change and ADDED.fullmatch(text, first.end, second.start):
            yield from _added(first, second, rate)


def _added(new: Figure, delta: Figure, rate: Figure) -> Iterator[Check]:
    """The rate against a level and what it grew by; money may have grown at other prices, so that only much is held against it."""
    sign = -1 if delta.change == "decrease" else 1
    old = (new.value or 0) - sign * (delta.value or 0)
    if old <= 0 or rate.unit in POINTS or new.dimension == "ratio" or rate.change != delta.change:
        return
    worked = (delta.value or 0) / old * 100
    half = (step(delta) / 2 + worked / 100 * (step(new) + step(delta)) / 2) / old * 100
    fits = abs(worked - abs(rate.value or 0)) <= half + (step(rate) or 1.0) + 1e-9
    if not fits and new.dimension == "currency" and abs(worked - abs(rate.value or 0)) <= PRICES:
        return
    how = f"{delta.text}÷（{new.text}{'＋' if sign < 0 else '－'}{delta.text}）"
    yield _check(how, f"{worked:.2f}%", [new, delta, rate], "level_and_change", fits=fits)


def _growth(old: Figure, new: Figure, rate: Figure) -> Iterator[Check]:
    (old_low, old_high), (new_low, new_high) = interval(old), interval(new)
    points = rate.unit in POINTS
    if points != (old.dimension == "ratio") or old_low <= 0:
        return
    if points:
        low, high, worked = new_low - old_high, new_high - old_low, (new.value or 0) - (old.value or 0)
    else:
        low, high = (new_low / old_high - 1) * 100, (new_high / old_low - 1) * 100
        worked = ((new.value or 0) / (old.value or 1) - 1) * 100
    claimed = abs(rate.value or 0) * (-1 if rate.change == "decrease" else 1)
    fits = low - (step(rate) or 1.0) - 1e-9 <= claimed <= high + (step(rate) or 1.0) + 1e-9
    how = f"{new.text}－{old.text}" if points else f"{new.text}÷{old.text}－1"
    yield _check(how, f"{worked:.2f}{'个百分点' if points else '%'}", [old, new, rate], "two_levels", fits=fits)


def _check(how: str, worked: str, figures: list[Figure], rule: str, *, fits: bool) -> Check:
    ordered = sorted(figures, key=lambda figure: figure.start)
    rate = figures[-1]
    return Check(
        kind="growth",
        status="ok" if fits else "mismatch",
        message=f"{how}＝{worked}，文中为{rate.text}，{'相符' if fits else '不符'}",
        start=ordered[0].start,
        end=ordered[-1].end,
        quantity_ids=";".join(figure.id for figure in ordered),
        expected=worked,
        found=rate.text,
        rule=rule,
    )
