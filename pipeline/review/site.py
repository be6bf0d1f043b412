"""What all pages share: the library, the templates, and links that keep the state of a page in its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.responses import HTMLResponse

from pipeline.decisions import EDITABLE
from pipeline.review import labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment
    from starlette.requests import Request

    from pipeline.decisions import Reviewed
    from pipeline.review.library import Library


@dataclass(frozen=True)
class Site:
    """The application's parts that a page needs."""

    library: Library
    templates: Environment

    def page(self, request: Request, name: str, *, status: int = 200, **context: Any) -> HTMLResponse:
        """A page from its template, escaped throughout."""
        text = self.templates.get_template(name).render(request=request, site=self, link=linker(request), **context)
        return HTMLResponse(text, status_code=status)


def site_of(request: Request) -> Site:
    """The site of a request, its library up to date with store and decisions."""
    site: Site = request.app.state.site
    site.library.refresh()
    return site


def templates() -> Environment:
    """The templates; everything is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("pipeline.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "label": labels.label,
        "indicator": labels.indicator_label,
        "number": labels.number,
        "amount": labels.amount,
        "plain": labels.plain,
        "brief": labels.brief,
        "verbatim": labels.verbatim,
    }
    made.globals |= {"labels": labels.labels, "TABLES": tuple(EDITABLE), "all_indicators": labels.indicator_labels}
    return made


def linker(request: Request) -> Any:
    """A function that gives the address of this page with some parameters changed; None and empty take one out."""

    def link(path: str = "", **changed: Any) -> str:
        kept = [(name, value) for name, value in request.query_params.multi_items() if name not in changed and value]
        for name, value in changed.items():
            kept += [
                (name, one) for one in (value if isinstance(value, (list, tuple)) else [value]) if one not in (None, "")
            ]
        query = urlencode(kept)
        return (path or request.url.path) + (f"?{query}" if query else "")

    return link


def whole(text: str | None, default: int = 1, most: int = 1_000_000_000) -> int:
    """A number from the address: the default for anything else."""
    return min(int(text), most) if text and text.isascii() and text.isdigit() and len(text) < 12 else default


@dataclass(frozen=True, slots=True)
class Pages:
    """One page of many, numbered from 1."""

    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        """The last page."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """Rows before this page."""
        return (min(self.number, self.last) - 1) * self.size


def keyed(rows: Sequence[Reviewed], table: str) -> dict[str, Reviewed]:
    """Rows by the name that they have in links: table and characters, which outlive a rebuilt store."""
    found: dict[str, Reviewed] = {}
    for reviewed in rows:
        base = key = f"{table}-{reviewed.row['char_start']}-{reviewed.row['char_end']}"
        number = 1
        while key in found:
            number += 1
            key = f"{base}-{number}"
        found[key] = reviewed
    return found


def table_of(key: str) -> str:
    """The table that a row's name speaks of, empty for no such name."""
    table = key.partition("-")[0]
    return table if table in EDITABLE else ""
