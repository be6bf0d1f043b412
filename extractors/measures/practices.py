"""One record a practice, out of the sentences whose role is measure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path

from extractors.document import Document
from extractors.measures.clauses import Clause, Reader, reader
from extractors.measures.parts import Organizations, opens_with_verb, parts
from extractors.measures.topics import topics_of
from extractors.records import Campaign, Figure, Measure, Organization, Sentence
from extractors.schema import made

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
    read = reader(text, extra)
    actors = Organizations(text, organizations)
    counted = [figure.start for figure in figures]
    named = sorted((start, end, one.name) for one in campaigns if one.class_ == "campaign" for start, end in one.spans)
    actor, paragraph = "", -1  # who acts in the sentence before, and in which paragraph
    for sentence in sentences:
        if sentence.role != "measure":
            paragraph = -1
            continue
        if sentence.paragraph != paragraph:
            actor, paragraph = "", sentence.paragraph
        for start, end, predicate in _split(read, sentence, extra):
            whole = end - start == sentence.end - sentence.start and sentence.topics
            topics = sentence.topics if whole else topics_of(text[start:end], sentence.section, extra)
            found = parts(text, start, end, predicate, read.cues, actors)
            if found.actor or not (predicate and opens_with_verb(text, start, predicate)):
                actor = found.actor
            low = bisect_left(counted, start)
            yield made(
                Measure,
                doc_id="",
                id=f"p{document.raw_span(start, end)[0]:06d}",
                text=_readable(text[start:end]),
                start=start,
                end=end,
                page=None,
                section=sentence.section,
                topic=topics.partition(";")[0],
                topics=topics,
                actor=actor,
                action=found.action,
                object=found.object,
                beneficiaries=found.beneficiaries,
                instrument=found.instrument,
                campaigns=_names(named, start, end) if named else "",
                quantity_ids=";".join([figure.id for figure in figures[low : bisect_left(counted, end, low)]]),
                confidence=_GUESSED if not predicate else _SURE if predicate.strong else _LIKELY,
                rule=sentence.rule,
            )


def _readable(said: str) -> str:
    """The words without white space, but for that between Latin words."""
    return said if said.split() == [said] else _BLANK.sub("", said)


def _names(named: list[tuple[int, int, str]], start: int, end: int) -> str:
    """Names of the campaigns that are mentioned in `start..end`, each once."""
    low, high = bisect_left(named, (start,)), bisect_left(named, (end,))
    return ";".join(dict.fromkeys([name for _, _, name in named[low:high]])) if low < high else ""


def _split(read: Reader, sentence: Sentence, extra: Path | None) -> Iterator[tuple[int, int, Clause | None]]:
    """Spans of practices that cover the sentence, each with the clause of its main verb."""
    begin = opened = sentence.start
    predicate = None
    led = True  # what is under a clause goes with the next
    for clause in read.clauses(sentence.start, sentence.end):
        if not led:
            opened = clause.start
        led = clause.under
        if clause.kind != "do" or led:
            continue
        if not predicate:
            predicate = clause
        elif clause.strong:
            long = opened - begin >= _SHORTEST and sentence.end - opened >= _SHORTEST
            if long and _turns(read.text, begin, opened, clause.end, sentence.section, extra):
                yield begin, opened, predicate
                begin, predicate = opened, clause
            elif not predicate.strong and clause.start - begin < _SHORTEST:
                predicate = clause
    yield begin, sentence.end, predicate


def _turns(text: str, begin: int, opened: int, end: int, section: str, extra: Path | None) -> bool:
    """Whether the clause that opens at `opened` leaves the matter of what stands before it."""
    if _GOES_ON.match(text, opened):
        return False
    if _NEXT.match(text, opened):
        return True
    before, behind = topics_of(text[begin:opened], section, extra), topics_of(text[opened:end], section, extra)
    return before.split(";")[0] != behind.split(";")[0]
