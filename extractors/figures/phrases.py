"""A noun phrase beside a figure, as preceding.py and following.py find it."""

from __future__ import annotations

from typing import NamedTuple

from extractors.figures.phrase_words import Word

LONGEST = 28  # characters of a subject
AVERAGES = frozenset({"人均", "户均", "亩均", "村均", "镇均", "校均", "千人均", "生均"})
LEADING = frozenset({"scope", "place", "de", "punct", "pron", "part", "link", "adv", "prep", "conj", "and"})
TRAILING = frozenset({"de", "punct", "part", "and", "conj", "link"})


class Phrase(NamedTuple):
    """A noun phrase.

    `kind`: noun; verb (拨付资金); topic (stood before a verb: 铁海联运发送); bare (verbs alone); does (2.2万人脱贫); share (占…的).
    """

    text: str
    kind: str
    verb: str = ""  # that governs the noun: 培训 of 党员 in 培训党员
    size: int = 0  # of one behind a figure: how many words from the figure to its end


def trimmed(words: list[Word]) -> list[Word]:
    """Without scope, marks and links at either end; empty where nothing but scope is there."""
    first, last = 0, len(words)
    while first < last and words[first].role in LEADING:
        first += 1
    while last > first and (words[last - 1].role in TRAILING or words[last - 1].word == "等"):
        last -= 1
    return words[first:last]
