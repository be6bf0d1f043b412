"""The SQL by which the store writes and reads the rows of a document, and the ids in them that other documents have too."""

from __future__ import annotations

from functools import cache

from pipeline.work import columns_of

IDS = {
    "quantities": "quantity_id",
    "campaigns": "campaign_id",
    "phrases": "campaign_id",
    "measures": "measure_id",
    "sentences": "sentence_id",
}
REFERENCES = {"quantities": ("part_of",), "measures": ("quantity_ids",), "checks": ("quantity_ids",)}


def quoted(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


@cache
def names_of(table: str) -> tuple[str, ...]:
    """The names of a table's columns without doc_id, which always comes first."""
    return tuple(column.name for column in columns_of(table))


@cache
def local(table: str) -> frozenset[str]:
    """The columns of a table that hold ids of the document's own."""
    return frozenset({*REFERENCES.get(table, ()), IDS.get(table, "")})


def unique(doc_id: str, ids: str | None) -> str | None:
    """Ids of one document, ; between, made unique by its doc_id; `_unique` says the same in SQL."""
    return f"{doc_id}-{ids.replace(';', f';{doc_id}-')}" if ids else ids


def _unique(name: str) -> str:
    ids = quoted(name)
    return f"iif({ids} <> '', :doc_id || '-' || replace({ids}, ';', ';' || :doc_id || '-'), {ids})"


@cache
def insertion(table: str) -> str:
    """The statement that writes a row: the document's key and its cells."""
    marks = ", ?" * len(names_of(table))
    return f"INSERT INTO {quoted(table)} (doc, {', '.join(map(quoted, names_of(table)))}) VALUES (?{marks})"  # noqa: S608


@cache
def selection(table: str, names: tuple[str, ...], where: str, *, unique: bool = False) -> str:
    """The query for these columns of a document's rows in the order of writing; with `unique` its doc_id first, ids made unique.

    Parameters are `:doc`, the document's key, and `:doc_id`.
    """
    wanted = [_unique(name) if unique and name in local(table) else quoted(name) for name in names]
    order = "doc" if table == "documents" else "rowid"
    return f"SELECT {':doc_id, ' * unique}{', '.join(wanted)} FROM {quoted(table)} WHERE doc = :doc AND ({where}) ORDER BY {order}"  # noqa: S608
