"""Highlights in a text. Marks may overlap and nest; the text is split where any of them begins or ends, so that none tears another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PART = 30_000  # characters of a text on one page
_ORDER = ("quantities", "campaigns", "organizations", "measures")  # of marks of the same length, the first is on top


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of a row, half-open; `key` names the row in links."""

    start: int
    end: int
    key: str
    table: str
    status: str = ""
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters under the same marks, the shortest mark first; `first` are the marks that begin here."""

    start: int
    text: str
    marks: tuple[Mark, ...]
    first: tuple[Mark, ...]

    @property
    def classes(self) -> str:
        """CSS classes: the tables of all marks, the status and flag of the top one."""
        top = self.marks[0]
        names = dict.fromkeys(mark.table for mark in self.marks)
        return " ".join([*names, *([top.status] if top.status else []), *(["flagged"] if top.flagged else [])])

    @property
    def keys(self) -> str:
        """Keys of all rows here, shortest first."""
        return " ".join(mark.key for mark in self.marks)


def segments(text: str, marks: Sequence[Mark], start: int = 0, end: int | None = None) -> list[Segment]:
    """The characters `text[start:end]` in segments that together are exactly these characters."""
    end = len(text) if end is None else end
    inside = [mark for mark in marks if mark.start < end and mark.end > start and mark.end > mark.start]
    borders = sorted(
        {start, end, *(max(mark.start, start) for mark in inside), *(min(mark.end, end) for mark in inside)}
    )
    opening: dict[int, list[Mark]] = {}
    for mark in inside:
        opening.setdefault(max(mark.start, start), []).append(mark)
    found, active = [], list[Mark]()
    for low, high in pairwise(borders):
        first = opening.get(low, [])
        active = [mark for mark in active if mark.end > low] + first
        active.sort(key=lambda mark: (mark.end - mark.start, _ORDER.index(mark.table)))
        found.append(Segment(low, text[low:high], tuple(active), tuple(first)))
    return found


def parts(text: str) -> list[tuple[int, int]]:
    """The text in parts of about 30,000 characters that end with a line where there is one."""
    found, start = [], 0
    while len(text) - start > PART * 1.3:
        line = text.rfind("\n", start + PART // 2, start + PART)
        end = line + 1 if line >= 0 else start + PART
        found.append((start, end))
        start = end
    return [*found, (start, len(text))]
