"""Web pages: the text without scripts, menus and links; tables kept."""

from __future__ import annotations

import re
from typing import Any

from pipeline.reading.base import ReadError, ReadText
from pipeline.reading.blocks import CELL_LENGTH, Blocks, Slot, mean_length
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
        "caption",
    ]
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""")
_BESIDE_HAN = re.compile(r"(?<=[^\x00-\xff])[\r\n]+|[\r\n]+(?=[^\x00-\xff])")
_MENU_LINKS = 0.6  # share of a list's or box's characters inside links from which it is a menu …
_MENU_LENGTH = 40  # … if its links are no longer than this on average
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")  # lxml refuses text that declares an encoding there


def read_html(content: bytes) -> ReadText:
    """The text of a web page. Raises ReadError where none is left."""
    from lxml import etree, html

    decoded = _decode(content)
    try:
        parser = html.HTMLParser(recover=True, huge_tree=True)  # 256 tags left open are too many for it otherwise
        tree = html.document_fromstring(_XML_HEAD.sub("", decoded.raw), parser=parser)
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
        return ReadText(raw=raw.lstrip("\ufeff"), format="html", encoding=name)
    return read_text(content)


class _Writer:
    def __init__(self) -> None:
        self.blocks = Blocks()
        self.line: list[str] = []

    def flush(self) -> None:
        self.blocks.paragraph(" ".join("".join(self.line).split()))
        self.line = []

    def walk(self, root: Any) -> None:
        """Write what stands in an element; without recursion, since pages nest hundreds of tags that they never close."""
        from lxml import etree

        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, node in walker:
            if event == "start":
                if self._enters(node):
                    self.line.append(node.text or "")
                else:
                    walker.skip_subtree()
                continue
            if event == "end" and node.tag in _BLOCKS:
                self.flush()
            if node is not root:
                self.line.append(node.tail or "")

    def _enters(self, node: Any) -> bool:
        """Whether the text inside an element is to be written; a table of data is written here as a whole."""
        if node.tag in _SKIPPED or _is_menu(node):
            return False
        if node.tag in _BLOCKS:
            self.flush()
        rows = _grid(node) if node.tag == "table" else []
        if rows:
            for caption in node.iterchildren("caption"):
                self.blocks.paragraph(" ".join(_words(caption).split()))
            self.blocks.table(rows)
        return not rows


def _words(cell: Any) -> str:
    """The text of a cell; a line ends where one ends on the page, unless a word or sentence goes on there."""
    from lxml import etree

    parts: list[str] = []
    walker = etree.iterwalk(cell, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start":
            if node.tag in _SKIPPED:
                walker.skip_subtree()
            else:
                parts += ["\n" if node.tag in _BLOCKS else "", node.text or ""]
            continue
        if event == "end" and node.tag in _BLOCKS:
            parts.append("\n")
        if node is not cell:
            parts.append(node.tail or "")
    return _BESIDE_HAN.sub("", "".join(parts).strip("\r\n\t"))


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
            row.append(Slot(_words(cell), span))
            here |= {column: (span, height - 1)} if height > 1 else {}
            column += span
        down = here
        rows.append(row)
    wide = [row for row in rows if len(row) > 1]
    return rows if len(wide) > 1 and mean_length(rows) <= CELL_LENGTH else []


def _number(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), 50)) if value.isascii() and value.isdigit() and len(value) < 6 else 1
