"""The application: which address is answered by which page."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route

from pipeline.review.labels import indicator_labels
from pipeline.review.library import Library
from pipeline.review.pages import agreement, compare, decide, document, documents, matrices, orphans, picture, queue
from pipeline.review.safety import Guard
from pipeline.review.site import Site, site_of, templates

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

STATIC = {
    "review.css": "text/css",
    "review.js": "text/javascript",
    "htmx.min.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


def create_app(out: Path, who: str, *, blind: bool = False) -> Starlette:
    """The review of one output folder by `who`. Raises StoreError where there is no run."""
    routes = [
        Route("/", documents.page),
        Route("/queue", queue.page),
        Route("/documents/{doc_id}", document.page),
        Route("/documents/{doc_id}/editor", decide.editor),
        Route("/documents/{doc_id}/decide", decide.decide, methods=["POST"]),
        Route("/documents/{doc_id}/pages/{number:int}", picture.page),
        Route("/documents/{doc_id}/pages/{number:int}/picture", picture.picture),
        Route("/evidence/{quantity_id}", document.evidence),
        Route("/compare", compare.page),
        Route("/compare.{kind}", compare.download),
        Route("/coverage", matrices.coverage),
        Route("/coverage.{kind}", matrices.coverage_download),
        Route("/practices", matrices.practices),
        Route("/practices.{kind}", matrices.practices_download),
        Route("/orphans", orphans.page),
        Route("/agreement", agreement.page),
        Route("/static/{name}", static),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Guard)], exception_handlers={HTTPException: refused})
    app.state.site = Site(library=Library(out, who, blind=blind), templates=templates())
    indicator_labels()  # the catalogue is read now, not while somebody waits for the first page
    folder = files("pipeline.review") / "static"
    app.state.static = {name: (folder / name).read_bytes() for name in STATIC}
    return app


async def static(request: Request) -> Response:
    """One of the four files that the pages load; nothing else can be asked for."""
    name = request.path_params["name"]
    content = request.app.state.static.get(name)
    if content is None:
        raise HTTPException(404, "没有这个文件")
    return Response(content, media_type=STATIC[name], headers={"Cache-Control": "no-cache"})


async def refused(request: Request, error: Exception) -> Response:
    """A page that says what is not there."""
    assert isinstance(error, HTTPException)
    told = error.detail if error.status_code != 404 or error.detail != "Not Found" else "没有这个页面"
    name = "refused_part.html" if "hx-request" in request.headers else "refused.html"
    return site_of(request).page(request, name, status=error.status_code, told=told)
