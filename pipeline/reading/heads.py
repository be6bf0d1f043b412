"""Which head stands over a column, and which unit a cell takes from its heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.reading.units import stated, without_unit

_RATE = re.compile(
    r"""(?:增长|增减|增加|升降|涨跌) (?![额数量值人])
      | (?:同比|[比较][上去]年) (?! .{0,4} [额数量值])   # 比上年增加额 is an amount
      | 增速 | 增幅 | 涨幅 | 降幅 | ± | 比重 | 占比 | 比例 | 所占 | 进度 | 率 (?=$|[（(%％])""",
    re.VERBOSE,
)
_OTHER_MEASURE = re.compile(r"指数|[=＝]\s*100|为100|位次|排名|名次|序号|编号|代码|年份|倍数|系数")
_COUNT = re.compile(r"[人户村个件家]数$")
_RATIOS = ("%", "％", "‰", "百分点", "个百分点")
_GLUED = re.compile(
    r"(?<=.)(?:比上年|比去年|同比|较上年|增长|增速|增幅|占|为预算|完成预算)"
)  # a second head begins here
_NEAR = 0.6  # of the distance between columns: a head that spans two stands half a distance away from each


class Piece(NamedTuple):
    """One cell as it stands: its raw span, its text, where it stands across the page, and the width of a full character."""

    start: int
    end: int
    text: str
    left: float
    right: float
    size: float = 2.0

    @property
    def middle(self) -> float:
        """Where it stands."""
        return (self.left + self.right) / 2


class Column(NamedTuple):
    """One column of figures: where it stands, and its heads from top to bottom."""

    left: float
    right: float
    heads: tuple[str, ...] = ()

    @property
    def middle(self) -> float:
        """Where it stands."""
        return (self.left + self.right) / 2

    @property
    def name(self) -> str:
        """The heads as one, without units."""
        return "".join(without_unit(head) for head in self.heads)


def find_columns(figures: list[Piece], words: list[Piece], heads: list[list[Piece]]) -> list[Column]:
    """The columns in which figures stand, each with its heads; `words` are the other cells of the table's rows."""
    spans: list[Column] = []
    for piece in sorted(figures, key=lambda figure: figure.left):
        if spans and piece.left < spans[-1].right:
            spans[-1] = Column(spans[-1].left, max(spans[-1].right, piece.right))
        else:
            spans.append(Column(piece.left, piece.right))
    rows = [[part for piece in row for part in _unglued(piece, spans)] for row in heads]
    return [column._replace(heads=tuple(_over(column, spans, words, rows))) for column in spans]


def head_over(piece: Piece, heads: list[list[Piece]]) -> str:
    """The head that overlaps a cell of words."""
    return "".join(h.text for row in heads for h in row if h.left < piece.right and piece.left < h.right)


def _over(column: Column, columns: list[Column], words: list[Piece], heads: list[list[Piece]]) -> Iterator[str]:
    distances = [b.middle - a.middle for a, b in pairwise(columns)]
    reach = _NEAR * min(distances, default=column.middle - max((w.middle for w in words), default=0.0))
    taken: set[tuple[int, float]] = set()  # a head that reaches over several rows stands in each of them
    for row in heads:
        over = [head for head in row if head.left <= column.middle <= head.right] or [
            head for head in row if head.left < column.right and column.left < head.right
        ]
        if not over:
            near = min(row, key=lambda head: abs(head.middle - column.middle))
            of_words = min((abs(near.middle - word.middle) for word in words), default=reach)
            distance = abs(near.middle - column.middle)
            over = [near] if distance <= min(reach, of_words) else []
        yield from (head.text.strip() for head in over if (head.start, head.left) not in taken)
        taken.update((head.start, head.left) for head in over)


def _unglued(head: Piece, columns: list[Column]) -> list[Piece]:
    """A head that two columns share in print (产量比上年增长（%）), cut where the second one begins."""
    under = [column for column in columns if head.left <= column.middle <= head.right]
    for left, right in pairwise(under):
        for match in _GLUED.finditer(head.text):
            edge = head.left + (head.right - head.left) * match.start() / len(head.text)
            if left.middle < edge < right.middle:
                first, second = head.text[: match.start()], head.text[match.start() :]
                return [
                    head._replace(text=first, right=edge),
                    *_unglued(head._replace(text=second, left=edge), columns),
                ]
    return [head]


def unit_of(row: str, column: Column, unit_cell: str, of_table: tuple[str, ...]) -> str:
    """The unit of a cell, empty where heads and caption do not settle it.

    `row` is the head of the row as printed, `unit_cell` the cell of a column 单位, `of_table` the units of a line 单位：….
    What stands nearest counts, and a rate never takes the unit of an amount.
    """
    above, rate, bare = _of_column(column.heads)
    own = stated(row)
    if above in _RATIOS:
        return above
    if bare:
        return ""
    if rate:
        return _percent(of_table)
    if own or (unit_cell and above in ("", unit_cell)):
        return own or unit_cell
    if unit_cell or _OTHER_MEASURE.search(row):
        return ""
    if _RATE.search(row):
        return _percent(of_table)
    return above or _of_table(of_table, row, column.name)


def _of_column(heads: tuple[str, ...]) -> tuple[str, bool, bool]:
    """(unit, whether a rate, whether something without a unit) by the lowest head that says any of it."""
    for head in reversed(heads):
        unit = stated(head)
        rate, bare = bool(_RATE.search(head)), bool(_OTHER_MEASURE.search(head))
        if unit or rate or bare:
            return unit, rate and not unit, bare and not unit
    return "", False, False


def _percent(of_table: tuple[str, ...]) -> str:
    return next((unit for unit in of_table if unit in _RATIOS), "")


def _of_table(units: tuple[str, ...], row: str, column: str) -> str:
    amounts = [unit for unit in units if unit not in _RATIOS] or list(units)
    if len(amounts) != 1 or (amounts[0].endswith("元") and (_COUNT.search(row) or _COUNT.search(column))):
        return ""
    return amounts[0]
