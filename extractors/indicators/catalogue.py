"""The catalogue of indicators: what each counts, under which names, and what looks like it and is something else."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.rules import RuleError, load_rows, load_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKAGE = "extractors.indicators"
REQUIRED = frozenset({"code", "label_zh", "label_en", "unit", "theme"})
OPTIONAL = frozenset(
    {
        "dimension",
        "names",
        "verbs",
        "also",
        "unless",
        "apart",
        "context",
        "ahead",
        "after",
        "units",
        "growth_of",
        "part",
        "cue",
        "wide",
        "change",
        "forms",
        "plausible",
        "found",
        "left",
        "note",
    }
)
PEOPLE = frozenset({"person", "person_times"})
DIMENSIONS = {
    "人": PEOPLE,
    "人次": PEOPLE,
    "户": frozenset({"household"}),
    "元": frozenset({"currency"}),
    "美元": frozenset({"currency"}),
    "%": frozenset({"ratio"}),
    "米": frozenset({"length"}),
    "公里": frozenset({"length"}),
    "亩": frozenset({"area"}),
    "平方米": frozenset({"area"}),
    "平方公里": frozenset({"area"}),
    "吨": frozenset({"mass"}),
    "立方米": frozenset({"volume"}),
    "千瓦时": frozenset({"energy"}),
    "千瓦": frozenset({"power"}),
    "岁": frozenset({"age"}),
    "年": frozenset({"duration"}),
}
COUNTED = frozenset({"count"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Indicator:
    """One indicator. Patterns are searched: `verbs` in the words around the name, `unless` in the clause, and so on.

    `verbs`: only where one of these governs the name (培训 党员): what was done, not what there is. `also`: words that may
    stand right before the name. `unless`: words of the clause that make it something else. `apart`: words of the sentence before the name that make it
    a part's (机关现有党员). `context`: words that must stand
    before the figure, within 120 characters; `ahead`: words that must follow it. `after`: words right after the figure that say it by themselves
    (N人 脱贫). `units`: units as written. `part`: may be introduced by 其中. `cue`: a right-hand name (N个 行政村) counts as
    the total only after words like 全县, 现有, 辖. `change`: it is a change by nature (万元GDP能耗 下降3%). `plausible`: bounds
    in the base unit. `wide`: of the wider catalogue. A table's `forms` are further ways of writing, each an Indicator here.
    """

    code: str
    label_zh: str
    label_en: str
    unit: str
    theme: str
    dimensions: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    verbs: re.Pattern[str] | None = None
    also: re.Pattern[str] | None = None
    also_before: re.Pattern[str] | None = None  # the same, at the end of the words before the name
    unless: re.Pattern[str] | None = None
    apart: re.Pattern[str] | None = None
    context: re.Pattern[str] | None = None
    ahead: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    units: re.Pattern[str] | None = None
    growth_of: str = ""
    part: bool = True
    cue: bool = True
    wide: bool = False
    change: bool = False
    plausible: tuple[float, float] | None = None
    found: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Catalogue:
    """All indicators with what is needed to find their names in a text."""

    indicators: tuple[Indicator, ...]
    by_name: dict[str, tuple[Indicator, ...]]
    growth: dict[str, Indicator]  # by the code of the level
    joint: dict[str, tuple[str, ...]]  # 城乡居民收入 → the two names that it stands for
    by_after: dict[str, tuple[re.Pattern[str], tuple[Indicator, ...]]]  # by dimension; the pattern is any of theirs
    automaton: Any = field(repr=False)

    def mentions(self, text: str, low: int, high: int) -> list[tuple[int, int]]:
        """Spans of all names in `text[low:high]`, longest first where they overlap."""
        spans: list[tuple[int, int, int]] = self.automaton.find_matches_as_indexes(text[low:high])
        return [(low + start, low + end) for _, start, end in spans]


@cache
def load_catalogue(extra: Path | None = None) -> Catalogue:
    """The package's catalogue, the user's own indicators after it. Raises RuleError for what cannot be used."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    tables = load_tables(PACKAGE, "indicators.toml", "indicator", REQUIRED, OPTIONAL, extra)
    indicators = tuple(_indicator(table) for table in tables)
    counts = Counter(item.code for item in indicators)
    twice = sorted(code for code, count in counts.items() if count > 1)
    if twice:
        raise RuleError(
            f"indicators.toml: code {', '.join(twice)} is given twice; choose another for your own indicator"
        )
    for item in indicators:
        if item.growth_of and item.growth_of not in counts:
            raise RuleError(f"indicators.toml: {item.code}: growth_of names no indicator: {item.growth_of}")
    ways = [*indicators, *(_indicator(_form(table, form)) for table in tables for form in table.get("forms", ()))]
    ways.sort(key=lambda item: (item.verbs is None, item.ahead is None, item.context is None))
    by_name: dict[str, tuple[Indicator, ...]] = {}
    for item in ways:
        for name in item.names:
            by_name[name] = (*by_name.get(name, ()), item)
    others = load_rows(PACKAGE, "other_names.tsv", ("name", "note"), extra)
    joint = {
        row["name"]: tuple(row["stands_for"].split(";"))
        for row in load_rows(PACKAGE, "joint_names.tsv", ("name", "stands_for"), extra)
    }
    for name, parts in joint.items():
        if any(part not in by_name for part in parts):
            raise RuleError(f"joint_names.tsv: {name}: stands for names of indicators, separated by ;")
    for row in (*others, *({"name": name} for name in joint)):
        by_name.setdefault(row["name"], ())
    automaton = AhoCorasick(
        sorted(by_name), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
    )
    return Catalogue(
        indicators=indicators,
        by_name=by_name,
        growth={item.growth_of: item for item in indicators if item.growth_of},
        joint=joint,
        by_after=_by_after(ways),
        automaton=automaton,
    )


