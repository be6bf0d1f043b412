"""The queue: rows that want a person's eye, the most urgent first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.decisions import EDITABLE
from pipeline.review.flags import REASONS
from pipeline.review.site import Pages, keyed, site_of, whole

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pipeline.review.library import Library

SIZE = 40
_UNDECIDED = "NOT EXISTS (SELECT 1 FROM touched t WHERE t.tbl = q.tbl AND t.row = q.row)"


async def page(request: Request) -> Response:
    """Flagged rows about which nobody has decided; table, reason and document may be chosen."""
    site, asked = site_of(request), request.query_params
    library = site.library
    where, values = _conditions(library, asked.get("table", ""), asked.get("reason", ""), asked.get("doc", ""))
    (total,) = library.db.execute(f"SELECT count(*) FROM queue q WHERE {where}", values).fetchone()  # noqa: S608 - fixed conditions
    pages = Pages(whole(asked.get("page")), SIZE, total)
    query = f"SELECT * FROM queue q WHERE {where} ORDER BY place LIMIT ? OFFSET ?"  # noqa: S608 - fixed conditions
    found = library.db.execute(query, [*values, SIZE, pages.offset]).fetchall()
    by_reason = dict(
        library.db.execute(f"SELECT weight, count(*) FROM queue q WHERE {_UNDECIDED} GROUP BY weight").fetchall()  # noqa: S608 - a constant
    )
    return site.page(
        request,
        "queue.html",
        items=_items(library, found),
        pages=pages,
        by_reason=[(reason, by_reason.get(weight, 0)) for weight, reason in enumerate(REASONS)],
        chosen={name: asked.get(name, "") for name in ("table", "reason", "doc")},
        selected=asked.get("row", ""),
    )


def _conditions(library: Library, table: str, reason: str, doc_id: str) -> tuple[str, list[Any]]:
    parts, values = [_UNDECIDED], list[Any]()
    if table in EDITABLE:
        parts.append("q.tbl = ?")
        values.append(table)
    if reason in REASONS:
        parts.append("q.weight = ?")
        values.append(REASONS.index(reason))
    if doc_id:
        document = library.document(doc_id)
        parts.append("q.doc = ?")
        values.append(document["doc"] if document else -1)
    return " AND ".join(parts), values


def _items(library: Library, found: list[Any]) -> list[dict[str, Any]]:
    """The rows of a page of the queue with their documents and names."""
    items = []
    names: dict[tuple[int, str], dict[int, Any]] = {}
    for entry in found:
        at = (entry["doc"], entry["tbl"])
        document = library.db.execute("SELECT * FROM docs WHERE doc = ?", (entry["doc"],)).fetchone()
        if at not in names:
            rows = keyed(library.rows(document, entry["tbl"]), entry["tbl"])
            names[at] = {row.row["rowid"]: (key, row) for key, row in rows.items() if row.machine}
        if entry["row"] in names[at]:
            key, reviewed = names[at][entry["row"]]
            reasons = [REASONS[int(weight)] for weight in sorted(entry["weights"].split(","))]
            items.append(
                {"key": key, "reviewed": reviewed, "document": document, "table": entry["tbl"], "reasons": reasons}
            )
    return items
