"""Phrases in quotation marks of every style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_QUOTED = re.compile(
    r"""
      “([^“”]{1,80})”            # curly; ‘’ may stand inside
    | “([^“”、，。\n]{1,14})“(?=[、，。；的\u4e00-\u9fff])    # the closing quote typed as an opening one
    | "([^"\n]{1,60})"
    | 「([^「」]{1,80})」
    | 『([^『』]{1,80})』
    | ‘([^‘’]{1,60})’
    | 《([^《》]{1,80})》
    | 〈([^〈〉]{1,80})〉
    """,
    re.VERBOSE,
)
_CODE = re.compile(r"[=;{}<>#]|^[\x00-\x7f]+$")  # straight quotes of a script, not of a text
_SPEECH = 20  # characters of a sentence in quotes that somebody said


class Quote(NamedTuple):
    """A quoted phrase: the span with its quotes, and what stands between them."""

    start: int
    end: int
    inner: str
    bracket: str


def quotes(text: str) -> Iterator[Quote]:
    """Every quoted phrase in order; one that runs over an empty line or holds a full stop is speech and left out."""
    for match in _QUOTED.finditer(text):
        inner = match[match.lastindex or 1]
        if "\n\n" in inner or "。" in inner.rstrip("。") or (match.group()[0] == '"' and _CODE.search(inner)):
            continue
        if len(inner) > _SPEECH and inner[-1] in "。！？":
            continue
        yield Quote(*match.span(), inner, match.group()[0])
        if match.group()[0] == "《":  # a title may hold a name: 《“美丽家园”行动计划考核办法》
            offset = match.start() + 1
            for nested in _QUOTED.finditer(inner):
                start, end = nested.span()
                yield Quote(offset + start, offset + end, nested[nested.lastindex or 1], nested.group()[0])
