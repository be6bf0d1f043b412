"""What the pages read: the store, read only, and beside it in memory what people decided and what wants a look.

Every page asks indexes. What would need a walk over all rows (counts, the queue) is worked out when the store has changed,
and after a decision only for the document that it is about.
"""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

from extractors.records import TABLES, columns
from pipeline.decisions import EDITABLE, Book, Overlay
from pipeline.decisions.applying import Reviewed, review_rows
from pipeline.errors import StoreError
from pipeline.review.flags import QUEUE
from pipeline.statements import quoted
from pipeline.store import NAME, Store
from pipeline.work import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pipeline.decisions.model import Decision

Row = dict[str, Any]
PATIENCE = (
    5  # times as long as the last rebuild took must pass before the next: a run that goes on changes the store always
)
_COMPARED = ("doc_id", "source", "duplicate_of", "region_code", "region_name", "period", "published", "status")
_INDEXES = [
    f"CREATE INDEX IF NOT EXISTS quantities_{name} ON quantities ({name}) WHERE {name} != ''"
    for name in ("indicator", "indicator_wide")
]
_SCHEMA = """
CREATE TABLE docs AS SELECT {cells}, 0 AS n_quantities, 0 AS n_organizations, 0 AS n_campaigns, 0 AS n_measures,
    0 AS n_open, 0 AS n_decided FROM store.documents WHERE doc_id IS NOT NULL AND doc_id != '';
CREATE UNIQUE INDEX docs_doc ON docs (doc);
CREATE UNIQUE INDEX docs_doc_id ON docs (doc_id);
CREATE INDEX docs_region ON docs (region_code);
"""
_LIGHT = ("doc", "origin", "key", *(column.name for column in columns(TABLES["documents"])))
_TOUCHED = """
CREATE TABLE IF NOT EXISTS touched (tbl TEXT, doc INTEGER, row INTEGER, status TEXT, cells TEXT);
CREATE INDEX IF NOT EXISTS touched_row ON touched (tbl, row);
CREATE INDEX IF NOT EXISTS touched_doc ON touched (doc);
"""


