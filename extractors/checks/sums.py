"""Sums of parts against their total. A mismatch is reported only where the parts are known to be the whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from extractors.checks.printed import is_exact, plain, step
from extractors.records import Check, Figure
from extractors.rules import load_rows


@cache
def _partitions() -> tuple[tuple[re.Pattern[str], tuple[re.Pattern[str], ...]], ...]:
    rows = load_rows("extractors.checks", "partitions.tsv", ("name", "of", "members"))
    return tuple(
        (re.compile(row["of"]), tuple(re.compile(member) for member in row["members"].split())) for row in rows
    )


def sum_checks(text: str, figures: tuple[Figure, ...], by_id: dict[str, Figure]) -> Iterator[Check]:
    """A check for every total with two parts or more that add up, or must."""
    parts: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.part_of and figure.dimension != "ratio":
            parts[figure.part_of].append(figure)
    for whole_id, members in parts.items():
        whole = by_id.get(whole_id)
        if whole is not None and is_exact(whole) and len(members) > 1:
            yield from _sum(text, whole, members)


def _sum(text: str, whole: Figure, members: list[Figure]) -> Iterator[Check]:
    known = _known(text, whole, members)
    if not all(is_exact(member) for member in known or members):
        return
    counted = known or members
    added = sum(member.value or 0.0 for member in counted)
    slack = sum(step(member) for member in counted) / 2 + step(whole) / 2 + 1e-6
    fits = abs(added - (whole.value or 0.0)) <= slack
    if not fits and not known:
        return
    sum_in_words = "＋".join(member.text for member in counted)
    verdict = "相符" if fits else f"不符，各项之和为{plain(added / _scale(whole))}"
    ordered = sorted([whole, *counted], key=lambda figure: figure.start)
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


def _known(text: str, whole: Figure, members: list[Figure]) -> list[Figure]:
    """The parts that are known to be all of it: those before 合计, those that the total itself names, or a known division (男, 女)."""
    if whole.start > members[-1].start or _named(text[whole.end : members[0].start], members):
        return members
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
