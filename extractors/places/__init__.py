"""Places."""

from __future__ import annotations

from pathlib import Path

from extractors.document import Document
from extractors.records import Figure, Place, Region, Sentence



def find_places(document: Document, *, extra: Path | None = None) -> tuple[Place, ...]:
    return ()


def report_region(document: Document, sentences: tuple[Sentence, ...], places: tuple[Place, ...], *, title: str) -> Region:
    return Region()


def add_places(document: Document, figures: tuple[Figure, ...], sentences: tuple[Sentence, ...], places: tuple[Place, ...], region: Region) -> tuple[Figure, ...]:
    return figures

