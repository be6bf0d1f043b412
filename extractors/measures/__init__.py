"""What the unit did: the role of every sentence, its topics, and one record a practice."""

from __future__ import annotations

from pathlib import Path

from extractors.document import Document
from extractors.measures.clauses import reader
from extractors.measures.practices import practices
from extractors.measures.roles import roles
from extractors.measures.topics import topics_of
from extractors.records import Campaign, Figure, Measure, Organization, Sentence
from extractors.schema import changed

__all__ = ["add_roles", "find_measures"]

_ABOUT = frozenset({"measure", "plan"})  # roles that have a topic


def add_roles(
    document: Document,
    sentences: tuple[Sentence, ...],
    figures: tuple[Figure, ...],
    *,
    extra: Path | None = None,
) -> tuple[Sentence, ...]:
    """The sentences with role, topics and rule; headings and noise stay as they are."""
    read = reader(document.text, extra)
    verdicts = roles(document, read, sentences, [figure.start for figure in figures], extra)
    told = []
    for sentence, (role, rule) in zip(sentences, verdicts, strict=True):
        if sentence.role:
            told.append(sentence)
            continue
        said = document.text[sentence.start : sentence.end]
        topics = topics_of(said, sentence.section, extra) if role in _ABOUT else ""
        told.append(changed(sentence, role=role, rule=rule, topics=topics))
    return tuple(told)


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
