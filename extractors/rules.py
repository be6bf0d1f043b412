"""Rules as data: a name, a pattern, and examples of what it finds and what it leaves alone.

Rule files are TOML with an array of `[[rule]]` tables; word lists and tables are TSV with a header line. A user's folder
(`--rules DIR`) may hold files of the same names: their rules and rows come after the package's own. A file whose patterns
are not searched for but must begin or be the text says so: match = "match" or "fullmatch"; its examples are tested so.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]  # no public way leads to the parts of a pattern
from typing import Any

_MANY = 256  # characters of a range that are worth listing


class RuleError(ValueError):
    """A rule file that cannot be used; the message names the file, the place and what to do."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One named rule. `found` are texts in which the pattern must match, `left` texts in which it must not."""

    name: str
    pattern: re.Pattern[str]
    found: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    note: str = ""
    options: dict[str, Any] | None = None


def sources(package: str, name: str, extra: Path | None = None) -> list[tuple[str, str]]:
    """(where, text) of the package's own data file and of the user's file of that name, if there is one."""
    found = [(f"{package}/{name}", (files(package) / name).read_text(encoding="utf-8"))]
    if extra is not None and (extra / name).is_file():
        found.append((str(extra / name), (extra / name).read_text(encoding="utf-8-sig")))
    return found


@cache
def load_tables(
    package: str,
    name: str,
    key: str,
    required: frozenset[str],
    optional: frozenset[str] = frozenset(),
    extra: Path | None = None,
) -> tuple[dict[str, Any], ...]:
    """The `[[key]]` tables of a TOML file, each with all required and no unknown keys.

    Raises RuleError that names the file, the table and the allowed keys.
    """
    tables: list[dict[str, Any]] = []
    for where, text in sources(package, name, extra):
        try:
            content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise RuleError(f"{where}: not valid TOML: {error}") from error
        _refuse(where, "", set(content), frozenset({key}), frozenset({"note", "match"}))
        for number, table in enumerate(content.get(key, []), 1):
            _refuse(where, f"{key} {number} {table.get('name', '')}".strip(), set(table), required, optional)
            tables.append(table)
    return tuple(tables)


def _refuse(where: str, place: str, given: set[str], required: frozenset[str], optional: frozenset[str]) -> None:
    unknown, absent = given - required - optional, required - given
    here = f"{where}: {place}: " if place else f"{where}: "
    if unknown:
        raise RuleError(
            f"{here}unknown key {', '.join(sorted(unknown))}; allowed: {', '.join(sorted(required | optional))}"
        )
    if absent and place:
        raise RuleError(f"{here}key {', '.join(sorted(absent))} is missing")


@cache
def load_rules(
    package: str, name: str, extra: Path | None = None, options: frozenset[str] = frozenset()
) -> tuple[Rule, ...]:
    """The rules of a TOML file in order; patterns are compiled with re.VERBOSE. `options` names further allowed keys."""
    required, optional = frozenset({"name", "pattern"}), frozenset({"found", "left", "note"}) | options
    rules = []
    for table in load_tables(package, name, "rule", required, optional, extra):
        try:
            pattern = re.compile(table["pattern"], re.VERBOSE)
        except re.error as error:
            raise RuleError(f"{package}/{name}: rule {table['name']}: pattern does not compile: {error}") from error
        more = {option: table[option] for option in options if option in table}
        rules.append(
            Rule(
                table["name"],
                pattern,
                tuple(table.get("found", ())),
                tuple(table.get("left", ())),
                table.get("note", ""),
                more,
            )
        )
    return tuple(rules)


@cache
def load_rows(
    package: str, name: str, columns: tuple[str, ...], extra: Path | None = None
) -> tuple[dict[str, str], ...]:
    """The rows of a TSV file with exactly these columns; lines that begin with # are comments, missing last cells are empty."""
    rows = []
    for where, text in sources(package, name, extra):
        lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
        if not lines or tuple(lines[0][1].split("\t")) != columns:
            raise RuleError(f"{where}: the first line must name the columns {', '.join(columns)}, tabs between")
        for number, line in lines[1:]:
            cells = line.split("\t")
            if len(cells) > len(columns):
                raise RuleError(
                    f"{where}:{number}: {len(cells)} cells where {len(columns)} are allowed: {', '.join(columns)}"
                )
            rows.append(dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True)))
    return tuple(rows)


def one_of(words: tuple[str, ...] | list[str] | set[str] | frozenset[str]) -> str:
    """A pattern that matches any of the words, the longest that fits; words that begin alike share their beginning."""
    tree: dict[str, Any] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return f"(?:{_branches(tree)})"


def _branches(tree: dict[str, Any]) -> str:
    """The pattern of what may follow in a tree of characters, in which an empty one marks the end of a word."""
    parts = [re.escape(char) + _branches(further) for char, further in tree.items() if char]
    together = "|".join(parts)
    if "" in tree:
        return f"(?:{together})?" if parts else ""
    return together if len(parts) == 1 else f"(?:{together})"


def first_characters(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """The characters with which a match can begin, rather too many than too few; None where that may be any.

    A look into this set spares most calls of a large pattern that is tried at known places.
    """
    found, empty = _first(_parser.parse(pattern.pattern, pattern.flags & re.VERBOSE))
    return None if found is None or empty or pattern.flags & re.IGNORECASE else frozenset(found)


def _first(parts: Iterable[Any]) -> tuple[set[str] | None, bool]:
    """The first characters of a parsed pattern, and whether it can match without taking any."""
    found: set[str] = set()
    for op, value in parts:
        optional = False
        match str(op):
            case "LITERAL":
                return found | {chr(value)}, False
            case "IN":
                inside = [_members(str(kind), what) for kind, what in value]
                return (None if None in inside else found.union(*filter(None, inside))), False
            case "BRANCH":
                choices = [_first(branch) for branch in value[1]]
            case "SUBPATTERN":
                choices = [_first(value[3])]
            case "ATOMIC_GROUP":
                choices = [_first(value)]
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                choices, optional = [_first(value[2])], value[0] == 0
            case "ASSERT" | "ASSERT_NOT" | "AT":
                continue
            case _:
                return None, False
        for characters, empty in choices:
            if characters is None:
                return None, False
            found |= characters
            optional = optional or empty
        if not optional:
            return found, False
    return found, True


def _members(kind: str, value: Any) -> set[str] | None:
    """The characters of one piece of a character class; None for a large or an open one."""
    if kind == "LITERAL":
        return {chr(value)}
    if kind == "RANGE" and value[1] - value[0] < _MANY:
        return {chr(code) for code in range(value[0], value[1] + 1)}
    return None
