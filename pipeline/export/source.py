"""The tables of a run's folder with typed values, read from its CSV files and the data package that describes them."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractors.schema import Column
from pipeline.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PACKAGE = "datapackage.json"
Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a run; `rows()` reads it anew each time, one row at a time."""

    name: str
    columns: tuple[Column, ...]
    key: str  # primary key, empty if there is none
    references: tuple[tuple[str, str, str], ...]  # column, table and column that it points to
    path: Path

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Rows with values of the columns' types; an empty cell is None."""
        csv.field_size_limit(1 << 30)
        types = [column.type for column in self.columns]
        with self.path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.reader(handle)
            next(reader)
            for cells in reader:
                yield tuple(_typed(cell, kind) for cell, kind in zip(cells, types, strict=True))


def read_package(out: Path, names: tuple[str, ...] = ()) -> list[Table]:
    """The tables of a run in the order of its data package, or those named.

    Raises StoreError where there is no run or no such table.
    """
    path = out / _PACKAGE
    if not path.is_file():
        raise StoreError(
            f"{out}: no tables of baobiao here (no {_PACKAGE}); give the folder that `baobiao run -o` wrote"
        )
    found = [_table(out, resource) for resource in json.loads(path.read_text(encoding="utf-8"))["resources"]]
    unknown = set(names) - {table.name for table in found}
    if unknown:
        raise StoreError(f"no table {', '.join(sorted(unknown))}; there are {', '.join(table.name for table in found)}")
    return [table for table in found if not names or table.name in names]


def keep_runs(target: Path) -> None:
    """Raise StoreError where a folder to be written holds the tables of a run: they would be overwritten."""
    if (target / _PACKAGE).exists():
        raise StoreError(
            f"{target}: holds the tables of a run, which would be overwritten; choose another folder with -o"
        )


def _table(out: Path, resource: dict[str, Any]) -> Table:
    schema = resource["schema"]
    columns = tuple(
        Column(field["name"], field["name"], field["type"], field.get("description", ""), field.get("unit", ""))
        for field in schema["fields"]
    )
    references = tuple(
        (key["fields"][0], key["reference"]["resource"] or resource["name"], key["reference"]["fields"][0])
        for key in schema.get("foreignKeys", ())
    )
    return Table(
        resource["name"], columns, next(iter(schema.get("primaryKey", ())), ""), references, out / resource["path"]
    )


def _typed(cell: str, kind: str) -> Cell:
    if not cell:
        return None
    if kind == "integer":
        return int(cell)
    if kind == "number":
        return float(cell)
    if kind == "boolean":
        return cell == "true"
    return cell
