"""Noun phrases beside a figure: what stands before it (培训党员3200名) and behind it (65个村)."""

from __future__ import annotations

from typing import NamedTuple

from extractors.figures.phrase_words import NOMINAL, VERBAL, Word, flagged, joined

FORMERLY = frozenset({"原来", "原先", "过去", "以前", "年初", "每月", "每年", "每亩", "每人", "最初", "建国初", "同期"})
LEADS_TO = frozenset("到至为成")
LONGEST = 28  # characters of a subject


class Phrase(NamedTuple):
    """A noun phrase; `end` is where it stops in the text.

    `kind`: noun; verb (拨付资金); topic (stood before a verb: 铁海联运发送); bare (a verb alone); does (2.2万人脱贫); share (占…的).
    """

    text: str
    kind: str
    end: int
    whole: str = ""  # of a share (占…的N%): what it is a share of
    verb: str = ""  # that governs the noun: 培训 of 党员 in 培训党员


def before(words: list[Word], *, money: bool = False, multiple: bool = False) -> Phrase | None:
    """The noun phrase that ends where the figure begins, over 达到, 共有, 增长 and the like; None where there is none.

    `money`: a lone verb means 资金. `multiple`: the figure is a 倍, and what stands before 的 is what it is compared with.
    """
    tail = list(words)
    popped = ""
    while tail and tail[-1].role in {
        "link",
        "light",
        "adv",
        "part",
        "punct",
        "compare",
        "and",
        "keep",
        "conj",
        "prep",
        "num",
    }:
        popped = tail.pop().word
    if tail and popped in LEADS_TO and tail[-1].role in VERBAL:  # 合作社发展到35家
        tail.pop()
    tail = _before_start(tail)
    if tail and tail[-1].role == "grow":
        tail.pop()
        while tail and tail[-1].role in {"link", "adv", "part", "compare", "scope", "num"}:
            tail.pop()
    if multiple and words and words[-1].role == "de":
        tail = tail[: next((i for i in range(len(tail) - 1, -1, -1) if tail[i].word in {"是", "为", "相当于"}), 0)]
    for place, word in enumerate(tail):
        if word.word == "占" and (place + 1 == len(tail) or tail[place + 1].word[0] not in "比地"):
            part = before(tail[:place])
            whole = _trimmed([w for w in tail[place + 1 :] if w.role != "link"])
            return Phrase(part.text if part else "", "share", words[-1].end, joined(whole))
        if word.role == "compare" and not (place and tail[place - 1].word == "占"):
            tail = tail[:place]
            break
    return _ending_in(tail, money=money)


def _before_start(tail: list[Word]) -> list[Word]:
    """报酬 of 报酬由每月800元提高到1500元: what stands before 由 where only a time stands behind it."""
    for place in range(len(tail) - 1, 0, -1):
        if tail[place].word in {"由", "从"}:
            return tail[:place]
        if tail[place].role not in {"scope", "pron", "num", "de", "loc"} and tail[place].word not in FORMERLY:
            break
    return tail


def _ending_in(tail: list[Word], *, money: bool) -> Phrase | None:
    while tail and (tail[-1].role in {"link", "adv", "part", "de", "punct", "conj"} or tail[-1].word in {"等", "的"}):
        tail.pop()
    if not tail:
        return None
    last = tail[-1]
    acts = last.role in VERBAL and _is_plain_verb(tail)
    if money and acts:
        named = last.word not in flagged("money") or last.word[-1] in "资款金费贷"
        return Phrase(last.word if named else last.word + "资金", "verb", last.end)
    if last.role in NOMINAL | {"num", "loc"} and not acts:
        nominal, verb = _nominal(tail)
        if not nominal:
            return None
        if all(word.role in VERBAL | {"keep", "adv"} for word in nominal):
            return Phrase(joined(nominal), "bare", last.end, verb=last.word)
        return Phrase(joined(nominal), "noun", last.end, verb=verb)
    if last.role in VERBAL:
        topic = _ending_in(tail[:-1], money=False)
        if topic and topic.kind in {"noun", "topic", "bare"} and len(topic.text) + len(last.word) <= LONGEST:
            return Phrase(
                topic.text + last.word, "topic" if topic.kind == "noun" else topic.kind, last.end, verb=last.word
            )
        return Phrase(last.word, "bare", last.end, verb=last.word)
    return None


def _is_plain_verb(tail: list[Word]) -> bool:
    """Whether the verb at the end is no part of a name (困难补助): nothing, an adverb or an agent stands before it."""
    return len(tail) == 1 or tail[-2].role not in NOMINAL | {"act", "verb", "loc", "num", "de"} or tail[-2].acts


def _nominal(tail: list[Word]) -> tuple[list[Word], str]:
    """The longest noun phrase that ends with the last word, and the verb that governs it."""
    verb, first, size = "", len(tail) - 1, len(tail[-1].word)
    owner: list[Word] = []
    for place in range(len(tail) - 2, -1, -1):
        word = tail[place]
        following = tail[place + 1]
        size += len(word.word)
        if size > LONGEST or _ends_phrase(tail, place, following):
            verb = word.word
            if word.role == "light" and place:
                owner = _owner(tail[:place])
            break
        first = place
    while first and tail[first].role in {"act", "both", "verb"} and tail[first - 1].role in {"prep", "loc", "adv"}:
        first -= 1  # 长期在外打工的农民工
        while first and tail[first - 1].role in {"prep", "loc", "adv"}:
            first -= 1
    phrase = _trimmed(tail[first:])
    return (owner + phrase if phrase else phrase), verb


