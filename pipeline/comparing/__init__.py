"""Comparing places: the tables made from all reports together. Nothing here needs pandas."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from extractors.schema import Column, columns
from pipeline import tables
from pipeline.comparing.coverage import coverage_rows
from pipeline.comparing.schema import TABLES, Comparison
from pipeline.comparing.side_by_side import comparison_rows, conflict_rows, wide_rows
from pipeline.comparing.targets import target_rows
from pipeline.comparing.values import values_of
from pipeline.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from pipeline.store import Store

WIDE = "comparison_wide"
CODED = "indicator != '' OR indicator_wide != ''"


def compare(
    documents: list[dict[str, Any]], quantities: list[dict[str, Any]], *, rules: Path | None = None
) -> dict[str, list[Any]]:
    """The tables comparison, coverage, conflicts and targets as lists of their records.

    `documents` and `quantities` are rows of those tables; of the quantities only those with an indicator are needed.
    """
    values = values_of(documents, quantities, rules=rules)
    return {
        "comparison": comparison_rows(values, rules=rules),
        "coverage": coverage_rows(documents, quantities, rules=rules),
        "conflicts": conflict_rows(values, rules=rules),
        "targets": target_rows(values, rules=rules),
    }


def compare_run(out: Path, *, rules: Path | None = None) -> dict[str, list[Any]]:
    """The same of the run in a folder. Raises StoreError where there is none."""
    from pipeline.store import NAME, Store

    if not (out / NAME).is_file():
        raise StoreError(f"{out}: no run of baobiao here (no {NAME}); give the folder that `baobiao run -o` wrote")
    store = Store.open(out)
    try:
        return compare(list(store.rows("documents")), list(store.rows("quantities", CODED, rejected=False)), rules=rules)
    finally:
        store.close()


def write_comparison(store: Store, out: Path, counts: dict[str, int]) -> dict[str, tuple[Column, ...]]:
    """Write the four tables and comparison_wide.csv of a run; adds to `counts` and returns the schemas."""
    made = compare(list(store.rows("documents")), list(store.rows("quantities", CODED, rejected=False)))
    return write_tables(made, out, counts)


def write_tables(made: dict[str, list[Any]], out: Path, counts: dict[str, int]) -> dict[str, tuple[Column, ...]]:
    """Write compared tables and the wide sheet as CSV; adds to `counts` and returns the schemas."""
    schemas = {name: columns(TABLES[name]) for name in made}
    for name, rows in made.items():
        names, types = [column.name for column in schemas[name]], [column.type for column in schemas[name]]
        counts[name] = tables.write_csv(out / f"{name}.csv", names, (astuple(row) for row in rows), types=types)
    header, body = wide_rows(made["comparison"])
    counts[WIDE] = tables.write_csv(out / f"{WIDE}.csv", header, body)
    return {**schemas, WIDE: wide_columns(header)}


def wide_columns(header: list[str]) -> tuple[Column, ...]:
    """The schema of the wide sheet: what the long table says of the first columns, and one column a place."""
    known = {column.name: column for column in columns(Comparison)}
    return tuple(
        known.get(name) or Column(name, name, "string", f"value of {name}; several with | between") for name in header
    )
