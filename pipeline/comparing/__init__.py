"""Comparing places: the tables made from all reports together. Nothing here needs pandas."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from extractors.schema import Column, columns
from pipeline import tables
from pipeline.comparing.coverage import coverage_rows
from pipeline.comparing.grouping import by_key
from pipeline.comparing.schema import TABLES
from pipeline.comparing.side_by_side import comparison_rows, conflict_rows
from pipeline.comparing.targets import target_rows
from pipeline.comparing.values import NEEDED, values_of
from pipeline.comparing.wide import NAME as WIDE
from pipeline.comparing.wide import Wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from pipeline.store import Store

CODED = "indicator != '' OR indicator_wide != ''"


def compare(
    documents: list[dict[str, Any]], quantities: Iterable[dict[str, Any]], *, rules: Path | None = None
) -> dict[str, list[Any]]:
    """The tables comparison, coverage, conflicts and targets as lists of their records.

    `documents` and `quantities` are rows of those tables; of the quantities only those with an indicator are needed.
    """
    return {name: list(rows) for name, rows in _made(documents, quantities, rules).items()}


def _made(
    documents: list[dict[str, Any]], quantities: Iterable[dict[str, Any]], rules: Path | None
) -> dict[str, Iterable[Any]]:
    values = values_of(documents, quantities, rules=rules)
    grouped = by_key(values, rules=rules)
    return {
        "comparison": comparison_rows(grouped, rules=rules),
        "coverage": coverage_rows(documents, values, rules=rules),
        "conflicts": conflict_rows(grouped, rules=rules),
        "targets": target_rows(grouped, rules=rules),
    }


def compare_run(out: Path, *, rules: Path | None = None) -> dict[str, list[Any]]:
    """The same of the run in a folder, as people left it. Raises StoreError where there is none."""
    from pipeline.opening import opened, rules_of

    with opened(out) as store:
        documents = list(store.rows("documents"))
        quantities = store.rows("quantities", CODED, only=NEEDED, rejected=False)
        return compare(documents, quantities, rules=rules or rules_of(store))


def write_comparison(store: Store, out: Path, counts: dict[str, int]) -> dict[str, tuple[Column, ...]]:
    """Write the four tables and comparison_wide.csv of a run; adds to `counts` and returns the schemas.

    Rows are made while they are written, so that only the values themselves are held.
    """
    from pipeline.opening import rules_of

    quantities = store.rows("quantities", CODED, only=NEEDED, rejected=False)
    return write_tables(_made(list(store.rows("documents")), quantities, rules_of(store)), out, counts)


def write_tables(made: Mapping[str, Iterable[Any]], out: Path, counts: dict[str, int]) -> dict[str, tuple[Column, ...]]:
    """Write compared tables and the wide sheet as CSV; adds to `counts` and returns the schemas."""
    wide = Wide()
    schemas = {name: columns(TABLES[name]) for name in made}
    for name, rows in made.items():
        seen = map(wide.seen, rows) if name == "comparison" else rows
        counts[name] = _write(out, name, schemas[name], map(attrgetter(*(c.field for c in schemas[name])), seen))
    counts[WIDE] = _write(out, WIDE, wide.columns(), wide.rows())
    return {**schemas, WIDE: wide.columns()}


def _write(out: Path, name: str, fields: tuple[Column, ...], rows: Iterable[Sequence[Any]]) -> int:
    names, types = [field.name for field in fields], [field.type for field in fields]
    return tables.write_csv(out / f"{name}.csv", names, rows, types=types)
