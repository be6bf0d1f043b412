"""What can be said of a document only beside all others: its id among copies of the same bytes, and which it repeats."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pipeline.copies import Copy, Sketch, find_copies

if TYPE_CHECKING:
    from pipeline.store import Store


def number(store: Store) -> None:
    """Give every document its doc_id and say which repeats which.

    The id is the content's hash, with -2, -3 … for further copies of the same bytes in order of source.
    """
    seen: dict[str, int] = {}
    with store.transaction():
        for doc, sha in store.db.execute("SELECT doc, sha256 FROM documents ORDER BY source, origin").fetchall():
            base = "d" + (sha or hashlib.sha256(str(doc).encode()).hexdigest())[:12]
            seen[base] = seen.get(base, 0) + 1
            doc_id = base if seen[base] == 1 else f"{base}-{seen[base]}"
            store.db.execute(
                "UPDATE documents SET doc_id = ?, text_path = CASE status WHEN 'failed' THEN '' ELSE ? END, "
                "duplicate_of = '', similar_to = '', message = said WHERE doc = ?",
                (doc_id, f"texts/{doc_id}.txt", doc),
            )
        for copy in find_copies(_sketches(store), store.text):
            name = "duplicate_of" if copy.copy else "similar_to"
            store.db.execute(f"UPDATE documents SET {name} = ? WHERE doc_id = ?", (copy.original, copy.doc_id))  # noqa: S608
            if copy.copy:
                _flag(store, copy)


def _flag(store: Store, copy: Copy) -> None:
    """Say so at both where a copy claims another place, time or year of publication than the text that it repeats."""
    query = "SELECT region_name, period, substr(published, 1, 4), source FROM documents WHERE doc_id = ?"
    both = [store.db.execute(query, (doc_id,)).fetchone() for doc_id in (copy.doc_id, copy.original)]
    if both[0][:3] == both[1][:3]:
        return
    claims = [
        f"{region or 'no place'}, {period or 'no time'}, published {published or 'at no date'}"
        for region, period, published, _ in both
    ]
    for mine, theirs in ((0, 1), (1, 0)):
        warning = f"the same text as {both[theirs][3]}, but this one says {claims[mine]}, that one {claims[theirs]}: check which is right"
        store.db.execute(
            "UPDATE documents SET message = ltrim(message || '; ' || ?, '; ') WHERE doc_id = ?",
            (warning, (copy.doc_id, copy.original)[mine]),
        )


def _sketches(store: Store) -> list[Sketch]:
    """Signatures in the order in which documents came to be: what was published or is about an earlier time first."""
    order = "COALESCE(NULLIF(published, ''), NULLIF(period, ''), '9999'), source, doc_id"
    query = f"SELECT doc_id, signature FROM documents WHERE status != 'failed' ORDER BY {order}"  # noqa: S608
    return [Sketch(doc_id, mark or b"") for doc_id, mark in store.db.execute(query)]
