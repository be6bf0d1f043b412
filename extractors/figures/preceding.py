"""The noun phrase that ends where a figure begins: 培训[党员]3200名, [地区生产总值]比上年增长7.9%."""

from __future__ import annotations

from functools import lru_cache

from extractors.figures.phrase_words import NOMINAL, Word, flagged, joined
from extractors.figures.phrases import AVERAGES, LONGEST, Phrase, trimmed

BETWEEN = frozenset({"link", "light", "adv", "part", "punct", "compare", "and", "keep", "conj", "prep", "num"})
GROWTH_ADVERBS = frozenset({"link", "adv", "part", "compare", "scope", "num"})
TIMES = frozenset({"scope", "pron", "num", "de", "loc", "link"})
MEASURES = frozenset({"是", "为", "相当于", "达", "达到", "仅为", "完成"})  # 为年初预算的102%
EARNED = frozenset({"增收", "减收", "增产", "减产"})
ACCORDING = frozenset({"按", "按照"})
TOWARDS = frozenset({"到", "赴"})
YEARLY = frozenset({"年均", "月均", "日均"})
LEADS_TO = frozenset("到至为成在")
FORMERLY = frozenset(
    {
        "原来",
        "原先",
        "过去",
        "以前",
        "年初",
        "最初",
        "同期",
        "人均",
        "户均",
        "亩均",
        "村均",
        "末",
        "底",
        "初",
        "年末",
        "年底",
        "上届",
        "上一届",
    }
)
CUTS = frozenset({"act", "link", "light", "grow", "prep", "conj", "adv", "part", "pron", "compare"})
INSIDE = frozenset({"中", "里", "后", "前", "期间", "内"})
LOOSE = frozenset({"link", "adv", "part", "de", "punct", "conj"})
ENDING = NOMINAL | {"num", "loc"}
NAMING = NOMINAL | {"act", "verb", "loc", "num", "de"}
OPENING = NOMINAL | {"de", "num", "loc", "verb"}
SETTING = frozenset({"批准", "通过", "核定", "下达", "确定", "规定", "提出"})
WHOLLY = frozenset({"全部", "全都", "整体", "总体", "基本"})  # 贫困村集体经济收入全部达到10万元
LACKS = frozenset({"无", "没有"})
JOINTS = frozenset({"、", "·", "-", "—", "～", "~", "/", "“", "”", "+"})


def before(words: list[Word], *, money: bool = False, based: bool = False, headed: bool = False) -> Phrase | None:
    """The noun phrase before a figure, over 达到, 共有, 增长 and the like; None where there is none.

    `money`: a lone verb means 资金. `based`: the figure is a rate or multiple, and what stands before 的 is what it is measured against (为预算的102%).
    `headed`: its unit is the noun that a clause before 的 belongs to (未脱贫的3215户). What the same words say is remembered.
    """
    return _before(tuple(words), money, based, headed) if words else None


@lru_cache(8192)
def _before(words: tuple[Word, ...], money: bool, based: bool, headed: bool) -> Phrase | None:
    tail = _without_links(list(words))
    if based and words[-1].role == "de":
        tail = tail[: next((i for i in range(len(tail) - 1, -1, -1) if tail[i].word in MEASURES), len(tail))]
    for place, word in enumerate(tail):
        if word.word == "占" and (place + 1 == len(tail) or tail[place + 1].word[0] not in "比地"):
            part = before(tail[:place])
            return Phrase(part.text if part else "", "share")
        if word.role == "compare" and not (place and tail[place - 1].word == "占"):
            tail = tail[:place]
            break
    if tail and tail[-1].role == "de" and not headed:
        for word in tail:
            if word.verbal or word.word in LACKS:
                tail = _headless(tail, led=words[-1].role != "de")
                break
    return _ending_in(tail, money=money)


def _without_links(tail: list[Word]) -> list[Word]:
    """Without what leads from the noun to the number: 达到, 每村, 由上年的, 比上年增长."""
    popped = _popped(tail)
    if tail and popped in LEADS_TO and tail[-1].verbal:  # 合作社发展到35家
        tail.pop()
    tail = _before_start(tail)
    if tail:
        last = tail[-1]
        # 同比增收6800万元
        earned = last.word in EARNED and (
            len(tail) == 1 or (tail[-2].role in GROWTH_ADVERBS and tail[-2].word != "均")  # 亩均增产15%
        )
        if earned or last.role == "grow":
            tail.pop()
            while tail and tail[-1].role in GROWTH_ADVERBS:
                tail.pop()
            _popped(tail)
    return tail


