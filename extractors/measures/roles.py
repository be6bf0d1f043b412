"""The part that a sentence plays in a report: what is done, what came of it, what is wrong, what is planned."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from extractors.document import Document
from extractors.measures.clauses import Clause, Reader
from extractors.measures.decide import MODAL, NO_CUE, NO_VERB, Reading, Rules, Verdict, decide
from extractors.measures.signs import signed_rules
from extractors.measures.states import Sections
from extractors.measures.unlisted import acts
from extractors.records import Sentence

_ENDS = ("。", "！", "？", "!", "?")
_URGES = frozenset(
    f"{MODAL}: {word}"
    for word in (
        "要",
        "必须",
        "务必",
        "应",
        "应当",
        "应该",
        "需",
        "需要",
        "就要",
        "都要",
        "也要",
        "还要",
        "需要有",
        "一要",
        "二要",
        "三要",
        "四要",
        "五要",
        "六要",
        "另一方面要",
    )
)
_NOWHERE = (-1, "")
_OPEN = frozenset({NO_CUE, NO_VERB})  # the rules that found no word
_RUN_IN = re.compile(r"\s*[^，。；：“”]{4,12}。")  # 支持科技创新。
_MARKED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,2}[是、]|第[一二三四五六七八九十][，、]|[（(]?[0-9一二三四五六七八九十]{1,2}[）)、.．](?![0-9]))"
)
_ITEM = re.compile(
    _MARKED.pattern + r"[^，。；：“”0-9]{4,16}(?:，[^，。；：“”0-9]{4,16})?。\s*"
)  # 二是强化保障，提升服务水平。


@cache
def _rules(extra: Path | None) -> Rules:
    by_role: Rules = {}
    for rule in signed_rules("roles.toml", extra):
        role = (rule.options or {})["role"]
        by_role[role] = (*by_role.get(role, ()), rule)
    return by_role


def roles(
    document: Document, read: Reader, sentences: tuple[Sentence, ...], figures: Sequence[int], extra: Path | None = None
) -> list[Verdict]:
    """A verdict for every sentence in order, `figures` being sorted offsets; headings and noise keep the role that they have."""
    text, signs, rules, wide = read.text, read.signs, _rules(extra), _full_width(read.text)
    sections = Sections(text, signs, extra)
    verdicts = []
    before, last = "", Sentence()  # the last running sentence and its role
    urged = _NOWHERE  # paragraph and section in which a modal word governs bare verbs: 要…。加强…。
    for number, sentence in enumerate(sentences):
        state = sections.state(sentence)
        if sentence.role:
            verdicts.append(Verdict(sentence.role, sentence.rule))
            continue
        start, end = sentence.start, sentence.end
        every = read.clauses(start, end)
        low = bisect_left(figures, start)
        counts = low < len(figures) and figures[low] < end
        reading = Reading(wide[start:end], (start, end), state, every, rules, signs, counts=counts)
        verdict = decide(reading)
        here = (sentence.paragraph, sentence.section)
        if verdict.role == "measure":
            if not reading.done and _is_heading(text, sentences, number):
                verdict = Verdict("heading", "short opening of a paragraph")
            elif urged == here and not reading.done:
                verdict = Verdict("plan", f"{MODAL} before")
        elif (
            verdict.rule in _OPEN
            and (verdict.rule == NO_VERB or counts)
            and (verb := _unlisted(document, every, extra))
        ):
            verdict = Verdict("measure", f"verb by its place: {verb}")
        if verdict.rule == NO_CUE and before and last.section == sentence.section and not _ended(text, last):
            verdict = Verdict(before, "goes on")
        if urged != here:
            urged = _NOWHERE
        if verdict.role == "plan" and verdict.rule in _URGES and state != "practice":
            urged = here
        before, last = verdict.role, sentence
        verdicts.append(verdict)
    return verdicts


def _ended(text: str, sentence: Sentence) -> bool:
    return text[sentence.start : sentence.end].rstrip().endswith(_ENDS)


def _unlisted(document: Document, every: list[Clause], extra: Path | None) -> str:
    """The verb of the first main clause, where it acts by a word of no list."""
    first = next((clause for clause in every if not clause.under), None)
    return acts(document, first, extra) if first else ""


def _full_width(text: str) -> str:
    """The text with full-width marks, each for one."""
    for half, full in zip(",;:()", "，；：（）", strict=True):
        text = text.replace(half, full)
    return text


def _is_heading(text: str, sentences: tuple[Sentence, ...], number: int) -> bool:
    """Whether a short sentence opens a paragraph or is an item of a list that the next sentences of the paragraph explain."""
    here = sentences[number]
    if number + 1 == len(sentences) or sentences[number + 1].paragraph != here.paragraph:
        return False
    if number == 0 or sentences[number - 1].paragraph != here.paragraph:
        return _RUN_IN.fullmatch(text, here.start, here.end) is not None
    follows = sentences[number + 1]
    return _ITEM.fullmatch(text, here.start, here.end) is not None and not _MARKED.match(
        text, follows.start, follows.end
    )
