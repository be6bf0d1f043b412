"""One entrance for every file: its kind is told by content, the suffix is only a hint."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.reading.base import ReadError, ReadText

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = frozenset(
    {".txt", ".pdf", ".docx", ".html", ".htm", ".doc", ".wps", ".rtf", ".mht", ".mhtml", ".ofd", ".text", ".md"}
)


_EMPTY = "the file is empty: ask the sender for it again"
_MAIL_HEAD = re.compile(rb"(?:from|date|subject|mime-version|content-type|message-id|x-[a-z-]+):")
_FRAGMENT = re.compile(
    rb"<(?:!--|meta|body|div|table|p|h[1-6]|center|article|section|font|span)[\s>-]"
)  # of a web page
MAX_BYTES = 200 * 2**20  # of one file: a scanned report of some hundred pages has a tenth of this


def kind_of(content: bytes) -> str:
    """txt, pdf, docx, html, zip, ole (old Office), rtf or mht, told by the first bytes, whatever the suffix says."""
    head = content[:4096].lower()
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[: len(head) // 2 * 2].decode("utf-16", "replace").encode()
    if b"%pdf-" in head[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "docx" if b"word/" in content else "zip"
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if _MAIL_HEAD.match(start) and b"mime-version:" in start:
        return "mht"
    if start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<") and b"<html" in head):
        return "html"
    if _FRAGMENT.match(start):
        return "html"
    return "txt"


def read(path: Path, *, ocr: bool = True) -> ReadText:
    """The text of one file. With `ocr` off, pages that need it are left out and counted in `waiting`.

    Raises ReadError with a category and a message that says what to do, OSError where the file cannot be opened.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise ReadError("too_large", f"{size >> 20} MB, more than {MAX_BYTES >> 20}: split the file")
    content = path.read_bytes()
    if not content.strip():
        raise ReadError("empty", _EMPTY)
    match kind_of(content):
        case "pdf":
            from pipeline.reading.pdf import read_pdf

            return read_pdf(path, ocr=ocr)
        case "docx":
            from pipeline.reading.docx import read_docx

            return read_docx(content)
        case "html":
            from pipeline.reading.html import read_html

            return read_html(content)
        case "ole" | "rtf":
            way = "save it as .docx or PDF in Word or WPS (or: soffice --convert-to docx FILE) and run again"
            raise ReadError("unsupported", f"an old Office file (.doc, .wps, .rtf, .xls): {way}")
        case "mht":
            way = "open it in a browser or Word, save it as a web page (.html) or .docx, and run again"
            raise ReadError("unsupported", f"a web archive (.mht): {way}")
        case "zip":
            raise ReadError(
                "unsupported",
                "an archive or an Office file that is no Word document (.xlsx, .ofd): unpack it, or save it as .docx or PDF",
            )
    from pipeline.reading.text import read_text

    text = read_text(content)
    if not text.raw.strip():
        raise ReadError("empty", _EMPTY)
    return text
