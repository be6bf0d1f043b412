"""The words around a figure with the roles they can play in a noun phrase.

A part of speech alone misleads (建设 is a verb in 建设厕所 and none in 建设资金; 村 is tagged as nothing), so phrase_words.tsv says
which role a word plays; any other word plays the role of its part of speech.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.document import Document
from extractors.rules import RuleError, load_rows

# Roles that build a noun phrase.
NOMINAL = frozenset({"noun", "name", "attr", "both", "keep", "place"})
VERBAL = frozenset({"act", "both", "verb", "light"})
PLACE_ENDS = frozenset("省市县区旗盟乡镇")
PLACE_ENDS_AND_VILLAGE = PLACE_ENDS | {"村"}
ROLES_BY_POS = {
    "a": "attr", "ad": "attr", "ag": "attr", "b": "attr", "h": "attr", "z": "attr", "v": "verb", "vi": "verb", "vg": "verb", "vd": "adv",
    "vq": "verb", "d": "adv", "dg": "adv", "df": "adv", "p": "prep", "c": "conj", "uj": "de", "ul": "part", "uz": "part", "ug": "part",
    "ud": "part", "uv": "part", "u": "part", "m": "num", "mq": "num", "mg": "num", "r": "pron", "rr": "pron", "rz": "pron", "t": "scope",
    "tg": "scope", "f": "loc", "x": "punct", "y": "part", "e": "part", "o": "part",
}  # fmt: skip
QUOTES = {"“": "”", "「": "」", "《": "》", "『": "』", "‘": "’"}
# Single characters that stand for a kind of work or thing in 种、养业, 科、教、文、卫事业.
INITIALS = frozenset("种养产供销科教文卫体人财物水电路气讯房林果蔬牧渔农工商贸进男女老少城乡村镇县市区学用管护党团群")
# 从区、市、县三级166个单位, 拆除市区14条道路.
WHERE = re.compile(
    r"[省市县区镇乡国]|[一二两三四]级|[县市省区乡镇]级|(?:主?城|市|郊|老)区|县城|农村|城镇|城乡|境内|辖区|沿线|[省市县区镇乡村城]内"
)
YEAR_WORDS = frozenset({"年", "年度", "年底", "年末", "月", "月份", "月底", "日"})
PLAN_NAME = re.compile(r"[“‘]?[一二三四五六七八九十]*五[”’]?$")
NUMERAL = re.compile(r"[\d零〇一二三四五六七八九十百千万亿两几数多第半]")
OPEN = frozenset({"(", "（"})
EVERY = frozenset({"全", "我", "本"})
JOINING = YEAR_WORDS | OPEN | EVERY | {"较", "比", "、", "加上", "均", "率"}
ASIDE = ("含", "其中", "包括", "不含", "以下简称", "下同", "按", "可比", "不变价", "现价", "同口径")


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word with the role it plays in a noun phrase (see phrase_words.tsv); one object for all its occurrences."""

    word: str
    role: str
    nominal: bool  # builds a noun phrase
    verbal: bool
    acts: bool  # names somebody whose verb governs: 各级党组织培训党员
    where: bool  # says where, not what, if a noun stands behind the figure
    joins: bool  # may make one word with its neighbours


@lru_cache(16384)
def word_as(word: str, role: str) -> Word:
    """The word in this role."""
    return Word(
        word,
        role,
        nominal=role in NOMINAL,
        verbal=role in VERBAL,
        acts=word.endswith(ends("agent")) and word not in flagged("idle"),
        where=WHERE.fullmatch(word) is not None,
        joins=role == "away" or word in JOINING or "五" in word or word in _torn_ends(),
    )


@cache
def roles() -> dict[str, str]:
    """Role by word."""
    return {row["word"]: row["flags"] if row["role"] == "join" else row["role"] for row in _rows() if row["role"]}


@cache
def flagged(flag: str) -> frozenset[str]:
    """The words with a flag of phrase_words.tsv."""
    return frozenset(row["word"] for row in _rows() if flag in row["flags"].split())


