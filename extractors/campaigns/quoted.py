"""Quoted phrases: which are names of campaigns, and what the others are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.campaigns.expansion import counted, listed_before
from extractors.campaigns.lexicon import COUNT_ONLY, FORMULA, HAN, SHORT, TREND, Lexicon, Mention, bare, lexicon
from extractors.campaigns.quotes import Quote, quotes
from extractors.rules import load_rows, load_rules, one_of

_NOTE = r"(?:\[\d{1,2}\])?"  # a footnote's number
_BETWEEN = re.compile(rf"{_NOTE}\s*(?:[、，,；;]|和|与|及|以及|暨)?\s*")  # two quotes of one list
_CLAUSE_MARKS = str.maketrans(dict.fromkeys("，。；、,;：:\n“”", "，"))
_NO_TAIL = frozenset("，。；、,;：:“”）)")  # behind a quote: no kind word follows
_STOP = "的了为是在有把被将使让用和与及等上下不第这那此该其，。、；："
_COUNTED = re.compile(r"[二两三四五六七八九十]+[大项个]")  # “三大工程”: how many, none by name
_PAUSE = re.compile("[，、,；]")
_LOOK = 24  # characters that are looked at before and behind a phrase
_NO_DOCUMENT = frozenset(
    {"活动", "工程", "行动", "计划", "主题活动", "主题实践活动", "征文比赛"}
)  # what 《…》 may name


# What begins a new clause behind a phrase and no kind: “育新苗”结合冬季轮训…
_GOES_ON = ("结合", "主要", "依托", "通过", "按照", "围绕", "利用", "抓", "推动", "推进", "加强", "强化", "提升", "带动", "促进", "着力", "做好", "采取", "提高", "增强")  # fmt: skip
# What is done behind a motto: “强基础”目标|开展…活动
_ACTS = ("开展", "实施", "推进", "组织", "深入", "落实", "完善", "制定", "建立", "健全", "启动", "举办")


class Verdict(NamedTuple):
    """What a phrase is; `name` and `end` only where they are more than the quoted words."""

    class_: str
    rule: str
    confidence: float
    kind: str = ""
    name: str = ""
    end: int = 0


class Phrase(NamedTuple):
    """A quoted phrase with all that decides its class."""

    text: str
    quote: Quote
    name: str
    head: str  # the clause before it
    modifier: str  # between the quote and the kind word: 帮带 of “3+X”帮带机制
    kind: str
    group: str  # of the kind word
    verb: str
    starts: bool  # whether the verb by itself says that something is started
    contexts: dict[str, re.Pattern[str]]
    words: Lexicon

    @property
    def formula(self) -> bool:
        """A short form that names something here: by itself, or because a verb or a kind word stands beside it."""
        if COUNT_ONLY.fullmatch(self.name) or TREND.fullmatch(self.name):
            return False
        supported = self.starts or self.group == "campaign"
        return FORMULA.fullmatch(self.name) is not None or (supported and SHORT.fullmatch(self.name) is not None)

    @property
    def pauses(self) -> int:
        return len(_PAUSE.findall(self.name))


def find_quoted(text: str, extra: Path | None = None) -> Iterator[Mention]:
    """A Mention for every quoted phrase, whatever its class."""
    group: list[Quote] = []
    for quote in quotes(text):
        if group and not _continues(text, group[-1], quote):
            yield from _classify(text, group, extra)
            group = []
        group.append(quote)
    if group:
        yield from _classify(text, group, extra)


def _continues(text: str, last: Quote, quote: Quote) -> bool:
    gap = quote.start - last.end
    return (
        0 <= gap < 6
        and (quote.bracket == "《") == (last.bracket == "《")
        and _BETWEEN.fullmatch(text, last.end, quote.start) is not None
    )


@cache
def _tail(extra: Path | None) -> re.Pattern[str]:
    """What may stand between a closing quote and the kind word: `的`, `等`, `三大`, modifiers."""
    return re.compile(
        rf"{_NOTE}\s*(?:的|等)?的?(?:[一二两三四五六七八九十]+[大项个]|各[种类项]|一?系列)?(?P<mod>(?:(?![{_STOP}]|(?<!集)中){HAN}){{0,8}}?)(?P<kind>{lexicon(extra).kinds})"
    )


@cache
def _head(extra: Path | None) -> tuple[re.Pattern[str], frozenset[str]]:
    """The verb of the clause before a phrase, and the verbs that say that something is started."""
    rows = load_rows("extractors.campaigns", "verbs.tsv", ("verb", "strength"), extra)
    verbs = one_of([row["verb"] for row in rows])
    pattern = re.compile(rf"(?s:.*)({verbs})(?:了|起了?|好)?(?:(?![{_STOP}]){HAN}|的){{0,8}}$")  # the last one
    return pattern, frozenset(row["verb"] for row in rows if row["strength"] == "starts")


@cache
def _contexts(extra: Path | None) -> dict[str, re.Pattern[str]]:
    return {rule.name: rule.pattern for rule in load_rules("extractors.campaigns", "quote_contexts.toml", extra)}


def _classify(text: str, group: list[Quote], extra: Path | None) -> Iterator[Mention]:
    """The members of a list of quotes share what stands behind the last and before the first of them."""
    words = lexicon(extra)
    end = group[-1].end
    tail = _tail(extra).match(text, end, end + _LOOK) if text[end : end + 1] not in _NO_TAIL else None
    modifier, kind = _kind_after(text, tail, words, extra) if tail else ("", "")
    before = text[max(0, group[0].start - _LOOK) : group[0].start].rstrip()
    head = before.translate(_CLAUSE_MARKS).rpartition("，")[2]
    pattern, starting = _head(extra)
    match = pattern.search(head) if head else None
    verb = match[1] if match else ""
    contexts, group_of_kind = _contexts(extra), words.group.get(kind, "")
    for quote in group:
        phrase = Phrase(
            text, quote, bare(quote.inner), head, modifier, kind, group_of_kind, verb, verb in starting, contexts, words
        )
        verdict = _judge(phrase)
        yield Mention(
            verdict.name or phrase.name,
            verdict.kind,
            verdict.class_,
            quote.start,
            verdict.end or quote.end,
            verdict.confidence,
            verdict.rule,
        )


def _judge(phrase: Phrase) -> Verdict:
    for rule in _CASCADE:
        if verdict := rule(phrase):
            return verdict
    return _without_kind(phrase)


def _kind_after(text: str, tail: re.Match[str], words: Lexicon, extra: Path | None) -> tuple[str, str]:
    """Modifier and kind word; a noun gives way to the word that it modifies: 工作 in `工作目标`."""
    modifier, kind = tail["mod"], tail["kind"]
    if modifier.startswith(_GOES_ON):
        return "", ""
    noun = words.group[kind] == "word"  # 企业 in `“千百十”企业培育行动`
    if words.group[kind] == "slogan":
        return _closed(text, tail.end(), modifier + kind, words, extra) or (modifier, kind)
    if noun or kind in words.general:
        further = _tail(extra).match(text, tail.end(), tail.end() + (12 if noun else 8))
        if further and further.start("mod") == tail.end() and (noun or not further["mod"]):
            modifier, kind = modifier + kind + further["mod"], further["kind"]
    if modifier and (len(kind) == 1 or (len(modifier) > 4 and kind in words.general)):
        return "", ""
    return modifier, kind


def _closed(text: str, end: int, modifier: str, words: Lexicon, extra: Path | None) -> tuple[str, str] | None:
    """What closes a name behind a motto word that only modifies it: “转作风”作风|建设活动; None where nothing does."""
    for _ in range(2):
        further = _tail(extra).match(text, end, end + 8)
        if further is None or further["mod"].startswith(_ACTS) or words.group[further["kind"]] != "campaign":
            return None
        if further["kind"] not in words.general:
            return modifier + further["mod"], further["kind"]
        modifier, end = modifier + further.group(), further.end()
    return None


def _known(phrase: Phrase) -> Verdict | None:
    class_, kind = phrase.words.known.get(phrase.name, ("", ""))
    if not class_:
        return None
    learning = phrase.contexts["learning"].match(phrase.text[phrase.quote.end : phrase.quote.end + 16])
    if class_ == "theory" and learning:
        end = phrase.quote.end + learning.end()
        return Verdict("campaign", "study of a theory", 0.8, "活动", phrase.name + learning.group(), end)
    before_kind = phrase.group == "campaign" and (class_ == "campaign" or phrase.kind not in phrase.words.general)
    if class_ in {"campaign", "figure"} and before_kind:
        return None
    return Verdict("word" if class_ == "figure" else class_, "known phrase", 0.9, kind)


def _title(phrase: Phrase) -> Verdict | None:
    if phrase.quote.bracket not in "《〈":
        return None
    if phrase.group == "media":
        return Verdict("media", "title before a medium", 0.9, phrase.modifier + phrase.kind)
    if (
        phrase.kind in _NO_DOCUMENT
        and len(phrase.modifier) <= 4
        and not phrase.contexts["document"].search(phrase.name)
    ):
        return Verdict("campaign", "title before a kind word", 0.75, phrase.modifier + phrase.kind)
    return Verdict("title", "book title marks", 0.9)


def _honour(phrase: Phrase) -> Verdict | None:
    if phrase.group == "honour":
        return Verdict("honour", "before a word of honour", 0.9, phrase.modifier + phrase.kind)
    if not phrase.head:
        return None
    if phrase.contexts["awarded"].search(phrase.head) and phrase.group != "campaign":
        return Verdict("honour", "awarded", 0.85)
    if (
        not phrase.kind
        and phrase.contexts["chosen"].search(phrase.head)
        and phrase.contexts["title of honour"].search(phrase.name)
    ):
        return Verdict("honour", "chosen", 0.75)
    return None


def _medium(phrase: Phrase) -> Verdict | None:
    if phrase.group == "media":
        return Verdict("media", "before a medium", 0.85, phrase.modifier + phrase.kind)
    return None


def _theme(phrase: Phrase) -> Verdict | None:
    if not phrase.head.endswith("以"):
        return None
    theme = phrase.contexts["theme"].match(phrase.text[phrase.quote.end : phrase.quote.end + 30])
    if theme:
        return Verdict(
            "campaign", "theme of an activity", 0.7, theme["what"] + theme["kind"], end=phrase.quote.end + theme.end()
        )
    return None


def _own_kind(phrase: Phrase) -> Verdict | None:
    name, kind = phrase.words.split_kind(phrase.name)
    if kind and _COUNTED.fullmatch(name.removesuffix(kind)):
        if listed_before(phrase.text, phrase.quote.start, counted(name)):
            return Verdict("campaign", "a count behind its list", 0.7, kind)
        return Verdict("word", "a count of campaigns", 0.8, kind)
    return Verdict("campaign", "kind word inside the quotes", 0.9, kind, name) if kind else None


def _before_kind(phrase: Phrase) -> Verdict | None:
    kind = phrase.modifier + phrase.kind
    if phrase.group == "slogan":
        return Verdict("slogan", "before a motto word", 0.85, kind)
    if phrase.group != "campaign" or COUNT_ONLY.fullmatch(phrase.name):
        return None
    weak = phrase.kind in phrase.words.general
    if weak and not phrase.formula and not phrase.starts:
        return Verdict("slogan" if phrase.pauses else "word", "before a general noun", 0.6, kind)
    return Verdict("campaign", "before a kind word", 0.8 if weak or len(phrase.modifier) > 4 else 0.95, kind)


def _without_kind(phrase: Phrase) -> Verdict:
    if phrase.formula and not phrase.pauses and phrase.group != "word":
        return Verdict("campaign", "formula in quotes", 0.75)
    if phrase.starts and len(phrase.name) >= 3 and phrase.group != "word" and phrase.pauses < 2:
        return Verdict("campaign", "after a verb of starting", 0.6)
    return Verdict("slogan" if phrase.pauses or len(phrase.name) >= 9 else "word", "quoted phrase", 0.6)


_CASCADE: tuple[Callable[[Phrase], Verdict | None], ...] = (
    _known, _title, _honour, _medium, _theme, _own_kind, _before_kind,
)  # fmt: skip
