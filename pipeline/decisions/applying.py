"""Decisions laid over the rows of one document's table. Pure: rows, decisions and text in, rows out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractors.records import TABLES, columns
from pipeline.decisions.anchors import locate
from pipeline.decisions.model import EDITABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.decisions.model import Decision

Row = dict[str, Any]
Span = tuple[int, int]
_ID = {"quantities": ("quantity_id", "r"), "campaigns": ("campaign_id", "rc"), "measures": ("measure_id", "rp")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One row as people left it, with `machine`, the row as the machine made it (None for one that it does not make)."""

    row: Row
    machine: Row | None = None
    history: tuple[Decision, ...] = ()  # every decision on it, in order, taken back or not

    @property
    def status(self) -> str:
        """accepted, corrected, rejected, added, or empty."""
        status: str = self.row["review_status"]
        return status


def apply(table: str, rows: Iterable[Row], decisions: Iterable[Decision], raw: str, sha256: str) -> Iterator[Row]:
    """The rows with `review_status` and corrected cells, added ones among them, ordered by their place.

    `decisions` are those on this document, oldest first; those on other tables and those that do not find their place are
    passed over (see `review_rows`). Rejected rows stay, marked.
    """
    for reviewed in review_rows(table, rows, decisions, raw, sha256)[0]:
        yield reviewed.row


def review_rows(
    table: str, rows: Iterable[Row], decisions: Iterable[Decision], raw: str, sha256: str
) -> tuple[list[Reviewed], list[Decision]]:
    """The rows with all that people said of them, and the decisions that no longer find their place.

    Several decisions on one row work one after the other. A decision goes to the row at exactly its characters, else to the
    row that shares most with them (better rules may read `近3万人` where it was `3万人`), else it makes a row of its own
    out of what the person saw: what was accepted or corrected once is not lost to a rule that no longer finds it.
    """
    machine = list(rows)
    exact: dict[Span, list[int]] = {}
    for at, row in enumerate(machine):
        exact.setdefault((row["char_start"], row["char_end"]), []).append(at)
    taken: dict[int, list[Decision]] = {}
    made: dict[Span, list[Decision]] = {}
    lost: list[Decision] = []
    for decision in decisions:
        if decision.table != table:
            continue
        span = locate(decision.anchor, raw, same_bytes=decision.sha256 == sha256)
        if span is None:
            lost.append(decision)
            continue
        here = exact.get(span, [])
        row_at = max(here, key=lambda at: _likeness(machine[at], decision)) if here else _near(machine, span, decision)
        if row_at is None:
            made.setdefault(span, []).append(decision)
        else:
            taken.setdefault(row_at, []).append(decision)
    found = [_reviewed(row, row, taken.get(at, [])) for at, row in enumerate(machine)]
    for span, history in made.items():
        reviewed = _reviewed(_blank(table, raw, span, history), None, history)
        if reviewed.status not in {"", "rejected"}:
            found.append(reviewed)
    found.sort(key=lambda reviewed: (reviewed.row["char_start"], reviewed.row["char_end"]))
    return found, lost


def live(history: Sequence[Decision]) -> list[Decision]:
    """The decisions that stand: each `undo` takes back the last one of the same person."""
    standing: list[Decision] = []
    for decision in history:
        if decision.kind != "undo":
            standing.append(decision)
            continue
        last = next((at for at in reversed(range(len(standing))) if standing[at].who == decision.who), None)
        if last is not None:
            del standing[last]
    return standing


def _likeness(row: Row, decision: Decision) -> int:
    """How many cells are as the person saw them."""
    return sum(row.get(name) == value for name, value in decision.was.items())


def _near(rows: list[Row], span: Span, decision: Decision) -> int | None:
    """The row that shares most characters with the span, half at least; one that a person added is always a row of its own."""
    best, chosen = 0.5, None
    for at, row in enumerate(rows if decision.kind != "add" else ()):
        start, end = row["char_start"], row["char_end"]
        shared = min(end, span[1]) - max(start, span[0])
        if shared > 0 and (part := shared / (max(end, span[1]) - min(start, span[0]))) >= best:
            best, chosen = part, at
    return chosen


def _reviewed(row: Row, machine: Row | None, history: list[Decision]) -> Reviewed:
    cells, changed, verdict = dict(row), "", ""
    for decision in live(history):
        match decision.kind:
            case "correct" | "add":
                cells |= decision.becomes
                changed = "added" if "added" in {changed, decision.kind + "ed"} else "corrected"
            case "accept":  # what was empty then may be filled by better rules
                cells |= {name: value for name, value in decision.was.items() if value not in (None, "")}
        verdict = "rejected" if decision.kind == "reject" else "accepted"
    cells["review_status"] = verdict if verdict == "rejected" else changed or verdict
    return Reviewed(row=cells, machine=machine, history=tuple(history))


def _blank(table: str, raw: str, span: Span, history: list[Decision]) -> Row:
    """A row that the machine does not make: its place, and what the first person saw in it."""
    row: Row = {column.name: None if column.type in {"number", "integer"} else "" for column in columns(TABLES[table])}
    del row["doc_id"]
    row |= {name: value for name, value in history[0].was.items() if name in EDITABLE[table]}
    start, end = span
    row |= {"char_start": start, "char_end": end, "rule": "review"}
    if "text" in row:
        row["text"] = raw[start:end]
    if table == "campaigns":
        row["mentions"], row["class"] = 1, "campaign"
    if table in _ID:
        name, letter = _ID[table]
        row[name] = f"{letter}{start:06d}"
    return row
