"""Administrative divisions of China from province to township, 1981-2024, with the years in which each was in force.

Made by `build_gazetteer.py`, which names the sources. Loaded on first use, in less than 0.1 s.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from extractors.places.names import township_stem
from extractors.rules import load_rows

if TYPE_CHECKING:
    from pathlib import Path

FOREVER = 9999  # `until` of a division that is in force
RANK = {"province": 1, "prefecture": 2, "county": 3, "township": 4, "village": 5}


class Division(NamedTuple):
    """One division under one name, code and prefecture. In force from the year `since` until the year before `until`."""

    code: str  # GB/T 2260, six digits; a township's has nine where a list gives it, else it is that of its county
    name: str  # 江夏区
    full: str  # 湖北省武汉市江夏区
    level: str  # province, prefecture, county, township
    since: int
    until: int
    now: str  # code under which the unit stands today: 532522 蒙自县 → 532503; empty where it was split or is gone
    into: tuple[str, ...] = ()  # codes that took it over
    stem: str = ""  # 江夏
    forms: tuple[str, ...] = ()  # other ways to write it with its kind: 红河州

    @property
    def unit(self) -> str:
        """What stays the same when a county is renamed, upgraded or given another code."""
        return self.now or self.code

    @property
    def county(self) -> str:
        """Code of the county, six digits."""
        return self.code[:6]

    @property
    def province(self) -> str:
        return self.code[:2] + "0000"

    @property
    def prefecture(self) -> str:
        """Code of its prefecture; there need not be one (北京市, 仙桃市)."""
        return self.code[:4] + "00"

    def covers(self, year: int | None) -> bool:
        """Whether it was in force in the year; without a year, whether it is today."""
        return self.until == FOREVER if year is None else self.since <= year < self.until


def _lines(name: str) -> list[str]:
    data = (files("extractors.places") / name).read_bytes()
    return gzip.decompress(data).decode("utf-8").split("\n")


@cache
def divisions() -> tuple[Division, ...]:
    """All provinces, prefectures and counties, sorted by code and year."""
    found = []
    for line in _lines("divisions.tsv.gz"):
        if line:
            code, name, full, level, since, until, now, into, short, forms = line.split("\t")
            more = tuple(into.split(";")) if into else (), short, tuple(forms.split(";")) if forms else ()
            found.append(Division(code, name, full, level, int(since), int(until), now, *more))
    return tuple(found)


@cache
def by_code() -> dict[str, tuple[Division, ...]]:
    """Divisions that carry or carried a code, oldest first."""
    found: dict[str, tuple[Division, ...]] = {}
    for division in divisions():
        found[division.code] = (*found.get(division.code, ()), division)
    return found


@cache
def by_name(extra: Path | None = None) -> dict[str, tuple[Division, ...]]:
    """Divisions by each way to write them with their kind: full name, 红河州, 科右前旗; not by stem."""
    found: dict[str, list[Division]] = {}
    for division in divisions():
        for form in (division.name, *division.forms):
            found.setdefault(form, []).append(division)
    for row in load_rows("extractors.places", "aliases.tsv", ("short", "name"), extra):
        found.setdefault(row["short"], []).extend(found.get(row["name"], ()))
    return {name: tuple(dict.fromkeys(same)) for name, same in found.items()}


@cache
def by_stem() -> dict[str, tuple[Division, ...]]:
    """Divisions by what is left without their kind, at least two characters: 江夏, 恩施."""
    found: dict[str, list[Division]] = {}
    for division in divisions():
        if len(division.stem) > 1 and division.stem != division.name:
            found.setdefault(division.stem, []).append(division)
    return {name: tuple(same) for name, same in found.items()}


@cache
def in_year(code: str, year: int | None = None) -> Division | None:
    """The division that carries the code in the year (today), or else the one nearest to it in time."""
    same = by_code().get(code, ())
    return closest(same, year) if same else None


def closest(same: tuple[Division, ...] | list[Division], year: int | None = None) -> Division:
    """Of the divisions the one in force in the year (today), or else the one nearest to it in time."""
    when = 2100 if year is None else year
    return min(same, key=lambda d: (not d.covers(year), max(d.since - when, when - d.until, 0), -d.since))


@cache
def by_unit() -> dict[str, tuple[Division, ...]]:
    """Divisions that are or were the same unit: 玉环县 and 玉环市; in the order of `divisions`."""
    found: defaultdict[str, list[Division]] = defaultdict(list)
    for division in divisions():
        found[division.unit].append(division)
    return {unit: tuple(same) for unit, same in found.items()}


@cache
def _townships() -> dict[str, str]:
    """Name → codes, each with the years in which the lists have it."""
    return dict(line.split("\t", 1) for line in _lines("townships.tsv.gz") if line)


@cache
def township_ends() -> frozenset[str]:
    """How names of townships end: their last three characters (no name is shorter), of a 街道 the last four too."""
    names = _townships()
    return frozenset((*(name[-3:] for name in names), *(name[-4:] for name in names if name.endswith("街道"))))


def townships_named(name: str) -> tuple[Division, ...]:
    """Townships of exactly this name (洞波乡 is 洞波瑶族乡 too), in order of their codes."""
    return _townships_of(name) if name in _townships() else ()


@cache
def _townships_of(name: str) -> tuple[Division, ...]:
    found = []
    for place in _townships()[name].split(";"):
        code, _, years = place.partition(":")
        since, until = (2000 + int(years[:2]), 2001 + int(years[2:])) if years else (2015, FOREVER)
        county = in_year(code[:6], since)
        if county:
            full = code[:6] if code.endswith("---") else code
            now = county.unit + full[6:]
            found.append(
                Division(full, name, county.full + name, "township", since, until, now, (), township_stem(name))
            )
    return tuple(found)


def lookup(name: str) -> tuple[Division, ...]:
    """What a name can mean: a name with its kind, a stem, a township, a code or a full name (湖北省武汉市江夏区).

    Today's divisions come first, then former ones, each from large to small.
    """
    found = list(by_code().get(name, ())) + list(by_name().get(name, ())) + list(townships_named(name))
    found += by_stem().get(name, ())
    if not found and len(name) > 4:
        found = [
            division
            for division in divisions()
            if division.full == name or (len(name) > 5 and division.full.endswith(name))
        ]
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda d: (d.until != FOREVER, RANK[d.level], d.code)))


def parents(division: Division) -> tuple[Division, ...]:
    """Its county, prefecture and province, the nearest first, as they were while it was in force."""
    year = None if division.until == FOREVER else division.until - 1
    codes = (division.code[:6], division.prefecture, division.province)
    above = [in_year(code, year) for code in dict.fromkeys(codes) if code != division.code]
    return tuple(parent for parent in above if parent and division.full.startswith(parent.full))


@cache
def units_above(division: Division) -> tuple[str, ...]:
    """The units of its county and prefecture at its time, its own left out."""
    year = None if division.covers(None) else division.since
    above = (in_year(division.county, year), in_year(division.prefecture, year))
    return tuple(unit.unit for unit in above if unit and unit.unit != division.unit)


def within(inner: str, outer: str) -> bool:
    """Whether the code lies in the other's territory or is the same: 532503 in 532500 in 530000."""
    if len(outer) == 6 and outer.endswith("00"):
        outer = outer[:2] if outer.endswith("0000") else outer[:4]
    return inner.startswith(outer)
