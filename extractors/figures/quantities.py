"""What a number phrase is: a number with its unit, before anybody asks whether it is a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.figures.numbers import Number, beginnings
from extractors.figures.numerals import Value, step
from extractors.figures.units import Compound, Unit, Units, load_compounds, load_units

PERCENT = Unit("%", "%", Decimal(1), "ratio")
SHARE = Unit("", "%", Decimal(100), "ratio")  # 三分之二, 一半: no unit in the text, percent as base
RATIO = Unit("", "", Decimal(1), "ratio")  # a part of 1:2.5


class Quantity(NamedTuple):
    """One number phrase. `low` and `high` are the ends that the number itself names; both equal `value` where it is one.

    `word` says why the number is not exact (多, 余, 几, 来, 数, 两数); `kind` what sort of phrase it is: number, percent,
    money, count, range, ratio, … (clock and code are no quantities, and kept to say so).
    """

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
    word: str = ""
    kind: str = "number"

    def scaled(self, factor: Value) -> Quantity:
        """The same with all numbers multiplied."""
        low, value, high = ((None if x is None else x * factor) for x in (self.low, self.value, self.high))
        return self._replace(low=low, value=value, high=high)

    def plus(self, extra: Decimal) -> Quantity:
        """The same with all numbers raised: 半 in 两公里半."""
        low, value, high = ((None if x is None else x + extra) for x in (self.low, self.value, self.high))
        return self._replace(low=low, value=value, high=high)

    def opened(self, word: str) -> Quantity:
        """The same with 多 or 余 behind its unit: 三年多 goes up to four."""
        if self.low is None or self.word:
            return self
        return self._replace(high=self.low + step(self.low), word=word)


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the reading of quantities needs from the data files."""

    units: Units
    compounds: dict[str, Compound]
    numbers: re.Pattern[str]  # where a number may begin
    counting: re.Pattern[str]  # where one may begin that counts


@cache
def load_grammar(extra: Path | None = None) -> Grammar:
    """The grammar of the package and of the user's files."""
    units = load_units(extra)
    return Grammar(units, load_compounds(extra), beginnings(), beginnings(units.names))


def plain(number: Number) -> Quantity:
    """A number without anything around it."""
    low = number.value
    high = low if number.top is None else number.top * number.scale
    value = None if number.spread else low
    return Quantity(number.start, number.end, number.start, number.end, number, low, value, high, word=number.word)
