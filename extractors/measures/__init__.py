"""What the unit did: the role of every sentence, its topics, and one record a practice."""

from __future__ import annotations

from pathlib import Path

from extractors.document import Document
from extractors.measures.practices import practices
from extractors.measures.roles import told
from extractors.records import Campaign, Figure, Measure, Organization, Sentence

__all__ = ["add_roles", "find_measures"]


def add_roles(
    document: Document,
    sentences: tuple[Sentence, ...],
    figures: tuple[Figure, ...],
    *,
    extra: Path | None = None,
) -> tuple[Sentence, ...]:
    """The sentences with role, topics and rule; headings and noise stay as they are."""
    return tuple(told(document, sentences, [figure.start for figure in figures], extra))


def find_measures(
    document: Document,
    sentences: tuple[Sentence, ...],
    figures: tuple[Figure, ...],
    campaigns: tuple[Campaign, ...],
    organizations: tuple[Organization, ...],
    *,
    extra: Path | None = None,
) -> tuple[Measure, ...]:
    """One Measure a practice, in order; ids are `p` and the raw offset where it begins."""
    return tuple(practices(document, sentences, figures, campaigns, organizations, extra))
