"""Page numbers and chunk numbers that stand inside sentences.

No single bare number is ever taken: only a chain of numbers that grows through the document by ones (a number or two may
be missing), a page's length apart, of which most cut a sentence and none can be read as a figure, a date or an ordinal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from extractors.document import Document
from pipeline.cleaning.letters import HAN, SIGNS, parts

PAGE = range(150, 4000)  # letters between two page numbers, for each page
CHUNK = range(60, 4000)  # letters between two chunk numbers
SHORTEST = 4  # numbers in a chain of page numbers
CUT = "。！？；：…”）\n"  # before one of these no sentence is cut


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number that may be a page number: where it stands, its value, whether it stands in the middle of a sentence."""

    at: int
    value: int
    cuts: bool


@cache
def _number() -> re.Pattern[str]:
    """A number of up to three digits, and its blanks, before no unit, date word or multiple."""
    unit = parts()["unit"]
    return re.compile(
        rf"""
        (?P<n> [1-9][0-9]{{0,2}} ) (?! [0-9.,:%‰+-] ) (?P<blank> [ ]*+ )
        (?! [多余来]? (?: [十百千万亿年月日号届级类种倍周路楼时分度%‰] | 成(?![了为立功员果效长品就熟绩]) | {unit} ) )
        (?= [{HAN}“《（\n] | \Z )
        """,
        re.VERBOSE,
    )


_BEFORE = re.compile(rf"[{HAN}{SIGNS}]")
_COUNTS = frozenset("第约近达共为至到超过占")
_CHUNK = re.compile(r"(?: \n | \A ) [ ]*+ (?P<n> [1-9][0-9]{0,2} ) [、.．] (?= [ ]* [^ 0-9] )", re.VERBOSE)


def _candidates(text: str) -> Iterator[Candidate]:
    for match in _number().finditer(text):
        start, stop = match.start(), match.end()
        before = text[start - 1 : start] or "\n"
        loose = bool(match["blank"]) or before in " \n" or text[stop : stop + 1] == "\n"
        if before == " ":
            before = text[start - 2 : start - 1]
        alone = before == "\n" and text[stop : stop + 1] in {"\n", ""}
        if alone:
            before = text[max(0, start - 40) : start].rstrip()[-1:]
        if loose and (alone or before == "\n" or (before not in _COUNTS and _BEFORE.match(before))):
            yield Candidate(start, int(match["n"]), before not in CUT)


def drop_page_numbers(document: Document, step: str) -> Document:
    """The document without the chain of page numbers that stand inside it, if there is one."""
    chain = _longest(_candidates(document.text), PAGE)
    if len(chain) < SHORTEST or 2 * sum(one.cuts for one in chain) < len(chain) or chain[0].value > 3:
        return document
    taken = {one.at for one in chain}
    return document.sub(_number(), lambda m: "" if m.start() in taken else m.group(), step=step)


def drop_chunk_numbers(document: Document, step: str) -> Document:
    """The document without the numbers of the pieces that a document site cut it into, if most cut a sentence."""
    text = document.text
    found = []
    for match in _CHUNK.finditer(text):
        piece = text[max(0, match.start() - 400) : match.start()].rstrip().rpartition("\n")[2]
        cut = len(piece) >= CHUNK.start and piece[-1] not in CUT and "。" in piece
        found.append(Candidate(match.start("n"), int(match["n"]), cut))
    chain = _longest(found, CHUNK)
    if len(chain) < 3 or 2 * sum(one.cuts for one in chain) < len(chain) - 1:
        return document
    taken = {one.at for one in chain}
    return document.sub(
        _CHUNK, lambda m: m.group()[: m.start("n") - m.start()] if m.start("n") in taken else m.group(), step=step
    )


def _longest(candidates: Iterable[Candidate], apart: range) -> list[Candidate]:
    """The longest chain in which each value is one to three more than the last, and as many pages away."""
    best: dict[int, tuple[Candidate, ...]] = {}
    for one in candidates:
        longest: tuple[Candidate, ...] = ()
        for gap in (1, 2, 3):
            before = best.get(one.value - gap, ())
            if before and apart.start <= one.at - before[-1].at <= apart.stop * gap and len(before) > len(longest):
                longest = before
        if len(longest) + 1 >= len(best.get(one.value, ())):
            best[one.value] = (*longest, one)
    return list(max(best.values(), key=len, default=()))
