"""What each clause of a sentence does, read from its predicate."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.measures.cues import Cue, Hit, Hits

_QUOTE = re.compile(r"[“《「][^“”《》「」\n]{1,80}[”》」]")
_CLAUSE = re.compile(r"(?:[“《「][^“”《》「」\n]{1,80}[”》」]|[^，,；;。！？!?：\n])+")
_UNDER = re.compile(
    r"""
    (?: \s | [0-9一二三四五六七八九十]{1,3} (?:[、.．]|是) | [（(].{1,3}[）)] | 并 | 同时 | 还 | 并且 )*
    (?: (?: 通过 | 针对 | 为了? (?=进一步|切实|更好|了|全面|有效|加强|确保|解决|推进|提高|深入|加快|扎实|充分|巩固|方便|适应|不断 | 鼓励 | 促进 | 规范 )
          | 按照 | 根据 | 随着 | 由于 | 自从 | 鉴于 | 面对 | 经过 | 尽管 | 虽然 | 如果 | 只要 | 对照 | 遵照 )
      | [在当自从以把将] .* (?: [上中下时后前里] | 期间 | 以来 | 之际 | 同时 | 为 [^，]{0,6} (?: 载体 | 抓手 | 契机 | 重点 | 核心 | 目标 | 主题 | 突破口 | 指导 | 统领 | 主线 | 中心 | 导向 | 依托 ) ) \s* $
      | .* (?: 以来 | 之际 | 的?同时 | 基础上 | 过程中 | 前提下 | 领导下 | 支持下 | 指导下 ) \s* $ )
    """,
    re.VERBOSE,
)
_SUBJECT = 24  # characters before 通过 that may name who does it: 全县各级党组织通过…
_MARKER = re.compile(r"\s*(?:[0-9]{1,2}[、.．]|[（(][^）)]{1,3}[）)]|[一二三四五六七八九十]{1,2}[、是]|——|[●■◆])*\s*")
_TIME_ONLY = re.compile(r"(?:[\s0-9*#＊一二三四五六七八九十年月日底初末至到起内、]|从(?=[0-9])|自(?=[0-9])|是)*")
_MAKES_NOUN = "性率额量费者员法权品"  # a weak verb before these is part of a noun: 培训费, 投资额
_TAKES_VERB = frozenset({"将", "要", "拟"})


class Clause(NamedTuple):
    """A clause: `kind` is do, result, problem, plan, context or empty; `word` decided it; `strong` for weight 2."""

    start: int
    end: int
    kind: str
    word: str
    word_start: int
    strong: bool
    under: bool  # subordinate: 通过…, 针对…, 在…基础上


def clauses(text: str, start: int, end: int, cues: Hits[Cue]) -> list[Clause]:
    """The clauses of `text[start:end]`; words in quotes are no predicates."""
    hits = cues.between(start, end)
    quotes = [m.span() for m in _QUOTE.finditer(text, start, end)]
    if quotes:
        hits = tuple(h for h in hits if not any(a < h.start < b for a, b in quotes))
    found, at = [], 0
    for match in _CLAUSE.finditer(text, start, end):
        low, high = match.span()
        first = at
        while at < len(hits) and hits[at].start < high:
            at += 1
        found.append(_read(text, low, high, hits[first:at]))
    return found


def _read(text: str, start: int, end: int, hits: tuple[Hit[Cue], ...]) -> Clause:
    through = text.find("通过", start, min(end, start + _SUBJECT))
    under = _UNDER.match(text, start, end) is not None or (
        through >= 0 and not any(hit.value.cue == "do" for hit in hits if hit.start < through)
    )
    kind, word, where, strong = "", "", start, False
    position = _MARKER.match(text, start, end).end()  # type: ignore[union-attr]  # it matches everywhere
    for number, hit in enumerate(hits):
        cue, weight = hit.value
        if cue in {"adverb", "subject", "none"}:
            position = hit.end
            continue
        follows = text[hit.end : hit.end + 1]
        if cue == "plan":
            return Clause(start, end, "plan", hit.word, hit.start, weight == 2, under)
        if cue == "do":
            if hit.word in _TAKES_VERB and number + 1 < len(hits) and hits[number + 1].start == hit.end:
                return Clause(start, end, "plan", hit.word, hit.start, True, under)
            leads = _TIME_ONLY.fullmatch(text, position, hit.start) is not None
            done = (weight == 2 and follows != "的") or (
                weight == 1 and hit.end < end and follows not in _MAKES_NOUN and (leads or follows == "了")
            )
            if not done:
                continue
        elif follows == "的" and cue == "result":
            continue
        if not kind or (kind in {"result", "problem", "context"} and not strong and cue != kind and weight == 2):
            kind, word, where, strong = cue, hit.word, hit.start, weight == 2
        if cue in {"do", "result"} and strong:
            break
    return Clause(start, end, kind, word, where, strong, under)
