"""Word files: paragraphs and tables in order."""

from __future__ import annotations

import io
import zipfile
from itertools import groupby
from typing import Any

from pipeline.reading.base import ReadError, ReadText
from pipeline.reading.blocks import Blocks, Slot

MAX_UNPACKED = 300 * 2**20  # bytes: a report of a thousand pages unpacks to a tenth of this


def read_docx(content: bytes) -> ReadText:
    """The text of a .docx. Raises ReadError for damaged files and for archives that unpack to more than MAX_UNPACKED."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    check_archive(content)
    try:
        document = docx.Document(io.BytesIO(content))
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError, zipfile.BadZipFile) as error:
        raise ReadError("truncated", "the Word file is damaged: open it in Word and save it again") from error
    blocks = Blocks()
    for item in document.iter_inner_content():
        if isinstance(item, Paragraph):
            blocks.paragraph(item.text)
        elif isinstance(item, Table):
            blocks.table(_slots(item))
    if not blocks.text().strip():
        raise ReadError("empty", "the Word file holds no text: it may hold pictures only; save it as PDF and run again")
    return ReadText(raw=blocks.text(), format="docx", cells=tuple(blocks.cells))


def _slots(table: Any) -> list[list[Slot]]:
    """The cells of a table. python-docx gives one that spans columns or rows for each of them."""
    rows: list[list[Slot]] = []
    above: set[int] = set()
    for row in table.rows:
        cells = [next(same) for _, same in groupby(row.cells, key=lambda cell: cell._tc)]  # noqa: SLF001 - no public identity
        rows.append([Slot(cell.text, cell.grid_span, again=id(cell._tc) in above) for cell in cells])  # noqa: SLF001
        above = {id(cell._tc) for cell in cells}  # noqa: SLF001
    return rows


def check_archive(content: bytes) -> None:
    """Raise ReadError for an archive that is damaged, encrypted or a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            encrypted = any(entry.flag_bits & 1 for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise ReadError("truncated", "the Word file is damaged or cut off: ask for the file again") from error
    if encrypted:
        raise ReadError("encrypted", "the Word file is encrypted: remove the password and run again")
    if unpacked > MAX_UNPACKED:
        raise ReadError("too_large", f"the file unpacks to {unpacked >> 20} MB: not read, it may be a bomb")
