"""Sentences put together again where only a semicolon parts them: plan, year and whole reach over it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.records import Figure, Sentence
from extractors.schema import changed

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
                out.append(changed(sentence, start=start, end=stop.end()))
                start = stop.end()
        out.append(changed(sentence, start=start) if start > sentence.start else sentence)
    return tuple(out)


def whole_sentences(text: str, sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The sentences in order, those of one paragraph that end in a semicolon joined to the next."""
    joined: list[Sentence] = []
    last: Sentence | None = None
    for sentence in parted(text, sentences):
        together = last is not None and last.paragraph == sentence.paragraph and not (last.level or sentence.level)
        if last is not None and together and text[last.start : last.end].rstrip().endswith(JOINS):
            last = joined[-1] = changed(last, end=sentence.end)
        else:
            joined.append(sentence)
            last = sentence
    return tuple(joined)


def with_figures(
    figures: tuple[Figure, ...], sentences: tuple[Sentence, ...], length: int
) -> Iterator[tuple[Sentence, list[Figure]]]:
    """Every sentence with its figures, both in order; what stands outside of all sentences belongs to the one before."""
    sentences = sentences or (Sentence(start=0, end=length),)
    limits = [*(sentence.start for sentence in sentences[1:]), length + 1]
    place, start = 0, figures[0].start if figures else length + 1
    for sentence, limit in zip(sentences, limits, strict=True):
        first = place
        while start < limit:
            place += 1
            start = figures[place].start if place < len(figures) else length + 1
        yield sentence, list(figures[first:place])
