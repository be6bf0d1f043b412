"""The parts of one practice: who does what to what, for whom and by what means."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from extractors.measures.clauses import Clause
from extractors.measures.cues import Hits
from extractors.measures.verbs import LIGHT
from extractors.records import Organization

_LONGEST_ACTOR, _LONGEST_OBJECT = 24, 60  # characters
_OPENING = re.compile(
    r"""(?: \s | [一二三四五六七八九十]{1,2}[、是] | [0-9]{1,2}[、.．] | [（(][^）)]{1,3}[）)] | 同时 | 此外 | 另外 | 为此 | 其次 | 首先 | 并且? | 还
      | (?:今年|去年|近年|[一两三四五几]年)(?:以?来)? | [0-9*#]{1,4}年(?:[0-9]{1,2}月)?(?:份|底|初)? | 目前 | 先后 | 累计 | 共 | 积极 | 也 | 就 | 从[0-9]+月份?起 | [，,] )+""",
    re.VERBOSE,
)
_ADVERB = re.compile(
    r"(?:进一步|积极|大力|切实|扎实|全面|着力|重点|严格|持续|不断|充分|认真|强力|深入(?=开展|实施|推进|学习|贯彻)|统筹(?=推进|抓好)|联合(?=举办|开展))"
)
_ORGANIZES = "组织"
_ORGANIZE = re.compile(r"组织(?!开展|实施|召开|举办)..*")
_SUFFIX = re.compile(r"[了起出到]+$")
_PREPOSITION = re.compile(r"(?<=.)(?:年中|年底|年初|对|向|为|把|将|在|从|由|通过|根据|按照|给)")
_AND_VERB = re.compile(r"^[了起好于]*(?:并[\u4e00-\u9fff]{2}了?)?")
_TO_WHOM = ("为", "向", "对", "给", "与", "和", "由", "把", "将", "到", "赴", "从", "经", "被", "在", "用于")
# A clause that begins so only leads to the next, and what follows an organization that owns, but does not act.
_LEADING = (
    "根据", "按照", "依据", "遵照", "依照", "围绕", "针对", "通过", "随着", "由于", "面对", "结合", "为", "在", "以", "对", "自", "经",
    "从", "当", "按",
)  # fmt: skip
_OWNING = ("的", "关于", "对", "《", "“")
_ENDS = "，,；;。！？!?：\n"
_INSTRUMENT = re.compile(
    r"""
      通过 (?P<by> [^，。；]{2,60} )
    | 以 (?P<with> [^，。；]{2,40}? ) 为 (?: 载体 | 抓手 | 契机 | 平台 | 依托 | 突破口 | 切入点 )
    | (?: 采取 | 采用 | 按照 ) (?P<way> [^。；]{2,90}? ) 等? 的? (?: 办法 | 方式 | 形式 | 方法 | 模式 | 途径 )
    | (?: 依托 | 利用 | 借助 | 运用 ) (?P<using> [^，。；]{2,40} )
    """,
    re.VERBOSE,
)
_MEANS = re.compile("通过|以|采取|采用|按照|依托|利用|借助|运用")  # how an instrument begins
_FOR_WHOM = re.compile(
    r"""
      为 (?P<for> [^，。；为]{2,24}? ) (?= 提供 | 解决 | 发放 | 送去 | 办理 | 办实?事? | 配备 | 争取 | 筹 | 修建 | 免费 | 购 | 建 | 送 | 落实 | 开展 | 缴纳 | 代 )
    | (?: 向 | 给 ) (?P<to> [^，。；]{2,20}? ) (?= 提供 | 发放 | 免费 | 捐 | 开放 | 送 | 颁发 | 赠 )
    | (?: 资助 | 救助 | 慰问 | 走访慰问 | 走访 | 惠及 | 帮助 | 扶持 | 培训 | (?<!党)组织(?![部工建领机化]) ) 了?
      (?P<whom> (?: [0-9多余]+ [名户个位人] )? [^，。；、（(0-9与和]{0,10} (?: 户 | 群众 | 党员 | 农民 | 职工 | 干部 | 儿童 | 学生 | 老人 | 村民 | 居民
          | 人员 | 妇女 | 青年 | 残疾人 | 书记 | 村 | 企业 | 家庭 ) )
    | 使 (?P<so> [^，。；]{2,16}? ) (?: 受益 | 得到 | 享受 | 吃上 | 喝上 | 住上 | 走上 )
    """,
    re.VERBOSE,
)
_WHOM = re.compile("为|向|给|资助|救助|慰问|走访|惠及|帮助|扶持|培训|组织|使")  # how beneficiaries begin


