"""What each clause of a sentence does, read from its predicate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from extractors.measures.cues import MARKS, WILL, Cue, Hit, Hits, find_cues
from extractors.measures.verbs import NOUNLIKE, as_verb, closes, leads, spreads

_QUOTE = re.compile(r"[“《「][^“”《》「」\n]{1,80}[”》」]")
# A clause with these at its head or end only leads to the next.
_LEADING = (
    "通过", "针对", "为了", "为进一步", "为切实", "为更好", "为全面", "为有效", "为加强", "为确保", "为解决", "为推进", "为提高",
    "为深入", "为加快", "为扎实", "为充分", "为巩固", "为方便", "为适应", "为不断", "为鼓励", "为促进", "为规范", "按照", "根据",
    "随着", "由于", "自从", "鉴于", "面对", "经过", "尽管", "虽然", "如果", "只要", "对照", "遵照", "严格按照",
)  # fmt: skip
_TRAILING = ("以来", "之际", "同时", "基础上", "过程中", "前提下", "领导下", "支持下", "指导下", "方面", "会上")
_FRAME = frozenset("在当自从以把将")  # 在…中, 以…为抓手
_FRAME_END = (
    "上", "中", "下", "时", "后", "前", "里", "期间", "载体", "抓手", "契机", "重点", "核心", "目标", "主题", "突破口", "指导",
    "统领", "主线", "中心", "导向", "依托", "主要内容",
)  # fmt: skip
_WAY, _WAY_END = ("采取", "采用"), ("办法", "方式", "形式", "方法", "模式", "途径")  # 采取财政补助的办法
_TRAILING_LAST = frozenset({"后", *(word[-1] for word in _TRAILING)})
_NO_TIME = frozenset("先落最今前背售善课身产滞往")  # before 后: 先后, 落后; else 制度实施后，…
_JOINS, _JOINING = re.compile(r"(?:并且?|同时|还)+"), frozenset("并同还")
_OPENING = _FRAME | _JOINING | {word[0] for word in (*_LEADING, *_WAY)}
_BY_MEANS = 6  # characters: 通过 and the shortest means
_DIGIT = re.compile("[0-9]")
_THROUGH, _SUBJECT = "通过", 22  # characters before 通过 that may name who does it: 全县各级党组织通过…
_MARKER = re.compile(r"\s*(?:[0-9]{1,2}[、.．]|[（(][^）)]{1,3}[）)]|[一二三四五六七八九十]{1,2}[、是]|——|[●■◆])*\s*")
_NUMBERED = frozenset(" \t\n\u3000\u00a00123456789一二三四五六七八九十（(—●■◆")
# fmt: off
_NOMINAL = (
    "工作", "环境", "制度", "机制", "任务", "力度", "水平", "步伐", "建设", "质量", "队伍", "能力", "体系",
    "结构", "意识", "管理", "情况", "效果", "成效", "效益", "活动", "素质", "作用",
)  # what ends a noun phrase made of a verb: 投资环境, 发展党员工作
# fmt: on
_TURNING = frozenset("对将把为给从与同由在")  # behind these the predicate comes last
_MOVING = frozenset({"do", "result", "adverb"})
_NEEDS = frozenset({"需要", "应", "需"})  # modal words that may stand in an attribute
_LED = frozenset({"计划", "拟", "应", "须", "需"})  # modal words only at the head of what they govern
_ATTRIBUTE = re.compile(rf"[^{MARKS}]{{1,8}}的")  # 需要帮扶的群众
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


_clause = partial(tuple.__new__, Clause)  # as Clause._make, without its check of the length


class Reader:
    """A text with its cue words. Clauses are read once: roles and measures both ask for them."""

    def __init__(self, text: str, extra: Path | None) -> None:
        self.text = text
        self.cues = find_cues(text, extra)
        self._hits = self.cues.outside([match.span() for match in _QUOTE.finditer(text)])
        self._clauses: dict[tuple[int, int], list[Clause]] = {}

    def clauses(self, start: int, end: int) -> list[Clause]:
        """The clauses of the sentence `text[start:end]`; words and marks in quotes are no predicates and no borders."""
        known = self._clauses.get((start, end))
        if known is not None:
            return known
        self._clauses[start, end] = clauses = []
        hits = iter(self._hits.between(start, end))
        through = self.text.find(_THROUGH, start, end) >= 0
        while start < end:
            clause = _read(self.text, start, end, hits, self._hits, through)
            if clause.end > start:
                clauses.append(clause)
            start = clause.end + 1
        return clauses


@lru_cache(maxsize=1)
def reader(text: str, extra: Path | None = None) -> Reader:
    """The reader of a text; that of the last text is kept."""
    return Reader(text, extra)


def _read(text: str, start: int, limit: int, hits: Iterator[Hit], every: Hits, through: bool) -> Clause:
    """The clause at `start` by its first predicate; a noun made of a verb (`培训工作`) gives way to the predicate behind it.

    It takes what belongs to it from the `hits` of its sentence, which ends at `limit`; `through` says whether 通过 stands there.
    """
    cues = every.cues
    head = start
    if text[start] in _NUMBERED and (marker := _MARKER.match(text, start, limit)):
        head = marker.end()
    kind, word, where, strong = "", "", start, False
    # where a word leads the clause, where the adverbs before it begin, and where the words behind an opening subject
    position = adverbs = led = head
    end = limit
    for number, begin, stop in hits:
        said, cue, weight = cues[number]
        if cue == "mark":
            end = begin
            break
        if cue == "adverb":
            if begin != position:
                adverbs = begin
            elif begin == head:
                led = stop  # 我们按照…的要求
            position = stop
        elif cue in {"none", "subject"}:
            position = adverbs = stop
            if begin == head and cue == "subject":
                led = stop
        elif cue == "do" and not (said == WILL and _will(every.between(stop, stop + 1), cues)):
            if kind and (weight != 2 or kind == "do" or (strong and text[head] not in _TURNING)):
                adverb = adverbs < position == begin
                if (
                    word in NOUNLIKE
                    and not strong
                    and closes(text, stop, limit)
                    and spreads(text, where, begin, said, adverb=adverb)
                ):
                    kind, word, where = "result", said, begin  # 社区管理经验在全省推广
                continue
            sense, sure = as_verb(text, said, head, begin, weight, position, limit)
            if sense == "do" or (sense and not (kind or text[head] in _TURNING)):
                kind, word, where, strong = sense, said, begin, sure
        elif cue == "address":
            return Clause(start, _end(hits, cues, limit), cue, said, begin, True, False)
        elif cue in {"plan", "do"}:
            if said in _LED and not leads(text, begin, position):
                continue
            if not (kind == "do" and (strong or word in REPORTED)) and not (
                said in _NEEDS and _ATTRIBUTE.match(text, stop, limit)
            ):
                return Clause(
                    start, _end(hits, cues, limit), "plan", said, begin, True, text.startswith(_LEADING, head)
                )
        elif text[stop : stop + 1] != "的":
            noun = (
                kind == "do"
                and cue != "context"
                and text.endswith(_NOMINAL, start, adverbs if position == begin else begin)
            )
            if not kind or noun or (kind != "do" and weight == 2 and (not strong or text[head] in _TURNING)):
                kind, word, where, strong = cue, said, begin, weight == 2
    under = (through or text[led : led + 1] in _OPENING or text[end - 1] in _TRAILING_LAST) and _is_under(
        text, led, end, every
    )
    return _clause((start, end, kind, word, where, strong, under))


def _end(hits: Iterator[Hit], cues: tuple[Cue, ...], limit: int) -> int:
    """Where the clause ends of which the hits are the rest."""
    return next((begin for number, begin, _ in hits if cues[number][1] == "mark"), limit)


def _is_under(text: str, start: int, end: int, every: Hits) -> bool:
    """Whether the clause only leads to the next: 通过…, 针对…, 在…基础上, 全县各级党组织通过…"""
    first = text[start : start + 1]
    if first in _JOINING and (joins := _JOINS.match(text, start, end)):
        start = joins.end()
        first = text[start : start + 1]
    if text.startswith(_THROUGH, start) and _ends_in_act(text, start + _BY_MEANS, end, every):
        return False
    if (
        text.startswith(_LEADING, start)
        or (first in _FRAME and text.endswith(_FRAME_END, start, end))
        or (text.startswith(_WAY, start) and text.endswith(_WAY_END, start, end))
    ):
        return True
    if text.endswith(_TRAILING, start, end) or (text[end - 1] == "后" and text[end - 2] not in _NO_TIME):
        return True
    through = text.find(_THROUGH, start, end)
    return 0 <= through <= start + _SUBJECT and not any(
        every.cues[number][1] == "do" for number, _, _ in every.between(start, through)
    )


def _ends_in_act(text: str, start: int, end: int, every: Hits) -> bool:
    """Whether a means is told with what was done by it in one clause: 通过村民集资修建便民桥3座."""
    done = [(stop, every.cues[n][2]) for n, _, stop in every.between(start, end) if every.cues[n][1] == "do"]
    return any(
        text.startswith("了", stop) or (weight == 2 and _DIGIT.search(text, stop, end) is not None)
        for stop, weight in done
    )


def _will(follows: list[Hit], cues: tuple[Cue, ...]) -> bool:
    """Whether 将 is the future (将派出, 将进一步) by what follows it, and no object."""
    return any(cues[number][1] in _MOVING for number, _, _ in follows)
