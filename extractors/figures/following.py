"""The noun phrase that begins where a figure ends: 65个[村], 300多人组成的[驻村工作队]."""

from __future__ import annotations

from functools import lru_cache

from extractors.figures.phrase_words import NOMINAL, Word, flagged, joined
from extractors.figures.phrases import AVERAGES, LONGEST, Phrase, trimmed

DOING = frozenset({"act", "both", "verb"})
MOVING = DOING | {"light", "grow"}
CARRYING = NOMINAL | DOING | {"de"}
UNDER_WAY = frozenset({"正在", "已", "已经", "均", "尚", "仍", "还"})
OPINIONS = (
    "表示",
    "认为",
    "觉得",
    "反映",
    "回答",
    "选择",
    "知道",
    "了解",
    "同意",
    "赞成",
    "满意",
    "不满意",
    "基本满意",
)
HAVING = frozenset({"有", "具有", "没有"})
ENDS = (*OPINIONS, "平均", "全部", "全都")
CLASSIFIERS = frozenset("个次场期批名人户件项处家")


def after(words: list[Word], *, counts_itself: bool = False, events: bool = False) -> Phrase | None:
    """The noun phrase behind a figure; what the same words say is remembered.

    `counts_itself`: its unit is a noun already (45人, 2000万元), so that a verb behind it tells what happens to it.
    `events`: it counts what was done, so that a verb at the end is part of the name (2期科技培训).
    """
    if not words or words[0].word.startswith(OPINIONS):
        return None  # 420名表示满意
    if words[0].word in HAVING and _relative(tuple(words)):  # 64个有幼儿园的乡镇
        behind = next(place for place, word in enumerate(words) if word.role == "de") + 1
        phrase = _after(tuple(words[behind:]), counts_itself, events) if behind < len(words) else None
        return phrase and phrase._replace(size=phrase.size + behind)
    return _after(tuple(words), counts_itself, events)


@lru_cache(8192)
def _after(words: tuple[Word, ...], counts_itself: bool, events: bool) -> Phrase | None:
    taken: list[Word] = []  # always the words just before `place`
    relative = False  # whether 的 closes that clause
    verbal = False  # what was taken is a clause before 的: 具有示范作用的村
    place = 0
    if words and words[0].word in UNDER_WAY:
        return _deed(words) if counts_itself else None  # 1所正在招投标
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else None
        if place == 0 and (word.word in CLASSIFIERS or (word.role == "adv" and following and following.role == "noun")):
            continue  # 6轮次: the rest of the unit
        if taken and (word.word in AVERAGES or word.word.startswith(ENDS)):
            break  # 带动860户贫困户户均增收3200元, 29名村干部平均年龄44岁, 七成受访群众认为
        if taken and taken[-1].role == "noun" and (_befalls(word, following) or "未" in word.word[:2]):
            break  # 1860名农民工返乡创业, 5个卫生室未达标
        if verbal and word.word in {"前", "后", "以来", "以前", "以后"}:
            taken, verbal = [], False  # 68名建国前入党的老党员
            continue
        if word.role in MOVING and not _inside_name(taken, word, following, events=events):
            if any(w.role != "keep" for w in taken) and not verbal:
                break
            if counts_itself and any(w.word in flagged("sum") for w in words[place + 1 : place + 3]):
                taken.append(word)
                continue
            relative = _relative(words[place:])
            if not relative and _tells(word, counts_itself=counts_itself):
                return _deed(words[place:]) if counts_itself and not taken else None
            verbal = True
            taken.append(word)
        elif word.role == "de":
            if taken and not verbal and not counts_itself and any(w.role != "attr" for w in taken):
                break
            if verbal and counts_itself and following and following.word in flagged("task"):
                return _deed(words[:place])  # 2.1万人脱贫的目标任务
            taken, verbal, counts_itself, events = [], False, False, True  # 2.1万人的吃水困难, 7天的理论培训
        elif _nominal(word):
            adverbial = word.role in {"attr", "scope"} and following is not None and following.role in DOING
            if (
                counts_itself
                and not taken
                and adverbial
                and not any(w.role == "noun" for w in words[place + 2 : place + 3])
            ):
                return _deed(words[place + 1 :])  # 6500人稳定脱贫
            goes_on = relative or word.role != "noun"  # 6个督查小组按照方案: no 的, so the noun is the end
            verbal = verbal and goes_on and following is not None and following.role in CARRYING
            if word.word == "无":
                verbal = relative = True
            taken.append(word)
        elif word.word in {"·", "以上", "以下"} and taken and following is not None and following.nominal:
            taken.append(word)
        elif word.role == "and" and word.word != "与" and taken and following is not None:
            if following.role not in {"noun", "attr"} and not verbal:
                break
            taken.append(word)
        else:
            break
    else:
        place = len(words)
    while taken and (taken[-1].role not in {"noun", "both"} or taken[-1].word == "等"):
        taken.pop()
        place -= 1
    return Phrase(joined(trimmed(taken))[:LONGEST], "noun", size=place) if taken else None


def _nominal(word: Word) -> bool:
    ordinal = word.role == "num" and (word.word[0] == "第" or word.word.endswith("级"))
    return word.nominal or word.role == "scope" or ordinal


def _tells(word: Word, *, counts_itself: bool) -> bool:
    """Whether the verb behind a figure tells what happens to what is counted: 15个通过验收, 45人返乡."""
    return counts_itself or word.role in {"light", "grow"} or word.word in flagged("result")


def _befalls(word: Word, following: Word | None) -> bool:
    """Whether an attribute behind a noun tells what happens to it: 返乡创业, but not 示范 of 培训示范基地."""
    if word.role != "attr" or word.word not in flagged("result"):
        return False
    return following is None or following.word not in flagged("compound")


def _deed(words: tuple[Word, ...]) -> Phrase | None:
    """What people are said to do or become: 脱贫出列; 新党员 in 45人发展为新党员."""
    for place, word in enumerate(words[:4]):
        if word.word in {"为", "成为", "成"} and place:
            become = _after(words[place + 1 :], counts_itself=False, events=False)
            return become and become._replace(kind="does")
    run: list[Word] = []
    for word in words:
        if word.role not in DOING and not (word.role in {"attr", "scope", "adv"} and not run):
            break
        run.append(word)
    size = len(run)
    run = [word for word in run if word.role in DOING]
    if not run:
        return None
    deed = joined(run)
    if run[-1].word not in flagged("part"):
        return Phrase(deed, "does", deed)
    objects: list[Word] = []  # 享受农村最低生活保障
    for word in words[size:]:
        if not word.nominal:
            break
        objects.append(word)
    return Phrase((deed + joined(objects))[:LONGEST], "does", deed)


def _inside_name(taken: list[Word], word: Word, following: Word | None, *, events: bool) -> bool:
    """Whether a verb is part of the name: 示范 in 生态示范村, 整治 at the end of 专项整治."""
    if not taken or word.role not in DOING or (taken[-1].acts and len(taken[-1].word) > 1):
        return False  # 14个党委发展党员
    if all(w.role == "attr" for w in taken):
        return True
    if word.role != "both":
        return False
    return events if following is None else following.role == "noun" or following.word in flagged("compound")


def _relative(words: tuple[Word, ...]) -> bool:
    """Whether 的 closes the verb's clause before any mark: 组成的驻村工作队."""
    for word in words[:9]:
        if word.role == "de":
            return True
        if word.role == "punct" and word.word != "、":
            return False
    return False
