"""Indicators across places, as drawn bars and as a table."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from pipeline.comparing.coverage import coverage_rows
from pipeline.comparing.grouping import by_key
from pipeline.comparing.side_by_side import comparison_rows
from pipeline.comparing.values import values_of
from pipeline.report.bars import Scale, bar, nothing, scale_of
from pipeline.review.current import coded_rows
from pipeline.review.downloads import as_file
from pipeline.review.labels import indicator_label, indicator_labels, label
from pipeline.review.site import Pages, site_of, whole

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pipeline.comparing.schema import Comparison, Coverage
    from pipeline.comparing.values import Value
    from pipeline.review.library import Library

MOST = 40  # indicators at once
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

    def order(self, codes: dict[str, int]) -> tuple[Any, ...]:
        """Where the line stands: by indicator as chosen, place, period."""
        return codes[self.code], self.region_code or "9", self.region, self.period, self.status

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


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address asks for; empty places, years and status choose all."""

    codes: tuple[str, ...]
    places: frozenset[str]
    years: frozenset[str]
    status: str

    def holds(self, line: Line) -> bool:
        """Whether a line with a value is chosen."""
        return (
            (not self.places or line.region_code in self.places)
            and (not self.years or any(year in line.period for year in self.years))
            and (not self.status or line.status == self.status)
        )


def values(library: Library, codes: tuple[str, ...]) -> tuple[list[Line], list[Value]]:
    """Lines with values of these indicators, and what they are made of; answers are kept until something changes."""
    key = ("compare", codes)
    if key not in library.kept:
        documents = library.documents()
        sources = {row["doc_id"]: row["source"] for row in documents}
        given = list(values_of(documents, coded_rows(library, codes) if codes else []))
        told = [_line(row, sources) for row in comparison_rows(by_key(given)) if row.indicator in codes]
        library.kept[key] = told, given
    found: tuple[list[Line], list[Value]] = library.kept[key]
    return found


def lines(library: Library, choice: Choice) -> list[Line]:
    """All lines of a choice: values, then for places that were chosen why they have none; withheld ones always."""
    told, given = values(library, choice.codes)
    found = [line for line in told if choice.holds(line)]
    here = {(line.code, line.region_code or line.region) for line in found}
    asked = tuple(choice.places)
    marks = ", ".join("?" * len(asked))
    documents = library.documents(f"region_code IN ({marks}) OR COALESCE(region_code, '') = ''", asked)
    for row in coverage_rows(documents, given):
        wanted = row.region_code in choice.places if choice.places else row.state == "withheld"
        if wanted and row.indicator in choice.codes and (row.indicator, row.region_code or row.source) not in here:
            found.append(_gap(row))
    order = {code: number for number, code in enumerate(choice.codes)}
    return sorted(found, key=lambda line: line.order(order))


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


def _asked(request: Request) -> Choice:
    """The choice in the address; indicators are those that most reports state where none is named."""
    asked, library = request.query_params, site_of(request).library
    codes = tuple(code for code in dict.fromkeys(asked.getlist("indicator")) if code in indicator_labels())[:MOST]
    if not codes:
        codes = tuple(row[0] for row in library.db.execute("SELECT code FROM indicators LIMIT ?", (FIRST,)))
    places, years = (frozenset(asked.getlist(name)) - {""} for name in ("place", "year"))
    return Choice(codes, places, years, asked.get("status", ""))


async def page(request: Request) -> Response:
    """Bars with bounds by indicator; the choice and the page are in the address."""
    site = site_of(request)
    choice = _asked(request)
    found = lines(site.library, choice)
    pages = Pages(whole(request.query_params.get("page")), SIZE, len(found))
    shown = found[pages.offset : pages.offset + SIZE]
    by_unit: dict[tuple[str, str], list[float | None]] = defaultdict(list)
    for line in found:
        by_unit[line.code, line.unit] += [line.value, line.low, line.high]
    scales = {key: scale_of(values) for key, values in by_unit.items()}
    panels: dict[str, list[tuple[Line, Markup]]] = {code: [] for code in choice.codes}
    for line in shown:
        panels[line.code].append((line, _drawn(line, scales[line.code, line.unit])))
    db = site.library.db
    return site.page(
        request,
        "compare.html",
        panels=panels,
        pages=pages,
        chosen=choice,
        indicators=db.execute("SELECT code, n_docs FROM indicators").fetchall(),
        regions=db.execute(
            "SELECT region_code, max(region_name) AS region_name FROM docs WHERE region_code != '' GROUP BY 1 ORDER BY 1"
        ).fetchall(),
        years=sorted({line.period[:4] for line in values(site.library, choice.codes)[0] if line.period} | choice.years),
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
    found = lines(site_of(request).library, _asked(request))
    if "page" in request.query_params:
        pages = Pages(whole(request.query_params["page"]), SIZE, len(found))
        found = found[pages.offset : pages.offset + SIZE]
    return as_file(request.path_params["kind"], "指标比较", HEADER, [line.cells() for line in found])
