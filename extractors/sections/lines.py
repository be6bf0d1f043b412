"""The lines of the clean text, and which of them belong to the web page."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.sections.noise import LONGEST, noise_rule

PROSE = 40  # letters; a line this long with a comma and a stop at its end is the report's
SHORT = 14  # letters of a line above the report that may be a menu's
FOOTERS = frozenset(
    {"footer", "document_site", "recommended", "here", "bracketed_field", "menu_word", "uploader", "code", "read_count"}
)
SITED = 6  # letters; a shorter line is no title that the page's title repeats
_SITE = re.compile(r"[ ]?[-_—–|]")
_TELLS = re.compile(r"[0-9] | [县市区乡镇州旗省]长 | 主席 | 主任 | 书记", re.VERBOSE)  # figures; who gave the report


class Line(NamedTuple):
    """`text[start:end]`, blanks at the ends taken off; `noise` names the rule if it is not the report's."""

    start: int
    end: int
    text: str
    noise: str = ""


def is_prose(text: str) -> bool:
    """Whether a line is running text: it ends like a sentence, or holds several."""
    if len(text) < PROSE:
        return False
    return text.count("。") > 1 or (text[-1] in "。；！？”：" and ("，" in text or "。" in text[:-1]))


def find_lines(text: str) -> tuple[Line, ...]:
    """All lines that hold something, in order.

    Strong noise is told by the line alone. Before the first prose and after the last weaker signs count, and the
    neighbours: a short line between noise above the report, any line without figures after the page's footer began.
    """
    lines = []
    start = 0
    for row in text.split("\n"):
        bare = row.strip()
        if bare:
            begin = start + row.index(bare[0])
            lines.append(Line(begin, begin + len(bare), bare, noise_rule(bare)))
        start += len(row) + 1
    prose = [index for index, line in enumerate(lines) if not line.noise and is_prose(line.text)]
    first, last = (prose[0], prose[-1] + 1) if prose else (len(lines), len(lines))
    return (*_above(lines[:first]), *lines[first:last], *_below(lines[last:]))


def _weak(lines: list[Line]) -> list[Line]:
    return [line if line.noise else line._replace(noise=noise_rule(line.text, weak=True)) for line in lines]


def _above(lines: list[Line]) -> list[Line]:
    done = _weak(lines)
    noisy = [index for index, line in enumerate(done) if line.noise]
    texts = {line.text for line in done if len(line.text) >= SITED}
    for index, line in enumerate(done):
        if line.noise:
            continue
        if any(line.text[: part.start()] in texts for part in _SITE.finditer(line.text[:LONGEST])):
            done[index] = line._replace(noise="page_title")
        elif noisy and noisy[0] < index < noisy[-1] and _is_menu(line.text):
            done[index] = line._replace(noise="page_header")
    return done


def _is_menu(text: str) -> bool:
    report = len(text) > SITED and text.endswith(("总结", "报告", "汇报"))  # a title that the menu surrounds
    return len(text) < SHORT and text[-1] not in "：。" and not report and not _TELLS.search(text)


def _below(lines: list[Line]) -> list[Line]:
    done = _weak(lines)
    begun = next((index for index, line in enumerate(done) if line.noise in FOOTERS), len(done))
    return [
        line._replace(noise="page_footer")
        if index > begun and not line.noise and not any(char.isdigit() for char in line.text)
        else line
        for index, line in enumerate(done)
    ]
