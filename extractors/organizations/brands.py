"""Names of firms and schools that hold words which look like verbs: 保定|建强制动软管|有限公司, 推动|移联网信|集团."""

from __future__ import annotations

import re

from extractors.organizations.owners import Context
from extractors.tokens import Token

NAMED = ("enterprise", "coop", "school")  # types whose names are made up
REGISTERED = ("有限", "股份", "集团", "专业合作社", "农民专业合作社")  # tails that registered names have
REACH = 16  # characters of a name before its tail
BRAND_WORDS = frozenset("建派联创立展升开新大")  # border words of one character that brands are made of
OF_FIRMS = ("管理", "服务", "咨询", "发展", "投资", "营销", "孵化", "总公司", "集团")  # behind 企业 in a firm's name
LINKS = ("与", "和", "由", "同", "及", "了")  # a name may begin behind them
LOCATIVE = ("在", "到", "赴", "从", "往", "于", "驻", "落户", "位于")  # a place behind them opens no name
MARKS = frozenset("，。；：、\n与和")
ACTS = re.compile(
    "(?:有限公司|公司|集团)+(?:[与和、]|在|投资|出资|捐|承建|落户|入驻|签|年产|实现|建成|生产|总部|董事|负责)"
)
_OUTSIDE = ("x", "p", "c", "u", "r", "q", "y", "e", "o", "w", "t", "f", "s", "i", "l")


def from_edge(here: Context, end: int, floor: int) -> tuple[Token, ...]:
    """The words before a tail at `end`, as far back as the clause lets them, if one of them looks like a verb; () otherwise.

    A place that stands first opens such a name; so does the verb or preposition before it where only the first word of the
    name looks like a verb. Nothing is taken from before `floor`.
    """
    words = here.document.tokens_between(max(floor, end - REACH - 4), end)
    first = len(words)
    while first and not _is_edge(here, words[first - 1]):
        first -= 1
    name, before = words[first:], words[first - 1].word if first else ""
    if not name or end - name[0].start > REACH or 0 < floor == name[0].start:
        return ()
    doubtful = [word for word in name if _looks_like_verb(here, word)]
    if not doubtful:
        return ()
    if len(name) == 1 and _stands_as_subject(here, words, first, end):
        return name
    opened = before in LINKS or (len(before) > 1 and here.is_word(before, "border"))
    if here.text.startswith(REGISTERED, end) and (opened or before in MARKS or not first) and _is_quality(here, name):
        return name  # 引进|美好置业|有限公司
    syllables = len(name) > 2 and all(len(word.word) == 1 for word in name[1:])  # 台湾|顶|新|集团
    if not syllables and not any(_is_noun(here, word) for word in name[1:]):
        return ()
    if is_place(here, name[0]):
        return name if before not in LOCATIVE else ()
    return name if opened and doubtful == [name[0]] and not here.is_word(name[0].word, "border") else ()


def _is_quality(here: Context, name: tuple[Token, ...]) -> bool:
    """A name that begins with a quality which no report praises firms for: 美好置业, 聪明树教育, 富裕种植; not 优秀农业."""
    first, *others = name
    if first.pos[0] not in "az" or len(first.word) < 2 or not others or len(others[0].word) == len(others) == 1:
        return False
    known = any(here.is_word(first.word, kind) for kind in ("border", "inner", "common", "generic"))
    return not known and all(word == others[0] or not _looks_like_verb(here, word) for word in others)


def _stands_as_subject(here: Context, words: tuple[Token, ...], first: int, end: int) -> bool:
    """A word that the tokenizer takes for a verb and no list knows opens the clause, and the firm acts: 顺成|集团与中科院共建."""
    word = words[first]
    known = any(here.is_word(word.word, kind) for kind in ("border", "inner", "common", "generic"))
    opens = words[first - 1].word in MARKS if first else word.start == 0
    return opens and len(word.word) == 2 and word.pos == "v" and not known and ACTS.match(here.text, end) is not None


def is_place(here: Context, word: Token) -> bool:
    """A place, as the gazetteer or the tokenizer says, or a city whose name the tokenizer takes for a verb (保定, 大连)."""
    return word.end in here.ends or (word.pos == "ns" and len(word.word) > 1) or here.is_word(word.word, "city")


def _is_edge(here: Context, word: Token) -> bool:
    """No name holds the word: punctuation, function words, counts, verbs of reports."""
    if is_place(here, word) or here.is_word(word.word, "inner"):
        return False
    if word.word == "企业":
        return not here.text.startswith(OF_FIRMS, word.end)
    if word.pos.startswith("m"):
        return not word.word.endswith("局")  # 中铁|十二局
    if here.is_word(word.word, "border"):
        return word.word not in BRAND_WORDS
    return word.pos.startswith(_OUTSIDE) or word.pos == "d"


def _looks_like_verb(here: Context, word: Token) -> bool:
    plain = is_place(here, word) or any(here.is_word(word.word, kind) for kind in ("inner", "common"))
    return (not plain and (word.pos[0] in "vaz" and word.pos not in ("vn", "an"))) or word.word in BRAND_WORDS


def _is_noun(here: Context, word: Token) -> bool:
    """The word says something of its own: no trade, no kind, no verb of reports."""
    known = any(here.is_word(word.word, kind) for kind in ("inner", "common", "generic"))
    plain = word.pos[0] in "njbg" or (len(word.word) == 2 and word.pos == "v" and not here.is_word(word.word, "border"))
    return len(word.word) > 1 and plain and not known
