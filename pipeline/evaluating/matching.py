"""When a row of a table says the same as gold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.evaluating.gold import GoldFigure

Row = dict[str, str]

SURE = 0.9  # the contract: rows at 0.9 and above may be used unseen
TOLERANCE = 1e-3  # relative; one third is printed as .333
_SAME_UNIT = {
    "名": "人",
    "位": "人",
    "口人": "人",
    "％": "%",
    "百分点": "个百分点",
    "平米": "平方米",
    "㎡": "平方米",
    "千克": "公斤",
}


def squeeze(text: str) -> str:
    """Text without white space, quotes and brackets: how names are compared."""
    return re.sub(r"[\s“”\"'‘’《》〈〉「」『』\[\]()（）]", "", text)


def span(row: Row) -> tuple[int, int]:
    """The row's raw offsets, half-open; an empty span before the text where it has none."""
    start, end = number(row.get("char_start")), number(row.get("char_end"))
    return (int(start), int(end)) if start is not None and end is not None else (-1, -1)


def number(cell: str | None) -> float | None:
    """The number in a cell, None for an empty one or one that holds no number."""
    try:
        return float(cell) if cell else None
    except ValueError:
        return None


def sure(row: Row) -> bool:
    """Whether the row says of itself that it may be used unseen."""
    return (number(row.get("confidence")) or 0.0) >= SURE


def value_right(gold: GoldFigure, row: Row) -> bool:
    """Whether value and unit are right: of a range both ends. Units compare as written, with a few plain synonyms."""
    if gold.qualifier == "range":
        found = (number(row.get("value_low")), number(row.get("value_high")))
    else:
        found = (number(row.get("value")), number(row.get("value")))
    ends = all(
        got is not None and abs(got - want) <= TOLERANCE * max(abs(want), abs(got))
        for want, got in zip((gold.low, gold.high), found, strict=True)
    )
    return ends and _unit(row.get("unit", "")) in {_unit(unit) for unit in gold.units}


def subject_right(gold: GoldFigure, row: Row) -> bool:
    """Whether the subject holds one of the accepted head words."""
    subject = squeeze(row.get("subject", ""))
    return any(squeeze(head) in subject for head in gold.subjects)


def region_right(wanted: str, found: str) -> bool:
    """Whether the name found is the wanted place; names may be full or short, several may be accepted (`/`)."""
    return bool(found) and any(found.endswith(name) or name.endswith(found) for name in wanted.split("/"))


def names_of(row: Row, columns: Sequence[str]) -> set[str]:
    """The squeezed names by which a row goes."""
    return {squeeze(row.get(column, "")) for column in columns} - {""}


def _unit(unit: str) -> str:
    unit = unit.strip()
    return _SAME_UNIT.get(unit, unit)
