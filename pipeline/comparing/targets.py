"""Targets against results: what one report promised for a year and what was reached in that year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.comparing.schema import Target
from pipeline.comparing.values import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.comparing.grouping import Grouped
    from pipeline.comparing.values import Value


def target_rows(grouped: Grouped, *, rules: Path | None = None) -> Iterator[Target]:
    """Every target for a stated period, with the result of the same place, indicator and period where there is one."""
    known = catalogue(rules)
    for (code, place, period, status, unit), groups in grouped.items():
        if status == "planned" and period:
            results = grouped.get((code, place, period, "actual", unit), [])
            label = known[code].label_zh if code in known else code
            yield from (_row(group[0], results, label) for group in groups)


def _row(target: Value, results: list[list[Value]], label: str) -> Target:
    result = results[0][0] if len(results) == 1 else None
    return Target(
        indicator=target.code,
        label_zh=label,
        region_code=target.region_code,
        region_name=target.region_name,
        period=target.period,
        base_unit=target.unit,
        target_low=target.low if target.qualifier != "at_most" else None,
        target_high=target.high,
        qualifier=target.qualifier,
        commitment_word=target.commitment_word,
        result=result.base if result else None,
        met=_met(target, result),
        target_id=target.quantity_id,
        result_ids=";".join(value.quantity_id for group in results for value in group),
    )


def _met(target: Value, result: Value | None) -> str:
    """A ceiling (控制在4.5%以内) is met from below, every other target from above."""
    if result is None or result.base is None:
        return ""
    if target.qualifier == "at_most":
        limit = target.high if target.high is not None else target.base
        return "" if limit is None else _said(result.base <= limit)
    least = target.low if target.low is not None else target.base
    return "" if least is None else _said(result.base >= least)


def _said(reached: bool) -> str:
    return "yes" if reached else "no"
