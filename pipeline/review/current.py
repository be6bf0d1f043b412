"""Rows of many documents as people left them: the store's rows for which nobody decided, and the decided ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.statements import IDS, REFERENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pipeline.review.library import Library

Row = dict[str, Any]


def coded_rows(library: Library, codes: Sequence[str], places: Sequence[str] | None = None) -> list[Row]:
    """The figures of these indicators, rejected ones left out, with ids that are unique across documents.

    With `places` only those that are about one of these places.
    """
    wanted, within = set(codes), None if places is None else set(places)
    marks = ", ".join("?" * len(codes))
    about = "" if places is None else f" AND region_code IN ({', '.join('?' * len(places))})"
    where = f"indicator IN ({marks}) AND indicator != ''{about}"
    wide = f"indicator_wide IN ({marks}) AND indicator_wide != '' AND indicator = ''{about}"
    found = [row for one in (where, wide) for row in library.machine_rows("quantities", one, [*codes, *(places or ())])]

    def fits(row: Row) -> bool:
        return (row["indicator"] or row["indicator_wide"]) in wanted and (
            within is None or row["region_code"] in within
        )

    return _current(library, "quantities", found, fits)


def measures_of(library: Library, docs: Sequence[int]) -> list[Row]:
    """The practices of these documents, rejected ones left out."""
    inside = set(docs)
    found = [row for doc in docs for row in library.machine_rows("measures", "doc = ?", (doc,))]
    return _current(library, "measures", found, lambda row: row["doc"] in inside)


def _current(library: Library, table: str, machine: Iterable[Row], fits: Callable[[Row], bool]) -> list[Row]:
    touched = library.db.execute("SELECT doc, row, status, cells FROM touched WHERE tbl = ?", (table,)).fetchall()
    decided = {entry["row"] for entry in touched}
    rows = [row for row in machine if row["rowid"] not in decided]
    for entry in touched:
        row = json.loads(entry["cells"]) | {"doc": entry["doc"]}
        if entry["status"] != "rejected" and fits(row):
            rows.append(row)
    doc_ids = dict(library.db.execute("SELECT doc, doc_id FROM docs").fetchall())
    return [_identified(table, doc_ids[row["doc"]], row) for row in rows if row["doc"] in doc_ids]


def _identified(table: str, doc_id: str, row: Row) -> Row:
    own = IDS[table]
    named = row | {"doc_id": doc_id, own: f"{doc_id}-{row[own]}"}
    for name in REFERENCES.get(table, ()):
        if row.get(name):
            named[name] = ";".join(f"{doc_id}-{part}" for part in row[name].split(";"))
    return named
