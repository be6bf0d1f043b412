"""Decisions that no longer find their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.review.site import site_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def page(request: Request) -> Response:
    """Each with the text as it was and as it is; none is ever dropped."""
    site = site_of(request)
    return site.page(request, "orphans.html", orphans=site.library.orphans(), damaged=site.library.damaged)
