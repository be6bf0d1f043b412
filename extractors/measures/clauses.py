"""What each clause of a sentence does, read from its predicate."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from extractors.measures.cues import Cue, Hit, find_cues, find_topics

_QUOTE = re.compile(r"[“《「][^“”《》「」\n]{1,80}[”》」]")
_PLAIN = re.compile(r"[^，,；;。！？!?：\n]+")
_QUOTED = re.compile(r"(?:[^，,；;。！？!?：\n“《「]+|[“《「][^“”《》「」\n]{1,80}[”》」]|[“《「])+")
# A clause with these at its head or end only leads to the next.
_LEADING = (
    "通过", "针对", "为了", "为进一步", "为切实", "为更好", "为全面", "为有效", "为加强", "为确保", "为解决", "为推进", "为提高",
    "为深入", "为加快", "为扎实", "为充分", "为巩固", "为方便", "为适应", "为不断", "为鼓励", "为促进", "为规范", "按照", "根据",
    "随着", "由于", "自从", "鉴于", "面对", "经过", "尽管", "虽然", "如果", "只要", "对照", "遵照",
)  # fmt: skip
_TRAILING = ("以来", "之际", "同时", "基础上", "过程中", "前提下", "领导下", "支持下", "指导下")
_FRAME = ("在", "当", "自", "从", "以", "把", "将")  # 在…中, 以…为抓手
_FRAME_END = (
    "上", "中", "下", "时", "后", "前", "里", "期间", "载体", "抓手", "契机", "重点", "核心", "目标", "主题", "突破口", "指导",
    "统领", "主线", "中心", "导向", "依托", "主要内容",
)  # fmt: skip
_WAY, _WAY_END = ("采取", "采用"), ("办法", "方式", "形式", "方法", "模式", "途径")  # 采取财政补助的办法
_LEADING_FIRST, _TRAILING_LAST = frozenset(word[0] for word in _LEADING), frozenset(word[-1] for word in _TRAILING)
_WAY_FIRST = "采"
_JOINS = re.compile(r"(?:并且?|同时|还)+")
_SUBJECT = 24  # characters before 通过 that may name who does it: 全县各级党组织通过…
_MARKER = re.compile(r"\s*(?:[0-9]{1,2}[、.．]|[（(][^）)]{1,3}[）)]|[一二三四五六七八九十]{1,2}[、是]|——|[●■◆])*\s*")
_MARKS = frozenset(" \t\n\u3000\u00a00123456789一二三四五六七八九十（(—●■◆")
_TIME_ONLY = re.compile(r"(?:[\s0-9*#＊一二三四五六七八九十年月日底初末至到起内、]|从(?=[0-9])|自(?=[0-9])|是)*")
_MAKES_NOUN = "性率额量费者员法权品力"  # a weak verb before these is part of a noun: 培训费, 投资额
# fmt: off
_NOMINAL = (
    "工作", "环境", "制度", "机制", "任务", "力度", "水平", "步伐", "建设", "质量", "队伍", "能力", "体系",
    "结构", "意识", "管理", "情况", "效果", "成效", "效益", "活动", "素质", "作用",
)  # what ends a noun phrase made of a verb: 投资环境, 发展党员工作
# fmt: on
_TURNING = ("对", "将", "把", "为", "给", "从", "与", "同", "由", "在")  # behind these the predicate comes last
_NOUNLIKE = frozenset(
    {
        "建设",
        "管理",
        "服务",
        "教育",
        "培训",
        "改革",
        "治理",
        "监督",
        "改造",
        "维修",
        "培养",
        "考核",
        "调解",
        "整治",
        "保护",
        "防治",
        "宣传",
        "发展",
        "投资",
        "试点",
    }
)  # verbs that are as often part of a noun: 社区建设经验, 教育改革
_SPREADS = re.compile(r"在(?:全|我)?[国省市州县区旗镇乡]$|在全[国省市州县区旗镇乡][一-鿿]{0,4}$")
LIGHT = frozenset({"进行", "予以", "给予", "加以"})  # verbs that only carry another: 对…进行检查
# A preposition whose object the verb at the end of a clause takes: 对贫困户逐户走访
_TURNED = re.compile(
    r"(?<![绝相面针应核结配])对(?![外口象策应接比照])|(?<![成作因认较变以称列分转视行])为(?![了主])|[把将给]|(?<![方志趋])向(?!好)"
)
# Verbs that are said of a thing when they come last behind an adverb: 专项行动深入开展, 新药集中推出
_STATES = re.compile(
    r"(?:开展|实施|推进|推行|推广|推出|启动|建立|健全|完善|加强|落实|出台|建成|上马|开通|发展|启用|组建|成立|建设|搭建|引进|打造|整治)$"
)
_SUBJECTS = "县市区省州旗盟镇乡村局委办部站院校会所厅组队司社"  # last characters of whom a clause is about
_BEFORE = frozenset({"subject", "adverb"})
_PASSED = frozenset({"subject", "none"})
_GROWING = ("进一步", "不断", "全面", "积极", "持续", "扎实", "深入", "逐步")  # adverbs at the head of a cue word
_RISING = frozenset({"提高", "增强", "扩大", "降低", "改善", "增加", "加快"})  # before a figure: 低保标准提高8%
_NEEDS = frozenset({"需要", "应", "需"})  # modal words that may stand in an attribute
_LED = frozenset({"计划", "拟", "应", "须", "需"})  # modal words only at the head of what they govern
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


class Reader:
    """A text with its cue and topic words. Clauses are read once: roles and measures both ask for them."""

    def __init__(self, text: str, extra: Path | None) -> None:
        self.text = text
        self.cues = find_cues(text, extra)
        self.topics = find_topics(text, extra)
        self._quotes = [match.span() for match in _QUOTE.finditer(text)]
        self._opened = [start for start, _ in self._quotes]
        self._clauses: dict[tuple[int, int], tuple[Clause, ...]] = {}

    def clauses(self, start: int, end: int) -> tuple[Clause, ...]:
        """The clauses of `text[start:end]`; words in quotes are no predicates."""
        if (start, end) not in self._clauses:
            low, high = bisect_left(self._opened, start), bisect_left(self._opened, end)
            hits = self.cues.between(start, end)
            self._clauses[start, end] = tuple(_clauses(self.text, start, end, hits, self._quotes[low:high]))
        return self._clauses[start, end]


@lru_cache(maxsize=1)
def reader(text: str, extra: Path | None = None) -> Reader:
    """The reader of a text; that of the last text is kept."""
    return Reader(text, extra)


def _clauses(text: str, start: int, end: int, hits: list[Hit[Cue]], quotes: list[tuple[int, int]]) -> Iterator[Clause]:
    pattern = _QUOTED if quotes else _PLAIN
    if quotes:
        hits = [hit for hit in hits if not any(a < hit[0] < b for a, b in quotes)]
    at = 0
    for match in pattern.finditer(text, start, end):
        low, high = match.span()
        first = at
        while at < len(hits) and hits[at][0] < high:
            at += 1
        yield _read(text, low, high, hits[first:at])


def _read(text: str, start: int, end: int, hits: list[Hit[Cue]]) -> Clause:
    """The clause by its first predicate; a noun made of a verb (`培训工作`) gives way to the predicate behind it."""
    kind, word, where, strong = "", "", start, False
    position = start
    if text[start] in _MARKS and (marker := _MARKER.match(text, start, end)):
        position = marker.end()
    head = position
    adverbs = position  # where the adverbs before the next word begin
    turned = text.startswith(_TURNING, position)
    for number, (begin, stop, said, (cue, weight)) in enumerate(hits):
        if cue == "adverb":
            adverbs = adverbs if begin == position else begin
            position = stop
        elif cue in _PASSED:
            position = adverbs = stop
        elif cue == "address":
            return Clause(start, end, cue, said, begin, strong=True, under=False)
        elif cue == "plan" or (said == "将" and _will(hits, number)):
            if said in _LED and not _leads(text, begin, position):
                continue
            if not (kind == "do" and (strong or word in REPORTED)) and not (
                said in _NEEDS and _ATTRIBUTE.match(text, stop, end)
            ):
                return Clause(start, end, "plan", said, begin, strong=True, under=text.startswith(_LEADING, head))
        elif cue == "do":
            if not kind or (kind != "do" and weight == 2 and (turned or not strong)):
                sense, sure = _as_verb(text, head, begin, stop, weight, position, end)
                if sense and not (sense == "result" and (kind or turned)):
                    kind, word, where, strong = sense, said, begin, sure == 2
            elif word in _NOUNLIKE and not strong and stop >= end and _closes(text, hits, number, where):
                kind, word, where = "result", said, begin  # 社区管理经验在全省推广
        elif not text.startswith("的", stop):
            noun = (
                kind == "do"
                and cue != "context"
                and text.endswith(_NOMINAL, start, adverbs if position == begin else begin)
            )
            if not kind or noun or (kind != "do" and weight == 2 and (turned or not strong)):
                kind, word, where, strong = cue, said, begin, weight == 2
    return Clause(start, end, kind, word, where, strong, _is_under(text, head, end, hits))


def _closes(text: str, hits: list[Hit[Cue]], number: int, where: int) -> bool:
    """Whether the last verb of a clause says what became of a thing whose name holds the verb at `where`."""
    begin, stop, _, _ = hits[number]
    adverb = hits[number - 1][3].cue == "adverb" and hits[number - 1][1] == begin
    return (adverb or _SPREADS.search(text, where, begin) is not None) and _STATES.search(text, begin, stop) is not None


def _is_under(text: str, start: int, end: int, hits: list[Hit[Cue]]) -> bool:
    """Whether the clause only leads to the next: 通过…, 针对…, 在…基础上, 全县各级党组织通过…"""
    if hits and hits[0][0] == start and hits[0][3].cue in _BEFORE:  # 我们按照…的要求
        start = hits[0][1]
    if text.startswith(("并", "同", "还"), start) and (joins := _JOINS.match(text, start, end)):
        start = joins.end()
    first, last = text[start : start + 1], text[end - 1]
    if first in _LEADING_FIRST and text.startswith(_LEADING, start):
        return True
    if last in _TRAILING_LAST and text.endswith(_TRAILING, start, end):
        return True
    if first in _FRAME and text.endswith(_FRAME_END, start, end):
        return True
    if first == _WAY_FIRST and text.startswith(_WAY, start) and text.endswith(_WAY_END, start, end):
        return True
    through = text.find("通过", start, min(end, start + _SUBJECT))
    return through >= 0 and not any(value.cue == "do" for begin, _, _, value in hits if begin < through)


def _will(hits: list[Hit[Cue]], number: int) -> bool:
    """Whether 将 here is the future (将派出, 将进一步) and no object follows."""
    behind = hits[number + 1] if number + 1 < len(hits) else None
    return behind is not None and behind[0] == hits[number][1] and behind[3].cue in {"do", "result", "adverb"}


def _as_verb(text: str, head: int, begin: int, stop: int, weight: int, position: int, end: int) -> tuple[str, int]:
    """What a practice's verb says here: `do`; `result` where nothing follows it (工作稳步推进); nothing where it is a noun."""
    follows = text[stop : stop + 1] if stop < end else ""
    if follows == "不" or text.startswith(("得不", "得较"), stop):
        return "", 0
    if text[begin:stop] in LIGHT and _TURNED.search(text, head, begin):
        return "do", weight
    if stop >= end and begin > head:  # the verb comes last: its object stands before it, or nobody acts
        if _TURNED.search(text, head, begin):
            return "do", weight
        if text.startswith(_GROWING, begin) or (begin == position and _STATES.search(text, begin, stop)):
            return "result", 1  # 基层民主制度进一步健全, 全民健身活动蓬勃开展
    if weight == 2:
        return ("", 0) if follows == "的" else ("do", 2)
    if stop >= end and begin != position and text[begin:stop] in _NOUNLIKE:
        return "", 0  # 支持园区建设
    if stop >= end or (follows.isdigit() and text[begin:stop] in _RISING):
        return "result", 1
    return ("do", 1) if follows == "了" or (_leads(text, begin, position) and follows not in _MAKES_NOUN) else ("", 0)


def _leads(text: str, begin: int, position: int) -> bool:
    """Whether nothing but a subject or a time stands between `position`, where the clause could act, and the word."""
    return begin == position or text[begin - 1] in _SUBJECTS or _TIME_ONLY.fullmatch(text, position, begin) is not None
