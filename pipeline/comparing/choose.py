"""Choosing rows of the compared tables by indicator, place, year and level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

LEVELS = ("province", "prefecture", "county", "township")


def level_of(code: str) -> str:
    """The level of a GB/T 2260 code (320000, 320500, 320581) or a township's nine digits; empty for no code."""
    if not code:
        return ""
    if len(code) > 6:
        return "township"
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def choose(
    made: dict[str, list[Any]],
    *,
    indicators: Collection[str] = (),
    regions: Collection[str] = (),
    years: Collection[str] = (),
    levels: Collection[str] = (),
) -> dict[str, list[Any]]:
    """The rows that meet every condition given.

    An indicator is a code, a family of codes (`econ.`) or a part of a label; a region is a code, its beginning without
    zeros (`42` for all of 湖北省) or a part of a name; a year must lie in the period (2013 in 2011/2015). Coverage has no
    period and is not chosen by year.
    """

    def wanted(row: Any) -> bool:
        return (
            (not indicators or any(_is(row.indicator, row.label_zh, word) for word in indicators))
            and (not regions or any(_is(row.region_code, row.region_name, word) for word in regions))
            and (not levels or level_of(row.region_code) in levels)
            and (not years or not hasattr(row, "period") or any(_in(row.period, year) for year in years))
        )

    return {name: [row for row in rows if wanted(row)] for name, rows in made.items()}


def _is(code: str, label: str, word: str) -> bool:
    return code.startswith(word) if word.isascii() else word in label


def _in(period: str, year: str) -> bool:
    first, _, last = period.partition("/")
    return bool(period) and first[:4] <= year <= (last or first)[:4]
