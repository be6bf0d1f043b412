"""Word files: paragraphs, tables, text boxes and notes in order, as they read with all changes accepted.

Running headers and footers, comments and tables of contents are left out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.reading.base import ReadError, ReadText
from pipeline.reading.blocks import CELL_LENGTH, Blocks, Slot, mean_length
from pipeline.reading.wordlists import DAMAGED, numbers_of, related

MAX_UNPACKED = 300 * 2**20  # bytes: a report of a thousand pages unpacks to a tenth of this
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = frozenset({f"{_W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SIGN = {_W + name: sign for name, sign in _SIGNS.items()}
_BOX = f"{_W}txbxContent"
# What a reader of the page does not see: deleted words, properties, pinyin, and the second drawing of a text box for old versions.
_UNSEEN = frozenset(
    {*(_W + name for name in ("del", "moveFrom", "pPr", "rPr", "tcPr", "trPr", "tblPr", "tblGrid", "rt", "sectPr"))}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)


def read_docx(content: bytes) -> ReadText:
    """The text of a .docx. Raises ReadError for damaged files and for archives that unpack to more than MAX_UNPACKED."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    check_archive(content)
    try:
        document = docx.Document(io.BytesIO(content))
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError, zipfile.BadZipFile) as error:
        raise ReadError("truncated", DAMAGED) from error
    body = document.element.body
    story = _Story(Blocks(), numbers_of(_paragraphs(body), document.part))
    story.write(body)
    for notes in related(document.part, "footnotes", "endnotes"):
        for note in notes:
            if note.get(f"{_W}type", "normal") == "normal":  # else the line above the notes
                story.write(note)
    blocks = story.blocks
    if not blocks.text().strip():
        raise ReadError("empty", "the Word file holds no text: it may hold pictures only; save it as PDF and run again")
    return ReadText(raw=blocks.text(), format="docx", cells=tuple(blocks.cells))


@dataclass(frozen=True, slots=True)
class _Story:
    """Writes bodies, cells, text boxes and notes; `numbers` are those that Word prints before paragraphs."""

    blocks: Blocks
    numbers: dict[Any, str]

    def write(self, story: Any) -> None:
        """The paragraphs and tables of a body, cell, text box or note."""
        for item in _inside(story, f"{_W}p", f"{_W}tbl"):
            if item.tag == f"{_W}tbl":
                self._table(item)
                continue
            text, boxes = self._words(item)
            self.blocks.paragraph(text)
            for box in boxes:
                self.write(box)

    def _table(self, table: Any) -> None:
        rows = [(row, list(_inside(row, f"{_W}tc"))) for row in _inside(table, f"{_W}tr")]
        slots = [self._slots(row, cells) for row, cells in rows]
        nested = any(True for _, cells in rows for cell in cells for _ in _inside(cell, f"{_W}tbl"))
        if nested or mean_length(slots) > CELL_LENGTH:  # a frame around a text
            for _, cells in rows:
                for cell in cells:
                    self.write(cell)
        else:
            self.blocks.table(slots)

    def _slots(self, row: Any, cells: list[Any]) -> list[Slot]:
        """The cells of a row with the columns that they span."""
        before = row.find(f"{_W}trPr/{_W}gridBefore")
        slots = [] if before is None else [Slot("", _number(before))]
        for cell in cells:
            span, down = cell.find(f"{_W}tcPr/{_W}gridSpan"), cell.find(f"{_W}tcPr/{_W}vMerge")
            again = down is not None and down.get(f"{_W}val", "continue") == "continue"
            told = [self._words(item) for item in _inside(cell, f"{_W}p")]
            boxed = [self._words(item)[0] for _, boxes in told for box in boxes for item in _inside(box, f"{_W}p")]
            text = "\n".join(text for text in (*(text for text, _ in told), *boxed) if text.strip())
            slots.append(Slot(text, 1 if span is None else _number(span), again=again))
        return slots

    def _words(self, paragraph: Any) -> tuple[str, list[Any]]:
        """The text of a paragraph with its number, and the text boxes that hang on it."""
        parts: list[str] = []
        boxes: list[Any] = []

        def take(node: Any) -> None:
            for child in node:
                if child.tag in _TEXT:
                    parts.append(child.text or "")
                elif child.tag in _SIGN:
                    parts.append(_SIGN[child.tag])
                elif child.tag == _BOX:
                    boxes.append(child)
                elif child.tag not in _UNSEEN and not _is_filler(child):
                    take(child)

        take(paragraph)
        text = "".join(parts)
        return (self.numbers.get(paragraph, "") + text if text.strip() else text), boxes


def _paragraphs(node: Any) -> Iterator[Any]:
    """Every paragraph that a reader sees, in order."""
    for child in node:
        if child.tag not in _UNSEEN and not _is_filler(child):
            if child.tag == f"{_W}p":
                yield child
            yield from _paragraphs(child)


def _inside(node: Any, *tags: str) -> Iterator[Any]:
    """The nearest elements of these kinds, through wrappers: content controls, accepted insertions."""
    for child in node:
        if child.tag in tags:
            if child.find(f"{_W}trPr/{_W}del") is None:  # else a deleted row
                yield child
        elif child.tag not in _UNSEEN and not _is_filler(child):
            yield from _inside(child, *tags)


def _is_filler(node: Any) -> bool:
    """Whether a content control is a table of contents, or shows what is to be written into it."""
    if node.tag != f"{_W}sdt":
        return False
    gallery = node.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    contents = gallery is not None and gallery.get(f"{_W}val") == "Table of Contents"
    return contents or node.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None


def _number(element: Any) -> int:
    value = element.get(f"{_W}val", "1")
    return max(1, min(int(value), 200)) if value.isascii() and value.isdigit() and len(value) < 6 else 1


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
