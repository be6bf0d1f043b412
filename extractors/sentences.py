"""Sentences put together again where only a semicolon parts them: plan, year and whole reach over it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.records import Figure, Sentence

JOINS = ("；", ";")
LONG = 400  # characters from which a sentence is rather several that an open bracket or quote holds together
STOP = re.compile(r"[。！？!?]")


def parted(text: str, sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The sentences in order, overlong ones cut behind each full stop."""
    out: list[Sentence] = []
    for sentence in sentences:
        start = sentence.start
        if sentence.end - sentence.start > LONG:
            for stop in STOP.finditer(text, sentence.start, sentence.end - 1):
                out.append(replace(sentence, start=start, end=stop.end()))
                start = stop.end()
        out.append(replace(sentence, start=start) if start > sentence.start else sentence)
    return tuple(out)


def whole_sentences(text: str, sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The sentences in order, those of one paragraph that end in a semicolon joined to the next."""
    joined: list[Sentence] = []
    for sentence in parted(text, sentences):
        last = joined[-1] if joined else None
        together = last and last.paragraph == sentence.paragraph and not (last.level or sentence.level)
        if last and together and text[last.start : last.end].rstrip().endswith(JOINS):
            joined[-1] = replace(last, end=sentence.end)
            continue
        joined.append(sentence)
    return tuple(joined)


def with_figures(
    figures: tuple[Figure, ...], sentences: tuple[Sentence, ...], length: int
) -> Iterator[tuple[Sentence, list[Figure]]]:
    """Every sentence with its figures, both in order; what stands outside of all sentences belongs to the one before."""
    place = 0
    for number, sentence in enumerate(sentences or (Sentence(start=0, end=length),)):
        group: list[Figure] = []
        limit = sentences[number + 1].start if number + 1 < len(sentences) else length + 1
        while place < len(figures) and figures[place].start < limit:
            group.append(figures[place])
            place += 1
        yield sentence, group
