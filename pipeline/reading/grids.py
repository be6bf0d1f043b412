"""Tables: what a figure in a cell takes from the head of its row, the head of its column and the caption."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.document import Cell

_NUMBER = re.compile(r"^[-+－]?[0-9０-９][0-9０-９,，.．]*\s*[%％‰]?$|^[-—–]+$")
_UNIT_IN_HEAD = re.compile(r"[(（]\s*(?:单位[:：]\s*)?([^()（）]{1,8})\s*[)）]")
_UNIT_LINE = re.compile(r"(?:计量)?单位\s*[:：]\s*([^\s,，、;；)）]{1,10})")
_UNIT_COLUMN = frozenset({"单位", "计量单位"})
_CAPTION = re.compile(r"^(?:附?表\s*[0-9一二三四五六七八九十]*|.{2,30}(?:表|情况|构成|指标|指数))")


class Piece(NamedTuple):
    """One cell as it stands: its raw span, its text, and where it stands across the page."""

    start: int
    end: int
    text: str
    left: float
    right: float


def is_number(text: str) -> bool:
    """Whether a cell holds a figure and nothing else."""
    return bool(_NUMBER.match(text.strip()))


def read_cells(rows: list[list[Piece]], above: list[str]) -> list[Cell]:
    """The cells with figures of one table. `above` are the lines before it: a caption, a line 单位：万元."""
    caption = next((line for line in reversed(above) if _CAPTION.match(line)), "")
    unit_above = next((match.group(1) for line in reversed(above) if (match := _UNIT_LINE.search(line))), "")
    heads: list[Piece] = []
    cells: list[Cell] = []
    open_head = True
    for row in rows:
        if not any(is_number(piece.text) for piece in row):
            heads = heads + row if open_head else list(row)
            open_head = True
            unit_above = next((m.group(1) for piece in row if (m := _UNIT_LINE.search(piece.text))), unit_above)
            continue
        open_head = False
        cells += _row(row, heads, unit_above, caption)
    return cells


def _row(row: list[Piece], heads: list[Piece], unit_above: str, caption: str) -> list[Cell]:
    words = [piece for piece in row if not is_number(piece.text)]
    unit_cell = next((p.text.strip() for p in words if _head(p, heads) in _UNIT_COLUMN), "")
    name = " ".join(p.text.strip() for p in words if _head(p, heads) not in _UNIT_COLUMN)
    cells = []
    for piece in row:
        if not is_number(piece.text) or not piece.text.strip("-—– "):
            continue
        column = _head(piece, heads)
        match = _UNIT_IN_HEAD.search(column) or _UNIT_IN_HEAD.search(name)
        unit = unit_cell if unit_cell and not _UNIT_IN_HEAD.search(column) else match.group(1) if match else unit_above
        cells.append(Cell(piece.start, piece.end, _bare(name), _bare(column), unit, caption))
    return cells


def _head(piece: Piece, heads: list[Piece]) -> str:
    """The head of the column that a cell stands in: what overlaps it, all head rows from top to bottom."""
    middle = (piece.left + piece.right) / 2
    over = [head for head in heads if head.left - 2 <= middle <= head.right + 2]
    if not over and heads:
        over = [min(heads, key=lambda head: abs((head.left + head.right) / 2 - middle))]
    return "".join(head.text.strip() for head in over)


def _bare(text: str) -> str:
    """A head without its unit."""
    return _UNIT_IN_HEAD.sub("", text).strip()
