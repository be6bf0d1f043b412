"""The list of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.review.site import Pages, site_of, whole

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

SIZE = 50
SORTS = {
    "region": "region_code = '', region_code, period, source",
    "source": "source",
    "period": "period DESC, region_code",
    "open": "n_open DESC, source",
    "figures": "n_quantities DESC, source",
    "decided": "n_decided DESC, source",
}
FILTERS = ("q", "region", "period", "status", "format", "flag")


async def page(request: Request) -> Response:
    """Documents with place, period, counts and flags; filters, order and page are in the address."""
    site, asked = site_of(request), request.query_params
    where, values = _conditions({name: asked.get(name, "").strip() for name in FILTERS})
    db = site.library.db
    (total,) = db.execute(f"SELECT count(*) FROM docs WHERE {where}", values).fetchone()  # noqa: S608 - fixed conditions
    pages = Pages(whole(asked.get("page")), SIZE, total)
    order = SORTS.get(asked.get("sort", ""), SORTS["region"])
    query = f"SELECT * FROM docs WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608 - fixed conditions and orders
    found = db.execute(query, [*values, SIZE, pages.offset]).fetchall()
    sums = "count(*) AS n, coalesce(sum(n_quantities), 0) AS figures, coalesce(sum(n_open), 0) AS open, coalesce(sum(n_decided), 0) AS decided"
    return site.page(
        request,
        "documents.html",
        documents=found,
        pages=pages,
        sort=asked.get("sort", "region"),
        chosen={name: asked.get(name, "") for name in FILTERS},
        sums=db.execute(f"SELECT {sums} FROM docs").fetchone(),  # noqa: S608 - a constant
        regions=db.execute(
            "SELECT region_code, max(region_name) AS region_name, count(*) AS n FROM docs WHERE region_code != '' GROUP BY 1 ORDER BY 1"
        ).fetchall(),
        periods=[
            row[0] for row in db.execute("SELECT DISTINCT substr(period, 1, 4) FROM docs WHERE period != '' ORDER BY 1")
        ],
        formats=[row[0] for row in db.execute("SELECT DISTINCT format FROM docs WHERE format != '' ORDER BY 1")],
    )


def _conditions(asked: dict[str, str]) -> tuple[str, list[Any]]:
    """An SQL condition on docs and its values."""
    parts, values = ["1"], []
    if asked["q"]:
        word = "%" + asked["q"].replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        parts.append("(title LIKE ? ESCAPE '\\' OR source LIKE ? ESCAPE '\\' OR region_name LIKE ? ESCAPE '\\')")
        values += [word] * 3
    if asked["region"] == "none":
        parts.append("coalesce(region_code, '') = ''")
    elif asked["region"]:
        parts.append("region_code = ?")
        values.append(asked["region"])
    if asked["period"]:
        parts.append("substr(period, 1, 4) = ?")
        values.append(asked["period"])
    for name in ("status", "format"):
        if asked[name]:
            parts.append(f"{name} = ?")
            values.append(asked[name])
    flags = {
        "open": "n_open > 0",
        "untouched": "n_decided = 0 AND status != 'failed'",
        "copy": "duplicate_of != ''",
        "message": "message != ''",
    }
    if asked["flag"] in flags:
        parts.append(flags[asked["flag"]])
    return " AND ".join(parts), values
