"""Figures."""

from __future__ import annotations

from extractors.document import Document
from extractors.figures.readings import find_figures as find_figures
from extractors.figures.readings import find_readings as find_readings
from extractors.figures.parts import link_parts as link_parts
from extractors.figures.subject import add_subjects as add_subjects
from extractors.records import Check, Figure, Sentence



def rate(document: Document, figures: tuple[Figure, ...], checks: tuple[Check, ...]) -> tuple[Figure, ...]:
    return figures

