"""Whether a number phrase is a figure, and if not, why."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.document import Document
from extractors.figures.left_out import RuleSet, formula_at, rule_set
from extractors.figures.numbers import HALF
from extractors.figures.numerals import DIGITS
from extractors.figures.quantities import Quantity
from extractors.figures.units import PACKAGE, Unit
from extractors.records import Date
from extractors.rules import load_rows, one_of

_QUOTED = re.compile(r"“[^“”\n]{0,40}”|《[^《》\n]{0,80}》|「[^「」\n]{0,40}」|‘[^‘’\n]{0,40}’|〈[^〈〉\n]{0,40}〉")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s一-龥，。；）)]+|[\w.]+@[\w.]+")
_SHORT = 14  # a quoted piece up to this length is a name; a longer one is speech
_LETTERS = re.compile(r"[A-Za-z][A-Za-z&]*[ ]?\Z")
_MEASURED_WORDS = frozenset(["GDP", "CPI", "PPI", "RMB", "BOD", "COD", "AQI", "USD", "IPO", "GNP"])
_ONE_OF = frozenset(["ratio", "multiple", "currency", "area", "mass", "length", "volume", "energy", "power"])
_LIFE = frozenset({"个月", "小时", "个小时", "个多小时", "分钟", "周岁", "岁", "个季度", "个半月"})
_SPOKEN = frozenset(
    ["分", "度", "方", "升", "克", "两", "石", "担", "瓦", "伏", "兆", "焦", "字", "寸", "尺", "W", "g", "m", "L", "t"]
)  # units that a Chinese digit hardly counts
_COINS = frozenset("角毛分")
_POINTS = re.compile(
    r"(?:意见|要求|建议|体会|希望|做法|启示|措施|经验|共识|感受|不足|原因|思考|看法|打算|认识|特点|主要|具体|[，。：:、；]|$)"
)
_WORDS = frozenset({"i", "l", "ns", "nz", "nt", "nr", "n", "v", "vn", "a", "b", "d", "r", "j", "nrt"})
_RUNNING = re.compile(r"(?:连续|历时|为期|历经|任期|持续|时长|工期)\Z")
_LEADS = re.compile(r"(?:[为达至到共计数率值比占是增长降至超约近额量]|指数|系数|得分|合计|累计|总计)[了：:]?[ ]?\Z")
_STOPS = re.compile(r"[ ]?(?:[，。；;、,）)！的（(]|\n|$)")
_LISTED = re.compile(  # 党委26个，总支 41，支部 812; 编制数38，其中行政 12、事业 26
    r"(?:\d(?P<unit>[个名人家户所处])|(?:(?P<people>人)|[制总])数\d{1,6}(?:[(（][^()（）\d]{1,12}[)）])?)(?:[、，](?:其中)?(?:[一-龥]{2,6}|[男女])\d{1,6}){0,4}"
    r"[、，](?:其中)?(?:[一-龥]{2,6}|[男女])(?<!面积|收入|产值|投资|里程|编号|国道|省道|县道|海拔|电话|邮编|附件)\Z"
)
_CLAUSE = re.compile(r"[，。；;\n]")
_COUNTED = re.compile(r"([人户])[数次](?!据)|人(口)(?!自然|素质)|(?:党|团|会|学|人)(员)|(户)数")


class Judged(NamedTuple):
    """`reason` is empty for a figure. `unit` is filled where a noun stands for one (22万农民 is counted in 人)."""

    reason: str = ""
    rule: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of the text around: spans in order, for look-up by position."""

    document: Document
    text: str
    dates: tuple[Date, ...]
    date_starts: tuple[int, ...]
    quotes: tuple[tuple[int, int], ...]
    quote_starts: tuple[int, ...]
    addresses: tuple[tuple[int, int], ...]
    rules: dict[tuple[bool, bool], RuleSet]  # by Chinese or not, without unit or with one
    extra: Path | None

    @classmethod
    def of(cls, document: Document, dates: tuple[Date, ...], extra: Path | None) -> Surroundings:
        """The surroundings of one document."""
        text = document.text
        quotes = tuple(match.span() for match in _QUOTED.finditer(text))
        addresses = (
            tuple(match.span() for match in _ADDRESS.finditer(text))
            if "www." in text or "://" in text or "@" in text
            else ()
        )
        starts = tuple(date.start for date in dates), tuple(start for start, _ in quotes)
        rules = {(c, u): rule_set(chinese=c, unitless=u, extra=extra) for c in (True, False) for u in (True, False)}
        return cls(document, text, dates, starts[0], quotes, starts[1], addresses, rules, extra)

    def quote(self, start: int) -> tuple[int, int] | None:
        """The quoted piece or book title that holds the character at `start`."""
        i = bisect_right(self.quote_starts, start) - 1
        return self.quotes[i] if i >= 0 and start < self.quotes[i][1] else None

    def in_date(self, start: int, end: int) -> bool:
        """Whether the number at `start` lies in a time expression; 连续七年 and the like are durations, not dates."""
        i = bisect_right(self.date_starts, start) - 1
        return i >= 0 and start < self.dates[i].end and end <= self.dates[i].end


