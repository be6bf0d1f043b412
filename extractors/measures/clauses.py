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
_MAKES_NOUN = "性率额量费者员法权品力"  # a weak verb before these is part of a noun: 培训费, 投资额
_NOMINAL = re.compile(
    r"(?:工作|环境|制度|机制|任务|力度|水平|步伐|建设|质量|队伍|能力|体系|结构|意识|管理|情况|效果|成效|效益|活动|素质|作用)$"
)  # what ends a noun phrase made of a verb: 投资环境, 发展党员工作
_TURNING = ("对", "将", "把", "为", "给", "从", "与", "同", "由", "在")  # behind these the predicate comes last
_ATTRIBUTE = re.compile(r"[^，。；]{1,8}的")  # 需要帮扶的群众
REPORTED = frozenset(
    {"要求", "强调", "明确", "规定", "部署", "制定", "印发", "出台"}
)  # what follows is their content, no plan


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
    """The clause by its first predicate; a noun made of a verb (`培训工作`) gives way to the predicate behind it."""
    through = text.find("通过", start, min(end, start + _SUBJECT))
    under = _UNDER.match(text, start, end) is not None or (
        through >= 0 and not any(hit.value.cue == "do" for hit in hits if hit.start < through)
    )
    kind, word, where, strong = "", "", start, False
    marker = _MARKER.match(text, start, end)
    position = marker.end() if marker else start
    adverbs = position  # where the adverbs before the next word begin
    turned = text.startswith(_TURNING, position)
    for number, hit in enumerate(hits):
        cue, weight = hit.value
        if cue in {"adverb", "subject", "none"}:
            if cue != "adverb":
                adverbs = hit.end
            elif hit.start != position:
                adverbs = hit.start
            position = hit.end
            continue
        if cue == "plan" or _will(hits, number):
            if (kind == "do" and (strong or word in REPORTED)) or _ATTRIBUTE.match(text, hit.end, end):
                continue
            return Clause(start, end, "plan", hit.word, hit.start, True, under)
        if cue == "do":
            cue, weight = _as_verb(text, hit, position, end)
        elif text.startswith("的", hit.end):
            continue
        if not cue:
            continue
        nominal = (
            kind == "do"
            and cue in {"result", "problem"}
            and _NOMINAL.search(text, start, adverbs if position == hit.start else hit.start) is not None
        )
        if not kind or nominal or (kind != "do" and weight == 2 and not (strong and not turned)):
            kind, word, where, strong = cue, hit.word, hit.start, weight == 2
    return Clause(start, end, kind, word, where, strong, under)


def _will(hits: tuple[Hit[Cue], ...], number: int) -> bool:
    """Whether 将 or 把 here is the future (将派出, 将进一步) and no object follows."""
    hit = hits[number]
    behind = hits[number + 1] if number + 1 < len(hits) else None
    return (
        hit.word == "将"
        and behind is not None
        and behind.start == hit.end
        and behind.value.cue in {"do", "result", "adverb"}
    )


def _as_verb(text: str, hit: Hit[Cue], position: int, end: int) -> tuple[str, int]:
    """What a practice's verb says here: `do`; `result` where nothing follows it (工作稳步推进); nothing where it is a noun."""
    follows = text[hit.end : hit.end + 1] if hit.end < end else ""
    if follows == "不" or text.startswith(("得不", "得较"), hit.end):
        return "", 0
    if hit.value.weight == 2:
        return ("", 0) if follows == "的" else ("do", 2)
    if hit.end >= end:
        return "result", 1
    leads = _TIME_ONLY.fullmatch(text, position, hit.start) is not None
    return ("do", 1) if follows == "了" or (leads and follows not in _MAKES_NOUN) else ("", 0)
