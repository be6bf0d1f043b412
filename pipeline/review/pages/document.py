"""One document: its text with every row highlighted, and the rows beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from pipeline.decisions import EDITABLE
from pipeline.review.marks import Mark, parts, segments
from pipeline.review.pages.decide import context_of, find_document
from pipeline.review.site import keyed, site_of, table_of, whole

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pipeline.decisions import Reviewed
    from pipeline.review.library import Library


async def page(request: Request) -> Response:
    """A part of the text (30,000 characters) and the rows of one table in it; `row` names the selected one."""
    site, asked = site_of(request), request.query_params
    document = find_document(request)
    text = site.library.text(document["doc"])
    every = {table: keyed(site.library.rows(document, table), table) for table in EDITABLE}
    selected = asked.get("row", "")
    if selected not in every.get(table_of(selected), {}):
        selected = ""
    table = table_of(selected) or (asked.get("table") if asked.get("table") in EDITABLE else "quantities")
    assert table
    pieces = parts(text)
    number = min(whole(asked.get("part"), 1), len(pieces))
    if selected:
        place = every[table][selected].row["char_start"]
        number = next((n for n, (start, end) in enumerate(pieces, 1) if start <= place < end), len(pieces))
    start, end = pieces[number - 1]
    flags = _flags(site.library, document["doc"])
    here = {
        key: row
        for key, row in every[table].items()
        if start <= row.row["char_start"] < end or (number == len(pieces) and row.row["char_start"] >= end)
    }
    wanted = asked.get("show", "")
    if wanted == "open":
        here = {key: row for key, row in here.items() if not row.status and (table, _rowid(row)) in flags}
    elif wanted == "decided":
        here = {key: row for key, row in here.items() if row.status}
    marks = [
        Mark(row.row["char_start"], row.row["char_end"], key, name, row.status, (name, _rowid(row)) in flags)
        for name, rows in every.items()
        for key, row in rows.items()
    ]
    return site.page(
        request,
        "document.html",
        document=document,
        segments=segments(text, marks, start, end),
        rows=here,
        flags={key: flags.get((table, _rowid(row)), []) for key, row in here.items()},
        counts={name: len(rows) for name, rows in every.items()},
        table=table,
        show=wanted,
        selected=selected,
        part=number,
        pieces=len(pieces),
        checks=site.library.machine_rows("checks", "doc = ?", (document["doc"],)),
        editor=context_of(site.library, document, selected) if selected else None,
    )


def _rowid(row: Reviewed) -> int | None:
    return row.machine["rowid"] if row.machine else None


def _flags(library: Library, doc: int) -> dict[tuple[str, int | None], list[str]]:
    """Reasons by table and row for which rows of a document want a look."""
    from pipeline.review.flags import REASONS

    found: dict[tuple[str, int | None], list[str]] = {}
    for entry in library.db.execute("SELECT tbl, row, weights FROM queue WHERE doc = ?", (doc,)):
        found[entry["tbl"], entry["row"]] = [REASONS[int(weight)] for weight in sorted(entry["weights"].split(","))]
    return found


async def evidence(request: Request) -> Response:
    """From an id of the tables (`d…-q000123`, `d…-p000456`) to its row in its document."""
    site = site_of(request)
    doc_id, _, local = request.path_params["quantity_id"].rpartition("-")
    document = site.library.document(doc_id)
    if document is None:
        raise HTTPException(404, "库中没有这份报告；也许这次运行之后换了文件")
    for table, name in (("quantities", "quantity_id"), ("measures", "measure_id"), ("campaigns", "campaign_id")):
        for key, reviewed in keyed(site.library.rows(document, table), table).items():
            row: dict[str, Any] = reviewed.row
            if row[name] == local:
                return RedirectResponse(f"/documents/{doc_id}?row={key}#row-{key}", status_code=303)
    raise HTTPException(404, "这份报告里没有这一行；也许规则改进后它的编号变了")
