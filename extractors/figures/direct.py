"""Most numbers are plain: Arabic or one Chinese digit, the unit directly behind or none, and nothing that adds to it."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.figures.numbers import LONGEST, STARTS, Number
from extractors.figures.numerals import DIGITS, GROUPS, PLACES, Value
from extractors.figures.quantities import Quantity
from extractors.figures.units import Units

_ALONE = frozenset("一二三四五六七八九两")
# Behind a number these may belong to it, also where they are units: 三千米, 三分之二, 两点五, 一两个.
_NUMERALS = frozenset([*DIGITS, *PLACES, *GROUPS, *"分点来"])
# Behind a unit, or a number without one: 半, 多, a range, a list, a bracket, a denominator, a smaller unit.
_ADDS = frozenset([*STARTS, *"（(/／每多余整正人又 \u3000\xa0-‐‑–―－~～〜∼—至到和与跟"])
_PARTS = frozenset(",，:：∶︰")  # behind digits: 1,234 and 3:7
_GLYPHS = "\U000f0000"  # from here on private characters, among them decimal points


def read_direct(text: str, found: re.Match[str], units: Units) -> Quantity | None:
    """The quantity that begins with the number `found` (see `numbers.beginnings`), None where it is not plain."""
    start, end = found.span()
    if text[end : end + 1] in _NUMERALS:
        return None
    row, behind = units.bare(text, end)
    follow = text[behind : behind + 1]
    if follow in _ADDS:
        return None
    if row is None:
        if found[1] is not None and (follow in _PARTS or follow >= _GLYPHS):
            return None
        name, kind = "", "number"
    else:
        name, kind = row.name, row.kind
        if name == "成" or (kind == "money" and row.factor < 1):
            return None
    value: Value
    if found[1] is None:
        if text[start] not in _ALONE:
            return None
        value = DIGITS[text[start]]
        number = Number(start, end, value, chinese=True)
    else:
        word = text[start : found.end(1)]
        if len(word) > LONGEST:
            return None
        mantissa = Decimal(word) if "." in word else int(word)
        if found[2]:
            scale = GROUPS[found[2]]
            value = mantissa * scale
            number = Number(start, end, mantissa, scale, digits=0)
        else:
            value = mantissa
            number = Number(start, end, mantissa, digits=len(word))
    return Quantity(start, behind, start, end, number, value, value, value, name, row, kind=kind)
