"""Sums of parts against their total. A mismatch is reported only where the parts are known to be the whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import sqrt

from extractors.checks.printed import is_exact, plain, step
from extractors.records import Check, Figure
from extractors.rules import load_rows

# The rounding of a sum's n addends and total: 3 standard deviations of n + 1 even errors of half a step, in steps.
ROUNDING = 3 / sqrt(12)
REST = re.compile(r"[，,、；;和及]\s*(?:其他|其余|其它)[^，,。；;、\d]{0,8}$")


@cache
def _partitions() -> tuple[tuple[re.Pattern[str], tuple[re.Pattern[str], ...]], ...]:
    rows = load_rows("extractors.checks", "partitions.tsv", ("name", "of", "members"))
    return tuple(
        (re.compile(row["of"]), tuple(re.compile(member) for member in row["members"].split())) for row in rows
    )


def sum_checks(
    text: str, figures: tuple[Figure, ...], by_id: dict[str, Figure], withheld: tuple[Figure, ...]
) -> Iterator[Check]:
    """A check for every total with two parts or more that add up, or must; `withheld` are figures that may be parts unseen."""
    parts: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.part_of and figure.dimension != "ratio":
            parts[figure.part_of].append(figure)
    for whole_id, members in parts.items():
        whole = by_id.get(whole_id)
        if whole is not None and is_exact(whole) and len(members) > 1:
            yield from _sum(text, whole, members, (*figures, *withheld))


def _sum(text: str, whole: Figure, members: list[Figure], figures: tuple[Figure, ...]) -> Iterator[Check]:
    listed = _listed(text, whole, members)
    known = listed or _division(whole, members)
    counted = known or members
    if not all(is_exact(member) for member in counted):
        return
    added = sum(member.value or 0.0 for member in counted)
    steps = [step(figure) for figure in (whole, *counted)]
    off = abs(added - (whole.value or 0.0)) - 1e-6
    fits = off <= max(steps) * ROUNDING * sqrt(len(steps))
    if not fits and (not known or off <= sum(steps) / 2 or (listed and _more(whole, listed, figures))):
        return
    ordered = sorted([whole, *counted], key=lambda figure: figure.start)
    sum_in_words = "＋".join(member.text for member in counted)
    verdict = "相符" if fits else f"不符，各项之和为{plain(added / _scale(whole))}"
    yield Check(
        kind="sum_of_parts",
        status="ok" if fits else "mismatch",
        message=f"{sum_in_words}，文中{whole.subject or '合计'}为{whole.text}，{verdict}",
        start=ordered[0].start,
        end=ordered[-1].end,
        quantity_ids=";".join(figure.id for figure in ordered),
        expected=plain(added),
        found=plain(whole.value or 0.0),
        rule="stated_total" if whole.start > members[-1].start else "parts_of_whole",
    )


def _listed(text: str, whole: Figure, members: list[Figure]) -> list[Figure]:
    """The parts if the list says that they are all: those before 合计, those that the total names, those that end in the rest.

    其他村干部200名 is the rest.
    """
    if whole.start > members[-1].start or _named(text[whole.end : members[0].start], members):
        return members
    for count, (before, last) in enumerate(pairwise(members), 2):
        if before.end < last.start and REST.search(text, before.end, last.start):
            return members[:count]
    return []


def _more(whole: Figure, listed: list[Figure], figures: tuple[Figure, ...]) -> bool:
    """Whether the sentence has another figure, or place of one, that could belong to the list, before its last."""
    own = {whole.id, *(figure.id for figure in listed)}
    low = whole.start if whole.start < listed[0].start else 0
    high = max(whole.start, listed[-1].start)
    return any(
        figure.sentence == whole.sentence
        and low <= figure.start < high
        and figure.id not in own
        and (figure.missing or figure.dimension == whole.dimension)
        for figure in figures
    )


def _division(whole: Figure, members: list[Figure]) -> list[Figure]:
    """The parts that are a known division of the whole: 男, 女."""
    for of, patterns in _partitions():
        if not of.search(whole.subject):
            continue
        found = [
            next((m for m in members if pattern.search(m.subject) and m.unit == whole.unit), None)
            for pattern in patterns
        ]
        chosen = [member for member in found if member is not None]
        if len(chosen) == len(patterns) == len({member.id for member in chosen}):
            return chosen
    return []


def _named(between: str, members: list[Figure]) -> bool:
    """Whether the total names just these parts: 136名干部担任第一书记和指导员,其中第一书记52名、指导员74名."""
    names = [member.subject for member in members]
    joined = r"[”’\"]?\s*(?:、|和|与|及|以及)\s*[“‘\"]?".join(re.escape(name.strip("“”")) for name in names)
    return (
        len(names) > 1
        and all(len(name) > 1 for name in names)
        and re.search(joined, between.partition("其中")[0]) is not None
    )


def _scale(figure: Figure) -> float:
    """万 or 亿 as printed, so that a sum is told in the unit of its total."""
    match = re.search(r"\d[\d,]*(?:\.\d+)?", figure.text)
    number = float(match.group().replace(",", "")) if match else 0.0
    return (figure.value or 0.0) / number if number and figure.value else 1.0
