"""The word lists behind campaign names, loaded once: kind words, known phrases, parts that make no name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from extractors.endings import Endings
from extractors.rules import load_rows, one_of

HAN = r"[\u4e00-\u9fff]"
NUMERAL = "一二两俩双三四五六七八九十"
DIGITS = {
    char: value
    for value, chars in enumerate(("", "一", "二两俩双", "三", "四", "五", "六", "七", "八", "九", "十"))
    for char in chars
}

# A made-up short form that names something by itself: 双培双带, 五个一, 四个不摘, 1+6, 5510, 3+X ...
FORMULA = re.compile(
    rf"""
    [{NUMERAL}百千万]{HAN}{{1,3}}[{NUMERAL}多]{HAN}{{0,3}}.*     # two numerals: 双推一选, 五个一
    | (?!一)[{NUMERAL}]个[不好到带化有零必专](?:(?!的){HAN}){{0,3}}  # 四个不摘, 六个好
    | [0-9]+(?:[+＋][0-9A-Za-zＮ]+)+{HAN}{{0,6}}                # 1+6, 3+X
    | [0-9]{{4,6}}                                            # 1210
    """,
    re.VERBOSE,
)
# ... and one that does so only behind a verb or before a kind word: 三联系, 双联共建, 三高.
SHORT = re.compile(rf"[{NUMERAL}百千]{HAN}{{1,7}}|[0-9]{{3,6}}{HAN}{{0,8}}")
# A bare count names nothing: 四类, 四项重点, 四大中心.
COUNT_ONLY = re.compile(rf"[{NUMERAL}][大项类种本次批件条][\u4e00-\u9fff]{{0,4}}")
# “一降一升”: what became more or less, no name
TREND = re.compile(rf"(?:[{NUMERAL}]个?[升降增减涨跌提下上]+[升降高低]?)+")
_COUNT = re.compile(rf"[{NUMERAL}0-9]+[年大项个]")
_PERIODS = ("年", "月", "周", "日")  # 基层组织建设年活动
_OPEN = ("在", "是", "有", "为", "和", "与", "到", "讲", "看")  # what a name without its kind word cannot end with
_NO_WORD = re.compile(r"[\W_]")
_PUNCTUATION = re.compile(r"[\s“”\"'‘’「」『』《》〈〉]")


class Mention(NamedTuple):
    """One place where a name stands; `name` is bare of quotes and kind word, `class_` is one of Campaign's."""

    name: str
    kind: str
    class_: str
    start: int
    end: int
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`group` and `after` by kind word, `known` (class, kind) by bare phrase; patterns are alternations, longest first."""

    group: dict[str, str]
    known: dict[str, tuple[str, str]]
    whole: frozenset[str]  # kind words that stay part of the name
    general: frozenset[str]  # kind words that are general nouns
    kinds: str
    bare_kinds: tuple[str, ...]
    event_kinds: str
    extra: Path | None
    _closing: Endings

    def split_kind(self, name: str) -> tuple[str, str]:
        """`递进工程` → (`递进`, `工程`); a name that would be left with one character, years or a bare count stays whole.

        One that would be left without an end (`党员在行动`) has no kind word.
        """
        kind = self._closing.longest(name, len(name))
        if not kind:
            return name, ""
        head = name[: -len(kind)]
        if head.endswith(_OPEN) or (head.endswith("一") and not head.endswith("个一")):
            return name, ""  # 党员在|行动, 四卡一岗一|制度: the kind word is part of the name
        return (name if len(head) < 2 or _COUNT.fullmatch(head) else head.removesuffix("的")), kind

    def says_something(self, name: str, kind: str) -> bool:
        """Whether two characters are left of `name` without the parts that make no name before this kind word."""
        generic = _generic_pattern(self.extra, kind)
        return len(_NO_WORD.sub("", generic.sub("", name))) >= 2 or (len(name) > 3 and name.endswith(_PERIODS))


@cache
def _generic_pattern(extra: Path | None, kind: str) -> re.Pattern[str]:
    """The parts listed for all kind words, for this one and for one that it ends with: 工作机制 takes those of 机制."""
    rows = load_rows("extractors.campaigns", "generic.tsv", ("part", "kinds"), extra)
    return re.compile(
        one_of({row["part"] for row in rows if any(key == "*" or kind.endswith(key) for key in row["kinds"].split())})
    )


@cache
def lexicon(extra: Path | None = None) -> Lexicon:
    """The lists of the package and of the user's folder. Raises RuleError for a malformed file."""
    kinds = load_rows("extractors.campaigns", "kinds.tsv", ("kind", "group", "after"), extra)
    phrases = load_rows("extractors.campaigns", "phrases.tsv", ("name", "class", "kind"), extra)
    bare = [row["kind"] for row in kinds if row["after"] in {"bare", "whole"}]
    named = [row["kind"] for row in kinds if row["group"] == "campaign" and row["after"] in {"bare", "event"}]
    return Lexicon(
        group={row["kind"]: row["group"] for row in kinds},
        known={row["name"]: (row["class"], row["kind"]) for row in phrases},
        whole=frozenset(row["kind"] for row in kinds if row["after"] == "whole"),
        general=frozenset(row["kind"] for row in kinds if row["after"] == "general"),
        kinds=one_of([row["kind"] for row in kinds if row["after"] != "whole"]),
        bare_kinds=tuple(bare),
        event_kinds=one_of([row["kind"] for row in kinds if row["after"] == "event"]),
        extra=extra,
        _closing=Endings(named),
    )


@cache
def known_names(extra: Path | None = None) -> tuple[Any, tuple[str, ...]]:
    """An automaton over the formulas that are campaigns wherever they stand, quoted or not, and their names in its order."""
    import ahocorasick_rs

    names = tuple(sorted(name for name, (class_, _) in lexicon(extra).known.items() if class_ == "campaign"))
    longest, fast = ahocorasick_rs.MatchKind.LeftmostLongest, ahocorasick_rs.Implementation.DFA
    return ahocorasick_rs.AhoCorasick(names, matchkind=longest, implementation=fast), names


def bare(text: str) -> str:
    """A name without quotes and white space."""
    return _PUNCTUATION.sub("", text)
