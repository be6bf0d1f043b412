"""A decision and its line in the file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from extractors.records import TABLES, columns
from pipeline.decisions.anchors import Anchor
from pipeline.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractors.records import Column

KINDS = ("accept", "correct", "reject", "add", "undo")
EDITABLE: Mapping[str, tuple[str, ...]] = {
    "quantities": (
        "value", "value_low", "value_high", "unit", "base_value", "base_unit", "dimension", "qualifier", "subject",
        "indicator", "indicator_wide", "region_code", "region_name", "period", "status", "change", "missing",
    ),
    "organizations": ("canonical_name", "org_type", "level", "generic", "region_code", "region_name"),
    "campaigns": ("name", "kind", "canonical_name", "expansion", "organizer"),
    "measures": ("topic", "actor", "action", "object", "beneficiaries", "instrument", "campaigns"),
}  # fmt: skip
_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": (bool, int),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One person's word on one row.

    `was` are the row's editable cells as that person saw them, `becomes` (in the file: `is`) those that were changed; of an
    added row all of them. `undo` takes back the same person's last decision on that row.
    """

    who: str
    when: str  # ISO 8601, UTC, microseconds
    sha256: str  # of the document's file
    source: str  # its path at the time, by which a changed file is recognized
    table: str
    anchor: Anchor
    kind: str
    was: dict[str, Any] = field(default_factory=dict)
    becomes: dict[str, Any] = field(default_factory=dict)
    why: str = ""

    @property
    def key(self) -> tuple[str, str, Anchor]:
        """What decisions on one row share as long as the text does not change."""
        return self.sha256, self.table, self.anchor

    def line(self) -> str:
        """The decision as one line of JSON, without newline."""
        cells = asdict(self)
        cells["is"] = cells.pop("becomes")
        return json.dumps(cells, ensure_ascii=False, sort_keys=True)


def now() -> str:
    """The present moment as it stands in `when`."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@cache
def fields_of(table: str) -> dict[str, Column]:
    """The columns that a person may change, by name."""
    return {column.name: column for column in columns(TABLES[table]) if column.name in EDITABLE[table]}


def parse(line: str) -> Decision:
    """The decision of a line. Raises TableError, which says what is wrong with it."""
    try:
        cells = json.loads(line)
        anchor = Anchor(**cells["anchor"])
        decision = Decision(
            **{name: value for name, value in cells.items() if name not in {"anchor", "is"}},
            anchor=anchor,
            becomes=cells.get("is", {}),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise TableError(f"is no decision ({type(error).__name__}: {error})") from error
    _check(decision)
    return decision


def _check(decision: Decision) -> None:
    anchor = decision.anchor
    texts = [decision.who, decision.when, decision.sha256, decision.source, decision.why]
    texts += [anchor.quote, anchor.prefix, anchor.suffix]
    if not all(isinstance(text, str) for text in texts) or not isinstance(anchor.position, int):
        raise TableError(
            "who, when, sha256, source, why and the anchor's quotations must be texts, its position a number"
        )
    if decision.kind not in KINDS:
        raise TableError(f"kind {decision.kind!r} is none of {', '.join(KINDS)}")
    if decision.table not in EDITABLE:
        raise TableError(f"table {decision.table!r} is none of {', '.join(EDITABLE)}")
    known = fields_of(decision.table)
    for cells in (decision.was, decision.becomes):
        if not isinstance(cells, dict):
            raise TableError("was and is must hold cells by column")
        for name, value in cells.items():
            if name not in known:
                raise TableError(f"column {name!r} of {decision.table} is none of {', '.join(known)}")
            if value is not None and not isinstance(value, _TYPES[known[name].type]):
                raise TableError(f"{name} must be a {known[name].type}, not {value!r}")
