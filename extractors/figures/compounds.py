"""Smaller units behind a greater one: 五元三毛, 六斤八两, 两块九毛九, 2小时30分; tenths: 三成半, 七成六."""

from __future__ import annotations

from decimal import Decimal

from extractors.figures.numbers import BLANKS, read_number
from extractors.figures.quantities import Grammar, Quantity
from extractors.figures.units import Compound, Unit, UnitMatch

_HALF = Decimal("0.5")
_YUAN = Unit("元", "元", Decimal(1), "currency")


def in_yuan(quantity: Quantity) -> Quantity:
    """角, 毛 and 分钱 alone are read in 元."""
    row = quantity.row
    if row is None or row.base != "元" or row.factor >= 1:
        return quantity
    return quantity.scaled(row.factor)._replace(unit="元", row=_YUAN)


def with_parts(text: str, quantity: Quantity, compound: Compound, grammar: Grammar) -> Quantity:
    """The quantity with the smaller unit that follows, if one does; the part may lack its name (五块六)."""
    at = quantity.end + (text[quantity.end : quantity.end + 1] in ("零", "又"))
    part = read_number(text, at) if quantity.value is not None else None
    if part is None or part.top is not None or part.scale > 1 or part.value >= 100:
        return in_yuan(quantity)
    for length in (2, 1):
        name = text[part.end : part.end + length]
        if name in compound.parts:
            whole = quantity.plus(compound.parts[name] * Decimal(part.value))
            whole = whole._replace(end=part.end + len(name), number_end=part.end)
            return _with_cents(text, whole, name, grammar) if name in ("角", "毛") else in_yuan(whole)
    if compound.next and part.digits == 1 and not _unit_follows(text, part.end, grammar):
        spelled = at > quantity.end and quantity.unit == "块"  # 三块零四 is 3.04
        whole = quantity.plus((compound.next / 10 if spelled else compound.next) * Decimal(part.value))
        return in_yuan(whole._replace(end=part.end, number_end=part.end))
    return in_yuan(quantity)


def _with_cents(text: str, whole: Quantity, name: str, grammar: Grammar) -> Quantity:
    """分 behind 角 or 毛: 五元三毛二分, 两块九毛九."""
    part = read_number(text, whole.end)
    if part is None or part.digits > 1 or part.scale > 1:
        return in_yuan(whole)
    if text[part.end : part.end + 1] == "分":
        end = part.end + 1
    elif name == "毛" and not _unit_follows(text, part.end, grammar):
        end = part.end
    else:
        return in_yuan(whole)
    return in_yuan(whole.plus(Decimal(part.value) / 100)._replace(end=end, number_end=part.end))


def _unit_follows(text: str, at: int, grammar: Grammar) -> bool:
    return (grammar.units.bare(text, at)[0] is not None and text[at : at + 3] != "RMB") or text[at : at + 1].isdigit()


def in_tenths(text: str, quantity: Quantity, match: UnitMatch) -> Quantity:
    """三成, 三成半, 七成六."""
    quantity = quantity._replace(end=match.end, unit="成", row=match.unit, kind="tenths")
    follow = text[match.end : match.end + 1]
    if follow == "半":
        return quantity.plus(_HALF)._replace(end=match.end + 1)
    if follow == "多":
        return quantity.opened("多")._replace(end=match.end + 1)
    blank = BLANKS.match(text, match.end)
    digit = read_number(text, blank.end() if blank else match.end)
    if (
        digit is None
        or not (digit.chinese and quantity.number.chinese)
        or digit.bare
        or digit.digits > 1
        or digit.scale > 1
    ):
        return quantity
    return quantity.plus(Decimal(digit.value) / 10)._replace(end=digit.end, number_end=digit.end)
