"""Numbers in table cells: the unit stands in the caption, in the head of the column, or in a column of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal

from extractors.document import Cell, Document
from extractors.figures.judging import Judged
from extractors.figures.numerals import GROUPS, PLACES
from extractors.figures.quantities import Grammar, Quantity

_NOT_MEASURED = re.compile(r"序号|编号|代码|排名|位次|名次|年份|电话|邮编|页码|备注|日期|时间")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ONLY_NUMBER = re.compile(r"[\s()（）+＋\-−－*＊]*")
_MINUS = re.compile(r"[-−－]")
_LABEL = re.compile(r"[ \t](?P<unit>[^\s\d]{1,8})[ \t]+\Z")  # 水泥 万吨 392.3
_OWN_MULTIPLIER = ("千米", "千克", "千瓦", "千伏", "百分")  # here 千 and 百 belong to the unit


def cell_of(document: Document, start: int, end: int) -> Cell | None:
    """The table cell that holds the clean span."""
    if not document.cells:
        return None
    low, high = document.raw_span(start, end)
    i = bisect_right(document.cells, low, key=lambda cell: cell.start) - 1
    return document.cells[i] if i >= 0 and high <= document.cells[i].end else None


def apart(document: Document) -> str:
    """The text with a tab for the blank before each cell, so that 3.2 and -11.3 side by side are no range."""
    text = document.text
    parts, done = [], 0
    for cell in document.cells:
        start = document.clean_span(cell.start, cell.end)[0]
        if start > done and text[start - 1] == " ":
            parts += [text[done : start - 1], "\t"]
            done = start
    return "".join([*parts, text[done:]]) if parts else text


def in_table_line(document: Document, start: int) -> bool:
    """Whether a table cell stands in the line of this position: there a unit without a number is a label, no gap."""
    if not document.cells:
        return False
    low = document.raw_span(start, start + 1)[0]
    i = bisect_right(document.cells, low, key=lambda cell: cell.start)
    near = document.cells[max(0, i - 1) : i + 1]
    return any("\n" not in document.raw[min(low, cell.end) : max(low, cell.start)] for cell in near)


def in_cell(quantity: Quantity, cell: Cell, document: Document, grammar: Grammar) -> tuple[Quantity, Judged]:
    """The number with the unit of its cell, and whether it is a figure: serial numbers, years and words are none."""
    low, high = document.clean_span(cell.start, cell.end)
    text = document.text
    before = _ONLY_NUMBER.fullmatch(text, low, quantity.number_start)
    if not before or not _ONLY_NUMBER.fullmatch(text, quantity.end, high):
        return quantity, Judged("", "cell") if quantity.unit else Judged("no_unit", "cell_text")
    minus = _MINUS.search(text, low, quantity.start)
    if minus:
        quantity = quantity.scaled(Decimal(-1))._replace(start=minus.start())
    if _NOT_MEASURED.search(cell.column) or (_NOT_MEASURED.search(cell.row) and not cell.unit):
        return quantity, Judged("code", "cell_label")
    if not quantity.unit and not cell.unit and _YEAR.fullmatch(text, quantity.number_start, quantity.number_end):
        return quantity, Judged("date", "cell_year")
    if quantity.number.unreadable or (quantity.number.chinese and not quantity.unit):
        return quantity, Judged("code", "cell_text")
    if not quantity.unit:
        label = _LABEL.search(text, max(0, low - 12), low)
        with_unit = _with_unit(quantity, label["unit"], grammar) if label else None
        quantity = with_unit or _with_unit(quantity, cell.unit, grammar) or quantity
    return quantity, Judged("", "cell")


def _with_unit(quantity: Quantity, unit: str, grammar: Grammar) -> Quantity | None:
    """亿元 multiplies and leaves 元; what the table of units does not know (1—12月, 不含农户) is no unit."""
    scale, at = 1, 0
    while at < len(unit) and (unit[at] in GROUPS or unit[at] in PLACES) and not unit.startswith(_OWN_MULTIPLIER, at):
        scale *= GROUPS.get(unit[at]) or PLACES[unit[at]]
        at += 1
    match = grammar.units.at(unit, at)
    if match is None or match.end < len(unit):
        return None
    return quantity.scaled(Decimal(scale))._replace(unit=match.name, row=match.unit, per=match.per, kind="cell")
