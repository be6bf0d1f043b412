"""Exports of one file a table, or one file of all: CSV, Parquet, SQLite."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.statements import quoted

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.export.source import Table

BATCH = 20_000  # rows at a time
_SQL = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}


def to_csv(tables: list[Table], target: Path) -> list[Path]:
    """The CSV files as they stand: UTF-8 with BOM, CRLF."""
    paths = []
    for table in tables:
        path = target / table.path.name
        shutil.copyfile(table.path, path)
        paths.append(path)
    return paths


def to_parquet(tables: list[Table], target: Path) -> list[Path]:
    """One Parquet file a table; unknown cells are null, the columns' meanings are field metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    paths = []
    for table in tables:
        schema = pa.schema(
            [pa.field(c.name, types[c.type], metadata={"meaning": c.meaning, "unit": c.unit}) for c in table.columns]
        )
        path, beside = target / f"{table.name}.parquet", target / f"{table.name}.parquet.part"
        with pq.ParquetWriter(beside, schema) as writer:
            rows = table.rows()
            while batch := list(islice(rows, BATCH)):
                columns = zip(*batch, strict=True)
                arrays = [pa.array(cells, type=field.type) for cells, field in zip(columns, schema, strict=True)]
                writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
        beside.replace(path)
        paths.append(path)
    return paths


def to_sqlite(tables: list[Table], target: Path) -> list[Path]:
    """One SQLite file with all tables, keys and references between them, as Datasette likes it."""
    path, beside = target / "baobiao-tables.sqlite", target / "baobiao-tables.sqlite.part"
    beside.unlink(missing_ok=True)
    there = {table.name for table in tables}
    with closing(sqlite3.connect(beside)) as db, db:
        for table in tables:
            db.execute(_ddl(table, there))
            marks = ", ".join("?" * len(table.columns))
            db.executemany(f"INSERT INTO {quoted(table.name)} VALUES ({marks})", table.rows())  # noqa: S608 - quoted name
            for column, _, _ in table.references:
                name = quoted(f"{table.name}_{column}")
                db.execute(f"CREATE INDEX {name} ON {quoted(table.name)} ({quoted(column)})")
    beside.replace(path)
    return [path]


def _ddl(table: Table, there: set[str]) -> str:
    lines = [f"{quoted(c.name)} {_SQL[c.type]}{' PRIMARY KEY' if c.name == table.key else ''}" for c in table.columns]
    lines += [
        f"FOREIGN KEY ({quoted(column)}) REFERENCES {quoted(other)} ({quoted(field)})"
        for column, other, field in table.references
        if other in there
    ]
    return f"CREATE TABLE {quoted(table.name)} ({', '.join(lines)})"
