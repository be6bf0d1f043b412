"""How sure the reading of value and unit is: certainty less what can have gone wrong, see doubts.tsv."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from string import ascii_letters, digits

from extractors.document import Document
from extractors.records import Check, Figure
from extractors.rules import load_rows
from extractors.schema import changed

CERTAIN = 0.99
DIGIT_BLANK_DIGIT = re.compile(r"\d\s+\d")
DECIMAL_BLANK = re.compile(r"\d\s*\.\s+\d|\d\s+\.")
INNER_BLANK = re.compile(r"\S\s+\S")
BLANKS = frozenset(" \u3000\n")
PARTED = re.compile(r"\d[ \u3000]$")  # 1 386名: perhaps one number
FEW = frozenset("一两三四五六七八九十")
ARTICLE = re.compile(r"^[一两]|^[三四五六七八九十](?=大)")
GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,4}(?:,\d{4})+(?:\.\d+)?")
PAGE_STEPS = re.compile(r"page|chunk|页")
YEARLIKE = frozenset({"", "年"})
UNITLESS = frozenset({"ratio", "multiple"})
TOUCHING = frozenset(ascii_letters + digits + ".+/#№-")


@cache
def _weights() -> dict[str, float]:
    return {
        row["doubt"]: float(row["weight"])
        for row in load_rows("extractors.figures", "doubts.tsv", ("doubt", "weight", "why"))
    }


def rate(document: Document, figures: tuple[Figure, ...], checks: tuple[Check, ...]) -> tuple[Figure, ...]:
    """The figures with `confidence` filled in; a missing figure has none."""
    weights = _weights()
    failed = {name for check in checks if check.status == "mismatch" for name in check.quantity_ids.split(";")}
    steps = {step for step in {removal.step for removal in document.removals} if PAGE_STEPS.search(step)}
    pages = sorted(removal.start for removal in document.removals if removal.step in steps)
    cells = sorted(cell.start for cell in document.cells)
    out: list[Figure] = []
    previous_end = 0
    for figure in figures:
        if figure.missing:
            out.append(figure)
        else:
            doubts = _doubts(document, figure, pages, cells)
            if figure.id in failed:
                doubts.append("failed_check")
            if previous_end > figure.start:
                doubts.append("overlaps")
            sure = max(round(CERTAIN - sum([weights[doubt] for doubt in set(doubts)]), 2), 0.05) if doubts else CERTAIN
            out.append(changed(figure, confidence=sure))
        previous_end = figure.end
    return tuple(out)


def _doubts(document: Document, figure: Figure, pages: list[int], cells: list[int]) -> list[str]:
    """What casts doubt on one figure, from its own words and those around it."""
    text, start, doubts = document.text, figure.start, []
    low, high = document.raw_span(start, figure.end)
    raw, before = document.raw[low:high], text[start - 1 : start]
    number_start = figure.number_start or start
    number = text[number_start : figure.number_end or figure.end]
    first, value, unit = number[:1], figure.value, figure.unit
    if raw != figure.text:
        doubts += _of_the_raw_text(raw, figure)
    if before in BLANKS and PARTED.search(text, max(0, start - 3), start):
        doubts.append("blank_between_digits")
    if before in TOUCHING and start == number_start and value is not None and figure.qualifier != "range":
        doubts.append("code_near")
    if first in FEW and _is_article(number, figure):
        doubts.append("article")
    if ("," in number and not GROUPED.fullmatch(number)) or (first == "0" and number[1:2].isdigit()):
        doubts.append("odd_grouping")
    if unit in YEARLIKE and value is not None and 1900 <= value < 2100 and number.isdigit():
        doubts.append("looks_like_year")
    if not unit:
        if figure.dimension not in UNITLESS:
            place = bisect_left(cells, high)
            doubts.append("cell_without_unit" if place and low - cells[place - 1] < 40 else "no_unit")
    elif not figure.dimension:
        doubts.append("unknown_unit")
    if pages:
        near = bisect_left(pages, low - 3)
        if near < len(pages) and pages[near] <= high + 2:
            doubts.append("page_number_near")
    return doubts


def _of_the_raw_text(raw: str, figure: Figure) -> list[str]:
    """What cleaning had to mend inside the figure."""
    doubts = []
    if DIGIT_BLANK_DIGIT.search(raw):
        doubts.append("blank_between_digits")
    elif DECIMAL_BLANK.search(raw) or INNER_BLANK.search(raw.strip()):
        doubts.append("blank_in_decimal")
    if len("".join(raw.split())) > len("".join(figure.text.split())) + 1 and figure.number_end > figure.number_start:
        doubts.append("number_was_cleaned")
    return doubts


def _is_article(number: str, figure: Figure) -> bool:
    """Whether a small Chinese count says as much a or the as how many: 一个, 两大."""
    said = figure.value in {1.0, 2.0} or number.endswith("大") or figure.unit == "大"
    return said and figure.dimension == "count" and ARTICLE.match(number) is not None
