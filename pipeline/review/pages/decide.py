"""The editor of one row, and the decisions that it posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from pipeline.decisions import EDITABLE, KINDS, Decision, Reviewed, anchor_of
from pipeline.decisions.applying import live
from pipeline.decisions.model import now
from pipeline.review.forms import SHOWN, FormError, changes, shown
from pipeline.review.site import keyed, site_of, table_of, whole
from pipeline.review.suggest import suggest

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from starlette.requests import Request

    from pipeline.review.library import Library

AROUND = 90  # characters of context on each side in the editor


def find_document(request: Request) -> sqlite3.Row:
    """The document that the address names; 404 where there is none."""
    found = site_of(request).library.document(request.path_params["doc_id"])
    if found is None:
        raise HTTPException(404, "库中没有这份报告；也许这次运行之后换了文件")
    return found


def context_of(
    library: Library, document: sqlite3.Row, key: str, form: Mapping[str, str] | None = None
) -> dict[str, Any] | None:
    """What the editor of a row shows, with what the person has typed so far; None where there is no such row."""
    table = table_of(key)
    reviewed = keyed(library.rows(document, table), table).get(key) if table else None
    if reviewed is None:
        return None
    cells = shown(reviewed.row, table)
    own = live([one for one in reviewed.history if one.who == library.who])
    return {
        "key": key,
        "table": table,
        "document": document,
        "reviewed": reviewed,
        "before": shown(reviewed.machine, table) if reviewed.machine else {},
        "cells": cells | ({name: form[name] for name in SHOWN[table] if name in form} if form else {}),
        "fields": SHOWN[table],
        "known": len(reviewed.history),
        "can_undo": bool(own),
        "checks": _checks(library, document, reviewed),
        **_quoted(library.text(document["doc"]), reviewed.row["char_start"], reviewed.row["char_end"]),
        "problems": {},
        "rivals": [],
        "why": form.get("why", "") if form else "",
        "new": False,
    }


def _new(
    library: Library, document: sqlite3.Row, table: str, start: int, end: int, form: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The editor of a row that the machine has missed."""
    raw = library.text(document["doc"])
    cells = shown(suggest(raw, start, end, table, document), table)
    return {
        "key": "",
        "table": table,
        "document": document,
        "reviewed": None,
        "before": {},
        "cells": cells | ({name: form[name] for name in SHOWN[table] if name in form} if form else {}),
        "fields": SHOWN[table],
        "known": 0,
        "can_undo": False,
        "checks": [],
        **_quoted(raw, start, end),
        "start": start,
        "end": end,
        "problems": {},
        "rivals": [],
        "why": "",
        "new": True,
    }


def _quoted(raw: str, start: int, end: int) -> dict[str, str]:
    return {"lead": raw[max(0, start - AROUND) : start], "quote": raw[start:end], "trail": raw[end : end + AROUND]}


def _checks(library: Library, document: sqlite3.Row, reviewed: Reviewed) -> list[dict[str, Any]]:
    """Failed checks in which a figure takes part."""
    own = reviewed.machine and reviewed.machine.get("quantity_id")
    rows = library.machine_rows("checks", "doc = ? AND status = 'mismatch'", (document["doc"],)) if own else []
    return [row for row in rows if own in (row["quantity_ids"] or "").split(";")]


async def editor(request: Request) -> Response:
    """The editor alone: of the row `row`, or of a new one at `start`..`end` of the raw text."""
    site, asked = site_of(request), request.query_params
    document = find_document(request)
    if "start" in asked:
        table, start, end = _span(site.library, document, asked)
        return site.page(request, "editor.html", editor=_new(site.library, document, table, start, end))
    found = context_of(site.library, document, asked.get("row", ""))
    if found is None:
        raise HTTPException(404, "这份报告里没有这一行")
    return site.page(request, "editor.html", editor=found)


def _span(library: Library, document: sqlite3.Row, asked: Mapping[str, str]) -> tuple[str, int, int]:
    table, start, end = asked.get("table", "quantities"), whole(asked.get("start"), -1), whole(asked.get("end"), -1)
    raw = library.text(document["doc"])
    if table not in EDITABLE or not 0 <= start < end <= len(raw) or not raw[start:end].strip():
        raise HTTPException(400, "没有选中原文；请在左边的原文里选取文字")
    return table, start, end


async def decide(request: Request) -> Response:
    """Take one decision down; 409 with both where somebody else was faster, 422 where a cell cannot be read."""
    site = site_of(request)
    document = find_document(request)
    form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    kind = form.get("kind", "")
    if kind not in KINDS:
        raise HTTPException(400, "没有这种决定")
    while True:
        site.library.refresh()
        if kind == "add":
            table, start, end = _span(site.library, document, form)
            context = _new(site.library, document, table, start, end, form)
            row: dict[str, Any] = dict.fromkeys(EDITABLE[table])
            at = (start, end)
        else:
            found = context_of(site.library, document, form.get("row", ""), form)
            if found is None:
                raise HTTPException(409, "这一行已经不在了：报告在此期间重新处理过。请重新打开这份报告。")
            context, table, row = found, found["table"], found["reviewed"].row
            at = (row["char_start"], row["char_end"])
            if found["known"] != whole(form.get("known"), -1):
                context["rivals"] = (
                    found["reviewed"].history[whole(form.get("known"), 0) :] or found["reviewed"].history[-1:]
                )
                return _answer(request, context, 409)
        if kind == "undo" and not context["can_undo"]:
            context["problems"] = {"": "没有您自己的决定可以撤销"}
            return _answer(request, context, 422)
        try:
            changed = changes(form, row, table) if kind in {"correct", "add"} else {}
        except FormError as error:
            context["problems"] = error.problems
            return _answer(request, context, 422)
        if kind == "correct" and not changed:
            context["problems"] = {"": "没有改动；若这一行无误，请按“接受”"}
            return _answer(request, context, 422)
        decision = Decision(
            who=site.library.who,
            when=now(),
            sha256=document["sha256"] or "",
            source=document["source"],
            table=table,
            anchor=anchor_of(site.library.text(document["doc"]), *at),
            kind=kind,
            was={} if kind == "add" else {name: row[name] for name in EDITABLE[table]},
            becomes=changed,
            why=form.get("why", "").strip(),
        )
        if site.library.book.add([decision], size=site.library.size):
            site.library.refresh()
            break
    return _done(request, document, table, at, kind, form)


def _answer(request: Request, context: dict[str, Any], status: int) -> Response:
    """The editor again with what is wrong: alone for a script, as a page without one."""
    site = site_of(request)
    name = "editor.html" if "hx-request" in request.headers else "editor_page.html"
    return site.page(request, name, status=status, editor=context)


def _done(
    request: Request, document: sqlite3.Row, table: str, at: tuple[int, int], kind: str, form: Mapping[str, str]
) -> Response:
    site = site_of(request)
    key = form.get("row") or f"{table}-{at[0]}-{at[1]}"
    address = f"/documents/{document['doc_id']}?row={key}#row-{key}"
    if "hx-request" not in request.headers:
        return RedirectResponse(address, status_code=303)
    found = context_of(site.library, document, key)
    if found is None or kind == "add":  # a row more or less: the text is to be drawn anew
        return Response(headers={"HX-Redirect": address if found else f"/documents/{document['doc_id']}?table={table}"})
    return site.page(request, "editor.html", editor=found)
