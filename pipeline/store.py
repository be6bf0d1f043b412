"""The store: an embedded SQLite database in the output folder, one transaction a document.

Everything that a run knows is here; the CSV files and all other exports are made from it. Integer keys, write-ahead log:
a run that is killed loses at most the document it was writing.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import IO, TYPE_CHECKING, Any, Protocol

from extractors.records import TABLES, Column, columns
from pipeline.errors import StoreError
from pipeline.statements import insertion, local, names_of, quoted, selection, unique
from pipeline.work import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pipeline.work import Result

NAME = "baobiao.sqlite"
ROW_TABLES = tuple(name for name in TABLES if name != "documents")
_HIDDEN = [
    ("origin", "TEXT"),
    ("key", "TEXT"),
    ("raw", "TEXT"),
    ("signature", "BLOB"),
    ("said", "TEXT"),
]  # of documents
_SQL_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}


@cache
def version() -> str:
    """Fingerprint of everything that decides what is read out of a document: code and rule files of the packages."""
    digest = hashlib.sha256()
    for package in ("extractors", "pipeline.cleaning", "pipeline.reading"):
        root = files(package)
        for path in sorted(_tree(root), key=str):
            digest.update(str(path).removeprefix(str(root)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _tree(folder: Any) -> Iterator[Any]:
    for path in folder.iterdir():
        if path.is_dir():
            if path.name != "__pycache__":
                yield from _tree(path)
        elif not path.name.endswith(".pyc"):
            yield path


def _types(fields: tuple[Column, ...]) -> list[tuple[str, str]]:
    return [(column.name, _SQL_TYPES[column.type]) for column in fields]


def _take(folder: Path) -> IO[str]:
    """The folder's lock. A run that is killed leaves none behind."""
    handle = (folder / ".lock").open("a", encoding="utf-8")
    try:
        import fcntl
    except ImportError:  # Windows: SQLite's own lock is all there is
        return handle
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)  # of this process alone: forked workers do not inherit it
    except OSError as error:
        handle.close()
        raise StoreError(
            f"{folder}: another run is writing here; wait for it or choose another folder with -o"
        ) from error
    return handle


class Review(Protocol):
    """What people decided about the rows (pipeline.decisions.Overlay)."""

    def touches(self, sha256: str, source: str) -> bool:
        """Whether anybody has decided anything about this document."""

    def apply(
        self, table: str, rows: Iterable[dict[str, Any]], raw: str, sha256: str, source: str
    ) -> Iterable[dict[str, Any]]:
        """The document's rows of one table as people left them."""


