"""Copies: the same bytes, the same report posted twice, and last year's template with new figures.

MinHash over character 5-shingles finds candidates, an exact comparison of the texts decides: a near copy shares nearly
all shingles and nearly all figures; a template shares the words and not the figures, and is linked, not a copy.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

SHINGLE = 5  # characters
SHORTEST = 54  # letters of a text that can be compared: 50 shingles
PERMUTATIONS, SEED = 128, 20
BANDS = 32  # of 4 values: two texts of Jaccard .5 meet in one band with probability .87, of .7 with .9999
COPY = 0.85  # of the shorter text's shingles stand in the other: headers and menus may differ
SAME_FIGURES = 0.9  # of its figures too
LINKED = 0.45  # Jaccard; templates with new figures lie at .68-.88 (measured), with rewritten parts lower
_NOT_HAN = re.compile(r"[^\u4e00-\u9fff0-9]+")
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_FULL_WIDTH = re.compile("[０-９．％]")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_RUN = re.compile(f".{{{SHINGLE}}}")


class Sketch(NamedTuple):
    """One document of a batch: its id, and the signature of its text (empty for a text too short to compare)."""

    doc_id: str
    signature: bytes


class Copy(NamedTuple):
    """`doc_id` repeats `original`: as a copy, or (not `copy`) as a template with other figures."""

    doc_id: str
    original: str
    copy: bool


def signature(text: str) -> bytes:
    """The MinHash of a text as bytes."""
    letters = _letters(text)
    if len(letters) < SHORTEST:
        return b""
    from rensa import RMinHash

    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    for shingles in _readings(letters):
        sketch.update(shingles)
    return array("I", sketch.digest()).tobytes()


def find_copies(sketches: Iterable[Sketch], text_of: Callable[[str], str]) -> Iterator[Copy]:
    """Each document that repeats an earlier one, in the order given; `text_of` fetches the raw text of a candidate."""
    buckets: dict[tuple[int, bytes], str] = {}
    width = PERMUTATIONS * array("I").itemsize // BANDS
    for sketch in sketches:
        bands = [(i, sketch.signature[i * width : (i + 1) * width]) for i in range(BANDS)] if sketch.signature else []
        candidates = dict.fromkeys(buckets[band] for band in bands if band in buckets)
        text = text_of(sketch.doc_id) if candidates else ""
        own = _shingles(text)
        found = [
            copy for earlier in candidates if (copy := _compare(sketch.doc_id, text, own, earlier, text_of(earlier)))
        ]
        if found:
            best = max(found, key=lambda copy: copy.copy)
            yield best
            if best.copy:
                continue  # later copies are compared with the first of them
        for band in bands:
            buckets.setdefault(band, sketch.doc_id)


def _compare(doc_id: str, text: str, own: set[str], earlier: str, other: str) -> Copy | None:
    """Whether `text`, whose shingles are `own`, repeats the other one."""
    theirs = _shingles(other)
    shared = len(own & theirs)
    contained = shared / max(1, min(len(own), len(theirs)))
    if contained >= COPY and _same_figures(text, other):
        return Copy(doc_id, earlier, copy=True)
    return Copy(doc_id, earlier, copy=False) if shared / max(1, len(own | theirs)) >= LINKED else None


def _same_figures(one: str, other: str) -> bool:
    a, b = (set(_FIGURE.findall(_half_width(text))) for text in (one, other))
    return len(a & b) >= SAME_FIGURES * min(len(a), len(b))


def _shingles(text: str) -> set[str]:
    return set(chain.from_iterable(_readings(_letters(text))))


def _readings(letters: str) -> Iterator[list[str]]:
    """All shingles, each list of them side by side, from the first letter on, from the second, …"""
    return (_RUN.findall(letters, first) for first in range(SHINGLE))


def _letters(text: str) -> str:
    """The Han characters and digits of a text: white space and punctuation differ between copies."""
    return _NOT_HAN.sub("", _half_width(text))


def _half_width(text: str) -> str:
    return text.translate(_HALF_WIDTH) if _FULL_WIDTH.search(text) else text
