"""What a verb of a practice says where it stands: that something is done, what came of it, or nothing, as part of a noun."""

from __future__ import annotations

import re

from extractors.measures.cues import MARKS

_TIME_ONLY = re.compile(r"(?:[\s0-9*#＊一二三四五六七八九十年月日底初末至到起内、]|从(?=[0-9])|自(?=[0-9])|是)*")
_TIMES = frozenset(" \t\n\u3000\u00a00123456789*#＊一二三四五六七八九十年月日底初末至到起内、从自是")  # its characters
_MAKES_NOUN = "性率额量费者员法权品力"  # a weak verb before these is part of a noun: 培训费, 投资额
# verbs that are as often part of a noun: 社区建设经验, 教育改革
# fmt: off
NOUNLIKE = frozenset((
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
_STANDS = frozenset("率着")  # a verb before these does nothing: 土地流转率, 墙上悬挂着党旗
_STANDS_NOT = ("率先", "率领", "率队", "着力", "着重", "着手", "着眼")
_TIMED, _TIME_ENDS = frozenset("前后"), frozenset("，,有、")  # 合并前有村86个
# What becomes of a thing whose name the verb is part of: 购置投资增长9.7%, 整改到位率98%, 吸收党员人数逐年递增
_GROWN = re.compile(
    r"[^0-9，。；、]{0,14}?(?=[率增下上回减逐有明大略])"
    r"(?:率[达为超在到]?[0-9]|(?:增长|下降|上升|上涨|回落|减少)[0-9]|(?:逐[年步]|有所|明显|大幅|略有)(?:增长|增加|递增|递减|下降|上升|减少))"
)
_DRIVES = re.compile("推动|促进|带动|拉动|助力|实现|确保|保持|使")  # 优化服务带动投资增长9.6%
_PLACED = frozenset({"设置", "公示", "张贴", "安装", "开设", "栽植"})  # 在路口设置劝导站12个
_SPENT = frozenset({"投资", "总投资", "耗资"})
_WORTH = re.compile(r"[^，。；的]{0,3}[0-9][^，。；的]{0,8}的")  # 投资86万元的教学楼
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
_TITLES = (
    "书记",
    "支书",
    "主任",
    "主席",
    "镇长",
    "乡长",
    "县长",
    "区长",
    "局长",
    "站长",
    "所长",
    "校长",
    "院长",
    "队长",
)  # before a person's name
_NAME = (2, 3)  # characters of a person's name: 支部书记王某带领群众
_GROWING = ("进一步", "不断", "全面", "积极", "持续", "扎实", "深入", "逐步")  # adverbs at the head of a cue word
_RISING = frozenset({"提高", "增强", "扩大", "降低", "改善", "增加", "加快"})  # before a figure: 低保标准提高8%


def closes(text: str, stop: int, limit: int) -> bool:
    """Whether the word that ends at `stop` is the last of its clause."""
    return stop >= limit or text[stop] in MARKS


def spreads(text: str, where: int, begin: int, word: str, *, adverb: bool) -> bool:
    """Whether the last verb of a clause, at `begin`, says what became of a thing whose name holds the verb at `where`."""
    return word.endswith(_STATES) and (adverb or _SPREADS.search(text, where, begin) is not None)


def as_verb(text: str, word: str, head: int, begin: int, weight: int, position: int, limit: int) -> tuple[str, bool]:
    """What a practice's verb says here, and whether it is sure.

    `do`; `result` where nothing follows it (工作稳步推进); nothing where it is a noun.
    """
    stop = begin + len(word)
    follows = "" if closes(text, stop, limit) else text[stop]
    if follows == "不" or (follows == "得" and text.startswith(("得不", "得较"), stop)):
        return "", False
    if word in LIGHT and _TURNED.search(text, head, begin):
        return "do", weight == 2
    if not follows and begin > head:  # the verb comes last: its object stands before it, or nobody acts
        if _TURNED.search(text, head, begin):
            return "do", weight == 2
        if (
            word.startswith(_GROWING)
            or (begin == position and word.endswith(_STATES))
            or _HERE.search(text, head, begin)
        ):
            return "result", False  # 基层民主制度进一步健全, 全民健身活动蓬勃开展
    if follows in _STANDS and not text.startswith(_STANDS_NOT, stop):
        return "", False
    if follows == "于" and text[stop + 1 : stop + 2].isdigit():
        return "", False  # 创办于1986年
    if follows in _TIMED and text[stop + 1 : stop + 2] in _TIME_ENDS:
        return "", False
    if (grown := _GROWN.match(text, stop)) and not _DRIVES.search(grown[0]):
        return "result", False
    if weight == 2:
        return ("", False) if follows == "的" else ("do", True)
    if (word in _VISITS and _GONE.search(text, head, begin)) or (word in _PLACED and text[head] == "在" and follows):
        return "do", False
    if word in _SPENT and _WORTH.match(text, stop):
        return "", False
    if not follows and begin != position and word in NOUNLIKE:
        return "", False  # 支持园区建设
    if not follows or (follows.isdigit() and word in _RISING):
        return "result", False
    acts = follows == "了" or (follows not in _MAKES_NOUN and leads(text, begin, position))
    return ("do" if acts else ""), False


def leads(text: str, begin: int, position: int) -> bool:
    """Whether nothing but a subject or a time stands between `position`, where the clause could act, and the word."""
    between = begin - position
    if not between or (between in _NAME and text.endswith(_TITLES, 0, position) and "了" not in text[position:begin]):
        return True
    before = text[begin - 1]
    return before in _SUBJECTS or (before in _TIMES and _TIME_ONLY.fullmatch(text, position, begin) is not None)
