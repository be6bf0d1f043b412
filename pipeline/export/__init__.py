"""Exports of a run's tables. Every one of them reads back to the same values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.export.codebook import to_codebook
from pipeline.export.flat import to_csv, to_parquet, to_sqlite
from pipeline.export.source import Table, keep_runs, read_package
from pipeline.export.spans import to_jsonl
from pipeline.export.workbook import to_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

__all__ = ["FORMATS", "Table", "export", "keep_runs", "read_package"]

FORMATS: dict[str, Callable[[list[Table], Path], list[Path]]] = {
    "csv": to_csv,
    "parquet": to_parquet,
    "xlsx": to_xlsx,
    "sqlite": to_sqlite,
    "jsonl": to_jsonl,
    "codebook": to_codebook,
}


def export(out: Path, target: Path, formats: Iterable[str], *, names: tuple[str, ...] = ()) -> list[Path]:
    """Write the tables of the run in `out` (all, or those named) into the folder `target`; returns the files written.

    Raises StoreError where there is no run or no such table or `target` holds a run, KeyError for an unknown format.
    """
    tables = read_package(out, names)
    keep_runs(target)
    target.mkdir(parents=True, exist_ok=True)
    return [path for name in formats for path in FORMATS[name](tables, target)]