@cache
def splits() -> dict[str, int]:
    """Where words are cut that the tagger takes for one. Raises RuleError for a cut that leaves one of the two empty."""
    found = {row["word"]: int(row["flags"]) for row in _rows() if row["role"] == "split"}
    for word, first in found.items():
        if not 0 < first < len(word):
            raise RuleError(f"phrase_words.tsv: {word}: a split of {first} leaves an empty word")
    return found


@cache
def torn() -> dict[str, str]:
    """Words that the tagger takes for two, with their role."""
    return {row["word"]: row["flags"] for row in _rows() if row["role"] == "join"}


@cache
def _torn_ends() -> frozenset[str]:
    """What the second parts of such words can be."""
    return frozenset(word[cut:] for word in torn() for cut in range(1, len(word)))


@cache
def ends(flag: str) -> tuple[str, ...]:
    """The ends that have a flag: of agent what names of those who act end in."""
    return tuple(sorted(flagged(flag)))


def _rows() -> tuple[dict[str, str], ...]:
    return load_rows("extractors.figures", "phrase_words.tsv", ("word", "role", "flags"))


def joined(words: Sequence[Word]) -> str:
    """The words as a text."""
    return "".join(word.word for word in words)


def words_between(document: Document, start: int, end: int, names: Sequence[tuple[int, int]] = ()) -> list[Word]:
    """The words of `text[start:end]`, cut at its borders; what stands in quotes, or in `names`, is one noun."""
    if start >= end:
        return []
    text, place = document.text, start
    found: list[Word] = []
    names = [name for name in names if start < name[1] <= end] if names else ()
    for low, high, word, pos in document.tokens_between(start, end):
        if low != place:
            if low < place:
                continue
            found.append(_rest(text[place:low]))
        if (names or word in QUOTES) and (close := _closing(text, low, word, end, names)):
            found.append(word_as(text[low:close], "noun"))
            place = close
        elif high > end:
            found += _words(text[low:end], pos)
            place = end
        else:
            found += _words(word, pos)
            place = high
    if place < end and not found:
        found.append(_rest(text[place:end]))
    if len(found) > 1:
        for one in found:
            if one.joins:
                return _bracketed(_dated(found))
    return found


def _rest(piece: str) -> Word:
    """The rest of a word that the figure cut: 个|村, 家|用, 人|及, 项|因."""
    role = roles().get(piece, "noun")
    return word_as(piece, role if role in {"and", "prep", "conj", "link", "adv"} else "noun")


def _closing(text: str, start: int, word: str, end: int, names: Sequence[tuple[int, int]]) -> int:
    """End of the quotation or name that begins here; 0 if none does."""
    if closing := QUOTES.get(word):
        return text.find(closing, start + 1, end) + 1
    return next((high for low, high in names if low <= start < high), 0)


@lru_cache(16384)
def _words(word: str, pos: str) -> tuple[Word, ...]:
    """A word in the role that the list gives it, else in that of its part of speech; some are two words, blanks none."""
    role = roles().get(word)
    if role == "split":
        first = splits()[word]
        return _words(word[:first], pos) + _words(word[first:], pos)
    size = len(word)
    if role is None and size > 1:
        if size > 2 and word[-1] == "率":  # 审减率, whatever the tagger says
            return (word_as(word, "noun"),)
        if word[-1] == "达" and word not in flagged("whole"):  # 率达 is 率 and 达
            return word_as(word[:-1], roles().get(word[:-1], "noun")), word_as("达", "link")
        if size == 2 and word[0] in PLACE_ENDS_AND_VILLAGE and word[1] in "仅要均已都也":  # 村仅 is 村 and 仅
            return word_as(word[0], "noun"), *_words(word[1], "d")
        if size > 2 and word[0] == "比":  # 比省定 is 比 and 省定
            return word_as("比", "compare"), *_words(word[1:], "b")
        if word[0] == "率" and word not in {"率先", "率领", "率队"}:  # 贷款率降 is 率 and 降, 覆盖率均 is 率 and 均
            return word_as("率", "noun"), *_words(word[1:], pos)
        if size > 2 and word[0] == "共" and word[1:] in roles():  # 共培养 is 共 and 培养
            return word_as("共", "link"), *_words(word[1:], pos)
        if size == 3 and word[-1] in "成为到至":  # 分解成, 合并为
            role = "link"
    if role is None:
        if word.isspace():
            return ()
        role = "attr" if "Ⅰ" <= word[0] <= "Ⅻ" else ROLES_BY_POS.get(pos, "noun")
        if pos == "ns":
            role = "place" if word[-1] in PLACE_ENDS else "name"
        elif role == "num" and not NUMERAL.search(word):
            role = "noun"
    return (word_as(word, role),)


