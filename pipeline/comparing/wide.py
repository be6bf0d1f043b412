"""The comparison for reading: places as columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.schema import Column, columns
from pipeline.comparing.schema import Comparison
from pipeline.tables import cell

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "comparison_wide"
_FIRST = ("indicator", "label_zh", "period", "status", "base_unit")


@dataclass(slots=True)
class Wide:
    """Collects rows of the comparison while they pass; one line an indicator, period and status, one column a place."""

    _names: dict[str, str] = field(default_factory=dict)
    _lines: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)

    def seen(self, row: Comparison) -> Comparison:
        """Take a row in and pass it on. Values that disagree share a cell, ` | ` between, which is why it is a text."""
        place = row.region_code or row.doc_ids
        self._names[place] = row.region_name or row.doc_ids
        line = self._lines.setdefault((row.indicator, row.label_zh, row.period, row.status, row.base_unit), {})
        line[place] = f"{line[place]} | {_told(row)}" if place in line else _told(row)
        return row

    def columns(self) -> tuple[Column, ...]:
        """The schema: what the long table says of the first columns, and one column a place (`湖北省武汉市江夏区 420115`)."""
        known = {column.name: column for column in columns(Comparison)}
        places = (
            self._names[place] if self._names[place] == place else f"{self._names[place]} {place}"
            for place in self._order()
        )
        values = (Column(name, name, "string", f"value of {name}; several with | between") for name in places)
        return (*(known[name] for name in _FIRST), *values)

    def rows(self) -> Iterator[list[str]]:
        """The lines, an empty cell where nothing is stated."""
        order = self._order()
        for key, found in self._lines.items():
            yield [*key, *(found.get(place, "") for place in order)]

    def _order(self) -> list[str]:
        return sorted(self._names)


def _told(row: Comparison) -> str:
    if row.base_value is not None:
        return cell(row.base_value)
    return f"{cell(row.value_low)}..{cell(row.value_high)}"
