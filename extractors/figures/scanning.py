"""All number phrases of a text in order: one pass of one pattern, each phrase read where it stands."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.figures.direct import read_direct
from extractors.figures.quantities import Grammar, Quantity
from extractors.figures.ranges import read_quantity
from extractors.figures.units import Unit

_NEGATIVE = re.compile(r"零下\Z|(?<![担抱肩胜辜自欠正])负的?\Z|(?<![\dA-Za-z）)%-])[-−－]\Z")
_MONEY_BEFORE = re.compile(r"(?:(?P<dollar>[$＄])|￥|¥|人民币|RMB)[ \u3000]{0,2}\Z")
_SIGNS = frozenset("负的下-−－")
_RATES = frozenset({"%", "‰", "个百分点", "个千分点"})
_LEADING = frozenset("为是达至")
_MONEY_ENDS = frozenset("￥¥币B$＄ \u3000")
_YUAN = Unit("元", "元", Decimal(1), "currency")
_DOLLAR = Unit("美元", "美元", Decimal(1), "currency")
_LETTERS = frozenset("伍陆拾零")  # also parts of common words: 队伍, 大陆, 零部件
_LIST = frozenset({"、", "和", "与", "及", "或", "、和"})


def scan(text: str, grammar: Grammar, *, plain_words: bool = True) -> list[Quantity]:
    """Every number phrase of the text in order, without overlaps.

    Without `plain_words`, Chinese digits that nothing follows with which they could count (一 in 一定) are skipped unread.
    """
    quantities: list[Quantity] = []
    begins = grammar.numbers if plain_words else grammar.counting
    at = 0
    while found := begins.search(text, at):
        direct = read_direct(text, found, grammar.units)
        if direct is not None:
            quantities.append(_signed(text, direct))
            at = direct.end
            continue
        start = found.start()
        at = start + 1
        if text[start] in ".．" and ((start and text[start - 1].isdigit()) or not text[at : at + 1].isdigit()):
            continue
        for quantity in read_quantity(text, start, grammar):
            if text[start] in _LETTERS and quantity.row is None and quantity.end == at and _inside(text, start):
                continue
            quantities.append(_signed(text, quantity))
            at = max(at, quantity.end)
    return _shared(quantities, text)


def _inside(text: str, at: int) -> bool:
    """Whether the character stands beside other Chinese characters: 队伍建设, 陆续."""
    return any("一" <= char <= "龥" for char in text[max(0, at - 1) : at] + text[at + 1 : at + 2])


def _signed(text: str, quantity: Quantity) -> Quantity:
    """With the minus sign, 负, 零下 or the money sign that stands before it."""
    start = quantity.start
    before = text[start - 1 : start]
    if before in _SIGNS and (match := _NEGATIVE.search(text, max(0, start - 3), start)):
        han = "一" <= text[match.start() - 1 : match.start()] <= "龥"
        decimal = "." in text[quantity.number_start : quantity.number_end] and not han
        led = text[match.start() - 1 : match.start()] in _LEADING  # 利润为-320万元
        if before in "负的下" or quantity.unit in _RATES or decimal or led:
            return quantity.scaled(-1)._replace(start=match.start())
    elif before in _MONEY_ENDS and (match := _MONEY_BEFORE.search(text, max(0, start - 6), start)):
        if quantity.row is not None:
            return quantity._replace(start=match.start())
        money = _DOLLAR if match["dollar"] else _YUAN
        return quantity._replace(start=match.start(), unit=money.name, row=money, kind="money")
    return quantity


def _shared(quantities: list[Quantity], text: str) -> list[Quantity]:
    """2、3、5万元 and 0.8个和1.2个百分点: numbers in a list take the unit, and the 万, of the last."""
    for i in range(len(quantities) - 2, -1, -1):
        one, following = quantities[i], quantities[i + 1]
        if following.start - one.end > 2 or not following.unit or text[one.end : following.start].strip() not in _LIST:
            continue
        if one.unit == "个" and following.unit == "个百分点":
            quantities[i] = one._replace(unit=following.unit, row=following.row, kind="points")
        elif _takes_unit(one, following, text):
            alone = one.number.scale == 1 and one.number.mantissa < following.number.mantissa * 10
            scale = following.number.scale if alone else 1
            quantities[i] = one.scaled(scale)._replace(
                number=one.number._replace(scale=one.number.scale * scale),
                unit=following.unit,
                row=following.row,
                per=following.per,
                kind="list",
            )
    return quantities


def _takes_unit(one: Quantity, following: Quantity, text: str) -> bool:
    """Whether a bare number is one of a list of Arabic numbers; the number of a list item (。2、3个村) is none."""
    if one.unit or one.row or one.kind != "number" or one.number.chinese or following.number.chinese:
        return False
    return one.start > 0 and text[one.start - 1] not in "\n。；（("
