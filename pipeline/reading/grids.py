"""Tables: what a figure in a cell takes from the head of its row, the head of its column and the caption."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.document import Cell
from pipeline.reading.heads import Column, Piece, find_columns, head_over, unit_of
from pipeline.reading.rowheads import RowHeads
from pipeline.reading.units import in_line, is_unit, is_unit_line

_NUMBER = r"[-+－＋▲▼△↑↓(（]?\s*[0-9０-９][0-9０-９,，.．]*[)）]?"
_FIGURE = re.compile(rf"{_NUMBER}\s*(?P<unit>[^\s\d]{{0,6}})")
_EMPTY = re.compile(r"[-—–…/／\s]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\s*年?")
_SERIAL = re.compile(r"[0-9]{1,3}")
_NUMBERED = re.compile(r"^\s*[(（【]?(?:附|续)?[表图]\s*[0-9一二三四五六七八九十]")
_TITLE = re.compile(r".{4,40}(?:情况|构成|指标|指数|增速|对比|[简总明细]表|表)\s*(?:[（(].*)?$")
_CONTINUED = re.compile(r"续表|[（(]续")
_HEAD = re.compile(
    r"指\s*标|项\s*目|名\s*称|单\s*位|类\s*别|地\s*区|行\s*业|(?:19|20)[0-9]{2}|增长|比重|占比|[数额]$|[（(][^（）()]+[）)]$"
)
_PROSE = re.compile(r"[。；：，]$|.{41}")


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure and nothing else, its unit apart."""
    match = _FIGURE.fullmatch(text.strip())
    return bool(match) and (not match["unit"] or is_unit(match["unit"]))  # type: ignore[index]


@dataclass(slots=True)
class _Part:
    """Rows under one set of heads."""

    heads: list[list[Piece]] = field(default_factory=list)
    rows: list[list[Piece]] = field(default_factory=list)
    caption: str = ""
    units: tuple[str, ...] = ()


def read_cells(rows: list[list[Piece]], above: list[Piece]) -> list[Cell]:
    """The cells with figures of one table. `above` are the lines before it: a caption, a line 单位：万元, a lone head."""
    return [cell for part in _parts(rows, above) for cell in _cells(part)]


def _parts(rows: list[list[Piece]], above: list[Piece]) -> list[_Part]:
    part = _Part()
    parts = [part]
    for line in above:
        if _PROSE.search(line.text.strip()) and not is_unit_line(line.text):
            part.caption, part.units, part.heads = "", (), []
        elif not _noted(line, part, lone=True):
            part.heads.append([line])
    for row in rows:
        figures = [piece for piece in row if is_figure(piece.text)]
        if figures and (part.rows or not all(_YEAR.fullmatch(piece.text.strip()) for piece in figures)):
            part.rows.append(row)
            continue
        kept = [p for p in row if not _noted(p, part, lone=len(row) == 1, wide=_is_title(row, rows))]
        if not part.rows:
            part.heads += [kept] if kept else []
        elif len(kept) > 1 and (_repeats(kept, part.heads) or any(_HEAD.search(piece.text.strip()) for piece in kept)):
            part = _Part(heads=[kept], caption=part.caption, units=part.units)
            parts.append(part)
        elif kept:
            part.rows.append(kept)
    return parts


def _repeats(row: list[Piece], heads: list[list[Piece]]) -> bool:
    return any([piece.text for piece in row] == [piece.text for piece in head] for head in heads)


def _is_title(row: list[Piece], rows: list[list[Piece]]) -> bool:
    """Whether one cell stretches over the whole table."""
    left, right = min(p.left for r in rows for p in r), max(p.right for r in rows for p in r)
    return len(row) == 1 and len(rows) > 1 and row[0].right - row[0].left > 0.9 * (right - left)


def _noted(piece: Piece, part: _Part, *, lone: bool, wide: bool = False) -> bool:
    """Take a caption or a line of units into the part; whether the piece was one. `lone` is a line of its own."""
    text = piece.text.strip()
    title = bool(_NUMBERED.search(text)) or (lone and (wide or bool(_TITLE.match(text))))
    if title and not _CONTINUED.search(text):
        part.caption = text
    if is_unit_line(text):
        part.units = in_line(text)
        return True
    return title


def _cells(part: _Part) -> Iterator[Cell]:
    figures = [piece for row in part.rows for piece in row if is_figure(piece.text)]
    if not figures or (len(part.rows) < 2 and not part.heads):
        return
    filled = [row for row in part.rows if any(is_figure(piece.text) for piece in row)]
    words = [piece for row in filled for piece in row if not _is_value(piece)]
    columns = find_columns(figures, words, part.heads)
    names = RowHeads()
    done: set[int] = set()  # a cell that reaches over several rows stands in each of them
    label: Piece | None = None
    for row in part.rows:
        if not any(is_figure(piece.text) for piece in row):
            label = row[0]
            names.name([label])
            continue
        for words_before, unit_cell, values in _groups(row, part.heads):
            name = words_before or ([label] if label else [])
            new = [value for value in values if value.start not in done]
            yield from _values(new, names.name(name), name, unit_cell, columns, part)
            done.update(value.start for value in values)
        label = None


def _is_value(piece: Piece) -> bool:
    return is_figure(piece.text) or bool(_EMPTY.fullmatch(piece.text))


def _groups(row: list[Piece], heads: list[list[Piece]]) -> Iterator[tuple[list[Piece], str, list[Piece]]]:
    """(name, unit, figures) of a row; two where the table is set in two halves side by side."""
    name: list[Piece] = []
    values: list[Piece] = []
    unit = ""
    first = next((head_over(piece, heads) for piece in row if not _is_value(piece)), "")
    for piece in row:
        if _is_value(piece):
            values.append(piece)
        elif name and is_unit(piece.text):
            unit = piece.text.strip()
        elif not values or not any(is_figure(value.text) for value in values) or not name:
            name.append(piece)
        elif first and head_over(piece, heads) == first:
            yield name, unit, values
            name, values, unit = [piece], [], ""
    yield name, unit, values


def _values(
    values: list[Piece], row: str, name: list[Piece], unit_cell: str, columns: list[Column], part: _Part
) -> Iterator[Cell]:
    starts = name[0].left if name else None
    for piece in values:
        if not is_figure(piece.text):
            continue
        column = next(c for c in columns if c.left <= piece.middle <= c.right)
        alone = sum(c.left <= other.middle <= c.right for c in [column] for other in values) == 1
        if not alone:
            column = Column(column.left, column.right)
        serial = starts is not None and piece.left < starts and bool(_SERIAL.fullmatch(piece.text.strip()))
        if serial:
            column = column._replace(heads=("序号",))
        if not name and piece is not values[0] and _YEAR.fullmatch(values[0].text.strip()):
            row = f"{values[0].text.strip().rstrip('年')}年"
        printed = name[0].text if len(name) == 1 else " ".join(p.text for p in name)
        unit = unit_of(printed, column, unit_cell, part.units) if alone else ""
        yield Cell(piece.start, piece.end, row, column.name, unit, part.caption)
