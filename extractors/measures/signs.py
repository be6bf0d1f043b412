"""Ways of writing as rules, each searched for only where one of its signs stands."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from extractors.measures.cues import PACKAGE
from extractors.rules import Rule, load_rules

_END = (0, sys.maxsize, sys.maxsize)  # behind all signs


@cache
def signed_rules(name: str, extra: Path | None = None) -> tuple[Rule, ...]:
    """The rules of roles.toml or announcements.toml. `signs` are words of which every match holds one; a rule without signs is always asked."""
    return load_rules(PACKAGE, name, extra, frozenset({"role", "signs"}))


class Signs:
    """The places of the signs of all rules in a text, found in one pass."""

    def __init__(self, text: str, extra: Path | None) -> None:
        automaton, self._names, self._always = _signs(extra)
        self._found = sorted(automaton.find_matches_as_indexes(text, overlapping=True), key=itemgetter(1))

    def rules(self, spans: Iterable[tuple[int, int]]) -> Iterator[frozenset[str]]:
        """For each of the ordered spans the names of the rules that can match in it."""
        found = iter(self._found)
        number, sign, _ = next(found, _END)
        for start, end in spans:
            names = self._always
            while sign < end:
                if sign >= start:
                    names |= self._names[number]
                number, sign, _ = next(found, _END)
            yield names


@cache
def _signs(extra: Path | None) -> tuple[Any, tuple[set[str], ...], frozenset[str]]:
    """Finds the signs; the rules of each; the rules without signs."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    names: dict[str, set[str]] = {}
    always = set()
    for rule in (*signed_rules("roles.toml", extra), *signed_rules("announcements.toml", extra)):
        if not (rule.options or {}).get("signs"):
            always.add(rule.name)
        for sign in (rule.options or {}).get("signs", ()):
            names.setdefault(sign, set()).add(rule.name)
    automaton = AhoCorasick(tuple(names), matchkind=MatchKind.Standard, implementation=Implementation.DFA)
    return automaton, tuple(names.values()), frozenset(always)
