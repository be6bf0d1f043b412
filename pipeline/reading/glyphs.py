"""The characters of a PDF page and their boxes, fetched in bulk and cut into drawn lines.

A page is kept as one text and one list a side of the boxes, not as an object a character: the calls and the objects of a page
would cost more than everything else that is done with it.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from collections.abc import Iterator
from itertools import repeat
from typing import Any, NamedTuple

_FEW = 20  # glyphs: fewer are no text layer worth the name
_HAN_SHARE = 0.15  # a Chinese page with less Han among its glyphs is garbled or a picture with figures
_SAMPLE = 256  # glyphs of a page that are asked whether they have a Unicode value
_UNMAPPED = 0.1  # share of glyphs without: more, and the text layer is garbled
_LEAST_HEIGHT = 8.0  # points; 一 and ， are thin, and of their line all the same
_NOT_HAN = re.compile("[^\u4e00-\u9fff]+")
_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_BREAK = re.compile("[^\r\n]+")


class Glyphs(NamedTuple):
    """Characters in the order of drawing and the sides of their boxes, in points from the top left corner."""

    text: str
    left: list[float]
    top: list[float]
    right: list[float]
    bottom: list[float]

    def part(self, start: int, end: int) -> Glyphs:
        """Some characters of them."""
        part = slice(start, end)
        return Glyphs(self.text[part], self.left[part], self.top[part], self.right[part], self.bottom[part])

    def at(self, places: list[int]) -> Glyphs:
        """The characters at these places."""
        text, *sides = self
        return Glyphs("".join([text[i] for i in places]), *([side[i] for i in places] for side in sides))


def read_glyphs(page: Any, height: float) -> tuple[list[Glyphs], bool]:
    """The drawn lines of a page, blanks that the engine put in left out; and whether its text layer can be trusted."""
    text = page.get_textpage()
    try:
        count = text.count_chars()
        chars = _characters(text, count)
        left_out = {match.start() for match in _HALVES.finditer(chars)} | _made(text, chars)
        left, right, bottom, top = _boxes(text, count)
        whole = _HALVES.sub(_joined, chars)
        glyphs = Glyphs(whole, left, [height - y for y in top], right, [height - y for y in bottom])
        return list(_lines(glyphs, left_out)), _trusted(text, chars)
    finally:
        text.close()


def _characters(text: Any, count: int) -> str:
    """One character for each that the engine counts; beyond U+FFFF it counts two halves."""
    from pypdfium2 import raw

    units = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(text.raw, 0, count, units) == count + 1:
        return "".join(map(chr, units[:count]))
    return "".join(chr(raw.FPDFText_GetUnicode(text.raw, i)) for i in range(count))


def _joined(halves: re.Match[str]) -> str:
    """A blank, to be left out, and the character."""
    return " " + halves.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _boxes(text: Any, count: int) -> tuple[list[float], ...]:
    """Left, right, bottom and top of every character, from the bottom left corner."""
    from pypdfium2 import raw

    address = ctypes.c_void_p
    of_library = ctypes.cast(raw.FPDFText_GetCharBox, address).value or 0
    get = ctypes.PYFUNCTYPE(ctypes.c_int, address, ctypes.c_int, *[address] * 4)(of_library)
    sides = (ctypes.c_double * (4 * count))()
    first, width, step = ctypes.addressof(sides), ctypes.sizeof(ctypes.c_double), 4 * ctypes.sizeof(ctypes.c_double)
    places = (range(first + i * width, first + i * width + count * step, step) for i in range(4))
    handle = ctypes.cast(text.raw, address).value
    deque(map(get, repeat(handle), range(count), *places), maxlen=0)
    found = sides[:]
    return found[0::4], found[1::4], found[2::4], found[3::4]


def _made(text: Any, chars: str) -> set[int]:
    """The blanks that the engine put between characters that stand apart."""
    from pypdfium2 import raw

    return {m.start() for m in re.finditer(" ", chars) if raw.FPDFText_IsGenerated(text.raw, m.start()) == 1}


def _trusted(text: Any, chars: str) -> bool:
    """Whether the text layer has enough glyphs, most of them with a Unicode value, and words among its figures."""
    from pypdfium2 import raw

    ink = "".join(chars.split())
    if len(ink) < _FEW or len(_NOT_HAN.sub("", ink)) < _HAN_SHARE * len(ink):
        return False
    asked = range(0, len(chars), max(1, len(chars) // _SAMPLE))
    unmapped: int = sum(raw.FPDFText_HasUnicodeMapError(text.raw, i) == 1 for i in asked)
    return unmapped <= _UNMAPPED * len(asked)


def _lines(page: Glyphs, left_out: set[int]) -> Iterator[Glyphs]:
    """The drawn lines: where the engine breaks, and where a character stands above or below all before it."""
    for run in _BREAK.finditer(page.text):
        start, end = run.span()
        places = range(start, end)
        if left_out and not left_out.isdisjoint(places):
            line = page.at([i for i in places if i not in left_out])
        else:
            line = page.part(start, end)
        if line.text:
            yield from _split(line)


def _split(line: Glyphs) -> Iterator[Glyphs]:
    slack = _LEAST_HEIGHT / 2
    if max(line.top) <= line.bottom[0] + slack and min(line.bottom) >= line.top[0] - slack:  # as nearly every one
        yield line
        return
    start = 0
    upper, lower = line.top[0], line.bottom[0]
    for i, (top, bottom) in enumerate(zip(line.top, line.bottom, strict=True)):
        slack = max(lower - upper, bottom - top, _LEAST_HEIGHT) / 2
        if lower > upper and (top > lower + slack or bottom < upper - slack):
            yield line.part(start, i)
            start, upper, lower = i, top, bottom
        upper, lower = min(upper, top), max(lower, bottom)
    yield line.part(start, len(line.text))
