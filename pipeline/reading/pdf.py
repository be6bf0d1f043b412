"""PDF: text, order and places by pypdfium2, page by page; what has no readable text layer is treated as an image."""

from __future__ import annotations

import ctypes
import math
from pathlib import Path
from typing import Any

from pipeline.reading.base import ReadError, ReadText
from pipeline.reading.furniture import find_furniture
from pipeline.reading.layout import Glyph, Line, in_columns, joined, segments
from pipeline.reading.paragraphs import Composer

MAX_PAGES = 3000
_FEW = 20  # glyphs: fewer are no text layer worth the name
_HAN_SHARE = 0.15  # a Chinese page with less Han among its glyphs is garbled or a picture with figures


def read_pdf(path: Path) -> ReadText:
    """The text of all pages in reading order. Raises ReadError for damaged, encrypted and endless files."""
    import pypdfium2 as pdfium

    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise ReadError("encrypted", "the PDF is encrypted: remove the password and run again") from error
        raise ReadError("truncated", "the PDF is damaged or cut off: ask for the file again") from error
    with pdf:
        if len(pdf) > MAX_PAGES:
            raise ReadError("too_large", f"{len(pdf)} pages, more than {MAX_PAGES}: split the file")
        return _read(pdf)


def _read(pdf: Any) -> ReadText:
    pages: list[tuple[list[Line], float]] = []
    images: list[int] = []
    for number in range(1, len(pdf) + 1):
        page = pdf[number - 1]
        height = page.get_height()
        glyphs = _glyphs(page, height)
        if unreadable([g for row in glyphs for g in row]):
            images.append(number)
            pages.append(([], height))
        else:
            rows = [row for drawn in glyphs if (row := segments(drawn, number))]
            pages.append(([joined(row) for row in in_columns(rows)], height))
        page.close()
    furniture = find_furniture(pages)
    composer = Composer()
    starts = []
    for lines, _ in pages:
        starts.append(composer.length)
        composer.page(lines, furniture)
    composer.finish()
    return ReadText(
        raw=composer.text(),
        format="pdf",
        page_starts=tuple(starts),
        furniture=tuple(composer.furniture),
        cells=tuple(composer.cells),
    )


def unreadable(glyphs: list[Glyph]) -> bool:
    """Whether a page's text layer cannot be trusted: too few glyphs, no Unicode map, or figures without words."""
    ink = [g for g in glyphs if not g.char.isspace() and not g.made]
    if len(ink) < _FEW:
        return True
    han = sum("\u4e00" <= g.char <= "\u9fff" for g in ink)
    unmapped = sum(g.unmapped for g in ink)
    return han < _HAN_SHARE * len(ink) or unmapped > 0.1 * len(ink)


def _glyphs(page: Any, height: float) -> list[list[Glyph]]:
    """The characters of a page, a list a drawn line, in the order of drawing."""
    from pypdfium2 import raw

    text = page.get_textpage()
    box = [ctypes.c_double() for _ in range(4)]
    lines: list[list[Glyph]] = [[]]
    high = 0xD800
    top_edge, bottom_edge = math.inf, -math.inf  # of the line so far
    for i in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, i)
        if 0xD800 <= code < 0xDC00:  # first half of a character beyond U+FFFF; the second follows
            high = code
            continue
        char = chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if 0xDC00 <= code < 0xE000 else chr(code)
        if char in "\r\n":
            lines.append([])
            top_edge, bottom_edge = math.inf, -math.inf
            continue
        raw.FPDFText_GetCharBox(text.raw, i, *box)
        left, right, bottom, top = (b.value for b in box)
        made = raw.FPDFText_IsGenerated(text.raw, i) == 1
        unmapped = raw.FPDFText_HasUnicodeMapError(text.raw, i) == 1
        glyph = Glyph(char, left, height - top, right, height - bottom, made, unmapped)
        if not made:
            slack = (
                max(bottom_edge - top_edge, glyph.bottom - glyph.top, 8) / 2
            )  # 一 and ， are thin, and of the line all the same
            if bottom_edge > top_edge and (glyph.top > bottom_edge + slack or glyph.bottom < top_edge - slack):
                lines.append([])  # another line that the engine did not break
                top_edge, bottom_edge = glyph.top, glyph.bottom
            top_edge, bottom_edge = min(top_edge, glyph.top), max(bottom_edge, glyph.bottom)
        lines[-1].append(glyph)
    text.close()
    return [line for line in lines if line]
