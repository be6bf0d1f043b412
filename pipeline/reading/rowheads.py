"""The head of a row with what it belongs to: 其中：城镇 and #食品 stand under the row above."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.reading.heads import Piece
from pipeline.reading.units import without_unit

_MARK = re.compile(r"^\s*(?P<mark>其\s*中\s*[：:]?|[#＃]+)\s*")
_NUMBERING = re.compile(r"^\s*(?:[一二三四五六七八九十]+|[0-9]{1,2})\s*[、.．]\s*")
_BLANKS = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_SAME, _DEEPER = 0.25, 0.4  # of a character's width: rows that begin together, and one set further in


class _Open(NamedTuple):
    level: int
    name: str
    left: float  # where its words begin, a mark left out


class RowHeads:
    """Names the rows of one table from top to bottom."""

    def __init__(self) -> None:
        self._open: list[_Open] = []

    def name(self, pieces: list[Piece]) -> str:
        """The name of a row, after the names of the rows that it is a part of, with ： between."""
        if not pieces:
            return ""
        first = pieces[0]
        text = _BLANKS.sub("", without_unit(" ".join(piece.text.strip() for piece in pieces)))
        mark = _MARK.match(text)
        name = _MARK.sub("", text)
        left = first.left + (_width(mark.group()) * first.size / 2 if mark else 0.0)
        level = self._level(mark["mark"] if mark else "", left, first.size)
        while self._open and self._open[-1].level >= level:
            self._open.pop()
        self._open.append(_Open(level, name, left))
        return "：".join([*(_NUMBERING.sub("", row.name) for row in self._open[:-1]), name])

    def _level(self, mark: str, left: float, size: float) -> int:
        if mark:
            return len(mark) if mark[0] in "#＃" else 1
        for above, row in reversed(list(zip(self._open, self._open[1:], strict=False))):
            if abs(row.left - left) <= _SAME * size and row.left - above.left >= _DEEPER * size:
                return row.level
        return 0


def _width(text: str) -> float:
    """In half characters."""
    return sum(2 if ord(char) > 0x2000 else 1 for char in text)
