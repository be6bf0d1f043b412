"""PDF: text, order and places by pypdfium2, page by page; what has no readable text layer is treated as an image."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.reading import ocr as recognizer
from pipeline.reading.base import ReadError, ReadText
from pipeline.reading.furniture import find_furniture
from pipeline.reading.layout import Glyph, Line, in_columns, joined, segments
from pipeline.reading.paragraphs import Composer

MAX_PAGES = 3000
_FEW = 20  # glyphs: fewer are no text layer worth the name
_HAN_SHARE = 0.15  # a Chinese page with less Han among its glyphs is garbled or a picture with figures


def read_pdf(path: Path, *, ocr: bool = True) -> ReadText:
    """The text of all pages in reading order; pages without a readable text layer by OCR where that is installed.

    Raises ReadError for damaged, encrypted and endless files, and for a scan that cannot be read without the extra.
    """
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
        return _read(pdf, ocr=ocr)


@dataclass(slots=True)
class _Pages:
    """What reading the pages one by one gave; numbers count from 1."""

    lines: list[tuple[list[Line], float]] = field(default_factory=list)  # with the page's height
    images: list[int] = field(default_factory=list)  # without a readable text layer
    dropped: list[int] = field(default_factory=list)  # where OCR may have lost a line
    damaged: list[int] = field(default_factory=list)


def _read(pdf: Any, *, ocr: bool) -> ReadText:
    from pypdfium2 import PdfiumError

    pages = _Pages()
    for number in range(1, len(pdf) + 1):
        try:
            page = pdf[number - 1]
            height = page.get_height()
            rows = _rows(page, number, height, pages, ocr=ocr)
            page.close()
        except PdfiumError:
            pages.damaged.append(number)
            rows, height = [], 842.0
        pages.lines.append(([joined(row) for row in in_columns(rows)], height))
    return _composed(pages, ocr=ocr)


def _rows(page: Any, number: int, height: float, pages: _Pages, *, ocr: bool) -> list[list[Line]]:
    drawn = _glyphs(page, height)
    glyphs = [glyph for line in drawn for glyph in line]
    if not unreadable(glyphs):
        return [row for line in drawn if (row := segments(line, number))]
    if glyphs or _has_picture(page):
        pages.images.append(number)
        if ocr and recognizer.available():
            scan = recognizer.recognize(page, number)
            rows = recognizer.rows(scan.lines)
            pages.dropped += [number] if recognizer.dropped_lines(rows, scan.ink) else []
            return rows
    return []


def _composed(pages: _Pages, *, ocr: bool) -> ReadText:
    able = recognizer.available()
    images = pages.images
    if len(pages.damaged) == len(pages.lines):
        raise ReadError("truncated", "no page of the PDF can be opened: ask for the file again")
    if images and not able and len(images) == len(pages.lines):
        raise ReadError(
            "scan", f"the pages are pictures or have no readable text layer: {recognizer.HOW_TO} and run again"
        )
    furniture = find_furniture(pages.lines)
    composer = Composer()
    starts = []
    for lines, _ in pages.lines:
        starts.append(composer.length)
        composer.page(lines, furniture)
    composer.finish()
    if not composer.text().strip() and (ocr or not images):
        raise ReadError("empty", "no text on any page: check the file")
    warnings = []
    if images and not able:
        warnings.append(
            f"pages {_listed(images)} have no readable text layer and were left out: {recognizer.HOW_TO} and run again"
        )
    if pages.damaged:
        warnings.append(f"pages {_listed(pages.damaged)} are damaged and were left out: ask for the file again")
    if pages.dropped:
        warnings.append(
            f"pages {_listed(pages.dropped)}: a line may be missing between two recognized ones; look at the picture"
        )
    return ReadText(
        raw=composer.text(),
        format="pdf-scan" if len(images) * 2 > len(pages.lines) else "pdf",
        page_starts=tuple(starts),
        furniture=tuple(composer.furniture),
        cells=tuple(composer.cells),
        recognized=tuple((p.start, p.end, p.sure) for p in composer.placed if p.sure is not None),
        warnings=tuple(warnings),
        partial=bool(images and not able) or bool(pages.dropped or pages.damaged),
        waiting=len(images) if able and not ocr else 0,
    )


def _listed(pages: list[int]) -> str:
    return ", ".join(map(str, pages[:10])) + (" …" if len(pages) > 10 else "")


def _has_picture(page: Any) -> bool:
    """Whether anything is drawn on a page without text."""
    return next(iter(page.get_objects(max_depth=3)), None) is not None


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
