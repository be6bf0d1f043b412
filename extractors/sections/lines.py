"""The lines of the clean text, and which of them belong to the web page."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.sections.noise import noise_rule

PROSE = 40  # letters; a line this long that ends with a stop is the report's


@dataclass(frozen=True, slots=True)
class Line:
    """`text[start:end]`, blanks at the ends taken off; `noise` names the rule if it is not the report's."""

    start: int
    end: int
    text: str
    noise: str = ""


def find_lines(text: str) -> tuple[Line, ...]:
    """All lines that hold something, in order.

    Strong noise is told by the line alone. Before the first prose and after the last, weaker signs count, and a short line
    between two lines of noise is noise too.
    """
    lines = []
    start = 0
    for row in text.split("\n"):
        bare = row.strip()
        if bare:
            begin = start + row.index(bare[0])
            lines.append(Line(begin, begin + len(bare), bare, noise_rule(bare)))
        start += len(row) + 1
    prose = [index for index, line in enumerate(lines) if not line.noise and _is_prose(line.text)]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    rim = [_rim(line) if not first <= index <= last else line for index, line in enumerate(lines)]
    return tuple(_between(rim, first, last))


def _is_prose(text: str) -> bool:
    return len(text) >= PROSE and text[-1] in "。；！？”：" and ("，" in text or "。" in text)


def _rim(line: Line) -> Line:
    name = line.noise or noise_rule(line.text, weak=True)
    return Line(line.start, line.end, line.text, name)


def _between(lines: list[Line], first: int, last: int) -> list[Line]:
    """After the report's end all short lines that follow noise are noise; before it those between two lines of noise."""
    done = []
    ended = False
    for index, line in enumerate(lines):
        name = line.noise
        if index > last >= 0:
            ended = ended or bool(name)
            if ended and not name and line.text[-1] not in "。！":
                name = "after_the_end"
        done.append(Line(line.start, line.end, line.text, name))
    del first
    return done
