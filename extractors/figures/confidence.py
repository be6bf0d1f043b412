"""How sure the reading of value and unit is: certainty less what can have gone wrong, see doubts.tsv."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

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
TOUCHING = re.compile(r"[A-Za-z\d.+/#№-]")


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
    pages = sorted(removal.start for removal in document.removals if PAGE_STEPS.search(removal.step))
    cells = sorted(cell.start for cell in document.cells)
    out: list[Figure] = []
    for number, figure in enumerate(figures):
        if figure.missing:
            out.append(figure)
            continue
        previous = figures[number - 1] if number else None
        doubts = set(_doubts(document, figure, previous, failed, pages, cells))
        sure = CERTAIN - sum(weights[doubt] for doubt in doubts)
        out.append(changed(figure, confidence=round(max(sure, 0.05), 2)))
    return tuple(out)


def _doubts(
    document: Document, figure: Figure, previous: Figure | None, failed: set[str], pages: list[int], cells: list[int]
) -> Iterator[str]:
    low, high = document.raw_span(figure.start, figure.end)
    raw = document.raw[low:high]
    yield from _of_the_raw_text(document, figure, raw)
    yield from _of_the_number(document.text, figure)
    near = bisect_left(pages, low - 3)
    if near < len(pages) and pages[near] <= high + 2:
        yield "page_number_near"
    if figure.id in failed:
        yield "failed_check"
    if previous is not None and previous.end > figure.start:
        yield "overlaps"
    if not figure.unit and figure.dimension not in {"ratio", "multiple"}:
        place = bisect_left(cells, high)
        yield "cell_without_unit" if place and low - cells[place - 1] < 40 else "no_unit"


def _of_the_raw_text(document: Document, figure: Figure, raw: str) -> Iterator[str]:
    before = document.text[max(0, figure.start - 3) : figure.start]
    if before[-1:] in BLANKS and PARTED.search(before):
        yield "blank_between_digits"
    if raw == figure.text:
        return
    if DIGIT_BLANK_DIGIT.search(raw):
        yield "blank_between_digits"
    elif DECIMAL_BLANK.search(raw) or INNER_BLANK.search(raw.strip()):
        yield "blank_in_decimal"
    number = document.text[figure.number_start : figure.number_end]
    if len(re.sub(r"\s", "", raw)) > len(re.sub(r"\s", "", figure.text)) + 1 and number:
        yield "number_was_cleaned"


def _of_the_number(text: str, figure: Figure) -> Iterator[str]:
    start = figure.number_start or figure.start
    number = text[start : figure.number_end or figure.end]
    if (
        number[:1] in FEW
        and ARTICLE.match(number)
        and (figure.value in {1.0, 2.0} or number.endswith("大") or figure.unit == "大")
        and figure.dimension == "count"
    ):
        yield "article"
    if figure.unit in {"", "年"} and figure.value is not None and 1900 <= figure.value < 2100 and number.isdigit():
        yield "looks_like_year"
    if start and TOUCHING.match(text[start - 1]) and start == figure.start and not _is_range(figure):
        yield "code_near"
    if ("," in number and not GROUPED.fullmatch(number)) or (
        len(number) > 1 and number[0] == "0" and number[1].isdigit()
    ):
        yield "odd_grouping"
    if figure.unit and not figure.dimension:
        yield "unknown_unit"


def _is_range(figure: Figure) -> bool:
    return figure.qualifier == "range" or figure.value is None
