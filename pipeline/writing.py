"""The tables of a run, written from its store: one after the other, or by several processes side by side."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from extractors.records import TABLES, Column, columns
from pipeline import tables
from pipeline.comparing import write_comparison
from pipeline.decisions import overlay
from pipeline.engines.local import begin_worker
from pipeline.practices import write_practices
from pipeline.statements import IDS
from pipeline.store import Store

if TYPE_CHECKING:
    from pathlib import Path

Written = tuple[dict[str, int], dict[str, tuple[Column, ...]]]  # rows and schema by table

DERIVED = {"comparison": write_comparison, "practices": write_practices}  # from all documents together
PARTS = (*TABLES, *DERIVED, "texts")
LONGEST = (
    "quantities",
    "comparison",
    "measures",
    "sentences",
)  # begun first, so that no process waits for them at the end
FEW = 50  # documents; with fewer the processes cost more than they gain


def write_tables(store: Store, out: Path, *, jobs: int = 0) -> dict[str, int]:
    """Every table, text and the data package; returns the number of rows by table. With `store.review`, as people left them."""
    if jobs > 1 and store.size() >= FEW:
        write = partial(_write_apart, store.folder, out, reviewed=store.review is not None)
        order = sorted(PARTS, key=lambda part: part not in LONGEST)
        with store.let_go(), ProcessPoolExecutor(jobs, initializer=begin_worker) as pool:
            done = dict(zip(order, pool.map(write, order), strict=True))
    else:
        done = {part: _write(store, out, part) for part in PARTS}
    counts = {name: rows for part in PARTS for name, rows in done[part][0].items()}
    schema = {name: fields for part in PARTS for name, fields in done[part][1].items()}
    tables.write_text(out / "datapackage.json", tables.data_package(schema, {"documents": "doc_id", **IDS}))
    return counts


def _write_apart(folder: Path, out: Path, part: str, *, reviewed: bool) -> Written:
    store = Store(folder, made=True)
    try:
        store.review = overlay(store, folder) if reviewed else None
        return _write(store, out, part)
    finally:
        store.close()


def _write(store: Store, out: Path, part: str) -> Written:
    if part == "texts":
        (out / "texts").mkdir(exist_ok=True)
        for doc_id, raw in store.texts():
            tables.write_text(out / "texts" / f"{doc_id}.txt", raw)
        return {}, {}
    if part in DERIVED:
        counts: dict[str, int] = {}
        schemas = DERIVED[part](store, out, counts)
        return counts, schemas
    fields = columns(TABLES[part])
    names, types = [c.name for c in fields], [c.type for c in fields]
    return {part: tables.write_csv(out / f"{part}.csv", names, store.cells(part), types=types)}, {part: fields}