class Library:
    """One output folder as the reviewer `who` sees it; with `blind` without what others decided (for double coding).

    Not for several threads at once: the pages are coroutines of one loop.
    """

    def __init__(self, out: Path, who: str, *, blind: bool = False) -> None:
        if not (out / NAME).is_file():
            raise StoreError(f"{out}: no {NAME} here; give the folder that `baobiao run -o` wrote")
        with closing(Store.open(out)) as store:
            for statement in _INDEXES:
                store.db.execute(statement)
        self.out, self.who, self.blind = out, who, blind
        self.book = Book(out)
        self.db = sqlite3.connect(":memory:", uri=True, isolation_level=None, check_same_thread=False)
        self.db.row_factory = sqlite3.Row
        self.db.execute("ATTACH ? AS store", (f"{(out / NAME).resolve().as_uri()}?mode=ro",))
        self.db.executescript(_TOUCHED)
        self.everything: list[Decision] = []  # of all people, oldest first
        self.size = 0  # bytes of the decisions file that have been read
        self.kept: dict[Any, Any] = {}  # answers that hold until anything changes
        self._overlay = Overlay([], set())
        self._laid: dict[int, tuple[str, int, str]] = {}  # doc → what its laid decisions depend on
        self._seen = -1  # the store's data_version
        self._rebuilt, self._cost = 0.0, 0.0
        self.refresh()

    @property
    def damaged(self) -> list[int]:
        """Lines of the decisions file that cannot be read."""
        return self.book.damaged()

    def close(self) -> None:
        """Close the database."""
        self.db.close()

    def refresh(self) -> None:
        """Take in what has changed in the store and in the decisions file since the last page."""
        seen = self.db.execute("PRAGMA store.data_version").fetchone()[0]
        rebuilt = seen != self._seen and time.monotonic() - self._rebuilt > PATIENCE * self._cost
        if rebuilt:
            began = time.monotonic()
            self._rebuild()
            self._seen, self._rebuilt = seen, time.monotonic()
            self._cost = self._rebuilt - began
        if self.book.size() < self.size:  # another file in its place
            self.everything, self.size = [], 0
            self._laid = dict.fromkeys(self._laid, ("", 0, ""))
        new, self.size = self.book.after(self.size)
        if new:
            self.everything = sorted([*self.everything, *new], key=lambda one: one.when)
        if rebuilt or new:
            self._lay()
            self.kept = {}

    def _rebuild(self) -> None:
        """Documents, counts and the queue, from the store."""
        self.db.execute("BEGIN")
        for name in ("docs", "queue", "indicators"):
            self.db.execute(f"DROP TABLE IF EXISTS {name}")
        for statement in (_SCHEMA.format(cells=", ".join(map(quoted, _LIGHT))) + QUEUE).split(";"):
            self.db.execute(statement)
        for table in EDITABLE:
            counts = self.db.execute(f"SELECT count(*), doc FROM store.{table} GROUP BY doc").fetchall()  # noqa: S608
            self.db.executemany(f"UPDATE docs SET n_{table} = ? WHERE doc = ?", map(tuple, counts))  # noqa: S608
        self.db.execute("UPDATE docs SET n_open = (SELECT count(*) FROM queue WHERE queue.doc = docs.doc)")
        self.db.execute("DELETE FROM touched")
        self.db.execute("COMMIT")
        self._laid = {}

    def _lay(self) -> None:
        """The decisions over the documents for which they have changed."""
        seen = [one for one in self.everything if not self.blind or one.who == self.who]
        self._overlay = Overlay(seen, {row[0] for row in self.db.execute("SELECT sha256 FROM docs")})
        laid = {}
        for doc, key, sha256, source in self.db.execute("SELECT doc, key, sha256, source FROM docs").fetchall():
            if self._overlay.touches(sha256 or "", source):
                mine = self._overlay.of(sha256 or "", source)
                laid[doc] = (key, len(mine), mine[-1].when)
        for doc in self._laid.keys() - laid.keys():
            self._forget(doc)
        for doc, state in laid.items():
            if self._laid.get(doc) != state:
                self._forget(doc)
                self._lay_one(doc)
        self._laid = laid

    def _forget(self, doc: int) -> None:
        self.db.execute("DELETE FROM touched WHERE doc = ?", (doc,))

    def _lay_one(self, doc: int) -> None:
        document = self.db.execute("SELECT * FROM docs WHERE doc = ?", (doc,)).fetchone()
        decided = 0
        for table in {one.table for one in self.decided_on(document)}:
            touched = [one for one in self.rows(document, table) if one.history]
            decided += sum(1 for one in touched if one.status)
            cells = [
                (table, doc, one.machine and one.machine["rowid"], one.status, json.dumps(one.row, ensure_ascii=False))
                for one in touched
                if one.status
            ]
            self.db.executemany("INSERT INTO touched VALUES (?, ?, ?, ?, ?)", cells)
        left = "SELECT count(*) FROM queue q WHERE q.doc = ? AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.tbl = q.tbl AND t.row = q.row)"
        (still_open,) = self.db.execute(left, (doc,)).fetchone()
        self.db.execute("UPDATE docs SET n_decided = ?, n_open = ? WHERE doc = ?", (decided, still_open, doc))

    def document(self, doc_id: str) -> sqlite3.Row | None:
        """The document of that id."""
        found: sqlite3.Row | None = self.db.execute("SELECT * FROM docs WHERE doc_id = ?", (doc_id,)).fetchone()
        return found

    def documents(self, where: str = "1", values: Iterable[Any] = ()) -> list[Row]:
        """What comparisons ask of documents, those that meet an SQL condition, in order of place and source."""
        cells = ", ".join(f"COALESCE({name}, '') AS {name}" for name in _COMPARED)
        query = f"SELECT doc, {cells} FROM docs WHERE {where} ORDER BY region_code, source, doc_id"  # noqa: S608 - constants
        return [dict(row) for row in self.db.execute(query, tuple(values))]

    def text(self, doc: int) -> str:
        """The raw text of a document, empty if it could not be read."""
        return self.db.execute("SELECT raw FROM store.documents WHERE doc = ?", (doc,)).fetchone()[0] or ""

    def decided_on(self, document: sqlite3.Row) -> list[Decision]:
        """All decisions on a document, oldest first."""
        return self._overlay.of(document["sha256"] or "", document["source"])

    def rows(self, document: sqlite3.Row, table: str) -> list[Reviewed]:
        """The rows of one document and table as people left them; ids are local, `rowid` is the store's own."""
        machine = self.machine_rows(table, "doc = ?", (document["doc"],))
        decisions = self.decided_on(document)
        if not any(one.table == table for one in decisions):
            machine.sort(key=lambda row: (row["char_start"], row["char_end"]))
            return [Reviewed(row=row, machine=row) for row in machine]
        return review_rows(table, machine, decisions, self.text(document["doc"]), document["sha256"])[0]

    def machine_rows(self, table: str, where: str, values: Iterable[Any]) -> list[Row]:
        """Rows of the store that meet an SQL condition, each with `rowid` and `doc`."""
        names = ["rowid", "doc", *(column.name for column in columns_of(table))]
        query = f"SELECT {', '.join(map(quoted, names))} FROM store.{quoted(table)} WHERE {where}"  # noqa: S608 - quoted names, fixed conditions
        found = [dict(zip(names, cells, strict=True)) for cells in self.db.execute(query, tuple(values))]
        for row in found:
            row["review_status"] = row.get("review_status") or ""
        return found

    def orphans(self) -> list[Any]:
        """Decisions that no longer find their place, with the old and the new text."""
        documents = self.db.execute("SELECT doc_id, COALESCE(sha256, ''), source FROM docs").fetchall()
        docs = {row["doc_id"]: row["doc"] for row in self.db.execute("SELECT doc_id, doc FROM docs")}
        return list(self._overlay.orphans(map(tuple, documents), lambda doc_id: self.text(docs[doc_id])))
