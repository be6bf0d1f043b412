"""Tables as CSV (UTF-8 with BOM, CRLF, RFC 4180) and the data package that describes them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from extractors.records import Column


def cell(value: Any) -> str:
    """A value as it stands in a CSV cell: empty for unknown, numbers without exponent or needless zeros, true and false."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _truth(value)
    return _number(value) if isinstance(value, float) else str(value)


@lru_cache(maxsize=1 << 14)  # years, shares and confidences come again and again
def _number(value: float) -> str:
    return f"{value or 0:.15g}"  # no minus before a zero


def _truth(value: object) -> str:
    return "true" if value else "false"


_WRITTEN: dict[str, Callable[[Any], str]] = {"number": _number, "boolean": _truth}  # what csv.writer does not do alike


def write_csv(path: Path, names: Sequence[str], rows: Iterable[Sequence[Any]], *, types: Sequence[str] = ()) -> int:
    """Write a table beside its place and rename it, so that a reader never sees half of it. Returns the number of rows.

    `types` are those of the columns; without them all hold text and whole numbers.
    """
    written = [(i, _WRITTEN[kind]) for i, kind in enumerate(types) if kind in _WRITTEN]
    beside = path.with_name(path.name + ".part")
    beside.unlink(missing_ok=True)  # of a run that was killed, and may still be writing
    count = 0
    with beside.open("w", encoding="utf-8", newline="") as handle:
        handle.write("\ufeff")
        writer = csv.writer(handle, lineterminator="\r\n")
        writer.writerow(names)
        for row in rows:
            cells = list(row)
            for i, write in written:
                if cells[i] is not None:
                    cells[i] = write(cells[i])
            writer.writerow(cells)
            count += 1
    beside.replace(path)
    return count


def write_text(path: Path, text: str) -> None:
    """Write a text file exactly (no newline translation), beside its place and renamed."""
    beside = path.with_name(path.name + ".part")
    with beside.open("w", encoding="utf-8", newline="") as handle:
        handle.write(text)
    beside.replace(path)


def read_text(path: Path) -> str:
    """The text of a list or table that the user wrote, in Excel's encodings. Raises TableError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TableError(f"{path}: cannot be read: {error.strerror}") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError(f"{path}: neither UTF-8 nor GB18030 text; save it from Excel as “CSV UTF-8”")


def data_package(tables: dict[str, tuple[Column, ...]], keys: dict[str, str]) -> str:
    """datapackage.json (Frictionless) of the tables: every column's type, meaning and unit, primary and foreign keys."""
    resources = []
    for name, fields in tables.items():
        schema: dict[str, Any] = {"fields": [_field(column) for column in fields], "missingValues": [""]}
        if name in keys:
            schema["primaryKey"] = [keys[name]]
        foreign = []
        names = {column.name for column in fields}
        if "doc_id" in names and name != "documents":
            foreign.append({"fields": ["doc_id"], "reference": {"resource": "documents", "fields": ["doc_id"]}})
        if "part_of" in names:
            foreign.append({"fields": ["part_of"], "reference": {"resource": "", "fields": ["quantity_id"]}})
        if foreign:
            schema["foreignKeys"] = foreign
        resources.append(
            {
                "name": name,
                "path": f"{name}.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8-sig",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
                "schema": schema,
            }
        )
    package = {"name": "baobiao", "title": "报表", "profile": "tabular-data-package", "resources": resources}
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _field(column: Column) -> dict[str, Any]:
    made: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.meaning}
    if column.unit:
        made["unit"] = column.unit
    return made
