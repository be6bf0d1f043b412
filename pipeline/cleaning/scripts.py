"""Traditional characters read as simplified ones, so that one set of rules and one spelling of names serves both."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from extractors.document import Document

SHARE = 0.02  # of the Han characters: a text with fewer traditional ones is simplified, with an old form in a name
_HAN = re.compile("[\u3400-\u9fff]")
_RUN = re.compile("[\u3400-\u9fff]+")


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplify(document: Document, step: str) -> Document:
    """The document in simplified characters, one for one, where it is written in traditional ones (OpenCC's tables)."""
    alphabet = sorted(set(_HAN.findall(document.text)))
    simple = _converter().convert("\n".join(alphabet)).split("\n")
    table = {ord(a): b for a, b in zip(alphabet, simple, strict=True) if a != b and len(b) == 1}
    changed = sum(document.text.count(chr(code)) for code in table)
    if changed <= SHARE * len(_HAN.findall(document.text)):
        return document
    runs = ((match.start(), match.end(), match.group().translate(table)) for match in _RUN.finditer(document.text))
    return document.edit(runs, step=step)