class Parts(NamedTuple):
    """The words of a practice; each may be empty."""

    actor: str
    action: str
    object: str
    beneficiaries: str
    instrument: str


def parts(text: str, start: int, end: int, predicate: Clause | None, cues: Hits, organizations: Organizations) -> Parts:
    """The parts of `text[start:end]`, whose main clause is `predicate`."""
    said = text[start:end]
    instrument, beneficiaries = _first(_INSTRUMENT, _MEANS, said), _first(_FOR_WHOM, _WHOM, said)
    if predicate is None or not predicate.word:
        return Parts(organizations.actor(start, end), "", "", beneficiaries, instrument)
    actor = organizations.actor(start, predicate.word_start) or _subject(text, predicate, cues)
    action, after = verb(text, predicate, cues)
    if predicate.word in {"把", "将"}:
        thing = (
            text[predicate.word_start + 1 : after] if after > predicate.word_start + 1 else text[after : predicate.end]
        )
        thing = thing.removesuffix(action)
    else:
        thing = text[after : predicate.end]
    joined = _AND_VERB.match(thing)
    thing = _tidy(thing[joined.end() :] if joined else thing)
    return Parts(actor, action, thing[:_LONGEST_OBJECT], beneficiaries, instrument)


def verb(text: str, predicate: Clause, cues: Hits) -> tuple[str, int]:
    """The bare verb (`积极开展了` → 开展; of 把… and 进行… the verb behind it) and where the words behind it begin."""
    word, end = predicate.word, predicate.word_start + len(predicate.word)
    if word in {"把", "将"} or word in LIGHT:
        for number, _, stop in cues.between(end, predicate.end):
            done, cue, _ = cues.cues[number]
            if cue == "do":
                return _SUFFIX.sub("", done), stop
        return word, end
    bare = _bare(word)
    if bare == _ORGANIZES:
        end = text.index(bare, predicate.word_start) + len(bare)
    if end < predicate.end and text[end] in "了起":
        end += 1
    return bare, end


@lru_cache(maxsize=4096)
def _bare(word: str) -> str:
    """The verb of a cue word, without its adverb and suffix: 积极开展了 → 开展."""
    bare = _ADVERB.sub("", word) or word
    return _ORGANIZES if _ORGANIZE.fullmatch(bare) else _SUFFIX.sub("", bare) or bare


class Organizations:
    """The organizations of a document, asked for the one that acts in a span."""

    def __init__(self, text: str, organizations: tuple[Organization, ...]) -> None:
        self._text = text
        self._all = organizations
        self._starts = [organization.start for organization in organizations]

    def actor(self, start: int, end: int) -> str:
        """The first organization in `start..end` that acts, by its canonical name.

        It is no object of a preposition, owns nothing (省委的要求) and stands in no clause that only leads to another (根据…).
        """
        for organization in self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if organization.end <= end and not self._leads(start, organization):
                return organization.canonical_name or organization.text
        return ""

    def _leads(self, start: int, organization: Organization) -> bool:
        text, begin = self._text, organization.start
        if text.endswith(_TO_WHOM, start, begin) or text.startswith(_OWNING, organization.end):
            return True
        while begin > start and text[begin - 1] not in _ENDS:
            begin -= 1
        if opening := _OPENING.match(text, begin, organization.start):
            begin = opening.end()
        return text.startswith(_LEADING, begin)


def opens_with_verb(text: str, start: int, predicate: Clause) -> bool:
    """Whether nothing in `text` but a number, a time or an adverb stands between `start` and the verb: who acts was said before."""
    opening = _OPENING.match(text, start, predicate.word_start)
    return (opening.end() if opening else start) == predicate.word_start


def _subject(text: str, predicate: Clause, cues: Hits) -> str:
    """The words from the head of the clause to the last subject word before the verb: 下派干部, 各帮扶单位."""
    opening = _OPENING.match(text, predicate.start, predicate.word_start)
    start = opening.end() if opening else predicate.start
    ends = [stop for number, _, stop in cues.between(start, predicate.word_start) if cues.cues[number][1] == "subject"]
    subject = _PREPOSITION.split(text[start : ends[-1]])[0] if ends else ""
    return subject if 1 < len(subject) <= _LONGEST_ACTOR and not subject.startswith(_TO_WHOM) else ""


def _first(pattern: re.Pattern[str], signs: re.Pattern[str], said: str) -> str:
    """The group of the first match, which begins with a sign."""
    for sign in signs.finditer(said):
        if match := pattern.match(said, sign.start()):
            return _tidy(match[match.lastindex or 0])
    return ""


def _tidy(words: str) -> str:
    return "".join(words.split()).strip("，,、；;：: ")