def _popped(tail: list[Word]) -> str:
    """Drops links, adverbs and 每村, 人均每月 from the end; gives the word that went last."""
    popped = ""
    while tail:
        size = len(tail)
        while tail and (tail[-1].role in BETWEEN or tail[-1].word in WHOLLY):
            popped = tail.pop().word
        if tail and tail[-1].word[0] == "每":  # 经费每村2万元
            tail.pop()
        elif len(tail) > 1 and tail[-2].word in {"每", "每个", "每名"}:
            del tail[-2:]
        if len(tail) == size:
            break
        if popped in ACCORDING:  # 财政按每村5万元的标准
            tail.clear()
        if tail and tail[-1].word in AVERAGES:
            tail.pop()
    return popped


def _before_start(tail: list[Word]) -> list[Word]:
    """报酬 of 报酬由每月800元提高到1500元: what stands before 由 where only a time stands behind it."""
    for place in range(len(tail) - 1, -1, -1):
        if tail[place].word in {"由", "从"}:
            return tail[:place]
        if tail[place].role not in TIMES and tail[place].word not in FORMERLY and tail[place].word[0] != "每":
            break
    return tail


def _headless(tail: list[Word], *, led: bool) -> list[Word]:
    """A clause for a noun left out: of 主任由一人兼任的达到74个 and 村组织负债的有6个 the noun before, of 懂经营的有12名 none."""
    for place, word in enumerate(tail):
        if word.word in {"由", "被"} or (led and word.role in {"act", "verb"}):
            return tail[:place]
    return []


def _ending_in(tail: list[Word], *, money: bool) -> Phrase | None:
    while tail and (tail[-1].role in LOOSE or tail[-1].word in {"等", "的"}):
        tail.pop()
    while len(tail) > 1 and tail[-1].word in flagged("stays") and tail[-2].nominal and not tail[-2].acts:
        tail.pop()  # 预备费安排5000万元, 破案率保持100%
    if not tail:
        return None
    last = tail[-1]
    if last.role in {"verb", "act"} and not money:
        for place in range(len(tail) - 2, 0, -1):
            if tail[place].word in TOWARDS and tail[place - 1].nominal:
                return _ending_in(tail[:place], money=False)  # 党员到社区报到4200名
    acts = last.verbal and _is_plain_verb(tail)
    if (
        last.word in AVERAGES and len(tail) > 1 and (tail[-2].role == "verb" or tail[-2].word == "年")
    ):  # 集中供养年人均3000元
        topic = _ending_in([word for word in tail[:-1] if word.word != "年"], money=False)
        return Phrase(topic.text + last.word, "noun") if topic else Phrase(last.word, "noun")
    if acts and money:
        if source := _source(tail):
            return source
        named = last.word not in flagged("money") or last.word[-1] in "资款金费贷"
        return Phrase(last.word if named else last.word + "资金", "verb")
    if not acts and last.role in ENDING:
        nominal, verb = _nominal(tail)
        verbs, counted = True, False
        for word in nominal:
            verbs = verbs and (word.verbal or word.role in {"keep", "adv"} or word.word in INSIDE)
            bound = len(nominal) > 1 and word.word.endswith(("以上", "以下"))
            counted = counted or bound or word.role not in {"loc", "num"}
        if not counted or (verbs and last.role == "loc"):
            return None  # 执行中调整为8.8亿元
        if verbs:  # 未搬迁24户 are not those of 搬迁86户
            return Phrase(joined(nominal), "bare", joined(nominal) if nominal[0].role == "keep" else last.word)
        return Phrase(joined(nominal), "noun", verb)
    if last.verbal:
        topic = _ending_in([word for word in tail[:-1] if word.role != "light"], money=False)
        if topic and topic.kind in {"noun", "topic", "bare"} and len(topic.text) + len(last.word) <= LONGEST:
            said = topic.text + last.word
            verb = said if tail[-2].role == "keep" else last.word  # 未脱贫78户 are not those of 脱贫456户
            return Phrase(said, "bare" if topic.kind == "bare" else "topic", verb)
        return Phrase(last.word, "bare", last.word)
    return None


def _source(tail: list[Word]) -> Phrase | None:
    """党费 in 从党费中列支38万元."""
    opened = next((place for place, word in enumerate(tail) if word.word == "从"), -1)
    if opened < 0 or len(tail) < opened + 4 or tail[-2].word not in {"中", "里"}:
        return None
    source = trimmed(tail[opened + 1 : -2])
    return Phrase(joined(source), "noun", tail[-1].word) if source else None


