"""PDF: text, order and places by pypdfium2, page by page; what has no readable text layer is treated as an image."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.reading import ocr as recognizer
from pipeline.reading.base import ReadError, ReadText
from pipeline.reading.furniture import find_furniture
from pipeline.reading.glyphs import read_glyphs
from pipeline.reading.layout import Line, in_columns, joined, rows_of
from pipeline.reading.paragraphs import Composer

MAX_PAGES = 3000


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
    drawn, trusted = read_glyphs(page, height)
    if trusted:
        return rows_of(drawn, number)
    if drawn or _has_picture(page):
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
