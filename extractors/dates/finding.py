"""Time expressions of a text, each with the period that its words name."""

from __future__ import annotations

import re
from functools import cache

from extractors.dates.periods import from_groups
from extractors.dates.starts import by_start, start_pattern
from extractors.document import Document
from extractors.records import Date
from extractors.rules import Rule, load_rules
from extractors.schema import made

OPTIONS = frozenset({"relative", "withheld", "begins", "then"})
NUMBER = re.compile(r"\d+")
MASKED = re.compile(r"[Xx×*＊#＃○□]")  # 20XX, 201×


@cache
def _rules() -> tuple[Rule, ...]:
    return load_rules("extractors.dates", "time_expressions.toml", None, OPTIONS)


@cache
def _starts() -> tuple[re.Pattern[str], dict[str, tuple[Rule, ...]]]:
    """Where a time expression can begin, and the rules to try there: by the first character, Y or N."""
    rules, behind = by_start(_rules())
    small, year = behind.pop("N"), behind.pop("Y")
    number = rf"(?<![0-9].)(?:\d?(?!\d)(?:{small})"
    behind |= dict.fromkeys("03456789", f"{number})")
    behind |= {first: rf"{number}|{second}\d{{0,2}}(?!\d)(?:{year}))" for first, second in ("19", "20")}
    return start_pattern(behind), rules


def find_dates(document: Document) -> tuple[Date, ...]:
    """Every time expression of the clean text, in order, without overlaps: the longest that begins at a place wins."""
    return dates_in(document.text)


def dates_in(text: str) -> tuple[Date, ...]:
    """The same for a piece of text that is no document: a heading, the head of a table column."""
    start, rules = _starts()
    found: list[Date] = []
    place = 0
    while (here := start.search(text, place)) is not None:
        begin = here.start()
        place, key = begin + 1, text[begin]
        if number := NUMBER.match(text, begin):
            place, key = number.end(), _kind(text, number)
        best: tuple[re.Match[str], Rule] | None = None
        for rule in rules.get(key, ()):
            match = rule.pattern.match(text, begin)
            if match and (best is None or match.end() > best[0].end()):
                best = (match, rule)
        if best:
            found.append(_date(*best))
            place = best[0].end()
    return tuple(found)


def _kind(text: str, number: re.Match[str]) -> str:
    """Y for what can be a year (2015, 20XX), N for one or two digits, nothing for other numbers."""
    digits, size = number.group(), number.end() - number.start()
    if digits.startswith(("19", "20")) and (size == 4 or (size < 4 and MASKED.match(text, number.end()))):
        return "Y"
    return "N" if size <= 2 else ""


def _date(match: re.Match[str], rule: Rule) -> Date:
    options = rule.options or {}
    groups = {name: value for name, value in match.groupdict().items() if value}
    withheld = "withheld" in options
    relative = options.get("relative", "")
    return made(
        Date,
        start=match.start(),
        end=match.end(),
        text=match.group(),
        period="" if withheld else from_groups(groups, relative=relative),
        relative=relative,
        withheld=withheld,
        rule=rule.name,
    )
