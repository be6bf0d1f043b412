"""Numbers with what belongs to them: unit, percent, fraction, range, ratio, compound (五元三毛), 半 and 多."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from extractors.figures.numbers import BLANKS, HALF, Number, read_number
from extractors.figures.numerals import Value, step
from extractors.figures.units import Compound, Unit, UnitMatch, Units, load_compounds, load_units

PERCENT = Unit("%", "%", Decimal(1), "ratio")
SHARE = Unit("", "%", Decimal(100), "ratio")  # 三分之二, 一半: no unit in the text, percent as base
_OF = re.compile(r"[ \u3000]{0,4}分[ \u3000]{0,4}之[ \u3000]{0,4}(?P<minus>[负-])?[ \u3000]{0,4}")
_SLASH = re.compile(r"[/／](\d{1,3})(?![\d/／.年月]|[a-zA-Z])")
_TO = re.compile(r"(?:[ \u3000]{0,3}(?:[-‐‑–―－~～〜∼]{1,2}|—{1,2}|至|到)[ \u3000]{0,3})")
_COLON = re.compile(r"[ ]?[:：∶︰][ ]?(?=\d)")
_CLOCK = re.compile(r"\d{1,2}[:：][0-5]\d(?:[:：][0-5]\d)?(?![\d.:：])")
_MANY = re.compile(
    r"[ \u3000]{0,2}(?:余|多(?!功能|元化|元文化|样化|样性|媒体|渠道|方式|层次|维度|措并举|极化|边合作)|来(?![自源访到]))"
)
_MANY_AFTER = re.compile(r"[多余](?=[，,。；;、）)的时]|[的]|以上|时间|$)")
_HALF_MORE = re.compile(r"半(?![径导天年月个小决坡岛边山])")
_AND_HALF_MORE = re.compile(r"(?P<many>多)?(?P<half>半)?(?P<unit>月|小时|钟头|星期|学期|季度)")
_PERCENT_POINT = re.compile(r"[ \u3000]{0,6}个?[ \u3000]{0,3}百[ \u3000]?分[ \u3000]?点")
_BETWEEN = re.compile(r"[ \u3000]{0,2}[和与跟][ \u3000]{0,2}")
_BETWEEN_END = re.compile(r"[ \u3000]{0,2}(?:之间|间(?![接隔断房])|区间)")
_WHOLE_MONEY = re.compile(r"[整正](?![个改治理合体确顿在式好常面规])|人民币")
_DOTS = re.compile(r"\d{1,12}(?:\.\d{1,12})+")
_GROUP = re.compile(r"\d+")
_COMMA_ZERO = re.compile(r"[零又]?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number phrase. `low` and `high` are the ends that the number itself names; both equal `value` where it is one."""

    start: int
    end: int
    number_start: int
    number_end: int
    number: Number
    low: Value | None
    value: Value | None
    high: Value | None
    unit: str = ""
    row: Unit | None = None
    per: str = ""
    word: str = ""  # 多, 余, 几, 来, 数 …: why the number is not exact
    kind: str = "number"

    def scaled(self, factor: Decimal | int) -> Quantity:
        """The same with all numbers multiplied."""
        low, value, high = ((None if x is None else x * factor) for x in (self.low, self.value, self.high))
        return replace(self, low=low, value=value, high=high)


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the reading of quantities needs from the data files."""

    units: Units
    compounds: dict[str, Compound]


@cache
def load_grammar(extra: Path | None = None) -> Grammar:
    """The grammar of the package and of the user's files."""
    return Grammar(load_units(extra), load_compounds(extra))


def read_quantity(text: str, start: int, grammar: Grammar) -> tuple[Quantity, ...]:
    """The quantities of the phrase that begins at `start`: mostly one, more for a ratio (11.8:48.3:39.9), none for no number."""
    number = read_number(text, start)
    if number is None:
        return ()
    end = number.end
    follow = text[end : end + 1]
    if follow == "." and text[end + 1 : end + 2].isdigit() and not number.chinese:
        return _dotted(text, start)
    if follow in ":：∶︰" and follow and not number.chinese:
        return _ratio(text, number, grammar)
    first = _term(text, number, grammar)
    if first.number.unreadable or first.kind == "clock":
        return (first,)
    return (_range(text, first, grammar),)


def _dotted(text: str, start: int) -> tuple[Quantity, ...]:
    """1.2.3 and 192.168.0.1: no decimals but groups, each a whole number of kind code."""
    match = _DOTS.match(text, start)
    groups = _GROUP.finditer(text, start, match.end() if match else start)
    numbers = (Number(*group.span(), int(group.group()), digits=len(group.group())) for group in groups)
    return tuple(replace(_plain(number), kind="code") for number in numbers)


