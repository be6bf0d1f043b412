"""Indicators across places: agreeing figures become one row, disagreeing ones stand beside each other, flagged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.schema import made
from pipeline.comparing.grouping import conflict_of
from pipeline.comparing.ratios import Ratios
from pipeline.comparing.schema import Comparison, Conflict
from pipeline.comparing.values import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.comparing.grouping import Grouped


def comparison_rows(grouped: Grouped, *, rules: Path | None = None) -> Iterator[Comparison]:
    """The comparison, ordered by indicator, place, period and status."""
    known, ratios = catalogue(rules), Ratios(grouped)
    for (code, _, period, status, unit), groups in grouped.items():
        conflict = conflict_of(groups)
        label = known[code].label_zh if code in known else code
        for group in groups:
            first = group[0]
            documents = dict.fromkeys(value.doc_id for value in group)
            yield made(
                Comparison,
                indicator=code,
                label_zh=label,
                region_code=first.region_code,
                region_name=first.region_name,
                period=period,
                status=status,
                base_value=first.base,
                base_unit=unit,
                qualifier=first.qualifier,
                value_low=first.low,
                value_high=first.high,
                conflict=conflict,
                n_sources=len(documents),
                doc_ids=";".join(documents),
                quantity_ids=";".join(value.quantity_id for value in group),
                **ratios.of(first),
            )


def conflict_rows(grouped: Grouped, *, rules: Path | None = None) -> Iterator[Conflict]:
    """Every figure of every place, period and indicator for which the figures disagree."""
    known = catalogue(rules)
    for (code, _, period, status, unit), groups in grouped.items():
        kind = conflict_of(groups)
        for value in (value for group in groups for value in group if kind):
            yield made(
                Conflict,
                indicator=code,
                label_zh=known[code].label_zh if code in known else code,
                region_code=value.region_code,
                region_name=value.region_name,
                period=period,
                status=status,
                conflict=kind,
                text=value.text,
                base_value=value.base,
                base_unit=unit,
                doc_id=value.doc_id,
                quantity_id=value.quantity_id,
            )
