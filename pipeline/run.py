"""The main job: files and folders in, a folder of tables out."""

from __future__ import annotations

import json
import platform
import sqlite3
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version as installed
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.decisions import Book, overlay
from pipeline.engines.local import all_cores
from pipeline.engines.local import run as run_local
from pipeline.errors import StoreError
from pipeline.inputs import Input, find_inputs, left_out
from pipeline.numbering import number
from pipeline.opening import RULES
from pipeline.store import NAME, Store, version
from pipeline.work import Result, Task, prepare
from pipeline.writing import write_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SECONDS = 120.0  # limit for one document


@dataclass(slots=True, kw_only=True)
class Summary:
    """What a run did."""

    out: Path
    read: int = 0
    skipped: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)  # source, message; of this run and of what it skipped
    notes: list[str] = field(default_factory=list)  # what the user may have meant otherwise
    counts: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """For `run.json` and `--json`."""
        failures = [{"source": source, "message": message} for source, message in self.failures]
        return {
            "out": str(self.out),
            "read": self.read,
            "skipped": self.skipped,
            "failed": len(self.failures),
            "failures": failures,
            "notes": self.notes,
            "rows": self.counts,
            "seconds": {stage: round(spent, 3) for stage, spent in self.seconds.items()},
        }


def run(
    inputs: Iterable[Path],
    out: Path,
    *,
    jobs: int | None = None,
    seconds: float = SECONDS,
    engine: str = "local",
    scheduler: str | None = None,
    rules: Path | None = None,
    manifest: Path | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> Summary:
    """Read all inputs, skip what the store already holds unchanged, write every table.

    `jobs` is the number of processes (all cores if not given, 0 for this one); `engine` is local or dask, `scheduler` the
    address of a Dask cluster; `progress` is called with done, total and the source just read. Raises InputError and StoreError with messages for the user.
    """
    began = time.perf_counter()
    inputs = list(inputs)
    if out.resolve() in {path.resolve() for path in inputs} and not (out / NAME).exists():
        raise StoreError(f"{out}: the tables want a folder of their own, beside the reports or inside their folder")
    found = find_inputs(inputs)
    store = Store.open(out, to_write=True)
    try:
        summary = Summary(out=out)
        if others := left_out(inputs, found):
            kinds = ", ".join(f"{suffix} {count}" for suffix, count in sorted(others.items()))
            summary.notes.append(f"未读的其他文件 files of other kinds, not read: {kinds}")
        tasks = _due(found, store, summary, rules, manifest)
        origins = {task.source: (origin, key) for origin, key, task in tasks}
        stages: Counter[str] = Counter()
        workers = all_cores() if jobs is None else jobs
        if tasks and rules:
            prepare(rules)  # a mistake in them is said once, not at every document
        work = _engine(engine, workers, seconds, scheduler)
        for result in work([task for _, _, task in tasks]) if tasks else ():
            store.put(*origins[result.source], result)
            stages.update(result.seconds)
            summary.read += 1
            if progress:
                progress(summary.read, len(tasks), result.source)
        store.remember(RULES, str(rules.resolve()) if rules else "")
        summary.seconds = {**stages, "reading": time.perf_counter() - began}
        export(store, out, summary, jobs=workers)
        summary.seconds["total"] = time.perf_counter() - began
        options = {
            "engine": engine,
            "jobs": jobs,
            "seconds": seconds,
            "rules": str(rules or ""),
            "manifest": str(manifest or ""),
        }
        _write_run(out, summary, options)
    except (OSError, sqlite3.OperationalError) as error:
        way = "free some space or mend the folder and run again; what was read is kept"
        raise StoreError(f"{out}: writing failed ({error}); {way}") from error
    finally:
        store.close()
    return summary


def _engine(
    name: str, jobs: int, seconds: float, scheduler: str | None
) -> Callable[[Iterable[Task]], Iterable[Result]]:
    if name == "dask":
        from pipeline.engines.dask import run as run_dask

        return partial(run_dask, jobs=jobs, scheduler=scheduler)
    return partial(run_local, jobs=jobs, seconds=seconds)


def _due(
    found: list[Input], store: Store, summary: Summary, rules: Path | None, manifest: Path | None
) -> list[tuple[str, str, Task]]:
    """The tasks for what is new or changed: (origin, key, task)."""
    given = {}
    if manifest:
        from pipeline.manifest import read_manifest

        given = read_manifest(manifest)
        if idle := sorted(set(given) - {item.source for item in found}):
            summary.notes.append(f"{manifest}: 没有对应的文件 no file of this run: {', '.join(idle)}")
    known, due = store.known(), []
    overlay = _fingerprint(rules)
    for item in found:
        region, year = given.get(item.source, (None, None))
        key = f"{item.sha256}:{version()}:{overlay}:{region.code if region else ''}:{year or ''}"
        if known.get(item.origin) == key:
            summary.skipped += 1
        else:
            due.append(
                (item.origin, key, Task(path=item.path, source=item.source, given=region, given_year=year, rules=rules))
            )
    return due


def _fingerprint(rules: Path | None) -> str:
    import hashlib

    digest = hashlib.sha256()
    for path in sorted(rules.rglob("*")) if rules else ():
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:8] if rules else ""


def export(store: Store, out: Path, summary: Summary, *, jobs: int = 0) -> None:
    """Write all tables of the store as CSV, the raw texts and datapackage.json, with what people decided (decisions.jsonl).

    Nothing is written if neither the store nor the decisions have changed since.
    """
    began = time.perf_counter()
    refresh(store, out, jobs=jobs)
    summary.counts = json.loads(store.meta("exported"))
    summary.failures = store.failures()
    summary.seconds["export"] = time.perf_counter() - began


def refresh(store: Store, out: Path, *, jobs: int = 0) -> None:
    """Bring the tables in `out` up to date with the store and with the decisions, on `jobs` processes."""
    done, decisions = store.meta("exported"), Book(out).fingerprint()
    if (
        not done
        or store.meta("decisions") != decisions
        or not all((out / f"{name}.csv").exists() for name in json.loads(done))
    ):
        number(store)
        store.review = overlay(store, out)
        counts = write_tables(store, out, jobs=jobs)
        store.remember("exported", json.dumps(counts))
        store.remember("decisions", decisions)


@contextmanager
def tables_of(out: Path, *, machine: bool = False) -> Iterator[Path]:
    """The folder of a run's tables, up to date with the decisions; with `machine` a passing one as if nobody had decided.

    A folder that holds tables without a store is taken as it is, unless `machine` is asked for: then StoreError.
    """
    if not (out / NAME).is_file():
        if machine:
            raise StoreError(f"{out}: no {NAME} here, from which the machine's own tables could be made")
        yield out
        return
    store = Store.open(out, to_write=True)
    try:
        refresh(store, out)
        if not machine:
            yield out
            return
        with TemporaryDirectory(prefix="baobiao-") as folder:
            store.review = None
            write_tables(store, Path(folder))
            yield Path(folder)
    finally:
        store.close()


def _write_run(out: Path, summary: Summary, options: dict[str, Any]) -> None:
    versions = {
        name: installed(name) for name in ("baobiao", "rjieba", "jieba", "pypdfium2", "pdfplumber", "spacy", "pandas")
    }
    versions |= {"python": platform.python_version(), "rules": version()}
    tables.write_text(
        out / "run.json",
        json.dumps({"versions": versions, "options": options, **summary.as_json()}, ensure_ascii=False, indent=1)
        + "\n",
    )
