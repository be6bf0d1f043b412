"""All decisions of an output folder, laid over its store document by document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.decisions.anchors import locate, squeezed
from pipeline.decisions.applying import apply
from pipeline.decisions.book import Book

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pipeline.decisions.model import Decision
    from pipeline.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A decision that no longer finds its place: `now` is what stands there today, `doc_id` is empty if the report is gone."""

    decision: Decision
    doc_id: str
    now: str


class Overlay:
    """Which decisions speak of which document.

    A document is recognized by its hash. Decisions on a file whose bytes are in the store no more go to the document that now
    has its path: what has not changed in it keeps its decisions.
    """

    def __init__(self, decisions: Iterable[Decision], present: set[str]) -> None:
        self._by_hash: dict[str, list[Decision]] = {}
        self._by_source: dict[str, list[Decision]] = {}
        for decision in decisions:
            if decision.sha256 in present:
                self._by_hash.setdefault(decision.sha256, []).append(decision)
            else:
                self._by_source.setdefault(decision.source, []).append(decision)

    def touches(self, sha256: str, source: str) -> bool:
        """Whether anybody has decided anything about this document."""
        return sha256 in self._by_hash or source in self._by_source

    def of(self, sha256: str, source: str) -> list[Decision]:
        """The decisions on this document, oldest first."""
        found = [*self._by_hash.get(sha256, []), *self._by_source.get(source, [])]
        return sorted(found, key=lambda decision: decision.when)

    def apply(
        self, table: str, rows: Iterable[dict[str, Any]], raw: str, sha256: str, source: str
    ) -> Iterator[dict[str, Any]]:
        """The document's rows of one table as people left them."""
        return apply(table, rows, self.of(sha256, source), raw, sha256)

    def orphans(self, documents: Iterable[tuple[str, str, str]], text: Callable[[str], str]) -> Iterator[Orphan]:
        """Decisions that found no place in (doc_id, sha256, source) of the store; `text(doc_id)` gives the raw text."""
        sources = set()
        for doc_id, sha256, source in documents:
            sources.add(source)
            decisions = self.of(sha256, source)
            raw = text(doc_id) if decisions else ""
            for decision in decisions:
                if locate(decision.anchor, raw, same_bytes=decision.sha256 == sha256) is None:
                    yield Orphan(decision=decision, doc_id=doc_id, now=standing(decision, raw))
        for source, decisions in self._by_source.items():
            if source not in sources:
                yield from (Orphan(decision=decision, doc_id="", now="") for decision in decisions)


def standing(decision: Decision, raw: str) -> str:
    """What the text has today where the quotation should stand, white space left out.

    Looked for behind the words that stood before it, else before those that stood behind it, else at the old position.
    """
    anchor, text = decision.anchor, squeezed(raw)
    width = len(anchor.quote) + 16
    for words, behind in (
        (anchor.prefix, True),
        (anchor.suffix, False),
        (anchor.prefix[-4:], True),
        (anchor.suffix[:4], False),
    ):
        at = text.find(words) if words else -1
        if at >= 0:
            return text[at : at + len(words) + width] if behind else text[max(0, at - width) : at + len(words)]
    return squeezed(raw[max(0, anchor.position - 8) : anchor.position + width])


def overlay(store: Store, out: Path) -> Overlay | None:
    """The decisions of `out` over its store; None where there are none."""
    decisions = Book(out).read()
    return (
        Overlay(decisions, {sha for (sha,) in store.db.execute("SELECT sha256 FROM documents")}) if decisions else None
    )


def orphans_of(store: Store, laid: Overlay | None) -> Iterator[Orphan]:
    """The decisions over a store that no longer find their place."""
    if laid:
        documents = store.db.execute("SELECT doc_id, COALESCE(sha256, ''), source FROM documents WHERE raw IS NOT NULL")
        yield from laid.orphans(documents.fetchall(), store.text)
