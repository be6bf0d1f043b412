"""The words around a figure with the roles they can play in a noun phrase.

A part of speech alone misleads (建设 is a verb in 建设厕所 and none in 建设资金; 村 is tagged as nothing), so phrase_words.tsv says
which role a word plays; any other word plays the role of its part of speech.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from extractors.document import Document
from extractors.rules import RuleError, load_rows

# Roles that build a noun phrase.
NOMINAL = frozenset({"noun", "name", "attr", "both", "keep", "place"})
VERBAL = frozenset({"act", "both", "verb", "light"})
PLACE_ENDS = frozenset("省市县区旗盟乡镇")
ROLES_BY_POS = {
    "a": "attr", "ad": "attr", "ag": "attr", "b": "attr", "h": "attr", "z": "attr", "v": "verb", "vi": "verb", "vg": "verb", "vd": "adv",
    "vq": "verb", "d": "adv", "dg": "adv", "df": "adv", "p": "prep", "c": "conj", "uj": "de", "ul": "part", "uz": "part", "ug": "part",
    "ud": "part", "uv": "part", "u": "part", "m": "num", "mq": "num", "mg": "num", "r": "pron", "rr": "pron", "rz": "pron", "t": "scope",
    "tg": "scope", "f": "loc", "x": "punct", "y": "part", "e": "part", "o": "part",
}  # fmt: skip
QUOTES = {"“": "”", "「": "」", "《": "》", "『": "』", "‘": "’"}
# Single characters that stand for a kind of work or thing in 种、养业, 科、教、文、卫事业.
INITIALS = frozenset("种养产供销科教文卫体人财物水电路气讯房林果蔬牧渔农工商贸进男女老少城乡村镇县市区学用管护党团群")
YEAR_WORDS = frozenset({"年", "年度", "年底", "年末", "月", "月份", "月底", "日"})
PLAN_NAME = re.compile(r"[“‘]?[一二三四五六七八九十]*五[”’]?$")
NUMERAL = re.compile(r"[\d零〇一二三四五六七八九十百千万亿两几数多第半]")
ASIDE = ("含", "其中", "包括", "不含", "以下简称")


class Word(NamedTuple):
    """A token with the role it plays in a noun phrase; see phrase_words.tsv for the roles."""

    start: int
    end: int
    word: str
    role: str

    @property
    def acts(self) -> bool:
        """Whether it names somebody whose verb governs: 各级党组织培训党员."""
        return self.word.endswith(agent_ends()) and self.word not in flagged("idle")


@cache
def roles() -> dict[str, str]:
    """Role by word."""
    return {row["word"]: row["role"] for row in _rows() if row["role"]}


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
def agent_ends() -> tuple[str, ...]:
    """What names of those who act end in."""
    return tuple(sorted(flagged("agent")))


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
    known = roles()
    names = [name for name in names if start < name[1] <= end]
    for low, high, word, pos in document.tokens_between(start, end):
        if low < place:
            continue
        if low > place:
            found.append(Word(place, low, text[place:low], "noun"))  # the rest of a word that the figure cut: 个|村
        if (names or word in QUOTES) and (close := _closing(text, low, word, end, names)):
            found.append(Word(low, close, text[low:close], "noun"))
            place = close
            continue
        place = min(high, end)
        piece = word if high <= end else text[low:end]
        role = known.get(piece)
        if role is not None and role != "split":
            found.append(Word(low, place, piece, role))
        elif not piece.isspace():
            found += [Word(low + at, low + to, part, as_) for at, to, part, as_ in _words(piece, 0, pos)]
    if place < end and not found:
        found.append(Word(place, end, text[place:end], "noun"))
    if len(found) < 2:
        return found
    found = _dated(found)
    return found if text.find("(", start, end) < 0 and text.find("（", start, end) < 0 else _bracketed(found)


def _closing(text: str, start: int, word: str, end: int, names: Sequence[tuple[int, int]]) -> int:
    """End of the quotation or name that begins here; 0 if none does."""
    if closing := QUOTES.get(word):
        return text.find(closing, start + 1, end) + 1
    return next((high for low, high in names if low <= start < high <= end), 0)


@lru_cache(4096)
def _words(word: str, start: int, pos: str) -> tuple[Word, ...]:
    """A word that the list does not know, by its part of speech; some are two words."""
    role = roles().get(word)
    if role == "split":
        first = splits()[word]
        return _words(word[:first], start, pos) + _words(word[first:], start + first, pos)
    size = len(word)
    if role is None and size > 1:
        if word[-1] == "达" and word not in flagged("whole"):  # 率达 is 率 and 达
            last = start + size - 1
            return Word(start, last, word[:-1], roles().get(word[:-1], "noun")), Word(last, last + 1, "达", "link")
        if size > 2 and word[0] == "比":  # 比省定 is 比 and 省定
            return Word(start, start + 1, "比", "compare"), *_words(word[1:], start + 1, "b")
        if size > 2 and word[0] == "共" and word[1:] in roles():  # 共培养 is 共 and 培养
            return Word(start, start + 1, "共", "link"), *_words(word[1:], start + 1, pos)
        if size == 3 and word[-1] in "成为到至":  # 分解成, 合并为
            role = "link"
    if role is None:
        role = ROLES_BY_POS.get(pos, "noun")
        if pos == "ns":
            role = "place" if word[-1] in PLACE_ENDS else "name"
        elif role == "num" and not NUMERAL.search(word):
            role = "noun"
    return (Word(start, start + size, word, role),)


def _dated(words: list[Word]) -> list[Word]:
    """2005年 and “十五” are times, no part of a noun; 种、养 is one word."""
    out: list[Word] = []
    for place, word in enumerate(words):
        if word.role == "away":
            out.append(word._replace(role="part" if out and out[-1].role in VERBAL else "verb"))
        elif out and out[-1].role == "num" and word.word in YEAR_WORDS:
            out[-1] = Word(out[-1].start, word.end, out[-1].word + word.word, "scope")
        elif word.role == "noun" and "五" in word.word and PLAN_NAME.match(word.word):
            out.append(word._replace(role="scope"))
        elif out and out[-1].word == "较" and len(word.word) == 1 and word.role in {"attr", "grow", "noun"}:
            out[-1] = Word(out[-1].start, word.end, out[-1].word + word.word, "attr")  # 较好的有156个
        elif word.word == "比" and out and out[-1].role == "noun" and _leads(words, place + 1):
            out[-1] = Word(out[-1].start, word.end, out[-1].word + "比", "noun")  # 存贷比63.1%
        elif len(out) > 1 and out[-1].word == "、" and out[-2].word in INITIALS and len(word.word) <= 3:
            out[-2:] = [Word(out[-2].start, word.end, out[-2].word + "、" + word.word, "noun")]
        else:
            out.append(word)
    return out


def _leads(words: list[Word], place: int) -> bool:
    """Whether a number, or what leads to one, comes next: 存贷比63.1%, 收入比由2.3缩小为2.2."""
    return place >= len(words) or words[place].word in {"由", "从", "为", "达", "达到", "是"}


def _bracketed(words: list[Word]) -> list[Word]:
    """党(工)委 and 人才(团队) in one piece; an aside (含…, 其中…) is left out."""
    out: list[Word] = []
    place = 0
    while place < len(words):
        word = words[place]
        close = (
            next((i for i in range(place + 1, min(place + 7, len(words))) if words[i].word in ")）"), 0)
            if word.word in "(（"
            else 0
        )
        if not close:
            out.append(word)
            place += 1
            continue
        inner = joined(words[place : close + 1])
        if not inner[1:].startswith(ASIDE):
            out.append(Word(word.start, words[close].end, inner, "noun"))
        place = close + 1
    return out
