"""Figures."""

from __future__ import annotations

from pathlib import Path

from extractors.document import Document
from extractors.records import Campaign, Check, Date, Figure, Reading, Sentence



def find_readings(document: Document, sentences: tuple[Sentence, ...], dates: tuple[Date, ...], *, extra: Path | None = None) -> tuple[Reading, ...]:
    return ()


def find_figures(document: Document, sentences: tuple[Sentence, ...], dates: tuple[Date, ...], *, extra: Path | None = None) -> tuple[Figure, ...]:
    return ()


def add_subjects(document: Document, figures: tuple[Figure, ...], sentences: tuple[Sentence, ...], campaigns: tuple[Campaign, ...]) -> tuple[Figure, ...]:
    return figures


def link_parts(document: Document, figures: tuple[Figure, ...], sentences: tuple[Sentence, ...]) -> tuple[Figure, ...]:
    return figures


def rate(document: Document, figures: tuple[Figure, ...], checks: tuple[Check, ...]) -> tuple[Figure, ...]:
    return figures

