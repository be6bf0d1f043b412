"""Number phrases with verdict and bounds: figure or not, how exact, and what the words say of its ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from extractors.document import Document
from extractors.figures.bounds import Bound, Bounds, load_bounds
from extractors.figures.cells import apart, cell_of, in_cell
from extractors.figures.judging import Judged, Surroundings, judge, never_counts
from extractors.figures.numerals import Value
from extractors.figures.quantities import Grammar, Quantity, load_grammar
from extractors.figures.scanning import scan
from extractors.records import Date, Sentence

_BOTH = re.compile(r"[ ]?(?:并且?|而且?|且|，且|，而)?[ ]?")
_ONE_SIDED = frozenset({"at_least", "at_most"})
_NOISE = Judged("noise", "noise")


class Weighed(NamedTuple):
    """One number phrase: its verdict, its span with approximators, its qualifier with the words, and its ends."""

    quantity: Quantity
    judged: Judged
    start: int
    end: int
    qualifier: str
    word: str
    low: Value | None
    high: Value | None

    @property
    def kept(self) -> bool:
        """Whether it is a figure."""
        return not self.judged.reason


def weigh_all(
    document: Document,
    sentences: tuple[Sentence, ...],
    dates: tuple[Date, ...],
    *,
    extra: Path | None = None,
    plain_words: bool = True,
) -> list[Weighed]:
    """All number phrases of the text in order, kept or not. One pass; time grows with the length of the text.

    Without `plain_words` the many that are never figures (一 in 进一步, 一个, 三 in 三农) are left out unweighed.
    """
    grammar, bounds = load_grammar(extra), load_bounds(extra)
    around = Surroundings.of(document, dates, extra)
    noise = [sentence for sentence in sentences if sentence.role == "noise"]
    starts = [sentence.start for sentence in noise]
    found = []
    for quantity in scan(apart(document), grammar, plain_words=plain_words):
        if plain_words or not never_counts(quantity):
            i = bisect_right(starts, quantity.number_start) - 1
            found.append(
                _weighed(quantity, around, bounds, grammar, noise=i >= 0 and quantity.number_start < noise[i].end)
            )
    return _settled(_two_sided(found, document.text))


def _weighed(quantity: Quantity, around: Surroundings, bounds: Bounds, grammar: Grammar, *, noise: bool) -> Weighed:
    text, number, start, end = around.text, quantity.number, quantity.start, quantity.end
    ahead = behind = None
    if text[start - 1 : start] in bounds.last:
        ahead = bounds.ahead(text, start, bare=number.bare or number.scale >= 10_000)
    follow = text[end : end + 1]
    if follow in bounds.first:
        behind = bounds.behind(text, end)
    elif follow == "内":
        behind = _within(quantity)
    if noise:
        judged = _NOISE
    elif cell := cell_of(around.document, quantity.number_start, quantity.number_end):
        quantity, judged = in_cell(quantity, cell, around.document, grammar)
    else:
        judged = judge(quantity, around, bounded=ahead is not None or behind is not None)
    if judged.unit:
        quantity = quantity._replace(unit=judged.unit, row=grammar.units.rows[judged.unit][0])
    elif quantity.unit == "度" and "电" in text[max(0, quantity.start - 10) : quantity.start]:
        quantity = quantity._replace(row=grammar.units.rows["度电"][0])
    if ahead is None and behind is None and quantity.value is not None and not quantity.word:
        return Weighed(quantity, judged, quantity.start, end, "exact", "", quantity.low, quantity.high)
    start = ahead.start if ahead else quantity.start
    end = behind.end if behind else end
    qualifier, word = _qualifier(quantity, ahead, behind)
    return Weighed(quantity, judged, start, end, qualifier, word, *_ends(quantity, qualifier))


def _within(quantity: Quantity) -> Bound | None:
    """三天内: within three days."""
    if quantity.row is None or quantity.row.dimension != "duration":
        return None
    return Bound("at_most", "内", quantity.end, quantity.end + 1)


def _qualifier(quantity: Quantity, ahead: Bound | None, behind: Bound | None) -> tuple[str, str]:
    """Qualifier and words. A word before the number wins over one behind it, except 约 and 近: 近200处以上 is at least 200."""
    words = "…".join(bound.word for bound in (ahead, behind) if bound)
    if quantity.value is None:
        return "range", words or ("" if quantity.kind == "range" or quantity.word == "两数" else quantity.word)
    if ahead and (ahead.qualifier != "about" or behind is None):
        return ahead.qualifier, words
    if behind:
        return behind.qualifier, words
    if quantity.word == "来":
        return "about", "来"
    return ("at_least", quantity.word) if quantity.word else ("exact", "")


def _ends(quantity: Quantity, qualifier: str) -> tuple[Value | None, Value | None]:
    """What the words say of the lower and the upper end, and no more: 5%以上 has no upper end, 160多个 ends before 170."""
    if qualifier == "at_least":
        return quantity.low, quantity.high if quantity.word else None
    if qualifier == "at_most":
        return None, quantity.value
    if qualifier == "about":
        return None, None
    return quantity.low, quantity.high


def _two_sided(found: list[Weighed], text: str) -> list[Weighed]:
    """大于100并且小于300, 最多100最少20个: one range."""
    out: list[Weighed] = []
    for weighed in found:
        if out and weighed.qualifier in _ONE_SIDED:
            last = out[-1]
            if last.qualifier in _ONE_SIDED and last.end <= weighed.start <= last.end + 3:
                both = _merged(last, weighed, text) if last.qualifier != weighed.qualifier else None
                if both:
                    out[-1] = both
                    continue
        out.append(weighed)
    return out


def _merged(first: Weighed, second: Weighed, text: str) -> Weighed | None:
    low, high = (first, second) if first.qualifier == "at_least" else (second, first)
    least, most = low.quantity.value, high.quantity.value
    if least is None or most is None or least >= most or not _BOTH.fullmatch(text, first.end, second.start):
        return None
    if first.quantity.unit not in ("", second.quantity.unit) or first.quantity.word or second.quantity.word:
        return None
    quantity = second.quantity._replace(
        start=first.quantity.start,
        number_start=first.quantity.number_start,
        low=least,
        value=None,
        high=most,
        kind="range",
    )
    word = f"{first.word}…{second.word}"
    return Weighed(quantity, second.judged, first.start, second.end, "range", word, least, most)


def _settled(found: list[Weighed]) -> list[Weighed]:
    """In 17、18日 the first of the list falls with the last; spans of neighbours do not overlap."""
    for i, (weighed, following) in enumerate(pairwise(found)):
        quantity, near = weighed.quantity, following.quantity
        if quantity.kind == "list" and near.unit == quantity.unit and not following.kept:
            found[i] = found[i]._replace(judged=following.judged)
        if weighed.end > near.start:
            found[i] = found[i]._replace(end=min(weighed.end, max(quantity.end, following.start)))
    return found