@cache
def _nouns(extra: Path | None) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Patterns of nouns counted in a unit (persons, households), with words before them, and of things; and the units."""
    units = {row["noun"]: row["unit"] for row in load_rows(PACKAGE, "nouns.tsv", ("noun", "unit"), extra)}
    counted = one_of([noun for noun, unit in units.items() if unit])
    things = one_of([noun for noun, unit in units.items() if not unit])
    return re.compile(rf"[ ]?(?P<words>[一-龥]{{0,6}}?)(?P<noun>{counted})"), re.compile(rf"[ ]?{things}"), units


def never_counts(quantity: Quantity) -> bool:
    """Whether no surroundings can make a figure of this: a Chinese digit without unit, 一 before a classifier."""
    number = quantity.number
    if not number.chinese or number.digits > 1 or number.scale > 1 or quantity.value is None:
        return False
    if quantity.row is None:
        return quantity.kind == "number" and not quantity.word and number.mantissa < 10
    return number.mantissa == 1 and quantity.value == 1 and not _measured(quantity.row, quantity.unit)


def _measured(row: Unit, unit: str) -> bool:
    """Whether 一 before this unit counts: 一吨, 一倍, 一个月; not 一个, 一支."""
    return (row.dimension in _ONE_OF or unit in _LIFE) and unit not in _SPOKEN


def judge(quantity: Quantity, around: Surroundings, *, bounded: bool) -> Judged:
    """The verdict on one number phrase; `bounded` says that a word like 近 or 以上 stands beside it."""
    text, number, kind = around.text, quantity.number, quantity.kind
    start, end = quantity.number_start, number.end
    if number.unreadable:
        return Judged("code", "long_number")
    if kind == "clock" or (around.in_date(start, end) and not _RUNNING.search(text, max(0, start - 4), start)):
        return Judged("date", "date")
    if kind == "code":
        return Judged("code", "dotted_or_scale")
    if around.addresses and any(low <= start < high for low, high in around.addresses):
        return Judged("code", "address")
    if kind == "ratio":
        quote = around.quote(start)
        return (_quoted(quantity, text, quote) if quote else None) or Judged("", "ratio")
    unitless = not quantity.unit and quantity.row is None
    rules = around.rules[number.chinese, unitless]
    against = rules.against(text, start, quantity.number_end if number.chinese else end)
    if against and not (against[0] == "date" and _RUNNING.search(text, max(0, start - 4), start)):
        return Judged(*against)
    if number.chinese:
        verdict = _chinese(quantity, around, bounded=bounded, unitless=unitless)
    else:
        verdict = _arabic(quantity, text, unitless=unitless)
    if verdict:
        return verdict
    if quote := around.quote(start):
        verdict = _quoted(quantity, text, quote)
        if verdict:
            return verdict
    if quantity.unit == "点" and not _POINTS.match(text, quantity.end):
        return Judged("word", "point")
    if unitless:
        return _bare(quantity, around, bounded=bounded)
    return Judged("", kind)


def _arabic(quantity: Quantity, text: str, *, unitless: bool) -> Judged | None:
    start, end = quantity.number_start, quantity.number.end
    before = text[start - 1 : start]
    if before and before.isascii() and (before.isalpha() or before in "-_#@/\\." or before == " "):
        letters = _LETTERS.search(text, max(0, start - 12), start)
        if before in "_#@/\\." or (
            before == "-" and start > 1 and text[start - 2].isascii() and text[start - 2].isalnum()
        ):
            return Judged("code", "joined")
        if letters and letters.group().strip().upper() not in _MEASURED_WORDS and (before != " " or unitless):
            return Judged("code", "letters")
    if unitless:
        after = text[end : end + 1]
        if (after.isascii() and after.isalpha()) or after in ("_", "-"):
            return Judged("code", "letters")
        if text[start] == "0" and quantity.number.digits > 1 and text[start + 1] not in ".．":
            return Judged("code", "leading_zero")
        if quantity.number.digits >= 7 and quantity.number.scale == 1 and isinstance(quantity.number.mantissa, int):
            return Judged("code", "long_number")
    return None


def _chinese(quantity: Quantity, around: Surroundings, *, bounded: bool, unitless: bool) -> Judged | None:
    text, number, start = around.text, quantity.number, quantity.number_start
    if formula_at(text, start, around.extra):
        return Judged("idiom", "formulas")
    if number.bare and quantity.kind != "percent":
        plain = number.end == start + 1 and not quantity.word
        if (plain and unitless) or ((plain or unitless) and not bounded):
            return Judged("word", "bare_multiplier")
    if number.digits > 1 or number.scale > 1:
        return None
    if unitless:
        return Judged("word", "no_unit") if quantity.kind not in ("ratio", "range") else None
    if quantity.kind == "half":
        return None
    if number.mantissa == HALF:
        return Judged("article", "half")
    one = number.mantissa == 1 and quantity.value == 1
    if one and (quantity.row is None or not _measured(quantity.row, quantity.unit) or text[number.end] in _COINS):
        return Judged("article", "article")
    if quantity.end == quantity.number_end + 1 and (quantity.unit in _SPOKEN or text[number.end] in _COINS):
        return Judged("word", "spoken_unit")
    counted = quantity.row is not None and quantity.row.dimension not in _ONE_OF
    if (
        counted
        and not bounded
        and not number.bare
        and quantity.kind != "range"
        and (_pairs(text, start, around) or _in_word(around, start, quantity.end))
    ):
        return Judged("idiom", "word")
    return None


def _pairs(text: str, start: int, around: Surroundings) -> bool:
    """两推一选, 七站八所: two digits with a letter behind each that is not a unit."""
    for first in (start, start - 2):
        piece = text[max(first, 0) : first + 5]
        if (
            first >= 0
            and len(piece) >= 4
            and piece[0] in DIGITS
            and piece[2] in DIGITS
            and "一" <= piece[1] <= "龥"
            and "一" <= piece[3] <= "龥"
        ):
            rows = _rows(around.extra)
            if piece[1] not in rows or piece[3] not in rows:
                return True
    return False


@cache
def _rows(extra: Path | None) -> frozenset[str]:
    from extractors.figures.units import load_units

    return frozenset(load_units(extra).rows)


def _in_word(around: Surroundings, start: int, end: int) -> bool:
    """Whether the tokenizer knows a longer word there: 五台县, 三等奖, 进一步."""
    for token in around.document.tokens_between(max(0, start - 3), start + 1):
        if token.start <= start < token.end and (token.start < start or token.end > end) and token.pos in _WORDS:
            return token.end - token.start > 2
    return False


def _quoted(quantity: Quantity, text: str, quote: tuple[int, int]) -> Judged | None:
    low, high = quote
    if text[low] in "《〈":
        return Judged("name", "title")
    if high - low - 2 > _SHORT:
        return None
    if low + 1 == quantity.number_start and high - 1 == quantity.number.end:
        return Judged("code", "quoted_number")
    if not quantity.number.chinese and quantity.row is not None and quantity.row.dimension in _ONE_OF:
        return None
    return Judged("name", "quoted")


def _bare(quantity: Quantity, around: Surroundings, *, bounded: bool) -> Judged:
    """A number without a unit counts where a noun that can be counted follows, or words and stops show that it measures."""
    text, start, end, number = around.text, quantity.start, quantity.end, quantity.number
    counted, things, units = _nouns(around.extra)
    large = number.scale > 1 or bool(quantity.word)
    loose = text[end : end + 1] == " " or _line_start(text, start)  # 1 项目概况 is a list number
    if number.digits > 1 or large or not (number.chinese or loose):
        noun = counted.match(text, end)
        if noun and (large or not noun["words"]):
            return Judged("", "noun", units[noun["noun"]])
        if things.match(text, end):
            return Judged("", "noun")
    unit = _counted_before(text, quantity.start)
    if quantity.word and (number.scale > 1 or number.mantissa >= 10):
        return Judged("", "vague_number", unit)
    if number.scale > 1 or number.value >= 10_000 or (bounded and number.digits > 1):
        return Judged("", "large_number", unit)
    if (
        not number.chinese
        and _LEADS.search(text, max(0, quantity.start - 4), quantity.start)
        and _STOPS.match(text, end)
    ):
        return Judged("", "measured", unit)
    if not number.chinese and _STOPS.match(text, end):
        listed = _LISTED.search(text, max(0, quantity.start - 48), quantity.start)
        if listed:
            return Judged("", "listed", listed["unit"] or listed["people"] or "")
    return Judged("no_unit", "no_unit")


def _line_start(text: str, start: int) -> bool:
    return not text[:start].strip() if start < 4 else text[start - 1] in "\n。；：（("


def _counted_before(text: str, start: int) -> str:
    """The unit that the words before a bare number name: 参保人数达3500, 常住人口81.3万, 困难户数为0."""
    low = max(0, start - 18)
    clause = _CLAUSE.split(text[low:start])[-1]
    found = ["".join(groups) for groups in _COUNTED.findall(clause)]
    return {"口": "人", "员": "人"}.get(found[-1], found[-1]) if found else ""
