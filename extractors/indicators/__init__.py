"""Indicators: which figures are what every county reports, so that two counties can be laid side by side."""

from __future__ import annotations

import re
from pathlib import Path

from extractors.document import Document
from extractors.indicators.assign import indicators_of
from extractors.indicators.catalogue import Catalogue, Indicator, load_catalogue
from extractors.indicators.cells import of_cell
from extractors.records import Figure
from extractors.schema import changed

PEOPLE = frozenset({"person", "person_times"})
OF_KIND = re.compile("农村|村|社区|机关|企业|国有|国企|非公|两新|学校|乡镇|街道|事业单位|离退休")

__all__ = ["Catalogue", "Indicator", "add_indicators", "load_catalogue"]


def add_indicators(document: Document, figures: tuple[Figure, ...], *, extra: Path | None = None) -> tuple[Figure, ...]:
    """The figures, those that are indicators with their codes.

    A figure gets a code only if name, unit, scope and change agree; figures that the report withholds get theirs too, so
    that coverage can say that the report speaks of it. Codes of the contract's list go into `indicator`, those of the wider
    catalogue into `indicator_wide`. `extra` is the user's folder of rule files.
    """
    catalogue = load_catalogue(extra)
    found = indicators_of(document, catalogue, figures)
    for number, figure in enumerate(figures if document.cells else ()):
        in_table, item = of_cell(document, catalogue, figure)
        if in_table and item is None:
            found.pop(number, None)
        elif item is not None:
            found[number] = item
    coded = list(figures)
    numbers = {figure.id: number for number, figure in enumerate(figures)} if found else {}
    for number, item in found.items():
        whole = numbers.get(figures[number].part_of)
        if whole is not None and figures[number].dimension in PEOPLE and found.get(whole) is item:
            continue  # 处分141人，其中政务处分 26人
        bodies = whole is not None and figures[number].dimension == "count" and item.theme == "party"
        if bodies and whole is not None and OF_KIND.match(figures[whole].subject):
            continue  # 农村党组织412个，其中党支部 374个: not all branches
        coded[number] = changed(figures[number], **{_column(item): item.code})
    return tuple(coded)


def _column(item: Indicator) -> str:
    return "indicator_wide" if item.wide else "indicator"
