"""What the unit did: the role of every sentence, its topics, and one record a practice."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from extractors.document import Document
from extractors.measures.cues import find_cues, find_topics
from extractors.measures.practices import practices
from extractors.measures.roles import assign
from extractors.measures.topics import heading_votes, topics_of
from extractors.records import Campaign, Figure, Measure, Organization, Sentence

__all__ = ["add_roles", "find_measures"]

_ABOUT = frozenset({"measure", "plan", "result", "problem"})  # roles that have a topic


def add_roles(
    document: Document,
    sentences: tuple[Sentence, ...],
    figures: tuple[Figure, ...],
    *,
    extra: Path | None = None,
) -> tuple[Sentence, ...]:
    """The sentences with role, topics and rule; headings and noise stay as they are."""
    text = document.text
    topics = find_topics(text, extra)
    above = cache(lambda section: heading_votes(section, extra))
    return tuple(
        replace(s, topics=topics_of(topics, s.start, s.end, above(s.section)))
        if s.role in _ABOUT and not s.topics
        else s
        for s in assign(text, sentences, find_cues(text, extra), [f.start for f in figures], extra)
    )


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
