"""Figures."""

from __future__ import annotations

from pathlib import Path

from extractors.document import Document
from extractors.figures.subject import add_subjects as add_subjects
from extractors.records import Check, Date, Figure, Reading, Sentence



def find_readings(document: Document, sentences: tuple[Sentence, ...], dates: tuple[Date, ...], *, extra: Path | None = None) -> tuple[Reading, ...]:
    return ()


def find_figures(document: Document, sentences: tuple[Sentence, ...], dates: tuple[Date, ...], *, extra: Path | None = None) -> tuple[Figure, ...]:
    return ()


def link_parts(document: Document, figures: tuple[Figure, ...], sentences: tuple[Sentence, ...]) -> tuple[Figure, ...]:
    return figures


def rate(document: Document, figures: tuple[Figure, ...], checks: tuple[Check, ...]) -> tuple[Figure, ...]:
    return figures

