"""Bars drawn by hand as SVG: a value, what its words allow, and grey where nothing is known."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT, PAD = 360, 20, 8


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps values to x; zero is always on it."""

    low: float
    high: float

    def x(self, value: float) -> float:
        """The horizontal place of a value in the drawing."""
        span = (self.high - self.low) or 1.0
        return round(PAD + (WIDTH - 2 * PAD) * (value - self.low) / span, 1)


def scale_of(values: list[float | None]) -> Scale:
    """A scale that holds zero and all values."""
    known = [value for value in values if value is not None] or [0.0]
    return Scale(min(0.0, *known), max(0.0, *known))


def bar(scale: Scale, value: float | None, low: float | None, high: float | None, *, planned: bool, more: bool) -> str:
    """One bar as an SVG element without text, hidden from screen readers: the number stands beside it.

    A target is hollow; the whisker spans what the words allow; `more`: they name no upper end (an arrow).
    """
    parts = [
        f'<svg class="bar" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" aria-hidden="true" focusable="false">',
        f'<line class="zero" x1="{scale.x(0)}" x2="{scale.x(0)}" y1="0" y2="{HEIGHT}"/>',
    ]
    length = value if value is not None else low
    if length is not None:
        left, right = sorted((scale.x(0), scale.x(length)))
        kind = "planned" if planned else "actual"
        parts.append(f'<rect class="{kind}" x="{left}" y="4" width="{max(right - left, 1):.1f}" height="12"/>')
    if low is not None and high is not None and high > low:
        parts.append(_whisker(scale.x(low), scale.x(high)))
    elif more and length is not None:
        tip = scale.x(length)
        parts.append(f'<path class="range" d="M{tip} 10 h7 m-3 -3 l3 3 l-3 3"/>')
    parts.append("</svg>")
    return "".join(parts)


def nothing() -> str:
    """The grey band of a place for which nothing is stated."""
    return (
        f'<svg class="bar" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" aria-hidden="true" focusable="false">'
        f'<rect class="none" x="{PAD}" y="6" width="{WIDTH - 2 * PAD}" height="8"/></svg>'
    )


def _whisker(left: float, right: float) -> str:
    return f'<path class="range" d="M{left} 6 v8 M{left} 10 H{right} M{right} 6 v8"/>'
