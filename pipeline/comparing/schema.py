"""The tables that lay places side by side, declared once as the other tables are (extractors.records)."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.schema import column


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One value of one indicator for one place and period; where values disagree, one row each, all flagged."""

    indicator: str = column("code of the indicator catalogue")
    label_zh: str = column("its Chinese label")
    region_code: str = column("GB/T 2260 code of the place")
    region_name: str = column("its full name")
    period: str = column("year or interval of the fact; empty where the text withholds it")
    status: str = column("actual or planned: a target is never compared with a result")
    base_value: float | None = column(
        "value in the base unit; a decrease of a growth rate is negative; empty for a range", default=None
    )
    base_unit: str = column("元, 人, m, m2, kg, m3, %, …")
    qualifier: str = column("exact, about, at_least, at_most, range")
    value_low: float | None = column("least that the words allow, in the base unit", default=None)
    value_high: float | None = column(
        "most that the words allow, in the base unit; empty where they name none", default=None
    )
    conflict: str = column(
        "empty; within_report or between_reports where other values stand for the same place and period"
    )
    n_sources: int | None = column("reports that give this value, copies counted once", default=None)
    doc_ids: str = column("these reports, ; between")
    quantity_ids: str = column("the evidence, ; between")
    per_village: float | None = column(
        "value per administrative village; only where the same report states the villages", default=None
    )
    per_1000_members: float | None = column(
        "value per 1,000 party members; only where the same report states the members", default=None
    )
    per_resident: float | None = column(
        "value per resident; only where the same report states the population", default=None
    )


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """What is known of one indicator for one place: absence is never zero."""

    region_code: str = column("GB/T 2260 code of the place; empty where no place could be read")
    region_name: str = column("its full name")
    source: str = column("the file, for reports without a place")
    indicator: str = column("code of the indicator catalogue; only those that some report of the run speaks of")
    label_zh: str = column("its Chinese label")
    state: str = column(
        "stated, withheld (the text blacks the figure out), absent, unreadable (a report of the place could not be read)"
    )
    periods: str = column("periods for which it is stated, ; between")
    n_figures: int | None = column("figures stated", default=None)
    quantity_ids: str = column("the figures, stated or withheld, ; between")


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """One of several values that reports give for one place, period and indicator."""

    indicator: str = column("code of the indicator catalogue")
    label_zh: str = column("its Chinese label")
    region_code: str = column("GB/T 2260 code of the place")
    region_name: str = column("its full name")
    period: str = column("year or interval of the fact")
    status: str = column("actual or planned")
    conflict: str = column("within_report or between_reports")
    text: str = column("the figure as written")
    base_value: float | None = column("value in the base unit", default=None)
    base_unit: str = column("元, 人, m, m2, kg, m3, %, …")
    doc_id: str = column("document, see documents.csv")
    quantity_id: str = column("the figure, see quantities.csv")


@dataclass(frozen=True, kw_only=True)
class Target:
    """A target of one place beside what was reached in the same period."""

    indicator: str = column("code of the indicator catalogue")
    label_zh: str = column("its Chinese label")
    region_code: str = column("GB/T 2260 code of the place")
    region_name: str = column("its full name")
    period: str = column("the period that the target is for")
    base_unit: str = column("元, 人, m, m2, kg, m3, %, …")
    target_low: float | None = column("least that the target allows", default=None)
    target_high: float | None = column("most that the target allows; empty where it names none", default=None)
    qualifier: str = column("qualifier of the target: exact, about, at_least, at_most, range")
    commitment_word: str = column("确保, 力争, 预期 …: hard and soft targets")
    result: float | None = column("value reached, in the base unit", default=None)
    met: str = column("yes or no; empty where the result is not exact enough to tell or values disagree")
    target_id: str = column("the target's figure, see quantities.csv")
    result_ids: str = column("the result's figures, ; between")


TABLES: dict[str, type] = {"comparison": Comparison, "coverage": Coverage, "conflicts": Conflict, "targets": Target}
