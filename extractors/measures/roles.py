"""The part that a sentence plays in a report: what is done, what came of it, what is wrong, what is planned."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from extractors.document import Document
from extractors.measures.clauses import Clause, reader
from extractors.measures.decide import MODAL, NO_CUE, NO_VERB, Reading, Rules, decide
from extractors.measures.signs import Signs, signed_rules
from extractors.measures.states import Sections
from extractors.measures.topics import topics_of
from extractors.measures.unlisted import acts
from extractors.records import Sentence
from extractors.rules import Rule
from extractors.schema import changed

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
_PART = "其中"  # how a sentence begins that parts what stands before
_NOWHERE = (-1, "")
_ABOUT = frozenset({"measure", "plan"})  # roles that have a topic
_OPEN = frozenset({NO_CUE, NO_VERB})  # the rules that found no word
_RUN_IN = re.compile(
    r"\s*[^，。；：“”]{4,12}(?:，让[^，。；：“”0-9]{4,12})?。"
)  # 支持科技创新。建规立制，让积分有章可循。
_MARKED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,2}[是、]|第[一二三四五六七八九十][，、]|[（(]?[0-9一二三四五六七八九十]{1,2}[）)、.．](?![0-9]))"
)
_ITEM = re.compile(
    _MARKED.pattern + r"[^，。；：“”0-9]{4,16}(?:，[^，。；：“”0-9]{4,16})?。\s*"
)  # 二是强化保障，提升服务水平。


@cache
def _rules(extra: Path | None) -> Rules:
    by_role: dict[str, list[Rule]] = {}
    for rule in signed_rules("roles.toml", extra):
        by_role.setdefault((rule.options or {})["role"], []).append(rule)
    return {role: (tuple(rules), frozenset(rule.name for rule in rules)) for role, rules in by_role.items()}


def told(
    document: Document, sentences: tuple[Sentence, ...], figures: Sequence[int], extra: Path | None = None
) -> Iterator[Sentence]:
    """The sentences in order with role, topics and rule, `figures` being sorted offsets; headings and noise stay as they are."""
    text, rules, read = document.text, _rules(extra), reader(document.text, extra)
    wide = _full_width(text)
    sections = Sections(text, extra)
    signs = Signs(text, extra).rules([(sentence.start, sentence.end) for sentence in sentences])
    before, last = "", Sentence()  # the last running sentence and its role
    urged = _NOWHERE  # paragraph and section in which a modal word governs bare verbs: 要…。加强…。
    for number, (sentence, asked) in enumerate(zip(sentences, signs, strict=True)):
        start, end = sentence.start, sentence.end
        state = sections.state(sentence, asked)
        if sentence.role:
            yield sentence
            continue
        every = read.clauses(start, end)
        low = bisect_left(figures, start)
        counts = low < len(figures) and figures[low] < end
        reading = Reading(wide[start:end], state, every, rules, asked, counts=counts)
        role, rule = decide(reading)
        here = (sentence.paragraph, sentence.section)
        if urged != here:
            urged = _NOWHERE
        if before and text.startswith(_PART, start) and last.paragraph == sentence.paragraph:
            role, rule = before, "part of what stands before"
        elif role == "measure":
            if not reading.done and _is_heading(text, sentences, number):
                role, rule = "heading", "short opening of a paragraph"
            elif urged == here and not reading.done:
                role, rule = "plan", f"{MODAL} before"
        elif rule in _OPEN and (verb := _unlisted(document, every, extra, led=rule == NO_CUE and not counts)):
            role, rule = "measure", f"verb by its place: {verb}"
        if rule == NO_CUE and before and last.section == sentence.section and not _ended(text, last):
            role, rule = before, "goes on"
        if role == "plan" and rule in _URGES and state != "practice":
            urged = here
        before, last = role, sentence
        topics = topics_of(text[start:end], sentence.section, extra) if role in _ABOUT else ""
        yield changed(sentence, role=role, rule=rule, topics=topics)


def _ended(text: str, sentence: Sentence) -> bool:
    return text[sentence.start : sentence.end].rstrip().endswith(_ENDS)


def _unlisted(document: Document, every: list[Clause], extra: Path | None, *, led: bool) -> str:
    """The verb of the first main clause, where it acts by a word of no list; with `led` the clause says who acts."""
    first = next((clause for clause in every if not clause.under), None)
    speech = first is not None and document.text.startswith("“", first.start)
    return acts(document, first, extra, led=led) if first and not speech else ""


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
