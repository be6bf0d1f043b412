"""What is no figure though it looks like one, and why: ordinals, dates, codes, formulas, names (left_out.toml, formulas.txt)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extractors.figures.numerals import DIGITS, GROUPS, PLACES
from extractors.figures.units import PACKAGE
from extractors.rules import RuleError, first_characters, load_tables, sources

_HAN = "[" + "".join(DIGITS) + "".join(PLACES) + "".join(GROUPS) + "几]"
_NUM = r"[\d.," + _HAN[1:]
_WINDOW = 16  # characters before a number that a rule may look at
_SEVERAL = "_several"
_FLAGS = frozenset({"before", "at", "after", "chinese", "arabic", "unitless", "note"})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One rule: all of its patterns must match beside the number."""

    name: str
    reason: str
    before: re.Pattern[str] | None
    at: re.Pattern[str] | None
    after: re.Pattern[str] | None
    chinese: bool | None
    unitless: bool
    found: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    behind: frozenset[str] | None = None  # characters with which `after` can begin; None: with any

    def matches(self, text: str, start: int, end: int) -> bool:
        """Whether the rule speaks against the number at `text[start:end]`."""
        return (
            (self.at is None or self.at.match(text, start) is not None)
            and (self.after is None or self.after.match(text, end) is not None)
            and (self.before is None or self.before.search(text, max(0, start - _WINDOW), start) is not None)
        )


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules for one kind of number: those with one pattern in one alternation each, the others in order.

    Group `_several` of `at` and `after` says that one of the others may match.
    """

    at: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str] | None
    several: tuple[LeftOut, ...]
    several_after: tuple[LeftOut, ...]  # those of them that look behind the number
    behind: frozenset[str] | None  # characters with which `after` can begin; None: with any
    reasons: dict[str, str]

    def against(self, text: str, start: int, end: int) -> tuple[str, str] | None:
        """(reason, rule) of the first rule that speaks against the number, else None."""
        before = self.before.search(text, max(0, start - _WINDOW), start) if self.before else None
        if before and before.lastgroup:
            return self.reasons[before.lastgroup], before.lastgroup
        at = self.at.match(text, start)
        if at and at.lastgroup in self.reasons:
            return self.reasons[at.lastgroup], at.lastgroup
        follow = text[end : end + 1]
        after = self.after.match(text, end) if self.behind is None or follow in self.behind else None
        if after and after.lastgroup in self.reasons:
            return self.reasons[after.lastgroup], after.lastgroup
        if at is None and after is None:
            return None
        for rule in self.several if at else self.several_after:
            if (rule.behind is None or follow in rule.behind) and rule.matches(text, start, end):
                return rule.reason, rule.name
        return None


@cache
def load_left_out(extra: Path | None = None) -> tuple[LeftOut, ...]:
    """The rules of left_out.toml and of the user's file of that name. Raises RuleError where a pattern does not compile."""
    tables = load_tables(
        PACKAGE, "left_out.toml", "rule", frozenset({"name", "reason", "found", "left"}), _FLAGS, extra
    )
    return tuple(_rule(table) for table in tables)


def _rule(table: dict[str, Any]) -> LeftOut:
    patterns = {}
    for key in ("before", "at", "after"):
        source = table.get(key)
        try:
            patterns[key] = _compiled(source + (r"\Z" if key == "before" else "")) if source else None
        except re.error as error:
            raise RuleError(f"left_out.toml: rule {table['name']}: {key} does not compile: {error}") from error
    chinese = True if table.get("chinese") else False if table.get("arabic") else None
    found, left = tuple(table["found"]), tuple(table["left"])
    return LeftOut(
        table["name"],
        table["reason"],
        **patterns,
        chinese=chinese,
        unitless=bool(table.get("unitless")),
        found=found,
        left=left,
        behind=first_characters(patterns["after"]) if patterns["after"] else None,
    )


def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source.replace("NUM", f"(?:{_NUM}+)").replace("HAN", _HAN))


@cache
def rule_set(*, chinese: bool, unitless: bool, extra: Path | None = None) -> RuleSet:
    """The rules that may speak against a number of this kind."""
    rules = [
        rule for rule in load_left_out(extra) if rule.chinese in (None, chinese) and (unitless or not rule.unitless)
    ]
    single = [rule for rule in rules if sum(p is not None for p in (rule.before, rule.at, rule.after)) == 1]
    several = tuple(rule for rule in rules if rule not in single)

    def together(key: str, others: list[re.Pattern[str] | None]) -> re.Pattern[str]:
        parts = [f"(?P<{rule.name}>{getattr(rule, key).pattern})" for rule in single if getattr(rule, key) is not None]
        more = "|".join(pattern.pattern for pattern in others if pattern is not None)
        return re.compile("|".join([*parts, f"(?P<{_SEVERAL}>{more or '(?!)'})"]))

    at = together("at", [rule.at for rule in several if rule.after is None])
    after = together("after", [rule.after for rule in several])
    before = together("before", []) if any(rule.before is not None for rule in single) else None
    reasons = {rule.name: rule.reason for rule in rules}
    behind = tuple(rule for rule in several if rule.after is not None)
    return RuleSet(at, after, before, several, behind, first_characters(after), reasons)


@cache
def load_formulas(extra: Path | None = None) -> dict[str, tuple[tuple[str, int], ...]]:
    """The fixed phrases of formulas.txt by each number character in them and its neighbour: (phrase, place of the character)."""
    found: dict[str, list[tuple[str, int]]] = {}
    for _, text in sources(PACKAGE, "formulas.txt", extra):
        for line in text.splitlines():
            if line and not line.startswith("#"):
                for i, char in enumerate(line):
                    if char in DIGITS or char in PLACES:
                        pair = line[i : i + 2] if i + 1 < len(line) else line[i - 1 :]
                        found.setdefault(pair, []).append((line, i))
    return {pair: tuple(phrases) for pair, phrases in found.items()}


def formula_at(text: str, start: int, extra: Path | None = None) -> bool:
    """Whether the number character at `start` belongs to a phrase of formulas.txt."""
    formulas = load_formulas(extra)
    for pair in (text[start : start + 2], text[max(0, start - 1) : start + 1]):
        for phrase, place in formulas.get(pair, ()):
            if start >= place and text.startswith(phrase, start - place):
                return True
    return False
