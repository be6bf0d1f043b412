"""One document from file to rows: what a worker process does."""

from __future__ import annotations

import gc
import hashlib
import re
import time
import traceback
from dataclasses import dataclass, field, replace
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from extractors.document import Document
from extractors.records import TABLES, Region, columns
from pipeline.copies import signature
from pipeline.reading import ReadError, ReadText, read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pipeline.extract import Extraction


_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One input file and what the user says of it."""

    path: Path
    source: str
    given: Region | None = None
    given_year: int | None = None
    rules: Path | None = None
    ocr: bool = True  # whether pages without a text layer are to be recognized now


@dataclass(slots=True, kw_only=True)
class Result:
    """The rows of one document by table, cells in the order of `columns`, without doc_id; its raw text; seconds a stage."""

    source: str
    document: dict[str, Any] = field(default_factory=dict)
    raw: str = ""
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    signature: bytes = b""  # of the text, by which copies are found
    waiting: int = 0  # pages that want OCR: nothing was extracted, the task is to be done again with more time


def process(task: Task) -> Result:
    """Read, clean, extract one file. Never raises for a bad file: its failure is a document row with category and message."""
    result = Result(source=task.source)
    stage, began = "read", time.perf_counter()
    try:
        content = task.path.read_bytes()
        result.document = {"sha256": hashlib.sha256(content).hexdigest()}
        text = read(task.path, ocr=task.ocr)
        if _SURROGATES.search(text.raw):  # halves of characters, which no file and no database takes
            warning = f"{len(_SURROGATES.findall(text.raw))} broken characters read as U+FFFD"
            text = replace(text, raw=_SURROGATES.sub("\ufffd", text.raw), warnings=(*text.warnings, warning))
        if text.waiting:
            result.waiting = text.waiting
            return result
        result.raw, result.signature = text.raw, signature(text.raw)
        began = _lap(result, stage, began)
        stage = "clean"
        from pipeline.cleaning import clean

        document = clean(as_document(text), extra=task.rules)
        began = _lap(result, stage, began)
        stage = "extract"
        from pipeline.extract import extract

        found = extract(document, given=task.given, given_year=task.given_year, rules=task.rules)
        began = _lap(result, stage, began)
        result.document |= _document(text, found)
        result.rows = rows(document, text, found)
        _lap(result, "rows", began)
        spare_collector()
    except ReadError as error:
        result.document |= failed("read", error.category, error.message)
    except MemoryError:
        result.document |= failed(stage, "memory", "needs more memory than one document may take: split the file")
    except OSError as error:
        result.document |= failed("read", "unreadable", f"cannot be opened: {error.strerror}")
    except Exception as error:  # noqa: BLE001 - a bug in an extractor costs one document, with its place, not the batch
        where = traceback.extract_tb(error.__traceback__)[-1]
        result.document |= failed(
            stage,
            "bug",
            f"{type(error).__name__}: {error} ({where.filename.rsplit('/', 1)[-1]}:{where.lineno}); please report",
        )
    return result


def as_document(text: ReadText) -> Document:
    """What a reader gave, not yet cleaned but for running headers, footers and page numbers."""
    document = Document.of(text.raw, text.cells)
    return document.edit(((start, end, "") for start, end in text.furniture), step="furniture")


def prepare(rules: Path | None) -> None:
    """Load dictionaries and patterns before this process is forked: its workers, and those that replace them, have them then."""
    from pipeline.cleaning import clean
    from pipeline.extract import extract

    extract(clean(Document.of("本县2015年工作总结\n一、全县现有党员18640名。"), extra=rules), rules=rules)
    spare_collector()


@cache
def spare_collector() -> None:
    """Once the dictionaries are loaded: they are no garbage, and a text's many small records are let go with it.

    A tenth of the time of a document goes into looking for cycles among them otherwise; there are hardly any.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)  # new objects before a look; looks before a longer one, and before the longest


def failed(stage: str, category: str, message: str) -> dict[str, Any]:
    """The cells of a document that could not be read."""
    return {"status": "failed", "stage": stage, "category": category, "message": message}


def _lap(result: Result, stage: str, began: float) -> float:
    now = time.perf_counter()
    result.seconds[stage] = now - began
    return now


def _document(text: ReadText, found: Extraction) -> dict[str, Any]:
    return {
        "format": text.format,
        "encoding": text.encoding,
        "n_pages": len(text.page_starts) or None,
        "n_chars": len(text.raw),
        "title": found.title,
        "published": found.time.published,
        "period": found.time.period,
        "region_code": found.region.code,
        "region_name": found.region.name,
        "region_level": found.region.level,
        "region_basis": found.region.basis,
        "region_evidence": found.region.evidence,
        "status": "partial" if text.partial else "ok",
        "message": "; ".join(text.warnings),
    }


def rows(document: Document, text: ReadText, found: Extraction) -> dict[str, list[tuple[Any, ...]]]:
    """All records as table rows in raw coordinates, a list a table."""
    campaigns = {
        name: [c for c in found.campaigns if (c.class_ == "campaign") == (name == "campaigns")]
        for name in ("campaigns", "phrases")
    }
    records: dict[str, Iterable[Any]] = {
        "quantities": found.figures,
        "organizations": found.organizations,
        **campaigns,
        "measures": found.measures,
        "checks": found.checks,
        "sentences": found.sentences,
    }
    in_order = attrgetter("start", "end")
    tables = {name: _rows(name, sorted(found_, key=in_order), document, text) for name, found_ in records.items()}
    cells = attrgetter(*(column.field for column in columns_of("removals")))
    return {**tables, "removals": list(map(cells, sorted(document.removals, key=in_order)))}  # in raw offsets already


def _rows(table: str, records: list[Any], document: Document, text: ReadText) -> list[tuple[Any, ...]]:
    """The rows of a table: the records' fields, spans in raw offsets, with page and the recognizer's confidence."""
    names = [column.field for column in columns_of(table)]
    cells = attrgetter(*names)
    start, end = names.index("start"), names.index("end")
    page = names.index("page") if "page" in names and text.page_starts else None
    confidence = names.index("ocr_confidence") if "ocr_confidence" in names and text.recognized else None
    found = []
    for record in records:
        row = list(cells(record))
        row[start], row[end] = low, high = document.raw_span(row[start], row[end])
        if page is not None:
            row[page] = text.page(low)
        if confidence is not None:
            sure = [how for first, last, how in text.recognized if first < high and low < last]
            row[confidence] = min(sure) if sure else None
        found.append(tuple(row))
    return found


_COLUMNS = {name: columns(record)[1:] for name, record in TABLES.items()}


def columns_of(table: str) -> tuple[Any, ...]:
    """The columns of a table without doc_id, which always comes first."""
    return _COLUMNS[table]
