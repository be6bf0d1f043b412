"""Line breaks in the middle of a sentence: what OCR, PDF and scrapers leave where a printed line ended.

A break is taken out only with a reason: an open bracket, a sign that begins no line, a comma at the end, running text that
does not end, a line as wide as the page. Headings, list items, indented lines and lines of the web page stay by themselves.
"""

from __future__ import annotations

import re
from collections import Counter

from extractors.document import Document
from extractors.sections.noise import noise_rule
from extractors.sections.outline import RUN_IN, marker_at
from pipeline.cleaning.letters import HAN

_BREAK = re.compile(r"\n[ \n]*+")
_ENDS = re.compile(r"\A[ \n]++|[ \n]++\Z")
_CANNOT_BEGIN = frozenset("，。；：、！？）》”’】〕％%,;:!?)")
_ENDED = frozenset("。！？；：…!?;:")
_WAITS = frozenset("，、,（(《“及和与或")
_PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”", "【": "】"}
_OPTION = re.compile(
    rf"(?: [{HAN}，,、 ] | \A ) [（(] [ ]* (?! [万亿元个人名户亩吨米年月略续上中下试附草一二三四五六七八九十] ) [{HAN}]{{1,2}} [ ]* [）)] \Z",
    re.VERBOSE,
)
_RUNNING = re.compile(r"[，,、；;。] .* [，,、；;。] | [。；;] | [，,] .* [0-9]", re.VERBOSE)
TITLE = 40  # letters; a longer line without a stop is prose
TAIL = 80  # letters at a line's end in which an open bracket still counts


def join_wraps(document: Document, step: str) -> Document:
    """The document with the line breaks inside sentences taken out (or a blank put between two Latin words)."""
    text = document.text
    if "\n" not in text:
        return document
    page = _page_width(document.raw)
    breaks = [*_BREAK.finditer(text)]
    stops = [here.start() for here in breaks] + [len(text)]
    joins: dict[int, str] = {}
    start = line = 0
    for index, here in enumerate(breaks):
        indent = len(here.group()) - len(here.group().rstrip(" "))
        before, after = text[start : here.start()], text[here.end() : stops[index + 1]]
        full = (
            page > 0
            and _width(document.raw[document.starts[line] : document.ends[here.start() - 1]].rpartition("\n")[2])
            >= page
        )
        line = here.end()
        if (
            before
            and after
            and _is_wrap(before, after, indent, full=full)
            and not noise_rule(before)
            and not (len(after) > 1 and noise_rule(after))
        ):
            joins[here.start()] = _glue(before[-1], after[0])
        else:
            start = line
    return document.sub(_BREAK, lambda m: joins.get(m.start(), m.group()), step=step) if joins else document


def strip_ends(document: Document, step: str) -> Document:
    """The document without white space at its ends."""
    text = document.text
    return document if text == text.strip(" \n") else document.sub(_ENDS, "", step=step)


def _glue(left: str, right: str) -> str:
    latin = left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
    return " " if latin and not (left.isdigit() and right.isdigit()) else ""


def _is_wrap(before: str, after: str, indent: int, *, full: bool) -> bool:
    if after[0] in _CANNOT_BEGIN:
        return True
    last = before[-1]
    if last in _ENDED or indent >= 2:
        return False
    if _is_open(before[-TAIL:], after[:TAIL]):
        return True
    marker = marker_at(after)
    if marker is not None and not (marker.kind == "digit" and last.isdigit()):
        return False
    if last in _WAITS:
        return True
    if _OPTION.search(before[-12:]) and re.match(f"[{HAN}]", after):
        return True
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
        at = tail.rfind(left)
        if at > tail.rfind(right):
            close = head.find(right)
            if close >= 0 and (left not in head or head.find(left) > close):
                return True
    return False


def _width(line: str) -> int:
    """Width in columns: a Chinese character takes two."""
    return 2 * len(line) - len(line.encode("ascii", "ignore"))


def _page_width(text: str) -> int:
    """The least width of a full line where the text is set in lines of one width, else 0."""
    widths = [_width(line) for line in text.split("\n") if line.strip()]
    if len(widths) < 8:
        return 0
    steps = Counter(width // 2 for width in widths if width >= 30)
    if not steps:
        return 0
    common = max(steps, key=lambda step: sum(steps[step + shift] for shift in (-1, 0, 1)))
    near = sum(steps[common + shift] for shift in (-2, -1, 0, 1))
    longer = sum(count for step, count in steps.items() if step > common + 2)
    return 2 * common - 4 if near * 2 >= len(widths) and longer * 10 <= len(widths) else 0
