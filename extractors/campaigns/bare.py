"""Names without quotes: after a verb and before a kind word, short forms, lists of events, formulas known everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from extractors.campaigns.lexicon import HAN, NUMERAL, Lexicon, Mention, known_names, lexicon
from extractors.endings import Endings
from extractors.rules import load_rows, one_of

_END = r"(?=[\s，。；、：！？,;:.（()）“”》]|\[(?=\d)|$|[的中和与及等以为在成取顺扎有深全是来落]|期间|实施|工作|启动|开展|试点|覆盖)"
_CHAR = r"[\u4e00-\u9fffA-Za-z0-9+＋·\-—/（）()]"
_COUNTER = "大个项条类种件批次年月日号期轮名户些般致级人座家公里重把层"
_FREE = rf"(?![{_COUNTER}要的了是等为和与有在]){HAN}"  # a character of a short form that is no measure word or particle
_PHYSICAL = re.compile(
    r"(?:[楼路桥渠厂站塔坝堤管网场馆室校院库线段]|迁改|疏浚|补贴|[一二三四]期|主体|配套|安置房|小区|土建|新建|扩建|加固|硬化|绿化|亮化|供[水热气电])(?:建设|改造|扩建|改扩建)?$"
)
_LEAD = re.compile(
    r"""^(?: 全[国省市州盟县区旗乡镇村] | [我本][省市州县区旗乡镇] | 各级 | 农村的 | 广泛 | 深入 | 认真 | 扎实 | 全面 | 积极 | 继续 | 持续 | 有序 | 统一 | 集中(?!供|连片|居住|安置|采购|式) | 联合 | 了
      | 好 | 一[次项个场] | 一?整?套 | 为期[^，]{1,6}的 | 的 | 国家 | 省级 | 市级 )+""",
    re.VERBOSE,
)
_INNER_VERB = re.compile(
    r".*(?:完善|健全|建立|推行|实行|实施|开展|落实|推进|推动|制定|加强|深化|参与|参加|启动)(?:了|好)?"
)
_JOINED = re.compile(
    r".+(?:项目|工程|活动|行动|计划|制度|机制)(?:和|与|及|以及)(?=.{3})"
)  # another thing before the name
# The object of a verb, no name: 创新机制促进|活动, 用新成效检验|主题教育
_ACTING = re.compile(r"(?:检验|推动|带动|助推|确保|指导|支持|动员|参加|参与|结合|围绕|(?:机制|制度|载体|方式)促进)$")
_NO_NAME = re.compile(
    r"^[年月季周旬日]、|——|[了着过是把被将使让给对从到于至的]|进行|各个?$|^[等和与及]|以及|不|没有|第.{1,3}[批次期轮届]"
)
_COUNTED = re.compile(rf"^(?:第?[{NUMERAL}百零〇0-9]+[{_COUNTER}]|[0-9.]+[{_COUNTER}多余万亿])")
_DIGITS = re.compile(r"[0-9+＋xXN]+")
_IDIOM = re.compile(
    r"一心一意|一点一滴|三心二意|一五一十|一朝一夕|一言一行|一举一动|一草一木|七上八下|五湖四海|四面八方|千[家方]|万[众家]|[一二三四五六七八九十]月[一二三四五六七八九十]"
)

_SHARED = ("工程", "行动", "战略", "计划")  # kind words that all members of a list take
_INSTITUTIONS = frozenset({"制度", "机制", "责任制", "工作机制"})  # named only where they are founded
_FOUNDING = frozenset({"推行", "实行", "试行", "创新", "探索", "建立", "推出", "创设", "实施", "健全"})
_LIST_END = re.compile(r"等(?:一?系列|各[类种]|大型|重大)?(?:主题|节庆|文化|文体)?活动")
_EVENT_LIST = re.compile(rf"(?:{_CHAR}{{2,24}}、)+{_CHAR}{{2,24}}$")


# 实行|两推一选: the first character, and the rest as far as the clause goes
_SHORT = re.compile(rf"[{NUMERAL}](?=(?P<rest>(?:{_FREE}){{1,2}}[{NUMERAL}](?:{_FREE}){{1,3}})(?:[，。；、,;）)\n]|$))")
# 双创双建（创建…、创建…）: what the brackets spell out needs no verb before it
_SPELT_OUT = re.compile(
    rf"(?<![{NUMERAL}百千万第0-9.])[{NUMERAL}](?:{_FREE}){{1,2}}[{NUMERAL}](?:{_FREE}){{1,3}}(?=[（(][^）)。、，；]{{3,30}}[、，；])"
)
# 作风不实问题专项整治: named by what it is against, wherever it stands
_SPECIAL = re.compile(r"问题专项[整治]治")
_SUBJECT = re.compile(rf"(?P<verb>)(?P<name>{HAN}{{4,20}}问题)(?P<kind>专项[整治]治)$")
_STRONG = re.compile("(?:专项|攻坚)?行动(?:计划)?|工程|计划|攻坚战|战略|活动")
_NEXT = re.compile(rf"[、和](?P<verb>)(?P<name>{HAN}{{4,16}}?)(?P<kind>{_STRONG.pattern}){_END}")
_ENDS = re.compile(_END)
_LONGEST = 60  # characters of a name and the verb before it, at most


@dataclass(frozen=True, slots=True)
class _Patterns:
    kinds: Any  # an automaton
    after_verb: re.Pattern[str]
    short_form: re.Pattern[str]
    verbs: Endings  # also with 了 or 好
    event: re.Pattern[str]


@cache
def _patterns(extra: Path | None) -> _Patterns:
    from ahocorasick_rs import AhoCorasick, Implementation

    words = lexicon(extra)
    verbs = [row["verb"] for row in load_rows("extractors.campaigns", "verbs.tsv", ("verb", "strength"), extra)]
    kinds = one_of(words.bare_kinds)
    return _Patterns(
        kinds=AhoCorasick(words.bare_kinds, implementation=Implementation.DFA),
        after_verb=re.compile(rf"(?P<verb>{one_of(verbs)})(?P<name>(?:{_CHAR}|、){{2,45}}?)(?P<kind>{kinds}){_END}"),
        # 三联系制度, 5510培训工程
        short_form=re.compile(
            rf"(?<![{NUMERAL}百千万第0-9.])(?P<name>[{NUMERAL}](?:{_FREE}){{1,6}}?|[0-9][0-9+＋xXN]{{2,8}}(?!{HAN}*[余多万亿])(?:{_FREE}){{0,5}}?)"
            rf"(?P<kind>{kinds}){_END}"
        ),
        verbs=Endings(verb + more for verb in verbs for more in ("", "了", "好")),
        event=re.compile(rf"(?P<kind>{words.event_kinds}|系列活动)$"),
    )


def find_bare(text: str, extra: Path | None = None) -> Iterator[Mention]:
    """Mentions of names without quotes. Spans may overlap; the caller keeps the first of two that do."""
    patterns, words = _patterns(extra), lexicon(extra)
    automaton, names = known_names(extra)
    for index, start, end in automaton.find_matches_as_indexes(text):
        yield Mention(names[index], words.known[names[index]][1], "campaign", start, end, 0.85, "known formula")
    clauses = list(_closed_by_kind(text, patterns.kinds))
    for match in chain.from_iterable(patterns.short_form.finditer(text, *clause) for clause in clauses):
        name, kind = match["name"], match["kind"]
        if _COUNTED.match(name) or _IDIOM.search(name) or not words.says_something(name, ""):
            continue
        if match["kind"] in words.whole:  # 双向承诺制 is the name
            yield Mention(match.group(), "", "campaign", *match.span(), 0.8, "short form before a kind word")
            continue
        digits = _DIGITS.match(name)  # 5510培训工程: the name is the number
        short = digits.group() if digits else name
        yield Mention(short, name[len(short) :] + kind, "campaign", *match.span(), 0.8, "short form before a kind word")
    for match in _SHORT.finditer(text):
        start, end = match.start(), match.end("rest")
        if patterns.verbs.longest(text, start) and not _IDIOM.search(text, start, end):
            yield Mention(text[start:end], "", "campaign", start, end, 0.6, "short form after a verb")
    for match in _SPELT_OUT.finditer(text):
        if not _IDIOM.search(match.group()):
            yield Mention(match.group(), "", "campaign", *match.span(), 0.6, "short form that brackets spell out")
    for match in _SPECIAL.finditer(text):
        clause = _SUBJECT.search(text, max(0, match.start() - _LONGEST), match.end())
        if clause:
            yield from _after_verb(clause, words)
    for match in _LIST_END.finditer(text):
        yield from _events(text, match.start(), patterns.event, words)
    for match in chain.from_iterable(patterns.after_verb.finditer(text, *clause) for clause in clauses):
        yield from _after_verb(match, words)


def continued(text: str, first: Mention, extra: Path | None = None) -> Iterator[Mention]:
    """The names that go on with the list behind a campaign: “三大攻坚”行动、工业强基工程、乡村建设行动."""
    kind = _STRONG.match(text, first.end)
    at = kind.end() if kind else first.end
    while match := _NEXT.match(text, at):
        yield from _after_verb(match, lexicon(extra))
        at = match.end()


def _closed_by_kind(text: str, kinds: Any) -> Iterator[tuple[int, int]]:
    """The parts of clauses that a kind word ends, in order and apart from each other: only there a name without quotes may stand."""
    low = high = 0
    for _, start, end in kinds.find_matches_as_indexes(text, overlapping=True):
        if not _ENDS.match(text, end):
            continue
        floor = max(0, start - _LONGEST)
        begin = max(
            floor,
            text.rfind("，", floor, start) + 1,
            text.rfind("。", floor, start) + 1,
            text.rfind("\n", floor, start) + 1,
        )
        if begin >= high and high:
            yield low, high
            low = begin
        low, high = (low, end) if high else (begin, end)
    if high:
        yield low, high


def _events(text: str, end: int, event: re.Pattern[str], words: Lexicon) -> Iterator[Mention]:
    """The members of the list before `等活动` that are events by their last word: …论坛、…文化节等活动."""
    clause = re.split(r"[，。；：,;:\n”]", text[max(0, end - 90) : end])[-1]
    if "、" not in clause or not _EVENT_LIST.search(clause):
        return
    begin = end - len(clause)
    for item in clause.split("、"):
        name = re.sub(r"^.*(?:保障|举办|承办|组织|开展|办好|策划|支持)(?:了|好)?", "", item)
        start = begin + len(item) - len(name)
        found = event.search(name)
        if found and words.says_something(name[: found.start()], "活动"):
            label = name.removesuffix("系列活动")
            yield Mention(label, found["kind"], "campaign", start, start + len(name), 0.75, "event in a list")
        begin += len(item) + 1


def _after_verb(match: re.Match[str], words: Lexicon) -> Iterator[Mention]:
    """The name between a verb and a kind word, or the names of a list that share the kind word."""
    kind, whole, begin = match["kind"], match["name"], match.start("name")
    inner = _INNER_VERB.match(whole)
    if inner:
        begin, whole = begin + inner.end(), whole[inner.end() :]
    elif kind in _INSTITUTIONS and match["verb"] not in _FOUNDING:
        return
    if joined := _JOINED.match(whole):
        begin, whole = begin + joined.end(), whole[joined.end() :]
    if "的" in whole[1:]:
        cut = whole.rindex("的") + 1
        begin, whole = begin + cut, whole[cut:]
    listed, _, _ = whole.partition("等")
    items = [item for item in listed.split("、") if item]
    if len(items) > 1 and min(map(len, items)) <= 2:  # 县、乡、村三级联动机制 is one name
        items = [listed]
    alone = len(items) == 1 and listed == whole
    for item in items:
        lead = _LEAD.match(item)
        skip = lead.end() if lead else 0
        name = re.sub(r"工作新?$", "", item[skip:])
        if alone and kind in words.whole:
            name += kind
        ends_itself = name.endswith("制") and "制" in kind
        if (alone or ends_itself or kind.endswith(_SHARED)) and _is_name(name, kind, words):
            end = match.end() if alone else begin + len(item)
            yield Mention(
                name,
                "制度" if ends_itself else "" if name.endswith(kind) else kind,
                "campaign",
                begin + skip,
                end,
                0.7,
                "name between verb and kind word",
            )
        begin += len(item) + 1


def _is_name(name: str, kind: str, words: Lexicon) -> bool:
    plain = name.replace("不", "") if kind.startswith("专项") else name  # 不作为问题专项整治
    if not 3 <= len(name) <= 24 or _NO_NAME.search(plain) or _COUNTED.match(name) or _ACTING.search(name):
        return False
    if kind.endswith(("工程", "项目")) and _PHYSICAL.search(name):
        return False
    return words.says_something(name, kind)
