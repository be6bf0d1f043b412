"""The picture of a PDF's page with the line of a row marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from pipeline.review.drawing import DrawingError, draw
from pipeline.review.pages.decide import context_of, find_document
from pipeline.review.site import site_of

if TYPE_CHECKING:
    import sqlite3

    from starlette.requests import Request


async def page(request: Request) -> Response:
    """The page's picture with the row's words beside it."""
    site = site_of(request)
    document, number = _asked(request)
    editor = context_of(site.library, document, request.query_params.get("row", ""))
    told = ""
    try:
        marked = _drawn(request)[1]
    except DrawingError as error:
        told, marked = str(error), False
    return site.page(request, "picture.html", document=document, number=number, editor=editor, told=told, marked=marked)


async def picture(request: Request) -> Response:
    """The picture itself, PNG; 404 with the reason where the file is gone or has changed."""
    _asked(request)
    try:
        return Response(_drawn(request)[0], media_type="image/png")
    except DrawingError as error:
        raise HTTPException(404, str(error)) from error


def _asked(request: Request) -> tuple[sqlite3.Row, int]:
    document = find_document(request)
    number: int = request.path_params["number"]
    if not document["n_pages"] or not 1 <= number <= document["n_pages"]:
        raise HTTPException(404, "这份报告没有这一页")
    return document, number


def _drawn(request: Request) -> tuple[bytes, bool]:
    document = find_document(request)
    found = context_of(site_of(request).library, document, request.query_params.get("row", ""))
    words = (found["lead"], found["quote"], found["trail"]) if found else ("", "", "")
    return draw(document["origin"], document["sha256"], request.path_params["number"], words)
