"""Second readings of the same words, for `baobiao explain` only: they are said beside the first, never instead of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.records import Reading

# 3斤 is 1500 g too. Grams, since other programs give masses so; the tables' base unit is kg.
_GRAMS = {
    "吨": Decimal(1_000_000),
    "公斤": Decimal(1000),
    "千克": Decimal(1000),
    "kg": Decimal(1000),
    "斤": Decimal(500),
    "市斤": Decimal(500),
    "两": Decimal(50),
}
_FROM_THE_END = re.compile(r"(?:最后|倒数第?)\Z")


def equivalents(text: str, readings: tuple[Reading, ...]) -> Iterator[Reading]:
    """Masses in grams; 分 as a hundredth of 元, where it may be a score or money; places counted from the end as negative."""
    for reading in readings:
        if reading.unit in _GRAMS:
            yield _scaled(reading, _GRAMS[reading.unit], "g")
        elif reading.unit == "分":
            yield _scaled(reading, Decimal("0.01"), "元")
        elif reading.value is not None and reading.reason in ("article", "ordinal"):
            before = _FROM_THE_END.search(text, max(0, reading.start - 3), reading.start)
            if before:
                yield Reading(
                    start=before.start(), end=reading.end, value=-reading.value, reason="ordinal", rule="from_the_end"
                )


def _scaled(reading: Reading, factor: Decimal, unit: str) -> Reading:
    value, low, high = (
        None if x is None else float(Decimal(str(x)) * factor) for x in (reading.value, reading.low, reading.high)
    )
    return Reading(
        start=reading.start, end=reading.end, value=value, low=low, high=high, unit=unit, reason="equivalent", rule=unit
    )