def _dated(words: list[Word]) -> list[Word]:
    """2005年 and “十五” are times, no part of a noun; 种、养 is one word; 全县政府性基金 and 加上级补助 are cut where they are meant to be."""
    out: list[Word] = []
    for place, word in enumerate(words):
        said, last = word.word, out[-1] if out else None
        if word.role == "away":
            out.append(word_as(said, "part" if last and last.verbal else "verb"))
        elif last and last.role == "num" and said in YEAR_WORDS:
            out[-1] = word_as(last.word + said, "scope")
        elif word.role == "noun" and "五" in said and PLAN_NAME.match(said):
            out.append(word_as(said, "scope"))
        elif last and last.word == "较" and len(said) == 1 and word.role in {"attr", "grow", "noun"}:
            out[-1] = word_as("较" + said, "attr")  # 较好的有156个
        elif last and said == "比" and last.role == "noun" and _leads(words, place + 1):
            out[-1] = word_as(last.word + "比", "noun")  # 存贷比63.1%
        elif (
            last
            and said == "均"
            and last.word[-1] in "户人亩村"
            and (words[place + 1].nominal if place + 1 < len(words) else len(last.word) == 1)
        ):
            out[-1] = word_as(last.word + "均", "noun")  # 烟|农户|均收入
        elif last and last.word in EVERY and len(said) == 3 and said.endswith("政府"):
            out[-1:] = [word_as(last.word + said[0], "scope"), word_as(said[1:], "noun")]  # 全|县政府|性
        elif last and said == "率" and (last.verbal or last.role == "verb"):
            out[-1] = word_as(last.word + "率", "noun")  # 办结|率
        elif last and last.word + said in torn():
            out[-1] = word_as(last.word + said, torn()[last.word + said])
        elif last and last.word == "加上" and said in {"级", "年", "解"}:
            out[-1:] = [word_as("加", "verb"), word_as("上" + said, "scope" if said == "年" else "noun")]
        elif len(out) > 1 and last and last.word == "、" and out[-2].word in INITIALS and len(said) <= 3:
            out[-2:] = [word_as(out[-2].word + "、" + said, "noun")]
        else:
            out.append(word)
    return out


def _leads(words: list[Word], place: int) -> bool:
    """Whether a number, or what leads to one, comes next: 存贷比63.1%, 收入比由2.3缩小为2.2."""
    return place >= len(words) or words[place].word in {"由", "从", "为", "达", "达到", "是"}


def _bracketed(words: list[Word]) -> list[Word]:
    """党(工)委 and 人才(团队) in one piece; an aside (含…, 其中…) is left out."""
    if not any(word.word in OPEN for word in words):
        return words
    out: list[Word] = []
    place = 0
    while place < len(words):
        word = words[place]
        close = (
            next((i for i in range(place + 1, min(place + 7, len(words))) if words[i].word in ")）"), 0)
            if word.word in OPEN
            else 0
        )
        if not close:
            out.append(word)
            place += 1
            continue
        inner = joined(words[place : close + 1])
        place = close + 1
        follows = words[place] if place < len(words) and len(words[place].word) == 1 else None
        if (
            out
            and len(out[-1].word) == 1
            and len(inner) < 6
            and follows
            and (follows.nominal or follows.verbal or follows.role == "verb")
        ):
            role = follows.role if follows.verbal else out[-1].role
            out[-1] = word_as(out[-1].word + inner + follows.word, role)  # 审（执）结, 新（扩）建
            place += 1
        elif not inner[1:].startswith(ASIDE):
            out.append(word_as(inner, "noun"))
    return out
