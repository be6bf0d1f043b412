"""Shares against their parts: 65个村占327个行政村的19.9%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.printed import interval, is_exact, plain, step
from extractors.records import Check, Figure

NEAR = 600  # characters within which a whole that the claim only names is surely the one meant
# Rates of a part in its whole; 毛入学率 and 完成率 may pass 100 %.
BOUNDED = ("覆盖率", "城镇化率", "失业率", "参保率", "参合率", "合格率", "满意率", "普及率", "绿化率", "占比", "比重")
# A share of a plan tells how far it is carried out, and may pass 100 %: 占年计划投资的118.5%.
OF_A_PLAN = re.compile(r"占[^占，。；]{0,12}(?:计划|任务|目标|预算|指标)[^占，。；]{0,8}$")
# What is left over is a part itself, never the whole of the next claim: 其他村干部200名.
REST = re.compile(r"(?:其他|其余|其它)[^，。；、]{0,8}$")
VAGUE = 1.0  # percentage points by which a share of 近8万人 may be off


def share_checks(figures: tuple[Figure, ...], by_id: dict[str, Figure]) -> Iterator[Check]:
    """A check for every percentage whose part and whole are figures of the text."""
    for number, ratio in enumerate(figures):
        if ratio.share is None or ratio.dimension != "ratio" or ratio.value is None:
            continue
        if ratio.value > 100 and not ratio.change:
            if OF_A_PLAN.search(_before(ratio)):
                continue
            yield _check("impossible", "mismatch", f"{ratio.text}是占比，不可能超过100%", [ratio], "≤100%", ratio.text)
            continue
        whole = by_id.get(ratio.part_of)
        part = next(
            (
                f
                for f in reversed(figures[:number])
                if f.share == ratio.share and f.part_of == ratio.part_of and f.dimension != "ratio"
            ),
            None,
        )
        if whole is not None and part is not None and whole.value and not REST.search(_before(whole)):
            yield from _share(ratio, part, whole, figures[max(0, number - 30) : number])


def _before(figure: Figure) -> str:
    """What its sentence says before it."""
    return figure.sentence.partition(figure.text)[0]


def _share(ratio: Figure, part: Figure, whole: Figure, earlier: tuple[Figure, ...]) -> Iterator[Check]:
    if part.value is None or whole.value is None:
        return
    worked = part.value / whole.value * 100
    sum_in_words = f"{part.text}÷{whole.text}＝{worked:.2f}%"
    if _fits(ratio, part, whole):
        yield _check(
            "percent_of",
            "ok",
            f"{sum_in_words}，文中为{ratio.text}，相符",
            [part, whole, ratio],
            f"{worked:.2f}%",
            ratio.text,
        )
    elif not (is_exact(ratio) and is_exact(part) and is_exact(whole)):
        close = abs(worked - (ratio.value or 0)) <= VAGUE
        words = "，约数，大致相符" if close else "，其中有约数，无法核定"
        status = "ok" if close else "unknown"
        yield _check(
            "percent_of",
            status,
            f"{sum_in_words}，文中为{ratio.text}{words}",
            [part, whole, ratio],
            f"{worked:.2f}%",
            ratio.text,
        )
    elif abs(ratio.start - whole.start) <= NEAR and not any(
        _fits(ratio, part, other) for other in earlier if _could_be(other, part)
    ):
        # A share that fits another total of the passage was meant of that one.
        message = f"{sum_in_words}，文中为{ratio.text}，不符"
        yield _check("percent_of", "mismatch", message, [part, whole, ratio], f"{worked:.2f}%", ratio.text)


def _could_be(other: Figure, part: Figure) -> bool:
    return other.id != part.id and other.dimension == part.dimension and (other.value or 0) >= (part.value or 0) > 0


def _fits(ratio: Figure, part: Figure, whole: Figure) -> bool:
    """Whether some values that print as these give a share that prints, or is cut off, as this one."""
    if not (is_exact(part) and is_exact(whole)) or ratio.value is None:
        return False
    (part_low, part_high), (whole_low, whole_high) = interval(part), interval(whole)
    tolerance = (step(ratio) or 1.0) + 1e-9
    return (
        whole_low > 0
        and part_low / whole_high * 100 - tolerance <= ratio.value <= part_high / whole_low * 100 + tolerance
    )


def _check(kind: str, status: str, message: str, figures: list[Figure], expected: str, found: str) -> Check:
    ordered = sorted(figures, key=lambda figure: figure.start)
    near = [figure for figure in ordered if ordered[-1].start - figure.start <= NEAR]
    return Check(
        kind=kind,
        status=status,
        message=message,
        start=near[0].start,
        end=near[-1].end,
        quantity_ids=";".join(figure.id for figure in ordered),
        expected=expected,
        found=found,
        rule="share_of_whole",
    )


def bounded_rates(figures: tuple[Figure, ...]) -> Iterator[Check]:
    """A coverage, unemployment or pass rate over 100 %."""
    for figure in figures:
        if figure.dimension != "ratio" or (figure.value or 0) <= 100:
            continue
        if figure.share is None and not figure.change and figure.subject.endswith(BOUNDED):
            message = f"{figure.subject}为{figure.text}，不可能超过100%"
            yield _check("impossible", "mismatch", message, [figure], "≤100%", figure.text)


def larger_than_whole(figures: tuple[Figure, ...], by_id: dict[str, Figure]) -> Iterator[Check]:
    """A part that is larger than what it is part of."""
    for part in figures:
        if not part.part_of:
            continue
        whole = by_id.get(part.part_of)
        if whole is None or part.dimension == "ratio" or (part.value or 0) <= (whole.value or 0):
            continue
        if is_exact(part) and is_exact(whole) and interval(part)[0] > interval(whole)[1]:
            message = f"{part.subject or '部分'}{part.text}多于{whole.subject or '总数'}{whole.text}"
            yield _check("impossible", "mismatch", message, [whole, part], f"≤{plain(whole.value or 0)}", part.text)
