"""Time expressions of a text, each with the period that its words name."""

from __future__ import annotations

import re
from functools import cache

from extractors.dates.periods import from_groups
from extractors.document import Document
from extractors.records import Date
from extractors.rules import Rule, load_rules

OPTIONS = frozenset({"relative", "withheld"})
# Every time expression holds one of these; the rules read only so far around them (the longest expression has 20 characters).
ANCHOR = re.compile(r"[年月季五]|[12]\d{3}[-/.]")
BEFORE, AFTER = 20, 16


@cache
def _rules() -> tuple[Rule, ...]:
    return load_rules("extractors.dates", "time_expressions.toml", None, OPTIONS)


def find_dates(document: Document) -> tuple[Date, ...]:
    """Every time expression of the clean text, in order, without overlaps: the longer wins, then the earlier rule."""
    return dates_in(document.text)


def dates_in(text: str) -> tuple[Date, ...]:
    """The same for a piece of text that is no document: a heading, the head of a table column."""
    windows = _windows(text)
    found = [
        _date(match, rule)
        for rule in _rules()
        for low, high in windows
        for match in rule.pattern.finditer(text, low, high)
    ]
    found.sort(key=lambda date: (date.start, -date.end))
    kept: list[Date] = []
    for date in found:
        if kept and date.start < kept[-1].end:
            if date.end - date.start > kept[-1].end - kept[-1].start:
                kept[-1] = date
            continue
        kept.append(date)
    return tuple(kept)


def _windows(text: str) -> list[tuple[int, int]]:
    """The stretches of text in which time expressions can stand, joined where they touch."""
    windows: list[tuple[int, int]] = []
    for anchor in ANCHOR.finditer(text):
        low, high = max(0, anchor.start() - BEFORE), min(len(text), anchor.end() + AFTER)
        if windows and low <= windows[-1][1]:
            windows[-1] = (windows[-1][0], high)
        else:
            windows.append((low, high))
    return windows


def _date(match: re.Match[str], rule: Rule) -> Date:
    options = rule.options or {}
    groups = {name: value for name, value in match.groupdict().items() if value}
    withheld = bool(options.get("withheld"))
    relative = str(options.get("relative", ""))
    period = "" if withheld else from_groups(groups, relative=relative)
    return Date(
        start=match.start(),
        end=match.end(),
        text=match.group(),
        period=period,
        relative=relative,
        withheld=withheld,
        rule=rule.name,
    )