def _is_plain_verb(tail: list[Word]) -> bool:
    """Whether the verb at the end is no part of a name (困难补助): nothing, an adverb or an agent stands before it."""
    if len(tail) == 1 or tail[-2].acts or (tail[-2].role == "loc" and tail[-2].word in INSIDE):
        return True
    return tail[-2].role not in NAMING


def _nominal(tail: list[Word]) -> tuple[list[Word], str]:
    """The longest noun phrase that ends with the last word, and the verb that governs it."""
    verb, first, size = "", len(tail) - 1, len(tail[-1].word)
    owner: list[Word] = []
    for place in range(len(tail) - 2, -1, -1):
        word = tail[place]
        size += len(word.word)
        if size > LONGEST or _ends_phrase(tail, place):
            verb = word.word
            owner = _owner(tail[:place]) if word.role == "light" else []
            break
        first = place
    if any(word.role == "de" for word in tail[first:]):
        while first and tail[first].verbal and tail[first - 1].role in {"prep", "loc", "adv", "verb"}:
            first -= 1  # 长期在外打工的农民工
            while first and tail[first - 1].role in {"prep", "loc", "adv"}:
                first -= 1
    phrase = trimmed(tail[first:])
    if len(phrase) > 1 and phrase[0].word == "计划" and phrase[1].role in {"verb", "act"}:
        phrase = phrase[2:] or phrase  # 计划退出贫困村65个
    return (owner + phrase if phrase else phrase), verb


def _owner(tail: list[Word]) -> list[Word]:
    """玻璃器皿业 in 玻璃器皿业实现产值: a short name before a light verb, not a place or an office that merely acts."""
    while tail and tail[-1].role in {"adv", "link"}:
        tail.pop()
    if not tail or tail[-1].role != "noun" or tail[-1].acts or tail[-1].word == "计划":
        return []
    owner, _ = _nominal(tail)
    return owner if sum(len(w.word) for w in owner) <= 10 else []


def _ends_phrase(tail: list[Word], place: int) -> bool:
    """Whether the noun phrase begins behind this word."""
    word, following = tail[place], tail[place + 1]
    previous = tail[place - 1] if place else None
    verbal, last_but_one = word.role in {"act", "both", "verb"}, place == len(tail) - 2
    if verbal and following.role == "de":
        return False  # 新建的活动场所
    if following.role in {"act", "both", "verb"} and (word.acts or word.role == "adv"):
        return True  # a verb that was kept as part of a name does not reach over its agent
    if (verbal or word.role == "grow") and last_but_one:
        if following.word in flagged("measured") or following.word[-1] == "率":
            return False  # 发放人数, 绿化覆盖率, 压减比例
        if following.word in flagged("sum") and previous and previous.nominal and not previous.acts:
            return False  # 教育资助资金
    if word.word in YEARLY and following.role == "noun":
        return False  # 书记年均报酬
    if verbal and last_but_one and word.role != "act" and len(word.word) > 1 and len(following.word) == 1:
        return False  # 充电桩
    if word.role in CUTS:
        return True
    if word.role == "punct":
        return word.word not in JOINTS
    if word.role == "de" and (following.role == "scope" or (previous and previous.word in SETTING)):
        return True  # 人代会批准的全县预算收入, 核定的债务限额
    if word.role == "and":
        return previous is None or not (previous.nominal or previous.role == "num")
    if verbal:
        return _governs(tail, place) and not (last_but_one and following.word in flagged("compound"))
    return word.role == "loc" and word.word in INSIDE


def _governs(tail: list[Word], place: int) -> bool:
    """Whether a word that can be verb or name is the verb here: it begins the clause, or follows its agent or an adverb."""
    if place == 0 or tail[place - 1].acts or tail[place - 1].word in flagged("helper"):
        return True
    previous = tail[place - 1]
    if previous.word[0] == "各":
        return False  # 各类生产经营单位
    if previous.role == "loc" and previous.word in INSIDE:
        return True  # 从农民工中发展党员
    start = place - 1
    while start > 0 and (tail[start].nominal or tail[start].role == "and"):
        start -= 1
    if tail[start].role == "prep" or tail[start].word in {"为", "给", "把", "在"}:
        return True  # 为群众办实事
    if previous.role in {"act", "light"}:
        return False
    if previous.role == "and":
        return place > 1 and tail[place - 2].verbal
    return previous.role not in OPENING
