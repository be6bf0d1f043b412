"""Figures of the quantities table as comparable values: signed, in base units, with what the words allow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractors.indicators import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from extractors.indicators import Indicator

CLOSE = (
    0.005  # two exact values differ if they are further apart than this share: 391亿 and 390.8亿 are one rounded twice
)

COUNTED = frozenset({"count", "person", "person_times", "household"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One figure that is an indicator; `row` is its row of the quantities table."""

    code: str
    low: float | None
    high: float | None
    base: float | None
    unit: str  # base unit; what is counted has the catalogue's: 12家 and 12个 合作社 are comparable
    row: dict[str, Any]

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What must agree before two values are one fact: (region_code, period) and what is told of it.

        A report without a place is a place of its own.
        """
        row = self.row
        place = row["region_code"] or row["doc_id"]
        return self.code, place, row["period"], row["status"], self.unit

    def agrees(self, other: Value) -> bool:
        """Whether both may be the same number, as far as their words allow."""
        if (
            self.base is not None
            and other.base is not None
            and self.row["qualifier"] == other.row["qualifier"] == "exact"
        ):
            return abs(self.base - other.base) <= CLOSE * max(abs(self.base), abs(other.base))
        return _reaches(self.low, other.high) and _reaches(other.low, self.high)


def _reaches(low: float | None, high: float | None) -> bool:
    return low is None or high is None or low <= high + CLOSE * abs(high)


def code_of(row: dict[str, Any]) -> str:
    """The row's code of either catalogue, empty if it is no indicator."""
    return row["indicator"] or row["indicator_wide"] or ""


def catalogue(rules: Path | None = None) -> dict[str, Indicator]:
    """The indicators by code."""
    return {item.code: item for item in load_catalogue(rules).indicators}


def values_of(
    documents: Iterable[dict[str, Any]], quantities: Iterable[dict[str, Any]], *, rules: Path | None = None
) -> list[Value]:
    """The stated values of all indicators, copies of a report left out."""
    known = catalogue(rules)
    copies = {row["doc_id"] for row in documents if row["duplicate_of"]}
    found = []
    for row in quantities:
        code = code_of(row)
        if code and not row["missing"] and row["doc_id"] not in copies:
            found.append(_value(code, row, known.get(code)))
    return found


def _value(code: str, row: dict[str, Any], item: Indicator | None) -> Value:
    """The bounds are scaled as the value is; a fall of a growth rate becomes negative."""
    value, base = row["value"], row["base_value"]
    low, high = row["value_low"], row["value_high"]
    scale = base / value if base is not None and value else _scale(row)
    low, high = (None if end is None else end * scale for end in (low, high))
    if item and item.growth_of and row["change"] == "decrease":
        base, low, high = (
            (None if base is None else -base),
            (None if high is None else -high),
            (None if low is None else -low),
        )
    unit = item.unit if item and row["dimension"] in COUNTED else row["base_unit"]
    return Value(code=code, low=low, high=high, base=base, unit=unit, row=row)


def _scale(row: dict[str, Any]) -> float:
    """Base units in one of the unit written, for a range, which has no single value."""
    from extractors.figures.units import load_units

    unit, _ = load_units().bare(row["unit"], 0)
    return float(unit.factor) if unit else 1.0
