"""Names of places in a text, before it is decided which place each of them means."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from extractors.places.contexts import COMMITTEE_BEFORE, OWN_BODY
from extractors.places.gazetteer import Division, by_name, by_stem, township_ends, townships_named, within
from extractors.rules import load_rows

if TYPE_CHECKING:
    from pathlib import Path

    from extractors.document import Document

# One word before a name that the tokenizer may have glued to it: 由盘|州市, 与茂汶.
_GLUED = frozenset("由与在和对从至到为将把于及以是据按经向赴自离同跟原")
# Counties whose name is also the end of a word before 县: 县农业局和|县林业局, 曾任|县长, 会同|县财政局.
_JOINS = frozenset("和县 任县 成县 通县 达县 开县 安县 会同县".split())  # noqa: SIM905
_FREE_BEFORE = re.compile(r"(?:^|[^一-龥]|中共|[在由对到从与赴于及])$")
_POST_AFTER = re.compile(
    r"(?:委|人大|政协|政府|纪委)?[一-龥]{0,4}?(?:书记|主任|主席|县长|部长|局长|委员|常委|领导|长(?![一-龥]{0,3}(?:镇|乡)))"
    r"|[一-龥]{1,8}?(?:局|办|委|部|厅|院|中心|公司|社|队|站|所)"
)
# Words that end like a township's name, and those that may begin a name: 旺村镇 and 清水乡 are names, 新|城镇 and 各|村镇 not.
_NO_NAMES = frozenset("乡镇 返乡 下乡 回乡 强乡 强镇 重镇 小城镇 建制镇".split())  # noqa: SIM905
_ENDINGS = frozenset("城镇 村镇 集镇 市镇 城乡 家乡 水乡 老乡 故乡 侨乡".split())  # noqa: SIM905
_NO_HEADS = frozenset("新老古旧小大中各本该全重强县我")
_TOWNSHIP_END = re.compile(
    r"街道(?:办事处)?|办事处(?<!城办事处)|苏木|农场|林场|牧场|茶场|镇(?![村痛静定压])|乡(?![镇村亲情土愁音风贤])"
)
_HAN_BEFORE = re.compile(r"[一-龥]{1,10}$")
# Verbs and prepositions before 村: 古碑镇|结合村“两委”换届 names no village 结合村.
_NO_VILLAGE = (
    "结合|针对|选派|加强|推进|实施|开展|组织|整顿|整治|建立|完善|强化|落实|推行|规范|深化|严格|提升|培育|抓好|围绕|坚持|借助|通过|利用|按照|根据|抽调|安排"
    "|派驻|进驻|要求|指导|督促|引导|鼓励|支持|动员|发动|依托|带动|帮助|配齐|配强|选好|选优|调整|实现|全面|全部|全体|所有|所属|其他|其它|下属|干部"
)
# Kinds of villages: 奕山镇|农村党员, 古碑镇|贫困村.
_VILLAGE_KINDS = (
    "(?:新?农|山|乡|牧|渔|(?:非|深度)?贫困|脱贫|行政|自然|示范|试点|重点|中心|空壳|空心|薄弱|先进|后进|落后|软弱涣散|边远|偏远|边境|城中|移民|安置|搬迁|城镇|城市"
    "|新型|[强弱富穷大小])(?:村|社区)"
)
_VILLAGE = re.compile(
    rf"(?!{_NO_VILLAGE})(?!{_VILLAGE_KINDS})(?![各全等的和与及、某该所在为是有内共多辖下几数两一二三四五六七八九十]) [一-龥]{{1,4}}? (?:村(?!民|级|组|两委|干部|务|容|庄|集体|企|子)|社区(?!居民|干部|服务|工作)|嘎查)",
    re.VERBOSE,
)
_OTHER_KINDS = {"乡": ("镇", "街道"), "镇": ("乡", "街道")}
_JOIN = re.compile(r"[  ]{0,2}[（(]?")


class Mention(NamedTuple):
    """A name at `start..end` and the divisions that it can mean.

    `kind` is name, stem, township or variant (a township of which only another kind is in the lists). `chained` says that
    the place above it stands right before it and belongs to the span (武汉市江夏区); `tail` is the village after a township.
    """

    start: int
    end: int
    text: str
    kind: str
    candidates: tuple[Division, ...]
    words: bool = False  # a common word too
    chained: bool = False
    tail: str = ""


@cache
def _automaton(extra: Path | None) -> tuple[Any, tuple[str, ...]]:
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    names = tuple(by_name(extra).keys() | by_stem().keys())
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA), names


@cache
def _words(extra: Path | None) -> frozenset[str]:
    return frozenset(row["word"] for row in load_rows("extractors.places", "also_words.tsv", ("word",), extra))


def is_word(name: str, extra: Path | None = None) -> bool:
    """Whether the name is a common word too (和平, 城区)."""
    return name in _words(extra)


def _cuts_word(document: Document, start: int, end: int) -> bool:
    """Whether the name begins inside another word: 开县 in 公开县级, 定城乡 in 制定城乡."""
    cut = document.token_over(start)
    if cut is None:
        return False
    before = document.text[cut.start : start]
    # 上海市|浦东新区 and 中共|四川省 may be one word
    if before in _GLUED or before.endswith("中共") or (cut.pos == "ns" and before in by_name()):
        return False
    return cut.end <= end or end - start < 4


# A number with a classifier right behind: what stands before is a thing, not a place.
_COUNTED = re.compile(r"\d{1,4}(?![\d年])")


def _names(document: Document, extra: Path | None) -> list[Mention]:
    """Full names and stems, longest first from the left, words that merely look so left out."""
    automaton, names = _automaton(extra)
    text, words = document.text, _words(extra)
    found = []
    for index, start, longest in automaton.find_matches_as_indexes(text):
        name, kind, candidates = _read(names[index], text[longest : longest + 1], extra)
        end = start + len(name)
        if not candidates or _cuts_word(document, start, end):
            continue
        if kind == "stem" and text[end : end + 1] in {"镇", "乡"}:
            continue
        if (kind == "stem" or len(name) == 2) and (document.token_over(end) or _COUNTED.match(text, end)):
            continue  # 大同 in 大同小异, 山平塘86口
        found.append(Mention(start, end, name, kind, candidates, words=name in words))
    return found


def _read(name: str, following: str, extra: Path | None) -> tuple[str, str, tuple[Division, ...]]:
    """The name, name or stem, what it can mean. 东方市|场 and 富宁县|域 are stems before another word."""
    candidates = by_name(extra).get(name, ())
    if candidates and f"{name[-1]}{following}" not in {"区域", "区间", "县域", "县际", "市场", "市面"}:
        return name, "name", candidates
    stem = name[:-1] if candidates else name
    return stem, "stem", by_stem().get(stem, ())


def _township(document: Document, end: int) -> Mention | None:
    """The longest name of a township that ends here."""
    text = document.text
    if text[max(end - 3, 0) : end] not in township_ends():
        return None
    han = _HAN_BEFORE.search(text, max(end - 10, 0), end)
    if not han:
        return None
    for start in range(han.start(), end - 2):
        if (candidates := townships_named(text[start:end])) and not _cuts_word(document, start, end):
            return Mention(start, end, text[start:end], "township", candidates)
    return None


def _variant(document: Document, end: int) -> Mention | None:
    """A former 乡 that is a 镇 or 街道 in the lists, or the other way round: whole words before 乡 or 镇 only."""
    text = document.text
    before = text[max(end - 3, 0) : end - 1]
    others = [other for other in _OTHER_KINDS[text[end - 1]] if before + other in township_ends()]
    for size in (3, 4, 5, 2) if others else ():
        start = end - 1 - size
        if start < 0:
            continue
        for other in others:
            candidates = townships_named(text[start : end - 1] + other)
            if candidates and not _cuts_word(document, start, end):
                renamed = tuple(
                    d._replace(name=text[start:end], full=d.full.removesuffix(d.name) + text[start:end])
                    for d in candidates
                )
                return Mention(start, end, text[start:end], "variant", renamed)
    return None


def _townships(document: Document, extra: Path | None) -> list[Mention]:
    found = []
    for match in _TOWNSHIP_END.finditer(document.text):
        end = match.end()
        mention = _township(document, end)
        if mention is None and match.group() in {"镇", "乡"}:
            mention = _variant(document, end)
        if mention is None:
            continue
        last = document.tokens_between(max(end - 4, 0), end)
        village = _VILLAGE.match(document.text, end)
        word = last[-1].word if last else ""
        generic = word in _NO_NAMES or (word in _ENDINGS and mention.text[:-2] in _NO_HEADS)
        words = generic or mention.text in _words(extra)
        found.append(mention._replace(words=words, tail=village.group() if village else ""))
    return found


def _chains(document: Document, mentions: list[Mention]) -> list[Mention]:
    """Joins what stands without a gap from large to small: 湖北省武汉市江夏区; 林口县建堂乡; 武汉（江夏）."""
    joined: list[Mention] = []
    for mention in mentions:
        if joined and _JOIN.fullmatch(document.text, joined[-1].end, mention.start):
            above = joined[-1]
            inside = tuple(c for c in mention.candidates if any(_is_in(c, outer) for outer in above.candidates))
            if inside and above.kind not in {"township", "variant"}:
                text = document.text[above.start : mention.end]
                joined[-1] = mention._replace(
                    start=above.start, text=text, candidates=inside, words=False, chained=True
                )
                continue
        joined.append(mention)
    return joined


def _is_in(inner: Division, outer: Division) -> bool:
    return inner.level != outer.level and (within(inner.code, outer.code) or within(inner.unit, outer.unit))


def find_mentions(document: Document, extra: Path | None = None) -> list[Mention]:
    """All names in order of the text, without overlap; those without any support left out."""
    townships = _townships(document, extra)
    ends = [m.end for m in townships]
    names = [m for m in _names(document, extra) if not _overlaps(m, townships, ends)]
    mentions = _chains(document, sorted(names + townships, key=attrgetter("start")))
    whole = {division.unit for m in mentions if m.kind == "name" for division in m.candidates}
    sure = {m.candidates[0].name for m in mentions if m.chained and m.kind == "name"}
    return [m for m in mentions if m.chained or (_supported(document, m, whole) and not _joins(document.text, m, sure))]


def _joins(text: str, mention: Mention, sure: set[str]) -> bool:
    """Whether the name is the end of another word and 县: where a word reaches up to it, or a post or body follows.

    `sure` are the counties that the report names with what is above them (安徽省和县).
    """
    if mention.text not in _JOINS:
        return False
    if not _FREE_BEFORE.search(text, max(mention.start - 2, 0), mention.start):
        return True
    if mention.text in sure or text.endswith("中共", 0, mention.start):
        return False
    verb = mention.text in {"任县", "会同县"}
    return verb and bool(_POST_AFTER.match(text, mention.end))


def _overlaps(mention: Mention, others: list[Mention], ends: list[int]) -> bool:
    """Whether one of the others, which are in order and end at `ends`, shares a character with the mention."""
    first = bisect_right(ends, mention.start)
    return first < len(others) and others[first].start < mention.end


def _supported(document: Document, mention: Mention, whole: set[str]) -> bool:
    """A bare stem wants to be a known place name or named in full elsewhere; a common word its own body right after it."""
    text = document.text
    body = OWN_BODY.match(text, mention.end)
    if mention.words:
        return (
            bool(body or COMMITTEE_BEFORE.search(text, max(mention.start - 6, 0), mention.start))
            and mention.kind == "name"
        )
    if mention.kind != "stem":
        return True
    if any(division.unit in whole for division in mention.candidates):
        return True
    if not any(division.covers(None) for division in mention.candidates):
        return False
    tokens = document.tokens_between(mention.start, mention.end)
    return len(tokens) == 1 and tokens[0].pos == "ns"
