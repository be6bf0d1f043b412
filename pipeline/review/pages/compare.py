"""Indicators across places, as drawn bars and as a table."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from pipeline.comparing import compare
from pipeline.report.bars import Scale, bar, nothing, scale_of
from pipeline.review.current import coded_rows
from pipeline.review.downloads import as_file
from pipeline.review.labels import indicator_label, indicator_labels, label
from pipeline.review.site import Pages, site_of, whole

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pipeline.comparing.schema import Comparison, Coverage
    from pipeline.review.library import Library

FIRST = 3  # indicators shown where none is chosen: those that most reports state
SIZE = 100  # lines on a page
HEADER = (
    "指标代码",
    "指标",
    "地区代码",
    "地区",
    "时期",
    "实际或计划",
    "数值",
    "下限",
    "上限",
    "单位",
    "口径",
    "说明",
    "来源数",
    "依据",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the comparison: a value, or why there is none (`note`)."""

    code: str
    region_code: str
    region: str
    period: str = ""
    status: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    qualifier: str = ""
    note: str = ""
    n_sources: int | None = None
    ids: tuple[str, ...] = ()

    def cells(self) -> tuple[Any, ...]:
        """The cells of the table, in the order of HEADER."""
        names = (
            label(self.status, "status"),
            self.value,
            self.low,
            self.high,
            self.unit,
            label(self.qualifier, "qualifier"),
        )
        place = self.code, indicator_label(self.code), self.region_code, self.region, self.period
        return (*place, *names, self.note, self.n_sources, ";".join(self.ids))


def lines(library: Library, codes: list[str], places: set[str], years: set[str], status: str) -> list[Line]:
    """All lines of a choice: values, then for places that were chosen why they have none; withheld ones always."""
    documents = [
        dict(row) | {"duplicate_of": row["duplicate_of"] or "", "region_code": row["region_code"] or ""}
        for row in library.documents()
    ]
    rows = coded_rows(library, codes) if codes else []
    sources = {row["doc_id"]: row["source"] for row in documents}
    order = {code: number for number, code in enumerate(codes)}
    made = compare(documents, rows)
    found = [_line(row, sources) for row in made["comparison"]]
    found = [
        line
        for line in found
        if line.code in order
        and (not places or line.region_code in places)
        and (not years or any(year in line.period for year in years))
        and (not status or line.status == status)
    ]
    here = {(line.code, line.region_code or line.region) for line in found}
    for row in made["coverage"]:
        key = (row.indicator, row.region_code or row.source)
        if (
            row.indicator in order
            and key not in here
            and (row.region_code in places if places else row.state == "withheld")
        ):
            found.append(_gap(row))
    found.sort(key=lambda line: (order[line.code], line.region_code or "9", line.region, line.period, line.status))
    return found


def _line(row: Comparison, sources: dict[str, str]) -> Line:
    return Line(
        code=row.indicator,
        region_code=row.region_code,
        region=row.region_name or sources.get(row.doc_ids.partition(";")[0], ""),
        period=row.period,
        status=row.status,
        value=row.base_value,
        low=row.value_low,
        high=row.value_high,
        unit=row.base_unit,
        qualifier=row.qualifier,
        note=label(row.conflict, "conflict"),
        n_sources=row.n_sources,
        ids=tuple(row.quantity_ids.split(";")),
    )


def _gap(row: Coverage) -> Line:
    return Line(
        code=row.indicator,
        region_code=row.region_code,
        region=row.region_name or row.source,
        note="本条件下未写明" if row.state == "stated" else label(row.state, "coverage"),
        ids=tuple(filter(None, row.quantity_ids.split(";"))),
    )


def _asked(request: Request) -> tuple[list[str], set[str], set[str], str]:
    """The choice in the address: indicators (those that most reports state where there are none), places, years, status."""
    asked = request.query_params
    codes = [code for code in dict.fromkeys(asked.getlist("indicator")) if code in indicator_labels()][:40]
    if not codes:
        codes = [row[0] for row in site_of(request).library.db.execute("SELECT code FROM indicators LIMIT ?", (FIRST,))]
    return codes, set(asked.getlist("place")) - {""}, set(asked.getlist("year")) - {""}, asked.get("status", "")


async def page(request: Request) -> Response:
    """Bars with bounds by indicator; the choice and the page are in the address."""
    site = site_of(request)
    codes, places, years, status = _asked(request)
    found = lines(site.library, codes, places, years, status)
    pages = Pages(whole(request.query_params.get("page")), SIZE, len(found))
    shown = found[pages.offset : pages.offset + SIZE]
    scales: dict[tuple[str, str], Scale] = {}
    by_unit: dict[tuple[str, str], list[float | None]] = defaultdict(list)
    for line in found:
        by_unit[line.code, line.unit] += [line.value, line.low, line.high]
    scales = {key: scale_of(values) for key, values in by_unit.items()}
    panels: dict[str, list[tuple[Line, Markup]]] = {code: [] for code in codes}
    for line in shown:
        panels[line.code].append((line, _drawn(line, scales[line.code, line.unit])))
    db = site.library.db
    return site.page(
        request,
        "compare.html",
        panels=panels,
        pages=pages,
        chosen={"indicator": codes, "place": places, "year": years, "status": status},
        indicators=db.execute("SELECT code, n_docs FROM indicators").fetchall(),
        regions=db.execute(
            "SELECT region_code, max(region_name) AS region_name FROM docs WHERE region_code != '' GROUP BY 1 ORDER BY 1"
        ).fetchall(),
        years=sorted({line.period[:4] for line in lines(site.library, codes, set(), set(), "") if line.period} | years),
    )


def _drawn(line: Line, scale: Scale) -> Markup:
    """The bar of a line; made of numbers only."""
    if not line.qualifier and line.value is None and line.low is None and line.high is None:
        return Markup(nothing())  # noqa: S704 - no text of a report in it
    more = line.qualifier == "at_least" and line.high is None
    drawn = bar(scale, line.value, line.low, line.high, planned=line.status == "planned", more=more)
    return Markup(drawn)  # noqa: S704 - no text of a report in it


async def download(request: Request) -> Response:
    """The table of the page: all its lines, or with `page` the lines of that page."""
    found = lines(site_of(request).library, *_asked(request))
    if "page" in request.query_params:
        pages = Pages(whole(request.query_params["page"]), SIZE, len(found))
        found = found[pages.offset : pages.offset + SIZE]
    return as_file(request.path_params["kind"], "指标比较", HEADER, [line.cells() for line in found])
