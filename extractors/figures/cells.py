"""Numbers in table cells: the unit stands in the caption or in the head of the column."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal

from extractors.document import Cell, Document
from extractors.figures.judging import Judged
from extractors.figures.numerals import GROUPS, PLACES
from extractors.figures.quantities import Grammar, Quantity
from extractors.figures.units import Unit

_NOT_MEASURED = re.compile(r"序号|编号|代码|排名|位次|名次|年份|电话|邮编|页码|备注|日期|时间")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ONLY_NUMBER = re.compile(r"[\s()（）+＋\-−－*＊]*")


def cell_of(document: Document, start: int, end: int) -> Cell | None:
    """The table cell that holds the clean span."""
    if not document.cells:
        return None
    low, high = document.raw_span(start, end)
    i = bisect_right(document.cells, low, key=lambda cell: cell.start) - 1
    return document.cells[i] if i >= 0 and high <= document.cells[i].end else None


def in_cell(quantity: Quantity, cell: Cell, document: Document, grammar: Grammar) -> tuple[Quantity, Judged]:
    """The number with the unit of its cell, and whether it is a figure: serial numbers, years and words are none."""
    low, high = document.clean_span(cell.start, cell.end)
    text = document.text
    alone = _ONLY_NUMBER.fullmatch(text, low, quantity.number_start) and _ONLY_NUMBER.fullmatch(
        text, quantity.end, high
    )
    if not alone:
        return quantity, Judged("" if quantity.unit else "no_unit", "cell" if quantity.unit else "cell_text")
    if _NOT_MEASURED.search(cell.column) or (_NOT_MEASURED.search(cell.row) and not cell.unit):
        return quantity, Judged("code", "cell_label")
    if not quantity.unit and not cell.unit and _YEAR.fullmatch(text, quantity.number_start, quantity.number_end):
        return quantity, Judged("date", "cell_year")
    if quantity.number.unreadable or (quantity.number.chinese and not quantity.unit):
        return quantity, Judged("code", "cell_text")
    if not quantity.unit and cell.unit:
        quantity = _with_cell_unit(quantity, cell.unit, grammar)
    return quantity, Judged("", "cell")


def _with_cell_unit(quantity: Quantity, unit: str, grammar: Grammar) -> Quantity:
    """亿元 multiplies and leaves 元; a unit that the table of units does not know stays as written."""
    scale, at = 1, 0
    while (
        at < len(unit)
        and (unit[at] in GROUPS or unit[at] in PLACES)
        and unit[at : at + 2] not in ("千米", "千克", "千瓦", "百分", "千伏")
    ):
        scale *= GROUPS.get(unit[at]) or PLACES[unit[at]]
        at += 1
    match = grammar.units.at(unit, at)
    scaled = quantity.scaled(scale)
    if match is None:
        return scaled._replace(unit=unit[at:], row=Unit(unit[at:], unit[at:], Decimal(1), "count"), kind="cell")
    return scaled._replace(unit=match.name, row=match.unit, per=match.per, kind="cell")
