"""Anchors: a quotation with its context (W3C TextQuoteSelector and position), and finding it again in another text.

Measured on seven reports: a quotation with 8 characters of context, compared without white space, is unique and is found
again after every cleaning. White space is what readers of PDF and Word differ in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

CONTEXT = 8  # characters on each side, white space not counted
LEAST = 2  # that must agree on each side where the bytes are the same and only the reader has changed
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The quoted characters, up to 8 characters before and after (no white space), and where they began in the raw text."""

    quote: str
    prefix: str = ""
    suffix: str = ""
    position: int = 0


def squeezed(text: str) -> str:
    """The text without white space."""
    return _SPACE.sub("", text)


@lru_cache(maxsize=4)
def _map(raw: str) -> tuple[str, tuple[int, ...]]:
    """The text without white space, and where each of its characters stands."""
    kept = [i for i, char in enumerate(raw) if not char.isspace()]
    return "".join([raw[i] for i in kept]), tuple(kept)


def anchor_of(raw: str, start: int, end: int) -> Anchor:
    """The anchor of `raw[start:end]`."""
    reach = CONTEXT * 8  # white space between is rarely longer
    before, after = squeezed(raw[max(0, start - reach) : start]), squeezed(raw[end : end + reach])
    return Anchor(quote=raw[start:end], prefix=before[-CONTEXT:], suffix=after[:CONTEXT], position=start)


def locate(anchor: Anchor, raw: str, *, same_bytes: bool = True) -> tuple[int, int] | None:
    """Where the anchor stands in `raw`, half-open; None where it does not, or where two places fit equally.

    The whole context must agree; of several such places the nearest to the old position is taken. Where the file's bytes
    are the same as then, 2 characters on each side are enough, if only one place has them: a reader may have moved a
    running header. In a changed file a changed context may mean another fact, so there they are not.
    """
    end = anchor.position + len(anchor.quote)
    if raw[anchor.position : end] == anchor.quote and anchor_of(raw, anchor.position, end) == anchor:
        return anchor.position, end
    text, places = _map(raw)
    found = _occurrences(text, places, len(raw), anchor, CONTEXT)
    if found:
        return min(found, key=lambda span: abs(span[0] - anchor.position))
    if same_bytes:
        found = _occurrences(text, places, len(raw), anchor, LEAST)
    return found[0] if len(found) == 1 else None


def _occurrences(
    text: str, places: tuple[int, ...], length: int, anchor: Anchor, context: int
) -> list[tuple[int, int]]:
    prefix, suffix, quote = anchor.prefix[-context:], anchor.suffix[:context], squeezed(anchor.quote)
    wanted = prefix + quote + suffix
    found: list[tuple[int, int]] = []
    if not wanted or not (quote or (prefix and suffix)):
        return found
    at = text.find(wanted)
    while at >= 0:
        first = at + len(prefix)
        last = first + len(quote)
        if quote:
            found.append((places[first], places[last - 1] + 1))
        else:  # a blank that the report leaves: what stands between the two neighbours
            found.append((places[first - 1] + 1, places[first] if first < len(places) else length))
        at = text.find(wanted, at + 1)
    return found
