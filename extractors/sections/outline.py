"""Outline numbers: 一、 （一） 1. ① 第一， 一是 —— and what section they open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extractors.rules import first_characters, load_rules

PACKAGE = "extractors.sections"
RUN_IN = frozenset({"run_in", "must", "ordinal", "dash", "bullet", "circled"})  # also open running text
_HAN = {char: value for value, char in enumerate("零一二三四五六七八九十")}
_CIRCLED = ("①", "❶", "⑴")


class Marker(NamedTuple):
    """An outline number as written, its rule (`han`, `digit`, …), usual level (1 highest) and number; 0 if it has none."""

    text: str
    kind: str
    level: int
    number: int


@cache
def _pattern() -> tuple[re.Pattern[str], frozenset[str], dict[str, int]]:
    rules = load_rules(PACKAGE, "outline.toml", None, frozenset({"level"}))
    named = [f"(?P<{rule.name}>{rule.pattern.pattern.replace('?P<n>', '?:', 1)})" for rule in rules]
    pattern = re.compile("|".join(named), re.VERBOSE)
    return pattern, first_characters(pattern) or frozenset(), {r.name: (r.options or {})["level"] for r in rules}


_NUMBER = re.compile(r"[一二三四五六七八九十]+|[0-9]+|[①-⑳❶-❿⑴-⒇]")


def marker_at(text: str, start: int = 0) -> Marker | None:
    """The outline number that begins at `text[start]`, if one does."""
    pattern, begins, levels = _pattern()
    if text[start : start + 1] not in begins:
        return None
    match = pattern.match(text, start)
    if match is None or match.lastgroup is None:
        return None
    return Marker(match.group(), match.lastgroup, levels[match.lastgroup], _number(match.group()))


def _number(marker: str) -> int:
    found = _NUMBER.search(marker)
    if found is None:
        return 0
    digits = found.group()
    if digits[0].isascii():
        return int(digits)
    if digits[0] in _HAN:
        tens, ten, ones = digits.rpartition("十")
        return (_HAN.get(tens, 1) * 10 if ten else 0) + _HAN.get(ones, 0)
    return next(
        ord(digits) - ord(first) + 1 for first in reversed(_CIRCLED) if ord(digits) >= ord(first) or first == "①"
    )


@dataclass(frozen=True, slots=True)
class Open:
    """A heading that is open: its text (with number, without closing sign), rank (1 highest), kind and number (0 if none)."""

    title: str
    rank: int
    kind: str
    number: int


def closed(path: tuple[Open, ...], kind: str, rank: int, number: int) -> tuple[Open, ...]:
    """What stays open where a number appears: 二、 closes 一、 and all below it; else its rank decides."""
    for depth in range(len(path) - 1, -1, -1):
        if path[depth].kind == kind and number and path[depth].number == number - 1:
            return path[:depth]
    same = next((one.rank for one in path if one.kind == kind), rank)
    return tuple(one for one in path if one.rank < same)


def opened(
    path: tuple[Open, ...], title: str, kind: str, rank: int, number: int, *, nested: bool = False
) -> tuple[Open, ...]:
    """The path after a heading; `nested` lets a first number stand below an open one of its own kind (一是 under 二是)."""
    if nested and number == 1 and any(one.kind == kind and one.number for one in path):
        return (*path, Open(title, path[-1].rank + 1, kind, number))
    left = closed(path, kind, rank, number)
    kept = path[len(left) : len(left) + 1]
    return (*left, Open(title, kept[0].rank if kept and kept[0].kind == kind else rank, kind, number))
