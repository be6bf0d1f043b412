"""One entrance for every file: its kind is told by content, the suffix is only a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.reading.base import ReadError, ReadText

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = frozenset({".txt", ".pdf", ".docx", ".html", ".htm", ".doc", ".wps", ".text", ".md"})


def kind_of(content: bytes) -> str:
    """txt, pdf, docx, html, ole, zip or binary, by the first bytes."""
    head = content[:1024].lstrip()
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "docx" if b"word/" in content else "zip"
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if (
        head[:9].lower() in (b"<!doctype", b"<html")
        or head[:5].lower() == b"<html"
        or b"<html" in content[:4096].lower()
    ):
        return "html"
    return "txt"


def read(path: Path) -> ReadText:
    """The text of one file. Raises ReadError with a category and a message that says what to do."""
    content = path.read_bytes()
    if not content.strip():
        raise ReadError("empty", "the file is empty: ask the sender for it again")
    kind = kind_of(content)
    if kind == "pdf":
        from pipeline.reading.pdf import read_pdf

        return read_pdf(path)
    if kind in ("ole", "zip"):
        raise ReadError("unsupported", "an old Office file (.doc, .wps, .xls): save it as .docx or PDF and run again")
    from pipeline.reading.text import read_text

    return read_text(content)
