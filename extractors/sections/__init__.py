"""Headings, sections and sentences of a report, and its title."""

from __future__ import annotations

from extractors.sections.structure import find_sentences
from extractors.sections.title import find_title

__all__ = ["find_sentences", "find_title"]
