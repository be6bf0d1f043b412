"""Page numbers and chunk numbers that stand inside sentences.

No single bare number is ever taken: only a chain of numbers that grows through the document by ones (a number or two may
be missing), a page's length apart, of which most cut a sentence and cannot be read as a figure, a date or an ordinal. A
number that could be a figure (2 in `资金2 4160万元`) is taken only where the pages before and after it are known and the
text writes its figures without blanks elsewhere.
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
SHORTEST = 4  # numbers in a chain of page numbers …
SURE = 3  # … of which so many fit nowhere
FEWEST_CHUNKS = 3
RARE = 10  # one figure in so many may have a blank before its unit in a text that writes none there
CUT = "。！？；：…”）\n"  # before one of these no sentence is cut


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number that may be a page number: place, value, whether it stands mid-sentence, whether it can be no figure."""

    at: int
    value: int
    cuts: bool
    sure: bool = True


@cache
def _figure() -> str:
    """What makes a figure of the number before it: a unit, a date word, a multiple, further digits."""
    return rf"""
        (?: [多余来]? (?: [十百千万亿年月日号届级类种倍周路楼时分度%‰] | 成(?![了为立功员果效长品就熟绩]) | {parts()["unit"]} ) | [0-9] )
    """


@cache
def _number() -> re.Pattern[str]:
    """A number of up to three digits and its blanks, and whether it is a figure."""
    return re.compile(
        rf"""
        (?P<n> [1-9][0-9]{{0,2}} ) (?! [0-9.,:%‰+-] ) (?P<blank> [ ]*+ )
        (?P<figure> (?= {_figure()} ) )?
        (?= [{HAN}“《（\n0-9] | \Z )
        """,
        re.VERBOSE,
    )


@cache
def _lonely() -> tuple[re.Pattern[str], ...]:
    """Blanks, and line breaks, beside a number that is no figure: every page number that is sure has one."""
    before = rf"(?= [1-9][0-9]{{0,2}} (?! [0-9.,:%‰+-] ) [ ]*+ (?! {_figure()} ) [{HAN}“《（\n] )"
    return (
        re.compile(rf"[ ] (?: {before} | (?<= [0-9][ ] ) [ ]*+ (?! {_figure()} ) )", re.VERBOSE),
        re.compile(rf"\n (?: {before} | (?<= [0-9]\n ) )", re.VERBOSE),
    )


_BEFORE = re.compile(rf"[{HAN}{SIGNS},;:)]")
_COUNTS = frozenset("第约近达共为至到超过占")
_TIGHT = re.compile(rf"[0-9][{HAN}%]")
_CHUNK = re.compile(r"\n [ ]*+ (?P<n> [1-9][0-9]{0,2} ) (?: 、 | [.．] (?! [ ]*[0-9] ) ) (?= [ ]*+ \S )", re.VERBOSE)


def _candidates(text: str) -> Iterator[Candidate]:
    matches = list(_number().finditer(text))
    spaced = sum(1 for match in matches if match["figure"] is not None and match["blank"])
    loose = spaced > 2 and spaced * RARE > sum(1 for _ in _TIGHT.finditer(text))
    for match in matches:
        start, stop = match.start(), match.end()
        before = text[start - 1 : start] or "\n"
        after = text[stop : stop + 1] or "\n"
        sure = match["figure"] is None
        if not sure and (loose or not match["blank"] or before in " \n" or not _BEFORE.match(before)):
            continue
        if not match["blank"] and before not in " \n" and after != "\n":
            continue
        if before == " ":
            before = text[start - 2 : start - 1]
        alone = before == "\n" == after
        if alone:
            before = text[max(0, start - 40) : start].rstrip()[-1:]
        if alone or before == "\n" or (before not in _COUNTS and _BEFORE.match(before)):
            yield Candidate(start, int(match["n"]), before not in CUT, sure)


def drop_page_numbers(document: Document, step: str) -> Document:
    """The document without the chain of page numbers that stand inside it, if there is one."""
    text = f"\n{document.text}\n"
    if sum(len(pattern.findall(text)) for pattern in _lonely()) < SURE:
        return document
    chain = _longest(_candidates(document.text), PAGE)
    known = {one.value for one in chain if one.sure}
    chain = [
        one
        for one in chain
        if one.sure or known >= {one.value - 1, one.value + 1} or (one.value < 3 and one.value + 1 in known)
    ]
    if (
        len(chain) < SHORTEST
        or len(known) < SURE
        or 2 * sum(one.cuts for one in chain) < len(chain)
        or chain[0].value > SURE
    ):
        return document
    taken = {one.at for one in chain}
    return document.sub(_number(), lambda m: "" if m.start() in taken else m.group(), step=step)


def drop_chunk_numbers(document: Document, step: str) -> Document:
    """The document without the numbers of the pieces that a document site cut it into, if most cut a sentence."""
    text = f"\n{document.text}"  # one more at the start, so that every piece begins behind a line break
    matches = list(_CHUNK.finditer(text))
    if len(matches) < FEWEST_CHUNKS:
        return document
    found = []
    for match in matches:
        piece = text[max(0, match.start() - 400) : match.start()].rstrip().rpartition("\n")[2]
        cut = len(piece) >= CHUNK.start and piece[-1] not in CUT and "。" in piece
        found.append(Candidate(match.start("n"), int(match["n"]), cut))
    chain = _longest(found, CHUNK)
    if len(chain) < FEWEST_CHUNKS or 2 * sum(one.cuts for one in chain) < len(chain) - 1:
        return document
    taken = {one.at for one in chain}
    edits = [
        (max(0, match.start() - 1), match.end() - 1, text[max(1, match.start()) : match.start("n")])
        for match in matches
        if match.start("n") in taken
    ]
    return document.edit(edits, step=step)


def _longest(candidates: Iterable[Candidate], apart: range) -> list[Candidate]:
    """The chain with most sure numbers in which each value is one to three more than the last, and as many pages away."""
    best: dict[int, tuple[int, tuple[Candidate, ...]]] = {}
    for one in candidates:
        worth = 0
        chain: tuple[Candidate, ...] = ()
        for gap in (1, 2, 3):
            other, before = best.get(one.value - gap, (0, ()))
            if other > worth and apart.start <= one.at - before[-1].at <= apart.stop * gap:
                worth, chain = other, before
        worth += 10 if one.sure else 1
        if worth >= best.get(one.value, (0, ()))[0]:
            best[one.value] = (worth, (*chain, one))
    return list(max(best.values(), default=(0, ()), key=lambda pair: pair[0])[1])
