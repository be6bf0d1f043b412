"""Texts that end their sentences with a western full stop."""

from __future__ import annotations

import re

from extractors.document import Document
from pipeline.cleaning.letters import HAN

_STOP = re.compile(
    rf"\. (?<= [{HAN}”）)%％] \. ) (?<! [\n。.][一二三四五六七八九十] \. ) (?= [ ]? (?: [{HAN}“（(\n] | \Z ) )",
    re.VERBOSE,
)
FEWEST = 4


def western_stops(document: Document, step: str) -> Document:
    """The document with 。 for . after Chinese text, if it has more of these than of 。 (a name like 阿不都.热合曼 makes no such text)."""
    found = sum(1 for _ in _STOP.finditer(document.text))
    if found < FEWEST or found <= document.text.count("。"):
        return document
    return document.sub(_STOP, "。", step=step)
