"""Predicates that no list of words knows, told by parts of speech: 抢修基础设施, 挤出资金订阅报刊."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

from extractors.document import Document
from extractors.measures.clauses import Clause
from extractors.measures.cues import PACKAGE
from extractors.rules import load_rows

_PASSED = frozenset({"d", "ad", "c", "t", "tg", "vd", "f", "w", "x", "m"})  # what may stand before the verb of a clause
_TO_WHOM = frozenset({"为", "向", "给", "帮"})  # 为小微企业减税86万元
_NEAR = 4  # characters: a verb so near before 的 is an attribute, 备受瞩目的


@cache
def _still(extra: Path | None) -> frozenset[str]:
    return frozenset(row["word"] for row in load_rows(PACKAGE, "still.tsv", ("word",), extra))


def acts(document: Document, clause: Clause, extra: Path | None = None) -> str:
    """The verb with which the clause begins, or that stands before 了, when an object follows it; else nothing."""
    tokens = document.tokens_between(clause.start, clause.end)
    opening, turned, still = True, False, _still(extra)
    for token, follows in pairwise(tokens):
        verb = token.pos == "v" and len(token.word) > 1 and token.word not in still
        turned = turned or (opening and token.word in _TO_WHOM)
        if verb and (
            follows.word == "了" or (opening and follows.word != "的") or (turned and follows.word[0].isdigit())
        ):
            attribute = document.text.find("的", follows.start, min(clause.end, follows.start + _NEAR)) >= 0
            return "" if attribute and follows.word != "了" else token.word
        opening = opening and (token.pos in _PASSED or not token.word.strip())
    return ""