class Store:
    """The database of one output folder. With `review` set, `rows` gives the rows as people left them."""

    def __init__(self, folder: Path, *, made: bool = False) -> None:
        """`made` says that the database is there and up to date."""
        self.folder = folder
        self.path = folder / NAME
        self.review: Review | None = None
        self.lock: IO[str] | None = None  # held as long as the store is open; the system frees it with the process
        self.db = self._connected()
        if not made:
            self._make()

    def _connected(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, isolation_level=None)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
        db.execute("PRAGMA foreign_keys=ON")
        return db

    def _make(self) -> None:
        with self.transaction():
            self.db.execute("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT)")
            self._table("documents", "doc INTEGER PRIMARY KEY", [*_HIDDEN, *_types(columns(TABLES["documents"]))])
            for name in ROW_TABLES:
                owner = "doc INTEGER NOT NULL REFERENCES documents(doc) ON DELETE CASCADE"
                self._table(name, owner, _types(columns_of(name)))
                self.db.execute(f"CREATE INDEX IF NOT EXISTS {quoted(name + '_doc')} ON {quoted(name)} (doc)")
            self.db.execute("CREATE UNIQUE INDEX IF NOT EXISTS documents_origin ON documents (origin)")
            self.db.execute("CREATE INDEX IF NOT EXISTS documents_doc_id ON documents (doc_id)")

    def _table(self, name: str, first: str, cells: list[tuple[str, str]]) -> None:
        """Make a table, or add the columns that the store of an older version lacks."""
        self.db.execute(f"CREATE TABLE IF NOT EXISTS {quoted(name)} ({first})")
        there = {row[1] for row in self.db.execute(f"PRAGMA table_info({quoted(name)})")}
        for cell, kind in cells:
            if cell not in there:
                self.db.execute(f"ALTER TABLE {quoted(name)} ADD COLUMN {quoted(cell)} {kind}")

    @classmethod
    def open(cls, folder: Path, *, to_write: bool = False) -> Store:
        """Open or make the store of an output folder; `to_write` refuses where another run is writing.

        Raises StoreError where the folder cannot be written or is taken.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = _take(folder) if to_write else None
            store = cls(folder)
            store.lock = lock
        except (OSError, sqlite3.OperationalError) as error:
            raise StoreError(f"{folder}: cannot write here ({error}); choose another folder with -o") from error
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"{folder / NAME}: is no store of baobiao ({error}); choose another folder or move the file away"
            ) from error
        return store

    def close(self) -> None:
        """Fold the log into the database and close it."""
        self.db.close()
        if self.lock:
            self.lock.close()

    @contextmanager
    def let_go(self) -> Iterator[None]:
        """Close the database for a while, but keep the lock: SQLite forbids to take an open one into another process."""
        self.db.close()
        try:
            yield
        finally:
            self.db = self._connected()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def known(self) -> dict[str, str]:
        """origin → key of every document in the store."""
        return dict(self.db.execute("SELECT origin, key FROM documents"))

    def put(self, origin: str, key: str, result: Result) -> None:
        """Write one document and its rows in the place of what was there under this origin."""
        cells = {"source": result.source, **result.document}
        names = ", ".join(quoted(name) for name in cells)
        with self.transaction():
            self.db.execute("DELETE FROM documents WHERE origin = ?", (origin,))
            doc = self.db.execute(
                f"INSERT INTO documents (origin, key, raw, signature, said, {names}) VALUES (?, ?, ?, ?, ?{', ?' * len(cells)})",  # noqa: S608 - quoted names
                (origin, key, result.raw, result.signature, cells.get("message", ""), *cells.values()),
            ).lastrowid
            for table, rows in result.rows.items():
                self.db.executemany(insertion(table), ((doc, *row) for row in rows))
            self.db.execute("INSERT OR REPLACE INTO meta VALUES ('exported', '')")

    def meta(self, key: str) -> str:
        """A remembered value, empty if there is none."""
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    def remember(self, key: str, value: str) -> None:
        """Keep a value."""
        with self.transaction():
            self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def text(self, doc_id: str) -> str:
        """The raw text of one document."""
        text: str = self.db.execute("SELECT raw FROM documents WHERE doc_id = ?", (doc_id,)).fetchone()[0]
        return text

    def texts(self) -> Iterator[tuple[str, str]]:
        """doc_id and raw text of every document that was read."""
        yield from self.db.execute("SELECT doc_id, raw FROM documents WHERE status != 'failed' ORDER BY doc_id")

    def size(self) -> int:
        """The number of documents."""
        size: int = self.db.execute("SELECT count(*) FROM documents").fetchone()[0]
        return size

    def failures(self) -> list[tuple[str, str]]:
        """source and message of every document that failed."""
        return self.db.execute(
            "SELECT source, message FROM documents WHERE status = 'failed' ORDER BY source"
        ).fetchall()

    def rows(
        self, table: str, where: str = "1", *, only: tuple[str, ...] = (), rejected: bool = True
    ) -> Iterator[dict[str, Any]]:
        """The rows of a table by column name, doc_id always among them; see `cells`."""
        names = ("doc_id", *(only or names_of(table)))
        for cells in self.cells(table, where, only=only, rejected=rejected):
            yield dict(zip(names, cells, strict=True))

    def cells(
        self, table: str, where: str = "1", *, only: tuple[str, ...] = (), rejected: bool = True
    ) -> Iterator[tuple[Any, ...]]:
        """The rows of a table in the order of the documents' sources: doc_id and the columns in order, or `only` those.

        Ids and references are made unique by the doc_id. `where` is an SQL condition on the table's own columns. One
        document's rows are read at a time, so that memory does not grow with the batch. With `review`, all rows of a document
        about which people decided come, since a corrected cell may meet the condition; `rejected` says whether the rows that
        people rejected come too.
        """
        wanted, reviewable = only or names_of(table), "review_status" in names_of(table)
        untouched, touched = selection(table, wanted, where, unique=True), selection(table, names_of(table), "1")
        documents = "SELECT doc, doc_id, COALESCE(sha256, ''), source FROM documents ORDER BY source, doc_id"
        for doc, doc_id, sha256, source in self.db.execute(documents).fetchall():
            if not (reviewable and self.review and self.review.touches(sha256, source)):
                yield from self.db.execute(untouched, {"doc": doc, "doc_id": doc_id})
                continue
            machine = (
                dict(zip(names_of(table), found, strict=True)) for found in self.db.execute(touched, {"doc": doc})
            )
            for row in self.review.apply(table, machine, self.text(doc_id), sha256, source):
                if rejected or row["review_status"] != "rejected":
                    yield doc_id, *(unique(doc_id, row[name]) if name in local(table) else row[name] for name in wanted)
