"""Campaigns."""

from __future__ import annotations

from pathlib import Path

from extractors.document import Document
from extractors.records import Campaign, Organization, Sentence



def find_campaigns(document: Document, sentences: tuple[Sentence, ...], organizations: tuple[Organization, ...], *, extra: Path | None = None) -> tuple[Campaign, ...]:
    return ()