def _plain(number: Number) -> Quantity:
    low = number.value
    high = low if number.top is None else number.top * number.scale
    value = None if number.spread else low
    return Quantity(number.start, number.end, number.start, number.end, number, low, value, high, word=number.word)


def _term(text: str, number: Number, grammar: Grammar) -> Quantity:
    """A number with its unit: no range yet."""
    if number.unreadable:
        return _plain(number)
    end = number.end
    follow = text[end : end + 1]
    if follow in "分 \u3000" and follow and (match := _OF.match(text, end)):
        fraction = _fraction(text, number, match)
        if fraction:
            return fraction
    if follow in "/／" and follow and not number.chinese and (match := _SLASH.match(text, end)):
        share = _slash(text, number, match)
        if share:
            return share
    quantity = _plain(number)
    if follow == "数" and number.mantissa == HALF:
        return replace(quantity, end=end + 1, number_end=end + 1, row=SHARE, kind="half")
    if follow == "半" and number.value == 1 and number.chinese:
        half = Decimal("0.5")
        return replace(
            quantity, end=end + 1, number_end=end + 1, low=half, value=half, high=half, row=SHARE, kind="half"
        )
    if not quantity.word and (many := _MANY.match(text, end)) and not _is_unit(text, many, grammar):
        top = (number.mantissa + step(number.mantissa)) * number.scale
        end = many.end()
        quantity = replace(quantity, end=end, high=top, word=many.group().strip())
    return _with_unit(text, quantity, end, grammar)


def _is_unit(text: str, many: re.Match[str], grammar: Grammar) -> bool:
    """Whether 多 or 余 only begins a name (3余姚…) and no unit, noun or end follows: never for 多; kept for 来."""
    if not many.group().endswith("来"):
        return False
    unit, _ = grammar.units.bare(text, many.end())
    return unit is None


def _with_unit(text: str, quantity: Quantity, at: int, grammar: Grammar) -> Quantity:
    blank = BLANKS.match(text, at)
    begin = blank.end() if blank else at
    if text[begin : begin + 1] in "个百" and (point := _PERCENT_POINT.match(text, at)):
        row = grammar.units.rows["个百分点"][0]
        return replace(quantity, end=point.end(), unit="个百分点", row=row, kind="points")
    match = grammar.units.at(text, begin)
    if match is None:
        return quantity
    if match.name == "成":
        return _tenths(text, quantity, match)
    quantity = Quantity(
        quantity.start,
        match.end,
        quantity.number_start,
        quantity.number_end,
        quantity.number,
        quantity.low,
        quantity.value,
        quantity.high,
        match.name,
        match.unit,
        match.per,
        quantity.word,
        _kind(match.unit),
    )
    return _tail(text, quantity, grammar)


def _kind(unit: Unit) -> str:
    return "percent" if unit.base == "%" else "money" if unit.dimension == "currency" else unit.dimension


def _tail(text: str, quantity: Quantity, grammar: Grammar) -> Quantity:
    """What may follow the unit: 半, 多, a smaller unit, 整."""
    end, unit = quantity.end, quantity.unit
    follow = text[end : end + 1]
    if not follow:
        return _subunit(quantity)
    if (
        unit == "个"
        and follow in "多半月"
        and (match := _AND_HALF_MORE.match(text, end))
        and (match["many"] or match["half"])
    ):
        name = f"个{match['unit']}"
        row = _row(grammar, name, grammar.units.rows["个"][0])
        quantity = replace(quantity, end=match.end(), unit=name, row=row, kind="duration")
        return _more(quantity, Decimal("0.5")) if match["half"] else _open(quantity, "多")
    if (
        follow == "半"
        and _HALF_MORE.match(text, end)
        and quantity.row
        and quantity.row.dimension not in ("count", "person")
    ):
        return _more(replace(quantity, end=end + 1), Decimal("0.5"))
    if (
        follow in "多余"
        and _MANY_AFTER.match(text, end)
        and quantity.row
        and quantity.row.dimension not in ("count", "person")
    ):
        return _open(replace(quantity, end=end + 1), follow)
    if follow in "整正人" and quantity.kind == "money" and (match := _WHOLE_MONEY.match(text, end)):
        return replace(quantity, end=match.end())
    compound = grammar.compounds.get(unit)
    return _compound(text, quantity, compound, grammar) if compound else _subunit(quantity)


