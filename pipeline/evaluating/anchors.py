"""Finding a quote of a report again in the text that a reader made of it.

Gold quotes words, not offsets: the offsets of a PDF's text depend on the reader, and a person can check a quote. White
space is ignored on both sides, so that a quote survives soft line wraps and blanks inside numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

NUMERAL = re.compile(r"[0-9０-９〇零一二两三四五六七八九十百千万萬亿億半几幾数數廿]")
_BLANK = re.compile(r"\s+")


class AnchorError(ValueError):
    """A quote that cannot be read or does not stand in the text."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quote and the words that must stand right before and after it (written `before[quote]after`)."""

    before: str
    quote: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}[{self.quote}]{self.after}" if self.before or self.after else self.quote


def parse_anchor(text: str) -> Anchor:
    """Read `before[quote]after` or a bare quote. Raises AnchorError where brackets do not pair or nothing is quoted."""
    text = text.strip()
    if text.count("[") != text.count("]") or text.count("[") > 1 or not text:
        raise AnchorError(f"want one [quote] or a bare quote, not {text!r}")
    before, quote, after = re.split(r"[\[\]]", text) if "[" in text else ("", text, "")
    return Anchor(*(_BLANK.sub("", part) for part in (before, quote, after)))


class Locator:
    """Finds anchors of one text, in reading order."""

    def __init__(self, text: str) -> None:
        self._offsets = [i for i, char in enumerate(text) if not char.isspace()]
        self._text = "".join(text[i] for i in self._offsets)
        self._cursor = 0

    def rewind(self) -> None:
        """Start again at the beginning: each kind of annotation is in reading order by itself."""
        self._cursor = 0

    def span(self, anchor: Anchor, *, anywhere: bool = True) -> tuple[int, int] | None:
        """The quote's half-open span in the text: the first after the one found last, else (`anywhere`) the first of all.

        A quote does not match inside a longer number, unless the words given around it say so. None if it is not there.
        """
        found = self._find(anchor, self._cursor)
        if found is not None:
            self._cursor = found[1]
        elif anywhere:
            found = self._find(anchor, 0)
        if found is None:
            return None
        start, end = found
        if start == end:  # a figure that left no glyph: the point after the character before it
            point = self._offsets[start - 1] + 1
            return point, point
        return self._offsets[start], self._offsets[end - 1] + 1

    def number(self, anchor: Anchor) -> int | None:
        """The offset of the first numeral of the quote (`近8万人` → that of 8), or of the quote if it has none."""
        span = self.span(anchor)
        if span is None:
            return None
        numeral = NUMERAL.search(anchor.quote)
        if numeral is None:
            return span[0]
        first = self._text_index(span[0]) + numeral.start()
        return self._offsets[first]

    def extent(self, opening: str, closing: str, *, anywhere: bool = True) -> tuple[int, int] | None:
        """The half-open span from the opening words to the next closing words, both included."""
        begin = self.span(Anchor("", _BLANK.sub("", opening), ""), anywhere=anywhere)
        if begin is None:
            return None
        first = self._text_index(begin[0])
        last = self._text.find(_BLANK.sub("", closing), first)
        if last < 0:
            return None
        stop = last + len(_BLANK.sub("", closing))
        self._cursor = max(self._cursor, stop)
        return begin[0], self._offsets[stop - 1] + 1

    def _text_index(self, offset: int) -> int:
        return bisect_left(self._offsets, offset)

    def _find(self, anchor: Anchor, begin: int) -> tuple[int, int] | None:
        whole = anchor.before + anchor.quote + anchor.after
        at = self._text.find(whole, max(0, begin - len(anchor.before)))
        while at >= 0:
            start = at + len(anchor.before)
            end = start + len(anchor.quote)
            torn = (not anchor.before and self._digits(start)) or (not anchor.after and self._digits(end))
            if start >= begin and not torn:
                return start, end
            at = self._text.find(whole, at + 1)
        return None

    def _digits(self, border: int) -> bool:
        """Whether this border cuts a number in two: `12|7`, `9.|6`. Cells of a table (`12 7`) are numbers of their own."""
        touching = 0 < border < len(self._text) and self._offsets[border] - self._offsets[border - 1] == 1
        before = self._text[max(0, border - 2) : border]
        return touching and self._text[border].isdigit() and re.search(r"[0-9０-９][.．]?$", before) is not None
