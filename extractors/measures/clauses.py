"""What each clause of a sentence does, read from its predicate."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple, TypeVar

from extractors.measures.cues import WILL, Hit, Hits, find_cues
from extractors.measures.signs import Signs

_QUOTE = re.compile(r"[“《「][^“”《》「」\n]{1,80}[”》」]")
_BORDERS = "，,；;。！？!?："  # and the end of the line
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
_TRAILING_LAST = frozenset(word[-1] for word in _TRAILING)
_JOINS, _JOINING = re.compile(r"(?:并且?|同时|还)+"), frozenset("并同还")
_OPENING = _FRAME | _JOINING | {word[0] for word in (*_LEADING, *_WAY)}
_BY_MEANS = 6  # characters: 通过 and the shortest means
_DIGIT = re.compile("[0-9]")
_SUBJECT = 22  # characters before 通过 that may name who does it: 全县各级党组织通过…
_MARKER = re.compile(r"\s*(?:[0-9]{1,2}[、.．]|[（(][^）)]{1,3}[）)]|[一二三四五六七八九十]{1,2}[、是]|——|[●■◆])*\s*")
_MARKS = frozenset(" \t\n\u3000\u00a00123456789一二三四五六七八九十（(—●■◆")
_TIME_ONLY = re.compile(r"(?:[\s0-9*#＊一二三四五六七八九十年月日底初末至到起内、]|从(?=[0-9])|自(?=[0-9])|是)*")
_TIMES = frozenset(" \t\n\u3000\u00a00123456789*#＊一二三四五六七八九十年月日底初末至到起内、从自是")  # its characters
_MAKES_NOUN = "性率额量费者员法权品力"  # a weak verb before these is part of a noun: 培训费, 投资额
# fmt: off
_NOMINAL = (
    "工作", "环境", "制度", "机制", "任务", "力度", "水平", "步伐", "建设", "质量", "队伍", "能力", "体系",
    "结构", "意识", "管理", "情况", "效果", "成效", "效益", "活动", "素质", "作用",
)  # what ends a noun phrase made of a verb: 投资环境, 发展党员工作
# fmt: on
_TURNING = frozenset("对将把为给从与同由在")  # behind these the predicate comes last
# verbs that are as often part of a noun: 社区建设经验, 教育改革
# fmt: off
_NOUNLIKE = frozenset((
    "建设", "管理", "服务", "教育", "培训", "改革", "治理", "监督", "改造", "维修", "培养", "考核",
    "调解", "整治", "保护", "防治", "宣传", "发展", "投资", "试点",
))
# fmt: on
_SPREADS = re.compile(r"在(?:全|我)?[国省市州县区旗镇乡]$|在全[国省市州县区旗镇乡][一-鿿]{0,4}$")
LIGHT = frozenset({"进行", "予以", "给予", "加以"})  # verbs that only carry another: 对…进行检查
# A preposition whose object the verb at the end of a clause takes: 对贫困户逐户走访
_TURNED = re.compile(
    r"对(?<![绝相面针应核结配]对)(?![外口象策应接比照])|为(?<![成作因认较变以称列分转视行]为)(?![了主])|把|将|给|向(?<![方志趋]向)(?!好)"
)
_VISITS = frozenset({"参观", "考察", "观摩", "学习", "取经", "调研", "交流"})
_GONE = re.compile(r"(?:[到赴]|前往)[^，。；]{2,16}$")  # 分3批到邻县观摩设施农业
_STANDS = frozenset("率着")  # a verb before these does nothing
_STANDS_NOT = ("率先", "率领", "率队", "着力", "着重", "着手", "着眼")
_HERE = re.compile(
    r"会[^，。；]{0,4}在我[省市州县区旗镇乡][^，。；]{0,6}$"
)  # a meeting of others came here: 全省现场会在我县召开
# Verbs that are said of a thing when they come last behind an adverb: 专项行动深入开展, 新药集中推出
# fmt: off
_STATES = (
    "开展", "实施", "推进", "推行", "推广", "推出", "启动", "建立", "健全", "完善", "加强", "落实", "出台", "建成",
    "上马", "开通", "发展", "启用", "组建", "成立", "建设", "搭建", "引进", "打造", "整治",
)
# fmt: on
_SUBJECTS = "县市区省州旗盟镇乡村局委办部站院校会所厅组队司社"  # last characters of whom a clause is about
_BEFORE = frozenset({"subject", "adverb"})
_MOVING = frozenset({"do", "result", "adverb"})
_GROWING = ("进一步", "不断", "全面", "积极", "持续", "扎实", "深入", "逐步")  # adverbs at the head of a cue word
_RISING = frozenset({"提高", "增强", "扩大", "降低", "改善", "增加", "加快"})  # before a figure: 低保标准提高8%
_NEEDS = frozenset({"需要", "应", "需"})  # modal words that may stand in an attribute
_LED = frozenset({"计划", "拟", "应", "须", "需"})  # modal words only at the head of what they govern
_ATTRIBUTE = re.compile(r"[^，。；]{1,8}的")  # 需要帮扶的群众
REPORTED = frozenset(
    {"要求", "强调", "明确", "规定", "部署", "制定", "印发", "出台"}
)  # what follows is their content, no plan


Item = TypeVar("Item")


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
    """A text with its cue words and the signs of rules. Clauses are read once: roles and measures both ask for them."""

    def __init__(self, text: str, extra: Path | None) -> None:
        self.text = text
        self.cues = find_cues(text, extra)
        self.signs = Signs(text, extra)
        quotes = [match.span() for match in _QUOTE.finditer(text)]
        self._hits, self._starts = _outside(self.cues.found, self.cues.starts, quotes)
        borders = _borders(text)
        self._borders, _ = _outside(borders, borders, quotes)
        self._clauses: dict[tuple[int, int], list[Clause]] = {}

    def clauses(self, start: int, end: int) -> list[Clause]:
        """The clauses of the sentence `text[start:end]`; words and marks in quotes are no predicates and no borders."""
        known = self._clauses.get((start, end))
        if known is not None:
            return known
        text, cues, hits, borders = self.text, self.cues, self._hits, self._borders
        self._clauses[start, end] = clauses = []
        place = bisect_left(borders, start)
        at, last = bisect_left(self._starts, start), len(hits)
        for border in (*borders[place : bisect_left(borders, end, place)], end):
            if border > start:
                first = at
                while at < last and hits[at][1] < border:
                    at += 1
                clauses.append(_read(text, start, border, hits[first:at], cues))
            start = border + 1
        return clauses


@lru_cache(maxsize=1)
def reader(text: str, extra: Path | None = None) -> Reader:
    """The reader of a text; that of the last text is kept."""
    return Reader(text, extra)


def _borders(text: str) -> list[int]:
    """The offsets of the marks that part clauses."""
    for mark in _BORDERS:
        text = text.replace(mark, "\n")
    return [at - 1 for at in accumulate([len(piece) + 1 for piece in text.split("\n")[:-1]])]


def _outside(items: list[Item], starts: list[int], spans: list[tuple[int, int]]) -> tuple[list[Item], list[int]]:
    """The items, with where they start, that begin in none of the ordered spans."""
    if not spans:
        return items, starts
    kept: list[Item] = []
    kept_starts: list[int] = []
    done = 0
    for start, end in spans:
        low = bisect_right(starts, start, done)
        kept += items[done:low]
        kept_starts += starts[done:low]
        done = bisect_left(starts, end, low)
    return kept + items[done:], kept_starts + starts[done:]


def _read(text: str, start: int, end: int, hits: list[Hit], cues: Hits) -> Clause:
    """The clause by its first predicate; a noun made of a verb (`培训工作`) gives way to the predicate behind it."""
    position = start
    if text[start] in _MARKS and (marker := _MARKER.match(text, start, end)):
        position = marker.end()
    head, turned = position, text[position : position + 1] in _TURNING
    kind, word, where, strong = "", "", start, False
    adverbs = position  # where the adverbs before the next word begin
    words, cues_of = cues.words, cues.cues
    for number, begin, stop in hits:
        cue, weight = cues_of[number]
        if cue in {"none", "subject"}:
            position = adverbs = stop
        elif cue == "adverb":
            if begin != position:
                adverbs = begin
            position = stop
        elif cue == "do" and not (words[number] == WILL and _will(hits, stop, cues)):
            if kind and (weight != 2 or kind == "do" or (strong and not turned)):
                if stop >= end and not strong and word in _NOUNLIKE and _closes(text, hits, where, cues):
                    kind, word, where = "result", words[number], begin  # 社区管理经验在全省推广
                continue
            sense, sure = _as_verb(text, words[number], head, begin, weight, position, end)
            if sense == "do" or (sense and not (kind or turned)):
                kind, word, where, strong = sense, words[number], begin, sure == 2
        elif cue == "address":
            return Clause(start, end, cue, words[number], begin, True, False)
        elif cue in {"plan", "do"}:
            said = words[number]
            if said in _LED and not _leads(text, begin, position):
                continue
            if not (kind == "do" and (strong or word in REPORTED)) and not (
                said in _NEEDS and _ATTRIBUTE.match(text, stop, end)
            ):
                return Clause(start, end, "plan", said, begin, True, text.startswith(_LEADING, head))
        elif text[stop : stop + 1] != "的":
            noun = (
                kind == "do"
                and cue != "context"
                and text.endswith(_NOMINAL, start, adverbs if position == begin else begin)
            )
            if not kind or noun or (kind != "do" and weight == 2 and (not strong or turned)):
                kind, word, where, strong = cue, words[number], begin, weight == 2
    if hits and hits[0][1] == head and cues_of[hits[0][0]][0] in _BEFORE:
        head = hits[0][2]  # 我们按照…的要求
    under = (
        text[head : head + 1] in _OPENING or text[end - 1] in _TRAILING_LAST or text.find("通过", head, end) >= 0
    ) and _is_under(text, head, end, hits, cues)
    return Clause(start, end, kind, word, where, strong, under)


def _closes(text: str, hits: list[Hit], where: int, cues: Hits) -> bool:
    """Whether the last verb of a clause says what became of a thing whose name holds the verb at `where`."""
    (before, _, met), (number, begin, _) = hits[-2:]
    adverb = met == begin and cues.cues[before][0] == "adverb"
    return cues.words[number].endswith(_STATES) and (adverb or _SPREADS.search(text, where, begin) is not None)


def _is_under(text: str, start: int, end: int, hits: list[Hit], cues: Hits) -> bool:
    """Whether the clause only leads to the next: 通过…, 针对…, 在…基础上, 全县各级党组织通过…"""
    first = text[start : start + 1]
    if first in _JOINING and (joins := _JOINS.match(text, start, end)):
        start = joins.end()
        first = text[start : start + 1]
    if text.startswith("通过", start) and _ends_in_act(text, start + _BY_MEANS, end, hits, cues):
        return False
    if (
        text.startswith(_LEADING, start)
        or (first in _FRAME and text.endswith(_FRAME_END, start, end))
        or (text.startswith(_WAY, start) and text.endswith(_WAY_END, start, end))
    ):
        return True
    if text.endswith(_TRAILING, start, end):
        return True
    through = text.find("通过", start, end)
    return 0 <= through <= start + _SUBJECT and not any(
        begin < through and cues.cues[number][0] == "do" for number, begin, _ in hits
    )


def _ends_in_act(text: str, start: int, end: int, hits: list[Hit], cues: Hits) -> bool:
    """Whether a means is told with what was done by it in one clause: 通过村民集资修建便民桥3座."""
    strong = [stop for number, begin, stop in hits if cues.cues[number] == ("do", 2) and begin >= start]
    return bool(strong) and _DIGIT.search(text, strong[-1], end) is not None


def _will(hits: list[Hit], stop: int, cues: Hits) -> bool:
    """Whether 将, which ends at `stop`, is the future (将派出, 将进一步) and no object follows."""
    return any(start == stop and cues.cues[number][0] in _MOVING for number, start, _ in hits)


def _as_verb(text: str, word: str, head: int, begin: int, weight: int, position: int, end: int) -> tuple[str, int]:
    """What a practice's verb says here: `do`; `result` where nothing follows it (工作稳步推进); nothing where it is a noun."""
    stop = begin + len(word)
    last = stop >= end
    follows = "" if last else text[stop]
    if follows == "不" or (follows == "得" and text.startswith(("得不", "得较"), stop)):
        return "", 0
    if word in LIGHT and _TURNED.search(text, head, begin):
        return "do", weight
    if last and begin > head:  # the verb comes last: its object stands before it, or nobody acts
        if _TURNED.search(text, head, begin):
            return "do", weight
        if (
            word.startswith(_GROWING)
            or (begin == position and word.endswith(_STATES))
            or _HERE.search(text, head, begin)
        ):
            return "result", 1  # 基层民主制度进一步健全, 全民健身活动蓬勃开展
    if follows in _STANDS and not text.startswith(_STANDS_NOT, stop):
        return "", 0  # 土地流转率, 墙上悬挂着党旗
    if weight == 2:
        return ("", 0) if follows == "的" else ("do", 2)
    if word in _VISITS and _GONE.search(text, head, begin):
        return "do", 1
    if last and begin != position and word in _NOUNLIKE:
        return "", 0  # 支持园区建设
    if last or (follows.isdigit() and word in _RISING):
        return "result", 1
    return ("do", 1) if follows == "了" or (follows not in _MAKES_NOUN and _leads(text, begin, position)) else ("", 0)


def _leads(text: str, begin: int, position: int) -> bool:
    """Whether nothing but a subject or a time stands between `position`, where the clause could act, and the word."""
    if begin == position:
        return True
    before = text[begin - 1]
    return before in _SUBJECTS or (before in _TIMES and _TIME_ONLY.fullmatch(text, position, begin) is not None)
