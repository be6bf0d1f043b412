"""Headings, sections, sentences."""

from __future__ import annotations

from extractors.document import Document
from extractors.records import Sentence



def find_sentences(document: Document) -> tuple[Sentence, ...]:
    return ()


def find_title(document: Document, sentences: tuple[Sentence, ...]) -> str:
    return ""