def _owner(tail: list[Word]) -> list[Word]:
    """玻璃器皿业 in 玻璃器皿业实现产值: a short name before a light verb, not a place or an office that merely acts."""
    while tail and tail[-1].role in {"adv", "link"}:
        tail.pop()
    if not tail or tail[-1].role != "noun" or tail[-1].acts:
        return []
    owner, _ = _nominal(tail)
    return owner if sum(len(w.word) for w in owner) <= 10 else []


def _ends_phrase(tail: list[Word], place: int, following: Word) -> bool:
    """Whether the noun phrase begins behind this word."""
    word, previous = tail[place], tail[place - 1] if place else None
    verbal = word.role in {"act", "both", "verb"}
    if verbal and following.role == "de":
        return False  # 新建的活动场所
    if following.role in {"act", "both", "verb"} and (word.acts or word.role == "adv"):
        return True  # a verb that was kept as part of a name does not reach over its agent
    if verbal and place == len(tail) - 2 and following.word in flagged("measured"):
        return False
    if word.role in {"act", "link", "light", "grow", "prep", "conj", "adv", "part", "pron", "compare"}:
        return True
    if word.role == "punct":
        return word.word not in {"、", "·", "-", "“", "”", "+"}
    if word.role == "and":
        return previous is None or previous.role not in NOMINAL | {"num"}
    if verbal:
        return _governs(tail, place, previous) and not (
            place == len(tail) - 2 and following.word in flagged("compound")
        )
    return word.role == "loc" and word.word in {"中", "里", "后", "前", "期间"}


def _governs(tail: list[Word], place: int, previous: Word | None) -> bool:
    """Whether a word that can be verb or name is the verb here: it begins the clause, or follows its agent or an adverb."""
    if previous is None or previous.acts or previous.word in flagged("helper"):
        return True
    if previous.role in {"act", "light"}:
        return False
    if previous.role == "and":
        return place > 1 and tail[place - 2].role in VERBAL
    return previous.role not in NOMINAL | {"de", "num", "loc", "verb"}


def _trimmed(phrase: list[Word]) -> list[Word]:
    """Without scope, marks and links at either end; empty where nothing but scope is there."""
    first, last = 0, len(phrase)
    while first < last and (
        phrase[first].role in {"scope", "place", "de", "punct", "pron", "part", "link", "adv", "prep", "conj", "and"}
    ):
        first += 1
    while last > first and (
        phrase[last - 1].role in {"de", "punct", "part", "and", "conj", "link"} or phrase[last - 1].word == "等"
    ):
        last -= 1
    return phrase[first:last]


def after(words: list[Word], *, counts_itself: bool = False) -> Phrase | None:
    """The noun phrase that begins where the figure ends.

    `counts_itself`: its unit is a noun already (45人), so that a verb behind it tells what the people do.
    """
    taken: list[Word] = []
    verbal = False
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else None
        ends = following is None or following.role == "punct"
        if word.role in {"act", "both", "verb", "light", "grow"} and not _inside_name(
            taken, word, following, ends=ends
        ):
            if any(w.role != "keep" for w in taken) and not verbal:
                break
            if _tells(word, counts_itself=counts_itself) and not _relative(words[place:]):
                return _deed(words[place:]) if counts_itself and not taken else None
            verbal = True
            taken.append(word)
        elif word.role == "de":
            if taken and not verbal and not counts_itself and any(w.role != "attr" for w in taken):
                break
            taken, verbal = [], False
        elif word.role in NOMINAL | {"scope"} or (
            word.role == "num" and (word.word[0] == "第" or word.word.endswith("级"))
        ):
            taken.append(word)
            verbal = verbal and not (
                following is not None and following.role not in NOMINAL | {"de", "verb", "both", "act"}
            )
        elif (word.role == "and" or word.word == "、") and taken and following is not None:
            if following.role not in {"noun", "attr"} and not verbal:
                break
            taken.append(word)
        else:
            break
    while taken and taken[-1].role not in {"noun", "both"}:
        taken.pop()
    phrase = _trimmed(taken)
    if not any(w.role in {"noun", "both"} for w in phrase):
        return None
    return Phrase(joined(phrase)[:LONGEST], "noun", phrase[-1].end)


def _tells(word: Word, *, counts_itself: bool) -> bool:
    """Whether the verb behind a figure tells what happens to what is counted: 15个通过验收, 45人返乡."""
    return counts_itself or word.role in {"light", "grow"} or word.word in flagged("result")


def _deed(words: list[Word]) -> Phrase | None:
    """What people are said to do or become: 脱贫出列; 新党员 in 45人发展为新党员."""
    for place, word in enumerate(words[:4]):
        if word.word in {"为", "成为", "成"} and place:
            become = after(words[place + 1 :])
            return become and become._replace(kind="does")
    run = []
    for word in words:
        if word.role not in {"act", "both", "verb"}:
            break
        run.append(word)
    return Phrase(joined(run), "does", run[-1].end) if run else None


def _inside_name(taken: list[Word], word: Word, following: Word | None, *, ends: bool) -> bool:
    """Whether a verb is part of the name: 示范 in 生态示范村, 整治 at the end of 专项整治."""
    if not taken or word.role not in {"both", "act", "verb"} or (taken[-1].acts and len(taken[-1].word) > 1):
        return False  # 14个党委发展党员
    if all(w.role == "attr" for w in taken):
        return True
    return word.role == "both" and following is not None and following.role == "noun" and not ends


def _relative(words: list[Word]) -> bool:
    """Whether 的 closes the verb's clause before any mark: 组成的驻村工作队."""
    for word in words[:9]:
        if word.role == "de":
            return True
        if word.role == "punct" and word.word != "、":
            return False
    return False
