"""A number with what follows it directly: 多, unit, 半, percent, fraction."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.figures.compounds import in_tenths, in_yuan, with_parts
from extractors.figures.numbers import BLANKS, HALF, Number, read_number
from extractors.figures.numerals import step
from extractors.figures.quantities import PERCENT, SHARE, Grammar, Quantity, plain
from extractors.figures.units import Unit

_OF = re.compile(r"[ \u3000]{0,4}分[ \u3000]{0,4}之[ \u3000]{0,4}(?P<minus>[负-])?[ \u3000]{0,4}")
_SLASH = re.compile(r"[/／](\d{1,3})(?![\d/／.年月]|[a-zA-Z])")
_MANY = re.compile(
    r"[ \u3000]{0,2}(?:余|多(?!功能|元化|元文化|样化|样性|媒体|渠道|方式|层次|维度|措并举|极化|边合作)|来(?![自源访到]))"
)
_MANY_AFTER = re.compile(r"[多余](?=[，,。；;、）)的时]|以上|时间|$)")
_HALF_AFTER = re.compile(r"半(?![径导天年月个小决坡岛边山])")
_MONTHS = re.compile(r"(?:(?P<many>多)|(?P<half>半))(?P<unit>月|小时|钟头|星期|学期|季度)")
_PERCENT_POINT = re.compile(r"[ \u3000]{0,6}个?[ \u3000]{0,3}百[ \u3000]?分[ \u3000]?点")
# 投入1.2个亿, 3个多亿元: in speech a hundred million is counted like a thing; what is counted is money.
_SPOKEN_MONEY = re.compile(r"个(?P<many>[多余来])?亿(?:元(?![/一-龥]?/)|(?![\d一-龥])|(?=左右|以上|的|资金|投资|贷款))")
_WHOLE_MONEY = re.compile(r"[整正](?![个改治理合体确顿在式好常面规])|人民币")
_COUNTED = frozenset({"count", "person"})  # no 半 or 多 behind their units: 3个多功能厅


def read_term(text: str, number: Number, grammar: Grammar) -> Quantity:
    """The number with its unit; ranges and ratios are put together elsewhere."""
    if number.unreadable:
        return plain(number)
    end = number.end
    follow = text[end : end + 1]
    if follow and follow in "分 \u3000" and (match := _OF.match(text, end)):
        fraction = _fraction(text, number, match)
        if fraction:
            return fraction
    if follow and follow in "/／" and not number.chinese and (match := _SLASH.match(text, end)):
        share = _slash(text, number, match)
        if share:
            return share
    quantity = plain(number)
    if follow == "数" and number.mantissa == HALF:  # 半数
        return quantity._replace(end=end + 1, number_end=end + 1, row=SHARE, kind="half")
    if follow == "半" and number.value == 1 and number.chinese:
        return quantity._replace(
            end=end + 1, number_end=end + 1, low=HALF, value=HALF, high=HALF, row=SHARE, kind="half"
        )
    if follow and follow in "余多来 \u3000" and not quantity.word and (many := _MANY.match(text, end)):
        word = many.group().strip()
        if word != "来" or grammar.units.bare(text, many.end())[0] is not None:
            top = (number.mantissa + step(number.mantissa)) * number.scale
            end = many.end()
            quantity = quantity._replace(end=end, high=top, word=word)
    return _with_unit(text, quantity, end, grammar)


def _with_unit(text: str, quantity: Quantity, at: int, grammar: Grammar) -> Quantity:
    blank = BLANKS.match(text, at)
    begin = blank.end() if blank else at
    if text[begin : begin + 1] in "个百" and (point := _PERCENT_POINT.match(text, at)):
        row = grammar.units.rows["个百分点"][0]
        return quantity._replace(end=point.end(), unit="个百分点", row=row, kind="points")
    if text.startswith("个", begin) and (money := _SPOKEN_MONEY.match(text, begin)):
        quantity = quantity.opened(money["many"]) if money["many"] else quantity
        row = grammar.units.rows["元"][0]
        return quantity.scaled(10**8)._replace(end=money.end(), unit="元", row=row, kind="money")
    match = grammar.units.at(text, begin)
    if match is None:
        return quantity
    if match.name == "成":
        return in_tenths(text, quantity, match)
    unit = match.unit
    quantity = quantity._replace(end=match.end, unit=match.name, row=unit, per=match.per, kind=unit.kind)
    return _tail(text, quantity, unit, grammar)


def _tail(text: str, quantity: Quantity, row: Unit, grammar: Grammar) -> Quantity:
    """What may follow the unit: 半, 多, a smaller unit, 整."""
    end, unit = quantity.end, quantity.unit
    follow = text[end : end + 1]
    if follow and follow in "多半余":
        if unit == "个" and (match := _MONTHS.match(text, end)):
            return _months(quantity, match, grammar)
        if row.dimension not in _COUNTED:
            if _HALF_AFTER.match(text, end):
                return quantity.plus(HALF)._replace(end=end + 1)
            if _MANY_AFTER.match(text, end):
                return quantity.opened(follow)._replace(end=end + 1)
    if follow and follow in "整正人" and quantity.kind == "money" and (match := _WHOLE_MONEY.match(text, end)):
        return quantity._replace(end=match.end())
    compound = grammar.compounds.get(unit)
    return with_parts(text, quantity, compound, grammar) if compound else in_yuan(quantity)


def _months(quantity: Quantity, match: re.Match[str], grammar: Grammar) -> Quantity:
    """两个半小时, 一个多月."""
    name = f"个{match['unit']}"
    rows = grammar.units.rows.get(name) or grammar.units.rows["个"]
    quantity = quantity._replace(end=match.end(), unit=name, row=rows[0], kind="duration")
    return quantity.plus(HALF) if match["half"] else quantity.opened("多")


def _fraction(text: str, number: Number, match: re.Match[str]) -> Quantity | None:
    """百分之六点五 is 6.5 %, 千分之一 0.1 %, 三分之二 a share of 0.667."""
    over = read_number(text, match.end())
    if over is None or over.unreadable or number.value == 0:
        return None
    factor = (Decimal(100) if number.bare else Decimal(1)) / Decimal(number.value)
    quantity = plain(over).scaled(-factor if match["minus"] else factor)
    unit, row, kind = ("%", PERCENT, "percent") if number.bare else ("", SHARE, "fraction")
    quantity = quantity._replace(start=number.start, number_start=number.start, unit=unit, row=row, kind=kind)
    many = _MANY.match(text, over.end)
    if many and not quantity.word and many.group().strip() != "来":
        high = (over.mantissa + step(over.mantissa)) * over.scale * factor
        return quantity._replace(end=many.end(), high=high, word=many.group().strip())
    return quantity


def _slash(text: str, number: Number, match: re.Match[str]) -> Quantity | None:
    """1/5; no dates, no paths."""
    below = int(match[1])
    if not below or number.value == 0 or not isinstance(number.value, int) or number.scale > 1:
        return None
    before = text[number.start - 1 : number.start]
    if before and (before in "/／.-" or (before.isascii() and before.isalnum())):
        return None
    share = Decimal(number.value) / below
    end = match.end()
    return Quantity(number.start, end, number.start, end, number, share, share, share, "", SHARE, kind="fraction")
