"""What a printed number can stand for: 19.9% is anything from 19.85 to 19.95, or 19.9 cut off."""

from __future__ import annotations

import re

from extractors.records import Figure

DIGITS = re.compile(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")


def step(figure: Figure) -> float:
    """The worth of the last printed digit: .1 of 19.9, 100 of 1.32万; 0 where a whole number or Chinese numeral is meant exactly."""
    match = DIGITS.search(figure.text)
    if match is None or figure.value is None:
        return 0.0
    number = float(match.group().replace(",", ""))
    scale = abs(figure.value) / number if number else 1.0
    decimals = len(match["decimals"] or "")
    return scale * 10.0**-decimals if decimals or scale > 1.5 else 0.0


def interval(figure: Figure) -> tuple[float, float]:
    """All values that print like this one."""
    value, half = figure.value or 0.0, step(figure) / 2
    return value - half, value + half


def is_exact(figure: Figure) -> bool:
    """Whether the text gives one value without 近, 余, 以上."""
    return figure.value is not None and figure.qualifier in {"exact", ""}


def plain(value: float) -> str:
    """A number for a message: no exponent, no superfluous zeros."""
    return f"{value:.4f}".rstrip("0").rstrip(".")
