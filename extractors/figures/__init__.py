"""Figures: every number of a text read and judged, with what it counts, what it is part of and how sure the reading is."""

from __future__ import annotations

from extractors.figures.confidence import rate
from extractors.figures.parts import link_parts
from extractors.figures.readings import find_figures, find_readings
from extractors.figures.subject import add_subjects

__all__ = ["add_subjects", "find_figures", "find_readings", "link_parts", "rate"]
