"""Time expressions of a text, each with the period that its words name."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from extractors.dates.periods import from_groups
from extractors.document import Document
from extractors.records import Date
from extractors.rules import Rule, load_rules

OPTIONS = frozenset({"relative", "withheld", "begins"})
NUMBER = re.compile(r"\d+")
MASKED = re.compile(r"[Xx×*＊#＃○□]")  # 20XX, 201×


@cache
def _rules() -> tuple[Rule, ...]:
    return load_rules("extractors.dates", "time_expressions.toml", None, OPTIONS)


@cache
def _by_start() -> tuple[re.Pattern[str], dict[str, tuple[Rule, ...]]]:
    """Where a time expression can begin, and the rules to try there."""
    rules: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in _rules():
        for char in str((rule.options or {})["begins"]):
            rules[char].append(rule)
    first = "".join(sorted(set(rules) - {"Y", "N"}))
    return re.compile(rf"[0-9{re.escape(first)}]"), {char: tuple(found) for char, found in rules.items()}


def find_dates(document: Document) -> tuple[Date, ...]:
    """Every time expression of the clean text, in order, without overlaps: the longest that begins at a place wins."""
    return dates_in(document.text)


def dates_in(text: str) -> tuple[Date, ...]:
    """The same for a piece of text that is no document: a heading, the head of a table column."""
    start, rules = _by_start()
    found: list[Date] = []
    place = 0
    while (here := start.search(text, place)) is not None:
        place, key = here.end(), here.group()
        if key.isdigit():
            number = NUMBER.match(text, here.start())
            digits = number.group() if number else key
            place = here.start() + len(digits)
            key = "N" if len(digits) <= 2 else "Y" if len(digits) == 4 and digits[:2] in {"19", "20"} else ""
            key = "Y" if len(digits) < 4 and digits[:2] in {"19", "20"} and MASKED.match(text, place) else key
        best: tuple[re.Match[str], Rule] | None = None
        for rule in rules.get(key, ()):
            match = rule.pattern.match(text, here.start())
            if match and (best is None or match.end() > best[0].end()):
                best = (match, rule)
        if best:
            found.append(_date(*best))
            place = best[0].end()
    return tuple(found)


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
