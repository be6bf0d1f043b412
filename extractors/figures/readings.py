"""Every number of a document read, judged and made a figure where it is one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from decimal import Decimal
from operator import attrgetter
from pathlib import Path

from extractors.document import Document
from extractors.figures.cells import in_table_line
from extractors.figures.missing import Gap, find_gaps
from extractors.figures.numerals import Value
from extractors.figures.quantities import Quantity, load_grammar
from extractors.figures.units import Units
from extractors.figures.weighing import Weighed, weigh_all
from extractors.records import Date, Figure, Reading, Sentence
from extractors.schema import made

_CLAUSE = re.compile(r"[，。；：,;:\n]")
_WINDOW = 24  # characters before a figure in which 每亩 or 人均 may stand
_NEVER_PER = frozenset({"ratio", "multiple", "age"})
_PEOPLE = frozenset({"person", "household"})
_ONE = Decimal(1)


def find_readings(
    document: Document, sentences: tuple[Sentence, ...], dates: tuple[Date, ...], *, extra: Path | None = None
) -> tuple[Reading, ...]:
    """Every number of the text with its reading, kept as a figure or not, and why not; withheld figures are among them."""
    readings = [_reading(weighed) for weighed in weigh_all(document, sentences, dates, extra=extra)]
    for gap in find_gaps(document, load_grammar(extra).units):
        unit = gap.unit.name if gap.unit else ""
        readings.append(Reading(start=gap.start, end=gap.end, unit=unit, kept=True, rule=gap.kind))
    return tuple(sorted(readings, key=lambda reading: (reading.start, reading.end)))


def _reading(weighed: Weighed) -> Reading:
    """成 and ‰ are read in percent."""
    quantity = weighed.quantity
    percent = quantity.row is not None and quantity.unit in ("成", "‰")
    factor = quantity.row.factor if quantity.row and percent else _ONE
    return Reading(
        start=weighed.start,
        end=weighed.end,
        value=None if quantity.number.unreadable else _number(quantity.value, factor),
        low=_number(weighed.low, factor),
        high=_number(weighed.high, factor),
        unit="%" if percent else quantity.unit,
        kept=weighed.kept,
        reason=weighed.judged.reason,
        rule=weighed.judged.rule,
    )


def _number(value: Value | None, factor: Decimal = _ONE) -> float | None:
    return None if value is None else float(value if factor is _ONE else value * factor)


def find_figures(
    document: Document, sentences: tuple[Sentence, ...], dates: tuple[Date, ...], *, extra: Path | None = None
) -> tuple[Figure, ...]:
    """The figures of the text and the places where it withholds one, in order, without subject, place and time."""
    units = load_grammar(extra).units
    holder = _Holder(document.text, sentences)
    figures = [
        _figure(document, weighed, units, *holder.at(weighed.quantity.number_start))
        for weighed in weigh_all(document, sentences, dates, extra=extra, plain_words=False)
        if not weighed.judged.reason
    ]
    withheld = []
    starts = [figure.start for figure in figures]
    for gap in find_gaps(document, units):
        if in_table_line(document, gap.start):
            continue
        i = bisect_left(starts, gap.end)  # the first figure behind the gap
        if i > 0 and figures[i - 1].end > gap.start:
            continue
        sentence, words = holder.at(gap.start)
        if sentence is None or sentence.role != "noise":
            withheld.append(_withheld(document, gap, sentence, words))
    return tuple(sorted([*figures, *withheld], key=attrgetter("start", "end")))


class _Holder:
    """The sentence that holds a position, with its words on one line."""

    def __init__(self, text: str, sentences: tuple[Sentence, ...]) -> None:
        self._text, self._sentences = text, sentences
        self._starts = [sentence.start for sentence in sentences]
        self._last: tuple[Sentence | None, str] = None, ""

    def at(self, position: int) -> tuple[Sentence | None, str]:
        i = bisect_right(self._starts, position) - 1
        if i < 0 or position >= self._sentences[i].end:
            return None, ""
        sentence = self._sentences[i]
        if self._last[0] is not sentence:
            self._last = sentence, " ".join(self._text[sentence.start : sentence.end].split())
        return self._last


def _figure(document: Document, weighed: Weighed, units: Units, sentence: Sentence | None, words: str) -> Figure:
    quantity, text, row = weighed.quantity, document.text, weighed.quantity.row
    value = _number(quantity.value)
    return made(
        Figure,
        id=f"q{document.starts[quantity.number_start]:06d}",
        text=text[weighed.start : weighed.end].strip(),
        start=weighed.start,
        end=weighed.end,
        sentence=words,
        section=sentence.section if sentence else "",
        value=value,
        value_low=value if weighed.low is quantity.value else _number(weighed.low),
        value_high=value if weighed.high is quantity.value else _number(weighed.high),
        unit=quantity.unit,
        base_value=(value if row.factor == 1 else _number(quantity.value, row.factor)) if row else None,
        base_unit=row.base if row else "",
        dimension=row.dimension if row else "count",
        per=_per(text, quantity, units),
        qualifier=weighed.qualifier,
        bound_word=weighed.word,
        rule=weighed.judged.rule,
        number_start=quantity.number_start,
        number_end=quantity.number_end,
    )


def _per(text: str, quantity: Quantity, units: Units) -> str:
    """What the figure is per: 人 in 人均纯收入12000元, 亩 in 每亩补贴300元, 人·月 in 每人每月; empty for shares."""
    if quantity.per:
        return quantity.per
    if quantity.row is None or quantity.row.dimension in _NEVER_PER:
        return ""
    low = max(0, quantity.start - _WINDOW)
    if text.find("每", low, quantity.start) < 0 and text.find("均", low, quantity.start) < 0:
        return ""
    if quantity.row.dimension in _PEOPLE and text.find("人均", low, quantity.start) >= 0:
        return ""  # 人均纯收入低于7800元的23户
    found = list(units.each.finditer(_CLAUSE.split(text[low : quantity.start])[-1]))
    if not found:
        return ""
    last = str(found[-1]["mean"] or found[-1]["each"])
    if len(found) > 1 and found[-2].end() == found[-1].start() and found[-2]["each"]:
        return f"{found[-2]['each']}·{last}"
    return last


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