def _row(grammar: Grammar, name: str, fallback: Unit) -> Unit:
    rows = grammar.units.rows.get(name)
    return rows[0] if rows else fallback


def _more(quantity: Quantity, extra: Decimal) -> Quantity:
    low, value, high = ((None if x is None else x + extra) for x in (quantity.low, quantity.value, quantity.high))
    return replace(quantity, low=low, value=value, high=high)


def _open(quantity: Quantity, word: str) -> Quantity:
    if quantity.low is None or quantity.word:
        return quantity
    return replace(quantity, high=quantity.low + step(quantity.low), word=word)


def _subunit(quantity: Quantity) -> Quantity:
    """角, 毛 and 分钱 alone are read in 元."""
    if quantity.row and quantity.row.base == "元" and quantity.row.factor < 1:
        return replace(
            quantity.scaled(quantity.row.factor), unit="元", row=replace(quantity.row, name="元", factor=Decimal(1))
        )
    return quantity


def _compound(text: str, quantity: Quantity, compound: Compound, grammar: Grammar) -> Quantity:
    """五元三毛, 六斤八两, 123元1角1分, 五块六."""
    link = _COMMA_ZERO.match(text, quantity.end)
    at = link.end() if link else quantity.end
    part = read_number(text, at) if quantity.value is not None else None
    if part is None or part.top is not None or part.scale > 1 or part.value >= 100:
        return _subunit(quantity)
    for length in (2, 1):
        name = text[part.end : part.end + length]
        if name in compound.parts:
            whole = _more(quantity, compound.parts[name] * Decimal(part.value))
            whole = replace(whole, end=part.end + len(name), number_end=part.end)
            return _again(text, whole, name, grammar) if name in ("角", "毛") else _subunit(whole)
    if compound.next and part.digits == 1 and not _unit_follows(text, part.end, grammar):
        factor = compound.next / 10 if at > quantity.end and quantity.unit == "块" else compound.next
        whole = _more(quantity, factor * Decimal(part.value))
        return _subunit(replace(whole, end=part.end, number_end=part.end))
    return _subunit(quantity)


def _again(text: str, whole: Quantity, name: str, grammar: Grammar) -> Quantity:
    """分 behind 角 or 毛: 五元三毛二分, 两块九毛九."""
    part = read_number(text, whole.end)
    if part is None or (part.chinese and part.digits > 1) or part.scale > 1 or part.value >= 10:
        return _subunit(whole)
    if text[part.end : part.end + 1] == "分":
        end = part.end + 1
    elif name == "毛" and not _unit_follows(text, part.end, grammar):
        end = part.end
    else:
        return _subunit(whole)
    cents = Decimal("0.01") * Decimal(part.value)
    return replace(_more(whole, cents), end=end, number_end=part.end)


def _unit_follows(text: str, at: int, grammar: Grammar) -> bool:
    return (grammar.units.bare(text, at)[0] is not None and text[at : at + 3] != "RMB") or text[at : at + 1].isdigit()


def _tenths(text: str, quantity: Quantity, match: UnitMatch) -> Quantity:
    """三成, 三成半, 七成六."""
    quantity = replace(quantity, end=match.end, unit="成", row=match.unit, kind="tenths")
    if text[match.end : match.end + 1] == "半":
        return _more(replace(quantity, end=match.end + 1), Decimal("0.5"))
    blank = BLANKS.match(text, match.end)
    digit = read_number(text, blank.end() if blank else match.end)
    if (
        digit
        and digit.digits == 1
        and digit.chinese
        and not digit.bare
        and digit.scale == 1
        and quantity.number.chinese
    ):
        return _more(replace(quantity, end=digit.end, number_end=digit.end), Decimal(digit.value) / 10)
    return quantity


def _fraction(text: str, number: Number, match: re.Match[str]) -> Quantity | None:
    """百分之六点五 is 6.5 %, 千分之一 0.1 %, 三分之二 a share of 0.667."""
    over = read_number(text, match.end())
    if over is None or over.unreadable or number.value == 0:
        return None
    plain = _plain(over)
    factor = Decimal(100) / Decimal(number.value) if number.bare else 1 / Decimal(number.value)
    scaled = plain.scaled(-factor if match["minus"] else factor)
    end = over.end
    word = scaled.word
    high = scaled.high
    if not word and (many := _MANY.match(text, end)) and not many.group().endswith("来"):
        end, word, high = many.end(), many.group().strip(), (plain.low or 0) + step(over.mantissa) * over.scale
        high = high * factor
    unit, row, kind = ("%", PERCENT, "percent") if number.bare else ("", SHARE, "fraction")
    return replace(
        scaled,
        start=number.start,
        number_start=number.start,
        end=end,
        high=high,
        unit=unit,
        row=row,
        word=word,
        kind=kind,
    )


