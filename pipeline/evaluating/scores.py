"""Counting: what was found, what was missed, what was too much."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

RATIOS = (
    "documents", "title", "region", "period", "q_subject", "q_qualifier", "q_status", "q_period", "q_region",
    "q_confident", "q_confident_cover", "missing_kind", "org_type", "topic",
)  # fmt: skip
TALLIES = ("q_detect", "q_strict", "q_indicator", "missing", "orgs", "campaigns", "measures", "checks")


@dataclass(slots=True)
class Tally:
    """Found (`right`), found where nothing is (`extra`), not found (`missed`)."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return _share(self.right, self.right + self.extra)

    @property
    def recall(self) -> float:
        return _share(self.right, self.right + self.missed)

    @property
    def value(self) -> float:
        """F1: the harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
        return _share(2 * self.right, 2 * self.right + self.extra + self.missed)

    @property
    def asked(self) -> int:
        return self.right + self.missed

    def describe(self) -> str:
        return f"f1={self.value:.4f}  p={self.precision:.4f}  r={self.recall:.4f}  gold={self.asked}"


@dataclass(slots=True)
class Ratio:
    """Right answers out of those asked."""

    right: int = 0
    asked: int = 0

    def add(self, right: bool) -> bool:
        self.right += right
        self.asked += 1
        return right

    @property
    def value(self) -> float:
        """The share of right answers; 1 where nothing was asked."""
        return _share(self.right, self.asked)

    def describe(self) -> str:
        return f"acc={self.value:.4f}  gold={self.asked}"


@dataclass(slots=True)
class Scores:
    """One number a metric between 0 and 1, and a readable line for each thing that went wrong."""

    ratios: dict[str, Ratio] = field(default_factory=lambda: {name: Ratio() for name in RATIOS})
    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in TALLIES})
    errors: list[str] = field(default_factory=list)

    def values(self) -> dict[str, float]:
        """F1 or accuracy of every metric for which gold asked something."""
        return {name: round(metric.value, 4) for name, metric in self._metrics() if metric.asked}

    def describe(self) -> str:
        """A line a metric, for people."""
        return "\n".join(f"{name:18}{metric.describe()}" for name, metric in self._metrics() if metric.asked)

    def short(self, least: dict[str, float]) -> list[str]:
        """The metrics below their least value, as readable lines. A metric that gold does not ask is short of any."""
        values = self.values()
        return [f"{n} {values.get(n, 0.0):.4f} < {v:.4f}" for n, v in sorted(least.items()) if values.get(n, 0.0) < v]

    def _metrics(self) -> Iterator[tuple[str, Tally | Ratio]]:
        yield from self.tallies.items()
        yield from self.ratios.items()


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0
