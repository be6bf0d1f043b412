"""Line breaks in the middle of a sentence: what OCR, PDF and scrapers leave where a printed line ended.

A break is taken out only with a reason: an open bracket, a sign that begins no line, a comma at the end, running text that
does not end, a line as wide as the page. Headings, list items, indented lines and lines of the web page stay by themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from extractors.document import Document
from extractors.sections.noise import noise_rule
from extractors.sections.outline import RUN_IN, marker_at
from pipeline.cleaning.letters import HAN

_BREAK = re.compile(r"\n[ \n]*+")
_CANNOT_BEGIN = frozenset("，。；：、！？）》”’】〕％%,;:!?)")
_ENDED = frozenset("。！？；：…!?;:")
_WAITS = frozenset("，、,（(《“及和与或")
_PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”", "【": "】"}
_OPTION = re.compile(
    rf"(?: [{HAN}，,、 ] | \A ) [（(] [ ]* (?! [万亿元个人名户亩吨米年月略续上中下试附草一二三四五六七八九十] ) [{HAN}]{{1,2}} [ ]* [）)] \Z",
    re.VERBOSE,
)
_HAN = re.compile(f"[{HAN}]")
_RUNNING = re.compile(r"[，,、；;。] .* [，,、；;。] | [。；;] | [，,] .* [0-9]", re.VERBOSE)
TITLE = 40  # letters; a longer line without a stop is prose
TAIL = 80  # letters at a line's end in which an open bracket still counts


def join_wraps(document: Document, step: str) -> Document:
    """The document with the line breaks inside sentences taken out (or a blank put between two Latin words)."""
    text = document.text
    breaks = [here.span() for here in _BREAK.finditer(text)]
    joins: list[tuple[int, int, str]] = []
    start = line = 0  # of the text put together so far, and of the line
    for (low, high), (stop, _) in zip(breaks, [*breaks[1:], (len(text), 0)], strict=False):
        if (
            start < low
            and high < stop
            and (text[high] in _CANNOT_BEGIN or not (text[low - 1] in _ENDED or text.endswith("  ", low, high)))
            and _is_wrap(text[start:low], text[high:stop], document, line, low)
        ):
            joins.append((low, high, _glue(text[low - 1], text[high])))
        else:
            start = high
        line = high
    return document.edit(joins, step=step)


def strip_ends(document: Document, step: str) -> Document:
    """The document without white space at its ends."""
    text = document.text
    low = len(text) - len(text.lstrip(" \n"))
    high = max(low, len(text.rstrip(" \n")))
    return document.edit([(0, low, ""), (high, len(text), "")], step=step)


def _glue(left: str, right: str) -> str:
    latin = left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
    return " " if latin and not (left.isdigit() and right.isdigit()) else ""


def _is_wrap(before: str, after: str, document: Document, low: int, high: int) -> bool:
    """Whether `after` goes on with the sentence that `before` does not end; its last line is clean `text[low:high]`."""
    goes_on = after[0] in _CANNOT_BEGIN or _goes_on(before, after, document, low, high)
    return goes_on and not noise_rule(before) and not (len(after) > 1 and noise_rule(after))


def _goes_on(before: str, after: str, document: Document, low: int, high: int) -> bool:
    last = before[-1]
    if _is_open(before[-TAIL:], after[:TAIL]):
        return True
    page = _page_width(document.raw)
    if not page and len(before) < TITLE // 2 and "。" not in before and last not in _WAITS and last not in "）)":
        return False  # a short line: heading, name, menu
    marker = marker_at(after)
    if marker is not None and not (marker.kind == "digit" and last.isdigit()):
        return False
    if last in _WAITS:
        return True
    if last in "）)" and _OPTION.search(before[-12:]) and _HAN.match(after):
        return True
    full = page > 0 and _width(document.raw[slice(*document.raw_span(low, high))].rpartition("\n")[2]) >= page
    if full or last in "”）)":
        return full
    head = marker_at(before)
    if head is not None and head.kind not in RUN_IN:
        return len(before) > 2 * TITLE or "。" in before
    return len(before) > TITLE or (
        len(before) >= TITLE // 2 and _RUNNING.search(before) is not None and not _titled(before, after)
    )


def _titled(before: str, after: str) -> bool:
    """A short line of comma-parted slogans over a long line: a heading without a number."""
    return not any(char.isdigit() for char in before) and "。" not in before and len(after) > 2 * len(before)


def _is_open(tail: str, head: str) -> bool:
    """Whether a bracket or quote that is open at the line's end is closed in the next."""
    for left, right in _PAIRS.items():
        if left in tail and tail.rfind(left) > tail.rfind(right):
            close = head.find(right)
            if close >= 0 and left not in head[:close]:
                return True
    return False


def _width(line: str) -> int:
    """Width in columns: a Chinese character takes two."""
    return 2 * len(line) - len(line.encode("ascii", "ignore"))


@lru_cache(maxsize=4)  # cleaning asks several times for the same text
def _page_width(text: str) -> int:
    """The least width of a full line where the text is set in lines of one width, else 0."""
    widths = [_width(line) for line in text.split("\n") if line.strip()]
    size = len(widths)
    ordered = sorted(widths)
    if size < 8 or ordered[-1 - size // 10] - ordered[size // 2] > 10:  # half of them are as wide, few are wider
        return 0
    steps = Counter(width // 2 for width in widths if width >= 30)
    if not steps:
        return 0
    common = max(steps, key=lambda step: sum(steps[step + shift] for shift in (-1, 0, 1)))
    near = sum(steps[common + shift] for shift in (-2, -1, 0, 1))
    longer = sum(count for step, count in steps.items() if step > common + 2)
    return 2 * common - 4 if near * 2 >= size and longer * 10 <= size else 0
