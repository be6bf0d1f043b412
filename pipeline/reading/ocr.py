"""Scanned pages by rapidocr (PP-OCR models inside the wheel, nothing fetched), an extra: baobiao[ocr]."""

from __future__ import annotations

import os
import re
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from pipeline.reading.layout import Line

DPI = 150  # measured: no character error at 150 as at 300
HOW_TO = "pip install 'baobiao[ocr]'"
_POINT = 72 / DPI
_GAP = (1.7, 3.5)  # times the usual row pitch: room for one or two lines that were dropped
_INK, _DARK = 0.4, 128  # of a character's height, rows of pixels with ink are a line of text; grey value of ink
_PER_MILLE = re.compile(r"(?<=[0-9])\s*%\s*[oO0](?![0-9A-Za-z.])")  # ‰, which the models do not know


class Scan(NamedTuple):
    """What was recognized on a page, and for each row of pixels, from the top, whether anything is printed there."""

    lines: list[Line]
    ink: list[bool]


def available() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


@cache
def _engine() -> Any:
    import logging

    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    # The direction classifier loses whole lines (measured); one thread a worker, since the workers share the cores.
    threads = int(os.environ.get("BAOBIAO_OCR_THREADS", "1"))
    return RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def recognize(page: Any, number: int) -> Scan:
    """The lines of a page of pypdfium2, in points from the top left, with the recognizer's confidence."""
    bitmap = page.render(scale=DPI / 72, grayscale=False)
    picture = bitmap.to_numpy()[:, :, :3]
    answer = _engine()(picture)
    ink = [bool(dark) for dark in (picture.min(axis=2) < _DARK).any(axis=1)]
    bitmap.close()
    if answer.boxes is None:
        return Scan([], ink)
    lines = []
    for box, text, score in zip(answer.boxes, answer.txts, answer.scores, strict=True):
        xs, ys = [float(x) * _POINT for x, _ in box], [float(y) * _POINT for _, y in box]
        line = Line(
            text=_PER_MILLE.sub("‰", text),
            left=min(xs),
            top=min(ys),
            right=max(xs),
            bottom=max(ys),
            size=max(ys) - min(ys),
            page=number,
            sure=float(score),
        )
        lines.append(line)
    return Scan(lines, ink)


def rows(lines: list[Line]) -> list[list[Line]]:
    """The recognized pieces grouped to rows, top to bottom, left to right within one."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda piece: (piece.top + piece.bottom) / 2):
        middle = (line.top + line.bottom) / 2
        if found and middle < found[-1][0].bottom - line.size * 0.3:
            found[-1].append(line)
        else:
            found.append([line])
    return [sorted(row, key=lambda piece: piece.left) for row in found]


def dropped_lines(found: list[list[Line]], ink: list[bool]) -> int:
    """How many gaps inside paragraphs are as wide as a line and hold ink: there the recognizer dropped one.

    Inside a paragraph: the row above ends at the right margin and the row below begins at the left one; titles and
    headings stand apart without anything being lost. `ink` is that of `Scan`.
    """
    if len(found) < 5:
        return 0
    left, right = min(row[0].left for row in found), max(row[-1].right for row in found)
    inside = [
        (above, below)
        for above, below in pairwise(found)
        if above[-1].right > right - 2 * above[-1].size and below[0].left < left + above[-1].size
    ]
    if len(inside) < 3:
        return 0
    usual = median(below[0].top - above[0].top for above, below in inside)
    return sum(
        _GAP[0] * usual < below[0].top - above[0].top < _GAP[1] * usual and _printed_between(above, below, ink)
        for above, below in inside
    )


def _printed_between(above: list[Line], below: list[Line], ink: list[bool]) -> bool:
    top, bottom = max(line.bottom for line in above), min(line.top for line in below)
    return sum(ink[int(top / _POINT) : int(bottom / _POINT)]) * _POINT > _INK * above[0].size
