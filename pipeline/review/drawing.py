"""A page of a PDF as a picture, with some words of it marked."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

SCALE = 1.6  # 115 dpi: 10 pt type is read without strain
CONTEXT = 12  # characters before and after that tell one of several equal numbers
_MARK = (255, 196, 0, 96)  # amber, see-through
_EDGE = (176, 96, 0, 255)


class DrawingError(Exception):
    """Why there is no picture, a sentence for the person."""


def draw(origin: str, sha256: str, number: int, words: tuple[str, str, str]) -> tuple[bytes, bool]:
    """PNG of page `number` (from 1) and whether the middle one of (before, words, after) was found and marked on it.

    `origin` is the path that the store keeps. Raises DrawingError where the file is gone, has changed, or cannot be drawn.
    """
    path = Path(origin)
    try:
        stat = path.stat()
        same = _hash(origin, stat.st_mtime_ns, stat.st_size) == sha256
    except OSError as error:
        raise DrawingError(f"原文件已不在原处（{path.name}），无法显示原页") from error
    if not same:
        raise DrawingError(f"原文件（{path.name}）在处理之后改过，原页与这里的文字不再对应；请重新处理")
    import pypdfium2 as pdfium

    try:
        with pdfium.PdfDocument(path) as pdf:
            page = pdf[number - 1]
            picture = page.render(scale=SCALE).to_pil().convert("RGB")
            boxes = _boxes(page, words)
            height = page.get_height()
    except (pdfium.PdfiumError, IndexError) as error:
        raise DrawingError("这一页无法显示") from error
    from PIL import ImageDraw

    pen = ImageDraw.Draw(picture, "RGBA")
    for left, bottom, right, top in boxes:
        at = (left * SCALE - 2, (height - top) * SCALE - 3, right * SCALE + 2, (height - bottom) * SCALE + 3)
        pen.rectangle(at, fill=_MARK, outline=_EDGE, width=2)
    made = BytesIO()
    picture.save(made, "PNG", optimize=False)
    return made.getvalue(), bool(boxes)


@lru_cache(maxsize=64)
def _hash(origin: str, changed: int, size: int) -> str:  # noqa: ARG001 - a changed file is another key
    with Path(origin).open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _boxes(page: Any, words: tuple[str, str, str]) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top of the words in points, a box a line; white space is not compared."""
    before, quote, after = ("".join(part.split()) for part in words)
    if not quote:
        return []
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        drawn = textpage.get_text_range(0, count) if count else ""
        if len(drawn) != count:  # characters beyond U+FFFF: places and characters no longer agree
            return []
        ink = [i for i, char in enumerate(drawn) if not char.isspace() and char not in "\x00\ufffe\x02"]
        text = "".join(drawn[i] for i in ink)
        at = _find(text, before[-CONTEXT:], quote, after[:CONTEXT])
        if at is None:
            return []
        places = [textpage.get_charbox(ink[i]) for i in range(at, min(at + len(quote), len(ink)))]
    finally:
        textpage.close()
    return _lines(places)


def _find(text: str, before: str, quote: str, after: str) -> int | None:
    """Where the quotation begins, told by as much of its neighbours as stands on the page."""
    for keep in range(CONTEXT, -1, -3):
        head, tail = before[len(before) - min(keep, len(before)) :], after[:keep]
        for lead, trail in ((head, tail), (head, ""), ("", tail)):
            at = text.find(lead + quote + trail)
            if at >= 0:
                return at + len(lead)
    return None


def _lines(places: list[tuple[float, float, float, float]]) -> list[tuple[float, float, float, float]]:
    """Characters' boxes joined line by line."""
    lines: list[list[float]] = []
    for left, bottom, right, top in places:
        if right <= left or top <= bottom:
            continue
        last = lines[-1] if lines else None
        if last and bottom < last[3] and top > last[1] and left >= last[0] - 1:
            last[1], last[2], last[3] = min(last[1], bottom), max(last[2], right), max(last[3], top)
        else:
            lines.append([left, bottom, right, top])
    return [(line[0], line[1], line[2], line[3]) for line in lines]