def _slash(text: str, number: Number, match: re.Match[str]) -> Quantity | None:
    below = int(match[1])
    if not below or number.value == 0 or not isinstance(number.value, int) or number.scale > 1:
        return None
    before = text[number.start - 1 : number.start]
    if before and (before in "/／.-" or (before.isascii() and before.isalnum())):
        return None
    share = Decimal(number.value) / below
    end = match.end()
    return Quantity(number.start, end, number.start, end, number, share, share, share, "", SHARE, kind="fraction")


def _ratio(text: str, number: Number, grammar: Grammar) -> tuple[Quantity, ...]:
    """11.8:48.3:39.9, 1:2.5; a time of day (9:30) is one quantity of kind clock."""
    clock = _CLOCK.match(text, number.start)
    parts, at = [_plain(number)], number.end
    while (match := _COLON.match(text, at)) and len(parts) < 9:
        part = read_number(text, match.end())
        if part is None or part.unreadable:
            break
        parts.append(_plain(part))
        at = part.end
    if len(parts) == 1:
        return (_range(text, _term(text, number, grammar), grammar),)
    if clock and clock.end() == at and number.value < 25:
        return (replace(parts[0], end=at, kind="clock"),)
    if any((part.value or 0) >= 500 for part in parts):  # 1:10000 is the scale of a map
        return (replace(parts[0], end=at, kind="code"),)
    whole = sum(Decimal(part.value or 0) for part in parts)
    percent = len(parts) > 2 and abs(whole - 100) <= 1
    unit, row = ("%", PERCENT) if percent else ("", Unit("", "", Decimal(1), "ratio"))
    return tuple(replace(part, unit=unit, row=row, kind="ratio") for part in parts)


def _range(text: str, first: Quantity, grammar: Grammar) -> Quantity:
    """2-3户, 5.0%—5.5%, 10万至20万元, 百分之三十到四十一, 20和30之间; the first alone where no second follows."""
    end = first.end
    follow = text[end : end + 1]
    if not follow or follow not in " \u3000-‐‑–―－~～〜∼—至到和与跟" or first.value is None:
        return first
    between = False
    match = _TO.match(text, end)
    if match is None:
        match = _BETWEEN.match(text, end)
        between = True
    number = read_number(text, match.end()) if match else None
    if match is None or number is None or number.unreadable:
        return first
    if first.kind in ("percent", "fraction") and first.number_end == first.end and number.chinese and not number.bare:
        second = replace(_plain(number), unit=first.unit, row=first.row)
    else:
        second = _plain(number) if between and _BETWEEN_END.match(text, number.end) else _term(text, number, grammar)
    end = second.end
    if between:
        close = _BETWEEN_END.match(text, end)
        if close is None:
            return first
        end = close.end()
    return _joined(text, first, second, match.group(), end) or first


def _joined(text: str, first: Quantity, second: Quantity, link: str, end: int) -> Quantity | None:
    if (
        second.value is None
        or first.value is None
        or (second.kind in ("clock", "points")
        and first.unit not in ("", second.unit))
    ):
        return None
    if first.unit and second.unit and first.unit != second.unit and not _alike(first, second):
        return None
    if (
        first.unit
        and not second.unit
        and not (first.kind == "percent" or (first.row and first.row.dimension == "currency"))
    ):
        return None
    if (
        first.unit
        and "到" in link + "至"
        and link.strip() in ("到", "至")
        and text[first.start - 1 : first.start] in ("从", "由")
    ):
        return None
    low, high = Decimal(first.value), Decimal(second.value)
    scale = second.number.scale
    if first.number.scale == 1 and scale > 1 and not first.unit and first.value < second.number.mantissa:
        low *= scale
    if second.kind == "percent" and first.kind == "number" and first.number.bare:
        return None
    if low >= high:
        return None
    unit, row = (second.unit, second.row) if second.unit else (first.unit, first.row)
    if first.unit and first.row and row and first.row.base == row.base and first.row.factor != row.factor:
        low = low * first.row.factor / row.factor
    return replace(
        second,
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


def _alike(first: Quantity, second: Quantity) -> bool:
    """Whether two units may be the ends of one range: 五块六到五块七毛八, 3个月至1年."""
    return first.row is not None and second.row is not None and first.row.base == second.row.base
