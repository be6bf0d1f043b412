"""Units and classifiers: what may stand behind a number, what it counts or measures, and in which base unit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from extractors.rules import RuleError, load_rows, one_of

PACKAGE = "extractors.figures"
DIMENSIONS = frozenset(
    [
        "count",
        "person",
        "person_times",
        "household",
        "currency",
        "ratio",
        "length",
        "area",
        "mass",
        "volume",
        "energy",
        "power",
        "duration",
        "age",
        "multiple",
    ]
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of units.tsv: one `name` is `factor` of `base`; `not_before` is what makes it the beginning of another word."""

    name: str
    base: str
    factor: Decimal
    dimension: str
    not_before: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit in the text: as written (`套（间）`, `元/人`), its row, where it ends, and what it is per (人)."""

    name: str
    unit: Unit
    end: int
    per: str = ""


@dataclass(frozen=True, slots=True)
class Units:
    """All units by name. A name may have several rows (块 is money and a classifier): the first that fits is taken."""

    rows: dict[str, tuple[Unit, ...]]
    lengths: dict[str, tuple[int, ...]]  # by first character, longest first
    alternative: re.Pattern[str]
    per: re.Pattern[str]  # behind a unit: 元/人
    each: re.Pattern[str]  # before a number: 每亩补贴120元, 人均纯收入8000元

    def at(self, text: str, start: int) -> UnitMatch | None:
        """The longest unit that begins at `start`, with its alternative in brackets and its denominator."""
        unit, end = self.bare(text, start)
        if unit is None:
            return None
        follow = text[end : end + 1]
        if not follow or follow not in "（(/／每":
            return UnitMatch(unit.name, unit, end)
        name, per = unit.name, ""
        if match := self.alternative.match(text, end):
            end = match.end()
            times = self.rows.get(f"{name}次", ()) if match["other"] == "次" else ()
            unit = times[0] if times else unit  # 人（次） is 人次
            name = times[0].name if times else f"{name}（{match['other']}）"
        if match := self.per.match(text, end):
            end, per = match.end(), match["per"]
            name = f"{name}/{per}"
        return UnitMatch(name, unit, end, per)

    def bare(self, text: str, start: int) -> tuple[Unit | None, int]:
        """The row of the longest unit that begins at `start`, and its end."""
        for length in self.lengths.get(text[start : start + 1], ()):
            name = text[start : start + length]
            for unit in self.rows.get(name, ()):
                if unit.not_before is None or not unit.not_before.match(text, start + len(name)):
                    return unit, start + len(name)
        return None, start


@cache
def load_units(extra: Path | None = None) -> Units:
    """The units of units.tsv and of the user's file of that name. Raises RuleError for an unknown dimension or a bad factor."""
    rows: dict[str, tuple[Unit, ...]] = {}
    for row in load_rows(PACKAGE, "units.tsv", ("unit", "base_unit", "factor", "dimension", "not_before"), extra):
        if row["dimension"] not in DIMENSIONS:
            raise RuleError(
                f"units.tsv: {row['unit']}: unknown dimension {row['dimension']!r}; allowed: {', '.join(sorted(DIMENSIONS))}"
            )
        try:
            factor = Decimal(row["factor"])
        except ArithmeticError as error:
            raise RuleError(f"units.tsv: {row['unit']}: factor {row['factor']!r} is no number") from error
        stops = "|".join(row["not_before"].split())
        unit = Unit(row["unit"], row["base_unit"], factor, row["dimension"], re.compile(stops) if stops else None)
        rows[unit.name] = (*rows.get(unit.name, ()), unit)
    return Units(rows, _lengths(rows), re.compile(r"[（(][ ]?(?P<other>[一-龥]{1,3})[ ]?[)）]"), *_per(tuple(rows)))


def _lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for name in names:
        found.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _per(names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """`/人`, `每平方公里`, `/万人·天` behind a unit; `每亩`, `户均` before a number."""
    things = one_of(
        [
            *names,
            "村",
            "校",
            "班",
            "岗",
            "单位",
            "学年",
            "月",
            "季度",
            "季",
            "时",
            "乡镇",
            "社区",
            "企业",
            "支部",
            "机构",
            "s",
            "h",
            "d",
            "a",
        ]
    )
    behind = re.compile(rf"[ ]?(?:[/／]|每)[ ]?(?P<per>[百千万]?{things}(?:[·.]{things})?)(?![一-龥]{{0,2}}均)")
    before = re.compile(
        rf"每(?:一)?(?P<each>[百千万]?{things})|(?P<mean>人|户|亩|村|年|日|月|校|班|师|地|县|镇|乡|车|头|株|床|单位|公里)均"
    )
    return behind, before


@dataclass(frozen=True, slots=True)
class Compound:
    """Smaller units behind a greater one (五元三毛): `parts` are their factors in the greater; `next` is read without name (五块六)."""

    parts: dict[str, Decimal]
    next: Decimal | None


@cache
def load_compounds(extra: Path | None = None) -> dict[str, Compound]:
    """compounds.tsv by the greater unit."""
    found: dict[str, Compound] = {}
    for row in load_rows(PACKAGE, "compounds.tsv", ("unit", "part", "factor", "unnamed"), extra):
        factor = Decimal(row["factor"])
        old = found.get(row["unit"], Compound({}, None))
        found[row["unit"]] = Compound({**old.parts, row["part"]: factor}, factor if row["unnamed"] else old.next)
    return found
