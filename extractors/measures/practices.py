"""One record a practice, out of the sentences whose role is measure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from extractors.document import Document
from extractors.measures.clauses import Clause, clauses
from extractors.measures.cues import Cue, Hits, Votes, find_cues, find_topics
from extractors.measures.parts import Organizations, parts
from extractors.measures.topics import heading_votes, topics_of
from extractors.records import Campaign, Figure, Measure, Organization, Sentence

_NEXT = re.compile(
    r"\s*(?:同时|此外|另外|还|先后|再次|其次|并且|[二三四五六七八九]是)"
)  # a clause that begins so goes on to something else
_GOES_ON = re.compile(
    r"\s*(?:以及|和|与|并|使|让|从而|有效|有力)"
)  # a clause that begins so belongs to what stands before
_SHORTEST = 18  # characters: a shorter stretch is no practice of its own
_BLANK = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")
_SURE, _LIKELY, _GUESSED = 0.9, 0.75, 0.6  # a strong verb, a verb in predicate position, nothing but the section


def practices(
    document: Document,
    sentences: tuple[Sentence, ...],
    figures: tuple[Figure, ...],
    campaigns: tuple[Campaign, ...],
    organizations: tuple[Organization, ...],
    extra: Path | None = None,
) -> Iterator[Measure]:
    """The practices of a document in order. A sentence that turns to another matter with a new verb holds several."""
    text = document.text
    cues, words = find_cues(text, extra), find_topics(text, extra)
    actors = Organizations(text, organizations)
    counted = [figure.start for figure in figures]
    named = sorted(
        (start, end, campaign.name)
        for campaign in campaigns
        if campaign.class_ == "campaign"
        for start, end in campaign.spans
    )
    above = cache(lambda section: heading_votes(section, extra))
    for sentence in sentences:
        if sentence.role != "measure":
            continue
        votes = above(sentence.section)
        for start, end, predicate in _split(text, sentence, cues, words, votes):
            topics = topics_of(words, start, end, votes)
            found = parts(text, start, end, predicate, cues, actors)
            yield Measure(
                id=f"p{document.raw_span(start, end)[0]:06d}",
                text=_BLANK.sub("", text[start:end]),
                start=start,
                end=end,
                section=sentence.section,
                topic=topics.split(";")[0],
                topics=topics,
                actor=found.actor,
                action=found.action,
                object=found.object,
                beneficiaries=found.beneficiaries,
                instrument=found.instrument,
                campaigns=";".join(dict.fromkeys(name for low, high, name in named if low < end and start < high)),
                quantity_ids=";".join(
                    figure.id for figure in figures[bisect_left(counted, start) : bisect_left(counted, end)]
                ),
                confidence=_GUESSED if not predicate else _SURE if predicate.strong else _LIKELY,
                rule=sentence.rule,
            )


def _split(
    text: str, sentence: Sentence, cues: Hits[Cue], words: Hits[Votes], above: dict[str, float]
) -> Iterator[tuple[int, int, Clause | None]]:
    """Spans of practices that cover the sentence, each with the clause of its main verb."""
    found = clauses(text, sentence.start, sentence.end, cues)
    begin, predicate, opened = sentence.start, None, sentence.start
    for number, clause in enumerate(found):
        does = clause.kind == "do" and not clause.under
        turns = (
            predicate and does and clause.strong and opened - begin >= _SHORTEST and sentence.end - opened >= _SHORTEST
        )
        if turns and (
            _NEXT.match(text, opened) or _topic(words, begin, opened, above) != _topic(words, opened, clause.end, above)
        ):
            yield begin, opened, predicate
            begin, predicate = opened, clause
        elif does and (
            predicate is None or (clause.strong and not predicate.strong and clause.start - begin < _SHORTEST)
        ):
            predicate = clause
        if not (clause.under and number + 1 < len(found)):  # what is under a clause goes with the next
            opened = found[number + 1].start if number + 1 < len(found) else sentence.end
    yield begin, sentence.end, predicate


def _topic(words: Hits[Votes], start: int, end: int, above: dict[str, float]) -> str:
    return topics_of(words, start, end, above).split(";")[0]
