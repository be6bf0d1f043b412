"""How far reviewers agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.decisions.agreement import agreement
from pipeline.review.site import site_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def page(request: Request) -> Response:
    """Agreement and Cohen's kappa of each two reviewers, field by field; who decided how much."""
    site = site_of(request)
    everything = site.library.everything
    people: dict[str, dict[str, int]] = {}
    for decision in everything:
        counts = people.setdefault(decision.who, {})
        counts[decision.kind] = counts.get(decision.kind, 0) + 1
    return site.page(request, "agreement.html", found=agreement(everything), people=people)
