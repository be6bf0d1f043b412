"""Two matrices with places as lines: what is known of which indicator, and which practices stand in which reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.comparing.coverage import coverage_rows
from pipeline.comparing.values import values_of
from pipeline.practices import practice_rows
from pipeline.review.current import coded_rows, measures_of
from pipeline.review.downloads import as_file
from pipeline.review.labels import indicator_label, indicator_labels, label, labels
from pipeline.review.site import Pages, site_of, whole

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

COLUMNS = 12  # indicators where none is chosen
SIZE = 40  # places on a page
NOTES = {"stated": "●", "withheld": "▨", "absent": "–", "unreadable": "?"}


def _regions(request: Request) -> list[tuple[str, str]]:
    """Code and name of the places that reports are about, those chosen only where some are."""
    query = "SELECT region_code, max(region_name) FROM docs WHERE region_code != '' GROUP BY 1 ORDER BY 1"
    chosen = set(request.query_params.getlist("place")) - {""}
    rows = site_of(request).library.db.execute(query).fetchall()
    return [(code, name) for code, name in rows if not chosen or code in chosen]


def _page(request: Request, places: list[tuple[str, str]], *, every: bool) -> tuple[Pages, list[tuple[str, str]]]:
    """The places of the page; with `every` all where the address names no page (downloads)."""
    pages = Pages(whole(request.query_params.get("page")), SIZE, len(places))
    everything = every and "page" not in request.query_params
    return pages, places if everything else places[pages.offset : pages.offset + SIZE]


def _documents(request: Request, places: list[tuple[str, str]]) -> list[dict[str, Any]]:
    marks = ", ".join("?" * len(places))
    return site_of(request).library.documents(f"region_code IN ({marks})", [code for code, _ in places])


def _coverage(request: Request, *, every: bool) -> dict[str, Any]:
    library, asked = site_of(request).library, request.query_params
    codes = [code for code in dict.fromkeys(asked.getlist("indicator")) if code in indicator_labels()][:40]
    if not codes:
        codes = [row[0] for row in library.db.execute("SELECT code FROM indicators LIMIT ?", (COLUMNS,))]
    pages, places = _page(request, _regions(request), every=every)
    documents = _documents(request, places)
    rows = coded_rows(library, codes, [code for code, _ in places]) if codes and places else []
    cells = {(row.region_code, row.indicator): row for row in coverage_rows(documents, values_of(documents, rows))}
    return {"codes": codes, "places": places, "cells": cells, "pages": pages, "notes": NOTES}


async def coverage(request: Request) -> Response:
    """Place × indicator: stated, withheld, absent, unreadable."""
    site = site_of(request)
    found = _coverage(request, every=False)
    indicators = site.library.db.execute("SELECT code, n_docs FROM indicators").fetchall()
    return site.page(request, "coverage.html", indicators=indicators, **found)


async def coverage_download(request: Request) -> Response:
    """The matrix in words: a stated cell gives its periods."""
    found = _coverage(request, every=True)
    header = ["地区代码", "地区", *(indicator_label(code) for code in found["codes"])]

    def told(place: str, code: str) -> str:
        cell = found["cells"].get((place, code))
        if cell is None:
            return label("absent", "coverage")
        return " ".join(filter(None, (label(cell.state, "coverage"), cell.periods)))

    rows = [[place, name, *(told(place, code) for code in found["codes"])] for place, name in found["places"]]
    return as_file(request.path_params["kind"], "覆盖情况", header, rows)


def _practices(request: Request, *, every: bool) -> dict[str, Any]:
    library, asked = site_of(request).library, request.query_params
    year = asked.get("year", "")
    pages, places = _page(request, _regions(request), every=every)
    documents = [row for row in _documents(request, places) if not year or year in row["period"]]
    measures = measures_of(library, [row["doc"] for row in documents])
    rows = list(practice_rows(documents, measures, {}, labels("topic")))
    chosen = [topic for topic in asked.getlist("topic") if topic in labels("topic")]
    told = {row.topic for row in rows}
    topics = chosen or [topic for topic in labels("topic") if topic in told]
    cells = {(row.region_code, row.topic): row for row in rows}
    return {"topics": topics, "places": places, "cells": cells, "pages": pages, "year": year, "chosen": chosen}


async def practices(request: Request) -> Response:
    """Place × topic: how many practices, in which years."""
    site = site_of(request)
    periods = site.library.db.execute("SELECT DISTINCT substr(period, 1, 4) FROM docs WHERE period != '' ORDER BY 1")
    return site.page(request, "practices.html", years=[row[0] for row in periods], **_practices(request, every=False))


async def practices_download(request: Request) -> Response:
    """The matrix as numbers, beside each topic the first year; no practice is an empty cell, not 0."""
    found = _practices(request, every=True)
    topics = found["topics"]
    header = [
        "地区代码",
        "地区",
        *(name for topic in topics for name in (label(topic, "topic"), f"{label(topic, 'topic')} 首年")),
    ]
    rows = []
    for place, name in found["places"]:
        cells = (found["cells"].get((place, topic)) for topic in topics)
        told = [(cell.n_measures, cell.years.partition(";")[0]) if cell else ("", "") for cell in cells]
        rows.append([place, name, *(value for pair in told for value in pair)])
    return as_file(request.path_params["kind"], "做法矩阵", header, rows)