def _any(patterns: Iterable[re.Pattern[str] | None]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns if pattern))


def _by_after(ways: list[Indicator]) -> dict[str, tuple[re.Pattern[str], tuple[Indicator, ...]]]:
    found: dict[str, tuple[re.Pattern[str], tuple[Indicator, ...]]] = {}
    for dimension in dimensions(tuple(ways)):
        items = tuple(item for item in ways if item.after and dimension in item.dimensions)
        if items:
            found[dimension] = _any(item.after for item in items), items
    return found


@lru_cache(4096)
def fitting(items: tuple[Indicator, ...], dimension: str, unit: str, *, right: bool = False) -> tuple[Indicator, ...]:
    """Those whose dimension and unit these are; before a name (`right`) people may be counted by 个: 327个 书记."""
    return tuple(
        item
        for item in items
        if (dimension in item.dimensions or (right and unit == "个" and item.dimensions == PEOPLE))
        and (item.units is None or item.units.search(unit) is not None)
    )


@lru_cache(4096)
def deeds(items: tuple[Indicator, ...]) -> tuple[tuple[tuple[Indicator, re.Pattern[str]], ...], re.Pattern[str] | None]:
    """Those that count what was done, with their verbs, and a pattern that is any of these."""
    done = tuple((item, item.verbs) for item in items if item.verbs is not None)
    patterns = list(dict.fromkeys(verbs for _, verbs in done))
    return done, (patterns[0] if len(patterns) == 1 else _any(patterns)) if done else None


@lru_cache(4096)
def dimensions(items: tuple[Indicator, ...]) -> frozenset[str]:
    """What any of them may be measured in."""
    return frozenset().union(*(item.dimensions for item in items))


def spelled(written: str) -> list[str]:
    """All spellings of a name with alternatives in braces: `{农村|农牧区}{常住|}居民收入` are four."""
    head, opening, rest = written.partition("{")
    if not opening:
        return [written]
    choices, _, tail = rest.partition("}")
    tails = spelled(tail)
    return [head + choice + end for choice in choices.split("|") for end in tails]


def _form(table: dict[str, Any], form: dict[str, Any]) -> dict[str, Any]:
    """A further way of writing: its own names and surroundings, all else as in the indicator's table."""
    own = {"names", "verbs", "context", "ahead", "after", "forms"}
    return {key: value for key, value in table.items() if key not in own} | form


def _indicator(table: dict[str, Any]) -> Indicator:
    unknown = {key for form in table.get("forms", ()) for key in form} - OPTIONAL
    if unknown:
        raise RuleError(f"indicators.toml: {table['code']}: unknown key {', '.join(sorted(unknown))} in forms")
    patterns: dict[str, Any] = {}
    for key in ("verbs", "also", "unless", "apart", "context", "ahead", "after", "units"):
        if key in table:
            try:
                patterns[key] = re.compile(table[key])
            except re.error as error:
                raise RuleError(f"indicators.toml: {table['code']}: {key} does not compile: {error}") from error
    growth = table.get("growth_of", "")
    if not growth and not table.get("names") and "after" not in table:
        raise RuleError(f"indicators.toml: {table['code']}: names (or after, or growth_of) must say how it is written")
    bounds = table.get("plausible")
    if bounds is not None and not (len(bounds) == 2 and bounds[0] <= bounds[1]):
        raise RuleError(f"indicators.toml: {table['code']}: plausible wants [least, most]")
    rest = {key: table[key] for key in ("part", "cue", "wide", "change", "note") if key in table}
    return Indicator(
        **{key: table[key] for key in REQUIRED},
        **patterns,
        **rest,
        dimensions=frozenset(table.get("dimension", DIMENSIONS.get(table["unit"], COUNTED))),
        names=tuple(dict.fromkeys(name for written in table.get("names", ()) for name in spelled(written))),
        also_before=re.compile(f"(?:{table['also']})$") if "also" in table else None,
        growth_of=growth,
        plausible=(float(bounds[0]), float(bounds[1])) if bounds else None,
        found=tuple(table.get("found", ())),
        left=tuple(table.get("left", ())),
    )
