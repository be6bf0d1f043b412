"""The part that a sentence plays in a report: what is done, what came of it, what is wrong, what is planned."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from extractors.document import Document
from extractors.measures.clauses import Clause, Reader
from extractors.measures.cues import PACKAGE
from extractors.measures.decide import MODAL, NO_CUE, NO_VERB, Reading, Verdict, decide
from extractors.measures.states import section_states
from extractors.measures.unlisted import acts
from extractors.records import Sentence
from extractors.rules import Rule, load_rules

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
def _rules(extra: Path | None) -> dict[str, tuple[Rule, ...]]:
    rules = load_rules(PACKAGE, "roles.toml", extra, frozenset({"role"}))
    by_role: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        role = (rule.options or {})["role"]
        by_role[role] = (*by_role.get(role, ()), rule)
    return by_role


def roles(
    document: Document, read: Reader, sentences: tuple[Sentence, ...], figures: Sequence[int], extra: Path | None = None
) -> Iterator[Verdict]:
    """A verdict for every sentence in order, `figures` being sorted offsets; headings and noise keep the role that they have."""
    rules, wide = _rules(extra), _full_width(read.text)
    before, section, ended = "", "", True  # role, section and end of the last running sentence
    urged = _NOWHERE  # paragraph and section in which a modal word governs bare verbs: 要…。加强…。
    for number, (sentence, state) in enumerate(
        zip(sentences, section_states(read.text, sentences, extra), strict=True)
    ):
        if sentence.role:
            yield Verdict(sentence.role, sentence.rule)
            continue
        every = read.clauses(sentence.start, sentence.end)
        counts = bisect_left(figures, sentence.end) > bisect_left(figures, sentence.start)
        said = wide[sentence.start : sentence.end]
        reading = Reading(said, state, every, rules, counts=counts)
        verdict = decide(reading)
        if verdict.role == "measure" and not reading.done and _is_heading(read.text, sentences, number):
            verdict = Verdict("heading", "short opening of a paragraph")
        if (sentence.paragraph, sentence.section) != urged:
            urged = _NOWHERE
        if verdict.role == "plan" and verdict.rule in _URGES and state != "practice":
            urged = (sentence.paragraph, sentence.section)
        elif urged != _NOWHERE and verdict.role == "measure" and not reading.done:
            verdict = Verdict("plan", f"{MODAL} before")
        if (
            verdict.rule in _OPEN
            and (verdict.rule == NO_VERB or counts)
            and (verb := _unlisted(document, every, extra))
        ):
            verdict = Verdict("measure", f"verb by its place: {verb}")
        if verdict.rule == NO_CUE and before and section == sentence.section and not ended:
            verdict = Verdict(before, "goes on")
        before, section, ended = verdict.role, sentence.section, said.rstrip().endswith(_ENDS)
        yield verdict


def _unlisted(document: Document, every: tuple[Clause, ...], extra: Path | None) -> str:
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
