"""Values that tell the same fact, grouped by agreement."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.comparing.values import Key, Value, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Grouped = dict[Key, list[list[Value]]]
_SURE = {"exact": 0, "about": 1, "at_least": 2, "at_most": 2, "range": 3}


def by_key(values: Iterable[Value], *, rules: Path | None = None) -> Grouped:
    """Key → groups of stated values that agree with the group's first, the surest first; in the catalogue's order."""
    order = {code: number for number, code in enumerate(catalogue(rules))}
    keyed: dict[Key, list[Value]] = defaultdict(list)
    for value in values:
        if not value.withheld:
            keyed[value.key].append(value)
    return {key: _groups(keyed[key]) for key in sorted(keyed, key=lambda key: (order.get(key[0], len(order)), key))}


def _groups(values: list[Value]) -> list[list[Value]]:
    groups: list[list[Value]] = []
    for value in sorted(values, key=lambda value: _SURE.get(value.qualifier, 4)):
        home = next((group for group in groups if value.agrees(group[0])), None)
        if home is None:
            groups.append([value])
        else:
            home.append(value)
    return groups


def conflict_of(groups: list[list[Value]]) -> str:
    """Empty, or whether one report tells several values (they may be parts) or reports contradict one another."""
    if len(groups) < 2:
        return ""
    documents = {value.doc_id for group in groups for value in group}
    return "within_report" if len(documents) == 1 else "between_reports"
