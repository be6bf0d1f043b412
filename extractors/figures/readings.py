"""Every number of a document read, judged and made a figure where it is one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from extractors.document import Cell, Document
from extractors.figures.bounds import Bound, Bounds, load_bounds
from extractors.figures.cells import cell_of, in_cell
from extractors.figures.judging import Judged, Surroundings, judge
from extractors.figures.missing import Gap, find_gaps
from extractors.figures.numbers import START
from extractors.figures.numerals import Value
from extractors.figures.quantities import Grammar, Quantity, load_grammar, read_quantity
from extractors.figures.units import Unit, Units
from extractors.records import Date, Figure, Reading, Sentence

_NEGATIVE = re.compile(r"零下\Z|(?<![担抱肩胜辜自欠正])负的?\Z|(?<![\dA-Za-z）)%-])[-−－]\Z")
_MONEY_BEFORE = re.compile(r"(?:￥|¥|人民币|RMB|\$|＄)[ \u3000]{0,2}\Z")
_LETTERS = frozenset("伍陆拾零")  # also parts of common words: 队伍, 大陆, 零部件
_LIST = frozenset({"、", "和", "与", "及", "或", "、和"})
_BOTH = re.compile(r"[ ]?(?:并且?|而且?|且|，且|，而)?[ ]?")
_CLAUSE = re.compile(r"[，。；：,;:\n]")


@dataclass(frozen=True, slots=True)
class Read:
    """One number phrase with its verdict and its bounds."""

    quantity: Quantity
    judged: Judged
    start: int
    end: int
    qualifier: str
    word: str
    low: Value | None
    high: Value | None

    @property
    def kept(self) -> bool:
        return not self.judged.reason


def read_all(
    document: Document, sentences: tuple[Sentence, ...], dates: tuple[Date, ...], *, extra: Path | None = None
) -> tuple[Read, ...]:
    """All number phrases of the text in order, kept or not. One pass; time grows with the length of the text."""
    grammar, bounds = load_grammar(extra), load_bounds(extra)
    around = Surroundings.of(document, dates, extra)
    noise = tuple((s.start, s.end) for s in sentences if s.role == "noise")
    quantities = _shared(list(_scan(document.text, grammar)), document.text)
    found: list[Read] = []
    for quantity in quantities:
        cell = cell_of(document, quantity.number_start, quantity.number_end)
        found.append(_read(quantity, around, bounds, grammar, cell, noise))
    return tuple(_followed(_two_sided(found, document.text), document.text))


def _scan(text: str, grammar: Grammar) -> Iterator[Quantity]:
    at = 0
    while match := START.search(text, at):
        start = match.start()
        at = start + 1
        if text[start] in ".．" and ((start and text[start - 1].isdigit()) or not text[at : at + 1].isdigit()):
            continue
        for quantity in read_quantity(text, start, grammar):
            if text[start] in _LETTERS and quantity.row is None and quantity.end == at and _inside(text, start):
                continue
            yield _signed(text, quantity)
            at = max(at, quantity.end)


def _inside(text: str, at: int) -> bool:
    """Whether the character stands between other Chinese characters: 队伍建设, 陆续."""
    return any("一" <= char <= "龥" for char in text[max(0, at - 1) : at] + text[at + 1 : at + 2])


def _signed(text: str, quantity: Quantity) -> Quantity:
    before = text[quantity.start - 1 : quantity.start]
    if (
        before
        and before in "负的下-−－"
        and (match := _NEGATIVE.search(text, max(0, quantity.start - 3), quantity.start))
    ):
        han = "一" <= text[match.start() - 1 : match.start()] <= "龥"
        decimal = "." in text[quantity.number_start : quantity.number_end] and not han
        if before in "负的下" or quantity.unit == "%" or decimal:
            return replace(quantity.scaled(-1), start=match.start())
    elif (
        before
        and before in "￥¥币B$＄ \u3000"
        and (match := _MONEY_BEFORE.search(text, max(0, quantity.start - 6), quantity.start))
    ):
        money = (
            Unit("美元", "美元", Decimal(1), "currency")
            if match.group()[0] in "$＄"
            else Unit("元", "元", Decimal(1), "currency")
        )
        if quantity.row is None:
            return replace(quantity, start=match.start(), unit=money.name, row=money, kind="money")
        return replace(quantity, start=match.start())
    return quantity


def _shared(quantities: list[Quantity], text: str) -> list[Quantity]:
    """2、3、5万元 and 0.8个和1.2个百分点: numbers in a list take the unit, and the 万, of the last."""
    for i in range(len(quantities) - 2, -1, -1):
        one, following = quantities[i], quantities[i + 1]
        if following.start - one.end > 2 or not following.unit or text[one.end : following.start].strip() not in _LIST:
            continue
        if one.unit == "个" and following.unit == "个百分点":
            quantities[i] = replace(one, unit=following.unit, row=following.row, kind="points")
        elif _takes_unit(one, following, text):
            scale = 1
            if one.number.scale == 1 and one.number.mantissa < following.number.mantissa * 10:
                scale = following.number.scale
            number = replace(one.number, scale=one.number.scale * scale)
            quantities[i] = replace(
                one.scaled(scale), number=number, unit=following.unit, row=following.row, per=following.per, kind="list"
            )
    return quantities


def _takes_unit(one: Quantity, following: Quantity, text: str) -> bool:
    """Whether a bare number is one of a list of Arabic numbers; the number of a list item (。2、3个村) is none."""
    if one.unit or one.row or one.kind != "number" or one.number.chinese or following.number.chinese:
        return False
    return one.start > 0 and text[one.start - 1] not in "\n。；（("


def _read(
    quantity: Quantity,
    around: Surroundings,
    bounds: Bounds,
    grammar: Grammar,
    cell: Cell | None,
    noise: tuple[tuple[int, int], ...],
) -> Read:
    text = around.document.text
    large = quantity.number.bare or quantity.number.scale >= 10_000
    ahead = bounds.ahead(text, quantity.start, bare=large)
    behind = bounds.behind(text, quantity.end)
    if (
        behind is None
        and quantity.row
        and quantity.row.dimension == "duration"
        and text[quantity.end : quantity.end + 1] == "内"
    ):
        behind = Bound("at_most", "内", quantity.end, quantity.end + 1)
    if _in_noise(noise, quantity.number_start):
        judged = Judged("noise", "noise")
    elif cell is not None:
        quantity, judged = in_cell(quantity, cell, around.document, grammar)
    else:
        judged = judge(quantity, around, bounded=bool(ahead or behind))
    if judged.unit:
        row = grammar.units.rows[judged.unit][0]
        quantity = replace(quantity, unit=judged.unit, row=row)
    if quantity.unit == "度" and "电" in text[max(0, quantity.start - 10) : quantity.start]:
        quantity = replace(quantity, row=grammar.units.rows["度电"][0])
    start = ahead.start if ahead else quantity.start
    end = behind.end if behind else quantity.end
    qualifier, word = _qualifier(quantity, ahead, behind)
    low, high = _ends(quantity, qualifier)
    return Read(quantity, judged, start, end, qualifier, word, low, high)


def _in_noise(noise: tuple[tuple[int, int], ...], start: int) -> bool:
    i = bisect_right(noise, (start, len(noise) and noise[-1][1] + start)) - 1
    return i >= 0 and start < noise[i][1]


def _qualifier(quantity: Quantity, ahead: Bound | None, behind: Bound | None) -> tuple[str, str]:
    words = "…".join(bound.word for bound in (ahead, behind) if bound)
    if quantity.value is None:
        return "range", words or ("" if quantity.kind == "range" or quantity.word == "两数" else quantity.word)
    if ahead and (ahead.qualifier != "about" or behind is None):
        return ahead.qualifier, words
    if behind:
        return behind.qualifier, words
    if quantity.word == "来":
        return "about", "来"
    return ("at_least", quantity.word) if quantity.word else ("exact", "")


def _ends(quantity: Quantity, qualifier: str) -> tuple[Value | None, Value | None]:
    """What the words say of the lower and the upper end, and no more: 5%以上 has no upper end, 160多个 ends before 170."""
    if qualifier == "at_least":
        return quantity.low, quantity.high if quantity.word else None
    if qualifier == "at_most":
        return None, quantity.value
    if qualifier == "about":
        return None, None
    return quantity.low, quantity.high


def _two_sided(found: list[Read], text: str) -> list[Read]:
    """大于100并且小于300, 最多100最少20个: one range."""
    out: list[Read] = []
    for read in found:
        if (
            out
            and {out[-1].qualifier, read.qualifier} == {"at_least", "at_most"}
            and out[-1].end <= read.start <= out[-1].end + 3
        ):
            both = _merged(out[-1], read, text)
            if both:
                out[-1] = both
                continue
        out.append(read)
    return out


def _merged(first: Read, second: Read, text: str) -> Read | None:
    low, high = (first, second) if first.qualifier == "at_least" else (second, first)
    least, most = low.quantity.value, high.quantity.value
    if least is None or most is None or least >= most or not _BOTH.fullmatch(text, first.end, second.start):
        return None
    if first.quantity.unit not in ("", second.quantity.unit) or first.quantity.word or second.quantity.word:
        return None
    quantity = replace(
        second.quantity,
        start=first.quantity.start,
        number_start=first.quantity.number_start,
        low=least,
        value=None,
        high=most,
        kind="range",
    )
    word = f"{first.word}…{second.word}"
    return Read(quantity, second.judged, first.start, second.end, "range", word, least, most)


def _followed(found: list[Read], text: str) -> Iterator[Read]:
    """In 17、18日 and 三、五届 the first of the list falls with the last; spans of neighbours do not overlap."""
    for i, read in enumerate(found):
        if i + 1 < len(found):
            following = found[i + 1]
            if read.quantity.kind == "list" and not following.kept and following.quantity.unit == read.quantity.unit:
                read = replace(read, judged=following.judged)
            if read.end > following.quantity.start:
                read = replace(read, end=min(read.end, max(read.quantity.end, following.start)))
        yield read


def per_of(text: str, quantity: Quantity, units: Units) -> str:
    """What the figure is per: 人 in 人均纯收入12000元, 亩 in 每亩补贴300元; empty for shares."""
    if quantity.per:
        return quantity.per
    if quantity.row is None or quantity.row.dimension in ("ratio", "multiple", "age"):
        return ""
    low = max(0, quantity.start - 24)
    window = text[low : quantity.start]
    if "每" not in window and "均" not in window:
        return ""
    window = _CLAUSE.split(window)[-1]
    found = list(units.each.finditer(window))
    if not found:
        return ""
    last = str(found[-1]["mean"] or found[-1]["each"])
    if len(found) > 1 and found[-2].end() == found[-1].start() and found[-2]["each"]:  # 每人每月
        return f"{found[-2]['each']}·{last}"
    return last


def find_readings(
    document: Document, sentences: tuple[Sentence, ...], dates: tuple[Date, ...], *, extra: Path | None = None
) -> tuple[Reading, ...]:
    """Every number of the text with its reading, kept as a figure or not, and why not; withheld figures are among them."""
    readings = [_reading(read) for read in read_all(document, sentences, dates, extra=extra)]
    for gap in find_gaps(document, load_grammar(extra).units):
        unit = gap.unit.name if gap.unit else ""
        readings.append(Reading(start=gap.start, end=gap.end, unit=unit, kept=True, rule=gap.kind))
    return tuple(sorted(readings, key=lambda reading: (reading.start, reading.end)))


def _reading(read: Read) -> Reading:
    quantity = read.quantity
    factor = quantity.row.factor if quantity.unit in ("成", "‰") and quantity.row else 1
    unit = "%" if factor != 1 else quantity.unit
    value, low, high = (_number(x, factor) for x in (quantity.value, read.low, read.high))
    return Reading(
        start=read.start,
        end=read.end,
        value=None if quantity.number.unreadable else value,
        low=low,
        high=high,
        unit=unit,
        kept=read.kept,
        reason=read.judged.reason,
        rule=read.judged.rule,
    )


def _number(value: Value | None, factor: Decimal | int = 1) -> float | None:
    return None if value is None else float(value * factor)


def find_figures(
    document: Document, sentences: tuple[Sentence, ...], dates: tuple[Date, ...], *, extra: Path | None = None
) -> tuple[Figure, ...]:
    """The figures of the text and the places where it withholds one, in order, without subject, place and time."""
    units = load_grammar(extra).units
    starts = [sentence.start for sentence in sentences]
    texts: dict[int, str] = {}

    def holder(start: int) -> tuple[Sentence | None, str]:
        i = bisect_right(starts, start) - 1
        if i < 0 or start >= sentences[i].end:
            return None, ""
        if i not in texts:
            texts[i] = " ".join(document.text[sentences[i].start : sentences[i].end].split())
        return sentences[i], texts[i]

    figures = [
        _figure(document, read, units, *holder(read.quantity.number_start))
        for read in read_all(document, sentences, dates, extra=extra)
        if read.kept
    ]
    taken = [(figure.start, figure.end) for figure in figures]
    for gap in find_gaps(document, units):
        i = bisect_right(taken, (gap.start, gap.end)) - 1
        if (i >= 0 and gap.start < taken[i][1]) or (i + 1 < len(taken) and taken[i + 1][0] < gap.end):
            continue
        sentence, words = holder(gap.start)
        if sentence is None or sentence.role != "noise":
            figures.append(_withheld(document, gap, sentence, words))
    return tuple(sorted(figures, key=lambda figure: (figure.start, figure.end)))


def _figure(document: Document, read: Read, units: Units, sentence: Sentence | None, words: str) -> Figure:
    quantity, text = read.quantity, document.text
    row = quantity.row
    factor = row.factor if row else Decimal(1)
    return Figure(
        id=f"q{document.raw_span(quantity.number_start, quantity.number_end)[0]:06d}",
        text=text[read.start : read.end].strip(),
        start=read.start,
        end=read.end,
        sentence=words,
        section=sentence.section if sentence else "",
        value=_number(quantity.value),
        value_low=_number(read.low),
        value_high=_number(read.high),
        unit=quantity.unit,
        base_value=_number(quantity.value, factor) if row else None,
        base_unit=row.base if row else "",
        dimension=row.dimension if row else "count",
        per=per_of(text, quantity, units),
        qualifier=read.qualifier,
        bound_word=read.word,
        rule=read.judged.rule,
        number_start=quantity.number_start,
        number_end=quantity.number_end,
    )


def _withheld(document: Document, gap: Gap, sentence: Sentence | None, words: str) -> Figure:
    unit = gap.unit
    return Figure(
        id=f"m{document.raw_span(gap.start, gap.end)[0]:06d}",
        text=document.text[gap.start : gap.end],
        start=gap.start,
        end=gap.end,
        sentence=words,
        section=sentence.section if sentence else "",
        unit=unit.name if unit else "",
        base_unit=unit.unit.base if unit else "",
        dimension=unit.unit.dimension if unit else "count",
        per=unit.per if unit else "",
        rule=gap.kind,
        missing=gap.kind,
        number_start=gap.start,
        number_end=gap.start,
    )
