"""Web pages: the text without scripts, menus and links; tables kept."""

from __future__ import annotations

import re
from typing import Any

from pipeline.reading.base import ReadError, ReadText
from pipeline.reading.blocks import Blocks, Slot
from pipeline.reading.text import read_text

_SKIPPED = frozenset(
    ["script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select", "button", "nav", "form"]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "br",
    ]
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""")
_MENU_LINKS = 0.6  # share of a list's or box's characters inside links from which it is a menu …
_MENU_LENGTH = 40  # … if its links are no longer than this on average
_CELL_LENGTH = 80  # characters: tables whose cells are longer on average lay out a page


def read_html(content: bytes) -> ReadText:
    """The text of a web page. Raises ReadError where none is left."""
    from lxml import etree, html

    decoded = _decode(content)
    try:
        tree = html.document_fromstring(decoded.raw, parser=html.HTMLParser(recover=True, huge_tree=False))
    except (etree.ParserError, ValueError) as error:
        raise ReadError("empty", "the web page holds no text: open it in a browser and save its text") from error
    writer = _Writer()
    writer.walk(tree)
    writer.flush()
    if not writer.blocks.text().strip():
        raise ReadError("empty", "the web page holds no text: it may be filled in by a script; save it from a browser")
    blocks = writer.blocks
    return ReadText(
        raw=blocks.text(),
        format="html",
        encoding=decoded.encoding,
        cells=tuple(blocks.cells),
        warnings=decoded.warnings,
        partial=decoded.partial,
    )


def _decode(content: bytes) -> ReadText:
    """The declared character set where it decodes, else as any text file."""
    declared = _CHARSET.search(content[:4096])
    if declared:
        name = declared.group(1).decode().lower()
        name = "gb18030" if name.startswith("gb") else name
        try:
            raw = content.decode(name)
        except (UnicodeDecodeError, LookupError):
            return read_text(content)
        # lxml refuses text that declares an encoding in an XML header
        return ReadText(raw=re.sub(r"^\s*<\?xml[^>]*\?>", "", raw.lstrip("\ufeff")), format="html", encoding=name)
    return read_text(content)


class _Writer:
    def __init__(self) -> None:
        self.blocks = Blocks()
        self.line: list[str] = []

    def flush(self) -> None:
        self.blocks.paragraph(" ".join("".join(self.line).split()))
        self.line = []

    def walk(self, node: Any) -> None:
        if not isinstance(node.tag, str):
            return
        if node.tag in _SKIPPED or _is_menu(node):
            return
        if node.tag == "table" and (rows := _grid(node)):
            self.flush()
            self.blocks.table(rows)
            return
        block = node.tag in _BLOCKS
        if block:
            self.flush()
        self.line.append(node.text or "")
        for child in node:
            self.walk(child)
            self.line.append(child.tail or "")
        if block:
            self.flush()


def _is_menu(node: Any) -> bool:
    """Whether a list or box is made of short links."""
    if node.tag not in ("ul", "ol", "div", "td", "p", "table"):
        return False
    links = node.findall(".//a")
    if len(links) < 2:
        return False
    linked = sum(len("".join(a.itertext()).strip()) for a in links)
    whole = len("".join("".join(node.itertext()).split()))
    return linked > _MENU_LINKS * whole and linked / len(links) <= _MENU_LENGTH


def _grid(table: Any) -> list[list[Slot]]:
    """The cells of a table of data with the columns they span; empty for a table that lays out a page."""
    if table.find(".//table") is not None:
        return []
    rows: list[list[Slot]] = []
    down: dict[int, tuple[int, int]] = {}  # column: (columns spanned, rows still to come) of cells that reach down
    for tr in table.iter("tr"):
        row: list[Slot] = []
        column = 0
        here: dict[int, tuple[int, int]] = {}
        for cell in [*(cell for cell in tr if cell.tag in ("td", "th")), None]:
            while column in down:
                span, left = down.pop(column)
                row.append(Slot("", span, again=True))
                here |= {column: (span, left - 1)} if left > 1 else {}
                column += span
            if cell is None:
                break
            span, height = _number(cell, "colspan"), _number(cell, "rowspan")
            row.append(Slot("".join(cell.itertext()).strip("\r\n\t"), span))
            here |= {column: (span, height - 1)} if height > 1 else {}
            column += span
        down = here
        rows.append(row)
    wide = [row for row in rows if len(row) > 1]
    length = sum(len(" ".join(slot.text.split())) for row in rows for slot in row) / max(1, sum(map(len, rows)))
    return rows if len(wide) > 1 and length <= _CELL_LENGTH else []


def _number(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), 50)) if value.isascii() and value.isdigit() and len(value) < 6 else 1
