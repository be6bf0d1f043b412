"""Targets against results: what one report promised for a year and what was reached in that year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.comparing.schema import Target
from pipeline.comparing.side_by_side import by_key
from pipeline.comparing.values import catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.comparing.values import Value


def target_rows(values: Sequence[Value], *, rules: Path | None = None) -> list[Target]:
    """Every target for a stated period, with the result of the same place, indicator and period where there is one."""
    known = catalogue(rules)
    grouped = by_key(values)
    rows = []
    for key, groups in sorted(grouped.items()):
        code, place, period, status, unit = key
        if status != "planned" or not period:
            continue
        results = grouped.get((code, place, period, "actual", unit), [])
        label = known[code].label_zh if code in known else code
        rows += [_row(target, results, label) for target in (group[0] for group in groups)]
    return rows


def _row(target: Value, results: list[list[Value]], label: str) -> Target:
    result = results[0][0] if len(results) == 1 else None
    return Target(
        indicator=target.code,
        label_zh=label,
        region_code=target.row["region_code"],
        region_name=target.row["region_name"],
        period=target.row["period"],
        base_unit=target.unit,
        target_low=target.low if target.row["qualifier"] != "at_most" else None,
        target_high=target.high,
        qualifier=target.row["qualifier"],
        commitment_word=target.row["commitment_word"],
        result=result.base if result else None,
        met=_met(target, result),
        target_id=target.row["quantity_id"],
        result_ids=";".join(value.row["quantity_id"] for group in results for value in group),
    )


def _met(target: Value, result: Value | None) -> str:
    """A ceiling (控制在4.5%以内) is met from below, every other target from above."""
    if result is None or result.base is None:
        return ""
    if target.row["qualifier"] == "at_most":
        limit = target.high if target.high is not None else target.base
        return "" if limit is None else _said(result.base <= limit)
    least = target.low if target.low is not None else target.base
    return "" if least is None else _said(result.base >= least)


def _said(reached: bool) -> str:
    return "yes" if reached else "no"
