"""Measures."""

from __future__ import annotations

from pathlib import Path

from extractors.document import Document
from extractors.records import Campaign, Figure, Measure, Organization, Sentence



def add_roles(document: Document, sentences: tuple[Sentence, ...], figures: tuple[Figure, ...], *, extra: Path | None = None) -> tuple[Sentence, ...]:
    return sentences


def find_measures(document: Document, sentences: tuple[Sentence, ...], figures: tuple[Figure, ...], campaigns: tuple[Campaign, ...], organizations: tuple[Organization, ...]) -> tuple[Measure, ...]:
    return ()

