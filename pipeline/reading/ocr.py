"""Scanned pages by rapidocr (PP-OCR models inside the wheel, nothing fetched), an extra: baobiao[ocr]."""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from statistics import median
from typing import Any

from pipeline.reading.layout import Line

DPI = 150  # measured: no character error at 150 as at 300
HOW_TO = "pip install 'baobiao[ocr]'"
_POINT = 72 / DPI
_GAP = 2.0  # of the median row pitch: a line was dropped between two rows


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


def recognize(page: Any, number: int) -> list[Line]:
    """The lines of a page of pypdfium2, in points from the top left, with the recognizer's confidence."""
    bitmap = page.render(scale=DPI / 72, grayscale=False)
    answer = _engine()(bitmap.to_numpy()[:, :, :3])
    bitmap.close()
    if answer.boxes is None:
        return []
    lines = []
    for box, text, score in zip(answer.boxes, answer.txts, answer.scores, strict=True):
        xs, ys = [float(x) * _POINT for x, _ in box], [float(y) * _POINT for _, y in box]
        size = max(ys) - min(ys)
        line = Line(
            text=text,
            left=min(xs),
            top=min(ys),
            right=max(xs),
            bottom=max(ys),
            size=size,
            page=number,
            sure=float(score),
        )
        lines.append(line)
    return lines


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


def dropped_lines(found: list[list[Line]]) -> int:
    """How many gaps inside paragraphs are as wide as a line that the recognizer dropped.

    Inside a paragraph: the row above ends at the right margin and the row below begins at the left one; titles and
    headings stand apart without anything being lost.
    """
    if len(found) < 5:
        return 0
    usual = median(below[0].top - above[0].top for above, below in pairwise(found))
    left, right = min(row[0].left for row in found), max(row[-1].right for row in found)
    gaps = 0
    for above, below in pairwise(found):
        size = above[-1].size
        inside = above[-1].right > right - 2 * size and below[0].left < left + size
        gaps += inside and _GAP * 0.85 * usual < below[0].top - above[0].top < _GAP * 1.75 * usual
    return gaps
