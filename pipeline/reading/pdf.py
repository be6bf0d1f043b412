"""PDF text by pypdfium2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.reading.base import ReadError, ReadText

if TYPE_CHECKING:
    from pathlib import Path


def read_pdf(path: Path) -> ReadText:
    """The text of all pages in order. Raises ReadError for damaged and encrypted files."""
    import pypdfium2 as pdfium

    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise ReadError("encrypted", "the PDF is encrypted: remove the password and run again") from error
        raise ReadError("truncated", "the PDF is damaged or cut off: ask for the file again") from error
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    with pdf:
        for page in pdf:
            text = page.get_textpage().get_text_range().replace("\r\n", "\n")
            page.close()
            starts.append(length)
            parts.append(text + "\n")
            length += len(parts[-1])
    return ReadText(raw="".join(parts), format="pdf", page_starts=tuple(starts))
