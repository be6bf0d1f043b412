"""Indicators: which figures are what every county reports, so that two counties can be laid side by side."""

from __future__ import annotations

from pathlib import Path

from extractors.document import Document
from extractors.indicators.assign import Assigner, with_codes
from extractors.indicators.catalogue import Catalogue, Indicator, load_catalogue
from extractors.records import Figure, Region, Sentence

__all__ = ["Catalogue", "Indicator", "add_indicators", "load_catalogue"]


def add_indicators(
    document: Document,
    figures: tuple[Figure, ...],
    region: Region,
    sentences: tuple[Sentence, ...],
    *,
    extra: Path | None = None,
) -> tuple[Figure, ...]:
    """The figures, those that are indicators with their codes.

    A figure gets a code only if name, unit, scope and change agree; figures that the report withholds get theirs too, so
    that coverage can say that the report speaks of it. `extra` is the user's folder of rule files.
    """
    return with_codes(figures, Assigner(document, load_catalogue(extra)).codes(figures))
