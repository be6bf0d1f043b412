"""Checks."""

from __future__ import annotations

from extractors.document import Document
from extractors.records import Campaign, Check, Figure, Sentence



def find_checks(document: Document, figures: tuple[Figure, ...], sentences: tuple[Sentence, ...], campaigns: tuple[Campaign, ...]) -> tuple[Check, ...]:
    return ()

