"""Arithmetic claims worked out, values that cannot be, and figures that are missing."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.growth import growth_checks
from extractors.checks.shares import bounded_rates, larger_than_whole, share_checks
from extractors.checks.sums import sum_checks
from extractors.document import Document
from extractors.records import Check, Figure


def find_checks(document: Document, figures: tuple[Figure, ...]) -> tuple[Check, ...]:
    """Every claim that could be worked out, ok or mismatch, and a warning for every missing figure, in the order of the text."""
    text = document.text
    given = tuple([figure for figure in figures if not (figure.missing or _is_torn(text, figure.start))])
    by_id = {figure.id: figure for figure in given}
    found = [
        *share_checks(given, by_id),
        *bounded_rates(given),
        *larger_than_whole(given, by_id),
        *sum_checks(text, given, by_id, tuple(figure for figure in figures if figure.missing)),
        *growth_checks(text, given),
        *_missing(figures),
    ]
    return tuple(sorted(found, key=lambda check: (check.start, check.end, check.kind)))


def _is_torn(text: str, start: int) -> bool:
    """Whether a blank may have cut off its first digits (1 96个): no claim is held against such a number."""
    return text[start - 1 : start] in {" ", "\u3000"} and text[start - 2 : start - 1].isdecimal()


def _missing(figures: tuple[Figure, ...]) -> Iterator[Check]:
    words = {"redacted": "数字被隐去", "blank": "数字缺失"}
    for figure in figures:
        if figure.missing:
            what = f"{figure.subject or '所指不明'}" + (f"（单位：{figure.unit}）" if figure.unit else "")
            yield Check(
                kind="missing_value",
                status="unknown",
                message=f"{what}：{words.get(figure.missing, '数字缺失')}",
                start=figure.start,
                end=figure.end,
                quantity_ids=figure.id,
                rule="missing_value",
            )
