"""Figures of the quantities table as comparable values: signed, in base units, with what the words allow."""

from __future__ import annotations

from operator import itemgetter
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from extractors.indicators import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from extractors.indicators import Indicator

# Two exact values differ if they are further apart than this share: 391亿 and 390.8亿 are one rounded twice.
CLOSE = 0.005
COUNTED = frozenset({"count", "person", "person_times", "household"})
KEPT = ("doc_id", "region_code", "region_name", "period", "status", "qualifier", "dimension", "commitment_word")
NEEDED = (
    *KEPT[1:], "quantity_id", "text", "indicator", "indicator_wide", "value", "value_low", "value_high", "base_value",
    "base_unit", "unit", "change", "missing",
)  # fmt: skip

Key = tuple[str, str, str, str, str]


class Value(NamedTuple):
    """One figure that is an indicator, slim because a run has very many. A withheld one has no numbers."""

    code: str
    base: float | None
    low: float | None
    high: float | None
    unit: str  # base unit; what is counted has the catalogue's: 12家 and 12个 合作社 are comparable
    quantity_id: str
    text: str
    withheld: bool
    doc_id: str
    region_code: str
    region_name: str
    period: str
    status: str
    qualifier: str
    dimension: str
    commitment_word: str

    @property
    def place(self) -> str:
        """The region's code; a report without a place is a place of its own."""
        return self.region_code or self.doc_id

    @property
    def key(self) -> Key:
        """What must agree before two values are one fact: (region_code, period) and what is told of it."""
        return self.code, self.place, self.period, self.status, self.unit

    def agrees(self, other: Value) -> bool:
        """Whether both may be the same number, as far as their words allow."""
        if self.base is not None and other.base is not None and self.qualifier == other.qualifier == "exact":
            return abs(self.base - other.base) <= CLOSE * max(abs(self.base), abs(other.base))
        return _reaches(self.low, other.high) and _reaches(other.low, self.high)


def _reaches(low: float | None, high: float | None) -> bool:
    return low is None or high is None or low <= high + CLOSE * abs(high)


def catalogue(rules: Path | None = None) -> dict[str, Indicator]:
    """The indicators by code."""
    return {item.code: item for item in load_catalogue(rules).indicators}


def values_of(
    documents: Iterable[dict[str, Any]], quantities: Iterable[dict[str, Any]], *, rules: Path | None = None
) -> list[Value]:
    """The values of all indicators, withheld ones too, copies of a report left out."""
    known = catalogue(rules)
    texts = itemgetter(*KEPT)
    copies = {row["doc_id"] for row in documents if row["duplicate_of"]}
    found = []
    for row in quantities:
        code = row["indicator"] or row["indicator_wide"]
        if code and row["doc_id"] not in copies:
            found.append(_value(intern(code), row, known.get(code), (intern(text or "") for text in texts(row))))
    return found


def _value(code: str, row: dict[str, Any], item: Indicator | None, texts: Iterator[str]) -> Value:
    """`texts` are the cells of KEPT. The bounds are scaled as the value is; a fall of a growth rate becomes negative."""
    value, base, low, high = row["value"], row["base_value"], row["value_low"], row["value_high"]
    scale = base / value if base is not None and value else _scale(row["unit"])
    low, high = low if low is None else low * scale, high if high is None else high * scale
    if item and item.growth_of and row["change"] == "decrease":
        base, low, high = (None if end is None else -end for end in (base, high, low))
    unit = intern(item.unit if item and row["dimension"] in COUNTED else row["base_unit"])
    return Value(code, base, low, high, unit, row["quantity_id"], row["text"], bool(row["missing"]), *texts)


def _scale(unit: str) -> float:
    """Base units in one of the unit written, for a range, which has no single value."""
    from extractors.figures.units import load_units

    found, _ = load_units().bare(unit, 0)
    return float(found.factor) if found else 1.0
