"""Phrases of several numbers: ranges in every spelling, ratios, and dotted numbers that are none."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.figures.numbers import Number, read_number
from extractors.figures.quantities import PERCENT, RATIO, Grammar, Quantity, plain
from extractors.figures.terms import read_term

_TO = re.compile(r"[ \u3000]{0,3}(?:[-‐‑–―－~～〜∼]{1,2}|—{1,2}|至|到)[ \u3000]{0,3}")
_AND = re.compile(r"[ \u3000]{0,2}[和与跟][ \u3000]{0,2}")
_BETWEEN = re.compile(r"[ \u3000]{0,2}(?:之间|间(?![接隔断房])|区间)")
_LINKS = frozenset(" \u3000-‐‑–―－~～〜∼—至到和与跟")
_COLON = re.compile(r"[ ]?[:：∶︰][ ]?(?=\d)")
_CLOCK = re.compile(r"\d{1,2}[:：][0-5]\d(?:[:：][0-5]\d)?(?![\d.:：])")
_DOTS = re.compile(r"\d{1,12}(?:\.\d{1,12})+")
_GROUP = re.compile(r"\d+")
_SCALE = 500  # 1:10000 is the scale of a map, no ratio of shares


def read_quantity(text: str, start: int, grammar: Grammar) -> tuple[Quantity, ...]:
    """The quantities of the phrase that begins at `start`: mostly one, more for a ratio (11.8:48.3:39.9), none for no number."""
    number = read_number(text, start)
    if number is None:
        return ()
    follow = text[number.end : number.end + 1]
    if follow and not number.chinese:
        if follow == "." and text[number.end + 1 : number.end + 2].isdigit():
            return _dotted(text, start)
        if follow in ":：∶︰" and (parts := _ratio(text, number)):
            return parts
    first = read_term(text, number, grammar)
    return (first if number.unreadable else _range(text, first, grammar),)


def _dotted(text: str, start: int) -> tuple[Quantity, ...]:
    """1.2.3 and 192.168.0.1: no decimals but groups, each a whole number of kind code."""
    match = _DOTS.match(text, start)
    groups = _GROUP.finditer(text, start, match.end() if match else start)
    numbers = (Number(*group.span(), int(group.group()), digits=len(group.group())) for group in groups)
    return tuple(plain(number)._replace(kind="code") for number in numbers)


def _ratio(text: str, number: Number) -> tuple[Quantity, ...]:
    """11.8:48.3:39.9 in percent, 1:2.5; a time of day (9:30) is one quantity of kind clock; empty where no number follows."""
    parts, at = [plain(number)], number.end
    while (match := _COLON.match(text, at)) and len(parts) < 9:
        part = read_number(text, match.end())
        if part is None or part.unreadable:
            break
        parts.append(plain(part))
        at = part.end
    if len(parts) == 1:
        return ()
    values = [float(part.value or 0) for part in parts]
    percent = len(parts) > 2 and abs(sum(values) - 100) <= 1
    clock = None if percent else _CLOCK.match(text, number.start)  # 21:50:29 are shares, they make a hundred
    if clock and clock.end() == at and number.value < 25:
        return (parts[0]._replace(end=at, kind="clock"),)
    if max(values) >= _SCALE:
        return (parts[0]._replace(end=at, kind="code"),)
    unit, row = ("%", PERCENT) if percent else ("", RATIO)
    return tuple(part._replace(unit=unit, row=row, kind="ratio") for part in parts)


def _range(text: str, first: Quantity, grammar: Grammar) -> Quantity:
    """2-3户, 5.0%—5.5%, 10万至20万元, 百分之三十到四十一, 20和30之间; the first alone where no second follows."""
    if text[first.end : first.end + 1] not in _LINKS or first.value is None:
        return first
    match = _TO.match(text, first.end)
    between = match is None
    match = match or _AND.match(text, first.end)
    number = read_number(text, match.end()) if match else None
    if match is None or number is None or number.unreadable:
        return first
    spoken = first.kind in ("percent", "fraction") and first.number_end == first.end and number.chinese
    if spoken and not number.bare:
        second = plain(number)._replace(unit=first.unit, row=first.row)
    elif between and _BETWEEN.match(text, number.end):
        second = plain(number)
    else:
        second = read_term(text, number, grammar)
    end = second.end
    if between:
        close = _BETWEEN.match(text, end)
        if close is None:
            return first
        end = close.end()
    change = match.group().strip() in ("到", "至") and text[first.start - 1 : first.start] in ("从", "由")
    if change and first.unit:  # 从3%到5% names two figures
        return first
    return _joined(first, second, end) or first


def _joined(first: Quantity, second: Quantity, end: int) -> Quantity | None:
    """One range of two quantities, None where they do not make one: other units, falling numbers."""
    if first.value is None or second.value is None or not _fit(first, second):
        return None
    low, high = Decimal(first.value), Decimal(second.value)
    scale = second.number.scale
    if not first.unit and first.number.scale == 1 and scale > 1 and first.value < second.number.mantissa:
        low *= scale  # 一百二十到一百五十万
    unit, row = (second.unit, second.row) if second.unit else (first.unit, first.row)
    if first.unit and first.row and row and first.row.factor != row.factor:
        low = low * first.row.factor / row.factor  # 800米至2公里
    if low >= high:
        return None
    return second._replace(
        start=first.start,
        number_start=first.number_start,
        number=first.number,
        end=end,
        low=low,
        value=None,
        high=high,
        unit=unit,
        row=row,
        word="",
        kind="range",
    )


def _fit(first: Quantity, second: Quantity) -> bool:
    if first.kind == "number" and first.number.bare and second.kind == "percent":
        return False
    if not first.unit:
        return True
    if not second.unit:
        return first.kind == "percent" or (first.row is not None and first.row.dimension == "currency")
    alike = first.row is not None and second.row is not None and first.row.base == second.row.base
    return first.unit == second.unit or alike
