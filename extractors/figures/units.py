"""Units and classifiers: what may stand behind a number, what it counts or measures, and in which base unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

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
_KINDS = {"个百分点": "points", "百分点": "points", "个千分点": "points", "千分点": "points"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of units.tsv: one `name` is `factor` of `base`; `kind` is what sort of figure it makes: percent, money, person, …"""

    name: str
    base: str
    factor: Decimal
    dimension: str
    kind: str = ""


class _Names(NamedTuple):
    """The units that begin with one character: a pattern with a group for each, longest first, and their rows."""

    pattern: re.Pattern[str]
    rows: tuple[Unit, ...]


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
    names: dict[str, _Names]  # by first character
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
        names = self.names.get(text[start : start + 1])
        match = names.pattern.match(text, start) if names else None
        if names is None or match is None or match.lastindex is None:
            return None, start
        return names.rows[match.lastindex - 1], match.end()


@cache
def load_units(extra: Path | None = None) -> Units:
    """The units of units.tsv and of the user's file of that name. Raises RuleError for an unknown dimension or a bad factor."""
    rows: dict[str, tuple[Unit, ...]] = {}
    patterns: dict[str, list[tuple[str, Unit]]] = {}
    for row in load_rows(PACKAGE, "units.tsv", ("unit", "base_unit", "factor", "dimension", "not_before"), extra):
        unit = _unit(row)
        rows[unit.name] = (*rows.get(unit.name, ()), unit)
        stops = "|".join(row["not_before"].split())
        pattern = f"({re.escape(unit.name)})" + (f"(?!{stops})" if stops else "")
        patterns.setdefault(unit.name[0], []).append((pattern, unit))
    names = {first: _names(found) for first, found in patterns.items()}
    return Units(
        rows,
        names,
        re.compile(r"[（(](?!含|不含|其中|同|下|约|详|见|如|按|现|当|折)[ ]?(?P<other>[一-龥]{1,3})[ ]?[)）]"),
        *_per(tuple(rows)),
    )


def _unit(row: dict[str, str]) -> Unit:
    name, base, dimension = row["unit"], row["base_unit"], row["dimension"]
    if dimension not in DIMENSIONS:
        raise RuleError(f"units.tsv: {name}: unknown dimension {dimension!r}; allowed: {', '.join(sorted(DIMENSIONS))}")
    try:
        factor = Decimal(row["factor"])
    except ArithmeticError as error:
        raise RuleError(f"units.tsv: {name}: factor {row['factor']!r} is no number") from error
    kind = _KINDS.get(name) or ("percent" if base == "%" else "money" if dimension == "currency" else dimension)
    return Unit(name, base, factor, dimension, kind)


def _names(found: list[tuple[str, Unit]]) -> _Names:
    """Longest name first; rows of one name in the order of the file."""
    found = sorted(found, key=lambda pair: -len(pair[1].name))
    pattern = re.compile("|".join(pattern for pattern, _ in found))
    if pattern.groups != len(found):
        raise RuleError(f"units.tsv: {found[0][1].name}: write (?:…) for (…) in not_before")
    return _Names(pattern, tuple(unit for _, unit in found))


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
            "生",
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
        rf"每(?:一)?(?P<each>[百千万]?{things})|(?P<mean>人|户|生|亩|村|年|日|月|校|班|师|地|县|镇|乡|车|头|株|床|单位|公里)均"
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
