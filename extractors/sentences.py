"""Sentences put together again where only a semicolon parts them: plan, year and whole reach over it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.records import Figure, Sentence
from extractors.schema import changed

JOINS = ("；", ";")
LONG = 400  # characters from which a sentence is rather several that an open bracket or quote holds together
STOP = re.compile(r"[。！？!?]")


def parted(text: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences in order, overlong ones cut behind each full stop."""
    out: list[Sentence] = []
    done = 0
    for place in [place for place, one in enumerate(sentences) if one.end - one.start > LONG]:
        sentence = sentences[place]
        out += sentences[done:place]
        done, start = place + 1, sentence.start
        for stop in STOP.finditer(text, sentence.start, sentence.end - 1):
            out.append(changed(sentence, start=start, end=stop.end()))
            start = stop.end()
        out.append(changed(sentence, start=start) if start > sentence.start else sentence)
    return (*out, *sentences[done:])


def whole_sentences(text: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences in order, those of one paragraph that end in a semicolon joined to the next."""
    whole = list(parted(text, sentences))
    open_ended = [
        place
        for place, one in enumerate(whole[:-1])
        if text[one.end - 1 : one.end] in JOINS and _together(one, whole[place + 1])
    ]
    for place in reversed(open_ended):  # from the last, so that each takes the end of all that follow
        whole[place] = changed(whole[place], end=whole[place + 1].end)
    taken = {place + 1 for place in open_ended}
    return tuple([one for place, one in enumerate(whole) if place not in taken] if taken else whole)


def _together(one: Sentence, following: Sentence) -> bool:
    return one.paragraph == following.paragraph and not (one.level or following.level)


def with_figures(
    figures: Sequence[Figure], sentences: Sequence[Sentence], length: int
) -> Iterator[tuple[Sentence, Sequence[Figure]]]:
    """Every sentence with its figures, both in order; what stands outside of all sentences belongs to the one before."""
    sentences = sentences or (Sentence(start=0, end=length),)
    starts = [figure.start for figure in figures]
    starts.append(length + 1)
    first = 0
    for sentence, limit in zip(sentences, [*[one.start for one in sentences[1:]], length + 1], strict=True):
        if starts[first] < limit:
            last = bisect_left(starts, limit, first)
            yield sentence, figures[first:last]
            first = last
        else:
            yield sentence, ()
