"""Indicators in tables: the row's head names the thing, the column's head says level or growth (or the other way round)."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from extractors.indicators.catalogue import fitting
from extractors.indicators.judge import plausible

if TYPE_CHECKING:
    from extractors.document import Cell, Document
    from extractors.indicators.catalogue import Catalogue, Indicator
    from extractors.records import Figure

_TRIMMED = re.compile(
    r"\(.*?\)|（.*?）|^\s*(?:[一二三四五六七八九十\d]+[、.．]|其中[：:]?|[#*＃＊])|全[省市县区州旗]|^(?:年末|期末)|\s|总数$"
)
_GROWTH = re.compile(r"增长|增速|增幅|增减|±|同比|比上年|比去年|升降")
_OTHER = re.compile(r"占|比重|比例|完成.{0,4}%|累计|绝对|预算数|调整|上年|去年|同期(?!.*增)|位次|排名")


def of_cell(document: Document, catalogue: Catalogue, figure: Figure) -> tuple[bool, Indicator | None]:
    """Whether the figure stands in a table cell, and which indicator it is there."""
    low, high = document.raw_span(figure.start, figure.end)
    at = bisect_right(document.cells, low, key=lambda cell: cell.start) - 1
    if at < 0 or document.cells[at].end < high:
        return False, None
    cell = document.cells[at]
    return True, _named(catalogue, figure, cell, cell.row, cell.column) or _named(
        catalogue, figure, cell, cell.column, cell.row
    )


def _named(catalogue: Catalogue, figure: Figure, cell: Cell, head: str, other: str) -> Indicator | None:
    name = _TRIMMED.sub("", head.rpartition("：")[2])  # 一般公共预算收入：税收收入, a row under another
    rate = _GROWTH.search(other) or (_GROWTH.search(name) and figure.dimension == "ratio")
    if rate and figure.dimension == "ratio":
        levels = catalogue.by_name.get(re.split(_GROWTH, name)[0], ())
        return next((catalogue.growth[item.code] for item in levels if item.code in catalogue.growth), None)
    if rate or _OTHER.search(other) or "其中" in cell.caption:
        return None
    items = fitting(catalogue.by_name.get(name, ()), figure.dimension, figure.unit)
    return next(
        (item for item in items if item.verbs is None and item.context is None and plausible(item, figure)), None
    )
