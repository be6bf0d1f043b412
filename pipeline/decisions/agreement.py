"""Two reviewers on the same rows: share of agreement and Cohen's kappa, field by field."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from pipeline.decisions.applying import live
from pipeline.decisions.model import EDITABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.decisions.model import Decision

VERDICT = "verdict"  # whether the row is right, to be corrected, or none


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two people agree on one field of one table; `kappa` is None where chance alone gives full agreement."""

    one: str
    other: str
    table: str
    field: str
    rows: int
    agreed: int
    kappa: float | None

    @property
    def share(self) -> float:
        """Agreed rows of all."""
        return self.agreed / self.rows


def cohen(pairs: Sequence[tuple[Any, Any]]) -> float | None:
    """Cohen's kappa (1960) of two codings of the same things; None where both use one and the same category throughout."""
    total = len(pairs)
    if not total:
        return None
    observed = sum(a == b for a, b in pairs) / total
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[category] * second[category] for category in first) / total**2
    return None if chance == 1 else (observed - chance) / (1 - chance)


def agreement(decisions: Iterable[Decision]) -> list[Agreement]:
    """Agreement of each two people on the rows that both decided, by table and field.

    A person's coding of a row is the row as that person last left it. Fields are compared where neither rejected the row;
    fields that are empty in all codings are left out.
    """
    codings = _codings(decisions)
    found = []
    for one, other in combinations(sorted({who for who, _ in codings}), 2):
        mine = {key: coding for (who, key), coding in codings.items() if who == one}
        theirs = {key: coding for (who, key), coding in codings.items() if who == other}
        for table, fields in EDITABLE.items():
            both = [(mine[key], theirs[key]) for key in mine if key in theirs and key[1] == table]
            for field in (VERDICT, *fields):
                pairs = [(a[field], b[field]) for a, b in both if field in a and field in b]
                if field == VERDICT or any(value not in (None, "") for pair in pairs for value in pair):
                    found += _compared(one, other, table, field, pairs)
    return found


def _compared(one: str, other: str, table: str, field: str, pairs: list[tuple[Any, Any]]) -> list[Agreement]:
    if not pairs:
        return []
    agreed = sum(a == b for a, b in pairs)
    kappa = cohen(pairs)
    return [Agreement(one=one, other=other, table=table, field=field, rows=len(pairs), agreed=agreed, kappa=kappa)]


def _codings(decisions: Iterable[Decision]) -> dict[tuple[str, Any], dict[str, Any]]:
    """(who, row) → that person's verdict and cells; no cells where the row was rejected."""
    histories: dict[tuple[str, Any], list[Decision]] = {}
    for decision in decisions:
        histories.setdefault((decision.who, decision.key), []).append(decision)
    codings = {}
    for at, history in histories.items():
        if standing := live(history):
            last = standing[-1]
            cells = {} if last.kind == "reject" else last.was | last.becomes
            codings[at] = {VERDICT: last.kind, **cells}
    return codings
