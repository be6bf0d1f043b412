"""Sentences as evidence: the raw text around a figure, the figure told apart."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.store import Store

_SPANS = "SELECT char_start, char_end FROM sentences JOIN documents USING (doc) WHERE documents.doc_id = ? ORDER BY char_start"
AROUND = 160  # characters shown on each side at most


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure where it stands."""

    id: str
    source: str
    place: str
    start: int
    before: str
    figure: str
    after: str


@dataclass
class Witness:
    """Looks evidence up in the raw texts, one document at a time kept."""

    store: Store
    sources: dict[str, str]
    _texts: dict[str, tuple[str, list[tuple[int, int]]]] = field(default_factory=dict)

    def of(self, row: dict[str, Any]) -> Evidence:
        """The figure of a row of quantities, with its sentence as the file has it, white space joined."""
        text, spans = self._text(row["doc_id"])
        start, end = row["char_start"], row["char_end"]
        at = bisect_right(spans, (start, len(text))) - 1
        low, high = spans[at] if at >= 0 and spans[at][1] >= end else (start - 40, end + 40)
        low, high = max(low, start - AROUND, 0), min(high, end + AROUND)
        return Evidence(
            id=row["quantity_id"],
            source=self.sources.get(row["doc_id"], row["doc_id"]),
            place=row["region_name"] or "",
            start=start,
            before=_joined(text[low:start]),
            figure=_joined(text[start:end]) or "□",
            after=_joined(text[end:high]),
        )

    def _text(self, doc_id: str) -> tuple[str, list[tuple[int, int]]]:
        if doc_id not in self._texts:
            self._texts.clear()
            spans = self.store.db.execute(_SPANS, (doc_id,)).fetchall()
            self._texts[doc_id] = (self.store.text(doc_id), spans)
        return self._texts[doc_id]


def _joined(text: str) -> str:
    return " ".join(text.split())
