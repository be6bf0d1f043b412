"""Arithmetic claims worked out, values that cannot be, and figures that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.growth import growth_checks
from extractors.checks.shares import bounded_rates, larger_than_whole, share_checks
from extractors.checks.sums import sum_checks
from extractors.document import Document
from extractors.records import Check, Figure

TORN = re.compile(r"\d[ \u3000]$")


def find_checks(document: Document, figures: tuple[Figure, ...]) -> tuple[Check, ...]:
    """Every claim that could be worked out, ok or mismatch, and a warning for every missing figure, in the order of the text."""
    given = tuple(figure for figure in figures if not figure.missing and not _is_torn(document.text, figure))
    found = [
        *share_checks(given),
        *bounded_rates(given),
        *larger_than_whole(given),
        *sum_checks(document.text, given),
        *growth_checks(document.text, given),
        *_missing(figures),
    ]
    return tuple(sorted(found, key=lambda check: (check.start, check.end, check.kind)))


def _is_torn(text: str, figure: Figure) -> bool:
    """Whether a blank may have cut off its first digits (1 96个): no claim is held against such a number."""
    return TORN.search(text, max(0, figure.start - 2), figure.start) is not None


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
