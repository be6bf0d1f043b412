"""The words that the grammar knows: bodies, tails, departments and what may stand beside them, read from the TSV files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from extractors.endings import Endings
from extractors.rules import load_rows, one_of

PACKAGE = "extractors.organizations"

KINDS = {"委": "委员会", "办": "办公室", "社": "社", "联社": "联合社"}  # short form of a department's kind → full form

# A body's last character, and what may not follow it: 林业局 but not 布局面, 农办 but not 农办法.
NOT_BEFORE = {
    "局": "长面势限部域级地促麻",
    "部": "长门署位队分级落件",
    "委": "托屈婉员会",
    "办": "法理公事好学案了成得到结起完",
    "会": "议员长计费堂场址徽见晤战",
    "院": "长士线落子系校",
    "厅": "长堂级",
    "校": "长友舍区门方企",
    "所": "长有在属需谓得作以",
    "站": "长点位台立",
    "社": "会区员长保交办情科",
    "厂": "长房区家址",
    "行": "业政动长为道走使程",
    "组": "织长员成建合工",
    "队": "伍员长列",
    "协": "会调助议作同定商",
    "联": "系合动盟合接村户建",
    "学": "生历习员子区期费",
    "中": "心间小央国学期",
    "园": "区丁艺林长",
    "府": "性",
    "大": "代附楼",
    "团": "结员队体长购伙队",
    "场": "所地长",
    "心": "城村镇区小校卫任环思理工组人",
    "科": "技学研协普教员室级目长",
}
# The same behind three characters and more, where fewer words are possible: 党史办到我县交流, 教育局部署工作
NOT_BEFORE_LONG = {
    "局": "长",
    "部": "长门署位队件级",
    "办": "公法理结",
    "会": "议员长计费堂场址",
    "院": "长士校",
    "校": "长友舍区门",
    "所": "长有得需属",
    "站": "长点",
    "社": "会区员长",
    "厂": "长房区",
    "行": "长业政",
    "组": "织长员成",
    "队": "员伍长",
    "学": "生历",
    "园": "丁",
    "科": "技学研",
    "大": "代",
    "团": "结员",
    "心": "理",
}
# Short bodies and what may not stand before them: 布局, 全局, 举办
NOT_AFTER = {"局": "布格全大开结当时战僵破变定", "办": "举主承协兴领交督代包合开好申催难"}
ALONE_AFTER = "我本由在经向对为和与及以是"  # what may stand before a bureau's own body: 我|局党组
LEVELS = "省市县区州盟旗地"
BELOW = {"委": "镇", "委员会": "镇乡"}  # 镇委; 中共凤山镇委员会

_NUMERAL = "一二三四五六七八九十"
_NOT_SCHOOL = "心间小国央学企组区时队医"  # 十中心, 三中全会
NUMBERED = re.compile(  # begins with a plain set of characters, which the engine looks for fast; 第 is added behind it
    rf"""(?P<number>[{_NUMERAL}][{_NUMERAL}]{{0,2}})(?:
        届(?P<body>人民代表大会(?:常务委员会)?|人大常委会|人大(?!代)|政协(?!委员(?!会))|委员会)
        |(?P<team>巡视组|巡察组|纪检监察组|督导组|督查组|检查组|调研组)
        |中学|小学|高中|幼儿园|人民医院|医院|[中小](?![{_NOT_SCHOOL}全])
    )""",
    re.VERBOSE,
)
# Firms of the state that build: 中铁十二局集团, 中交二公局, 中国铁建大桥局
BUILDERS = re.compile(
    r"""中(?:国铁建|国中铁|国建筑|国交建|国电建|国水利水电|国能建|铁|交|建|水电?|电建|冶|核|化)
        (?:[一二三四五六七八九十]{1,3}|[一-鿿]{2,6}?)(?:航|公|冶|化建|电)?(?:局|院)(?![长部势])
        (?:集团)?(?:(?:建设|工程)?(?:股份|有限)?(?:责任)?公司)?""",
    re.VERBOSE,
)
_PLACE = itemgetter(0, 1)  # of an anchor: start, and of two with the same start the longer


@dataclass(frozen=True, slots=True)
class Body:
    """One body: `name` is its full name with {} for its place, `inner` its name inside another body, `left` what it needs."""

    text: str
    type: str
    name: str
    inner: str
    left: str
    alone: str  # its name without an owner, as a kind of organization
    tail: bool = False
    barred: frozenset[str] = frozenset()  # characters behind it that make it part of another word


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All bodies by their text, an automaton that finds them (in the order of `found`) in one pass, and the word classes."""

    bodies: dict[str, Body]
    automaton: Any
    found: tuple[Body, ...]
    words: dict[str, frozenset[str]]
    generic: Endings
    nolevel: Endings
    trade: Endings  # also followed by 系统, 战线 or 口
    brands: Endings
    posts: re.Pattern[str]

    def anchors(self, text: str) -> Iterator[tuple[int, int, Body]]:
        """(start, end, body) of every body in `text`, leftmost longest, without overlaps."""
        bodies = self.found
        found = [
            (start, -end, body)
            for index, start, end in self.automaton.find_matches_as_indexes(text, overlapping=True)
            if text[end : end + 1] not in (body := bodies[index]).barred and _fits(text, start, end, body)
        ]
        for match in NUMBERED.finditer(text):
            start = match.start() - text.startswith("第", match.start() - 1) if match.start() else 0
            if match["team"] == "纪检监察组" and text.endswith(("派驻", "派出"), 0, start):
                start -= 2
            found.append((start, -match.end(), self._numbered(text[start : match.end()], match)))
        found += [
            (match.start(), -match.end(), Body(name := match.group(), "enterprise", name, name, "whole", name))
            for match in BUILDERS.finditer(text)
        ]
        found.sort(key=_PLACE)
        done = 0
        for start, end, body in found:
            if start >= done:
                done = -end
                yield start, done, body

    def _numbered(self, text: str, match: re.Match[str]) -> Body:
        """县一中, 第十八届人大: made on the spot."""
        kind = match["body"]
        if team := match["team"]:
            return Body(text, "party_organ" if team[0] in "巡纪" else "group", text, text, "inside", text)
        if kind is None:
            return Body(
                text, "department" if text.endswith("医院") else "school", "{}" + text, text, "either", text, tail=True
            )
        term = "第" + match["number"] + "届"
        if kind == "委员会":
            return Body(text, "party_committee", f"中共{{}}{term}委员会", term + "委员会", "owner", text)
        return Body(text, "congress", self.bodies[kind].name.replace("{}", "{}" + term), "", "owner", text)


def _fits(text: str, start: int, end: int, body: Body) -> bool:
    """Its level character stands before the body; 布局 is no bureau, 政协委员 is a person."""
    if body.text in NOT_AFTER and text[start - 1 : start] in NOT_AFTER[body.text]:
        return False
    if body.left == "level":
        return start > 0 and text[start - 1] in LEVELS + BELOW.get(body.text, "")
    if body.left == "alone":
        return not "一" <= text[start - 1 : start] <= "龥" or text[start - 1] in ALONE_AFTER
    return not text.startswith("委员", end) or not body.text.endswith("政协") or text.startswith("委员会", end)


def _bodies(extra: Path | None) -> Iterator[Body]:
    """The rows of the three tables; a later row takes the place of an earlier one."""

    def body(text: str, kind: str, name: str, inner: str, left: str, *, tail: bool = False) -> Body:
        barred = NOT_BEFORE if len(text) < 3 else NOT_BEFORE_LONG
        alone = inner if "中共" in name else name.replace("{}", "")
        alone = alone.replace("（", "(").replace("）", ")")
        return Body(text, kind, name, inner, left, alone, tail, frozenset(barred.get(text[-1], "")))

    for row in load_rows(PACKAGE, "tails.tsv", ("tail", "type", "needs"), extra):
        yield body(row["tail"], row["type"], "{}" + row["tail"], row["tail"], row["needs"], tail=True)
    for row in load_rows(PACKAGE, "departments.tsv", ("stem", "full", "kinds"), extra):
        for kind in row["kinds"].split():
            full = row["full"] + KINDS.get(kind, kind)
            yield body(row["stem"] + kind, "department", "{}" + full, full, "free")
    for row in load_rows(PACKAGE, "bodies.tsv", ("body", "type", "name", "inner", "left"), extra):
        inner = row["inner"] or row["name"].replace("{}", "")
        yield body(row["body"], row["type"], row["name"], inner, row["left"])


@cache
def lexicon(extra: Path | None = None) -> Lexicon:
    """The package's words and, after them, those of the user's folder `extra` (files of the same names)."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    bodies = {body.text: body for body in _bodies(extra)}
    words: dict[str, set[str]] = {}
    for row in load_rows(PACKAGE, "words.tsv", ("class", "word"), extra):
        words.setdefault(row["class"], set()).add(row["word"])
    return Lexicon(
        bodies=bodies,
        automaton=AhoCorasick(list(bodies), matchkind=MatchKind.Standard, implementation=Implementation.DFA),
        found=tuple(bodies.values()),
        words={name: frozenset(members) for name, members in words.items()},
        generic=Endings(words["generic"]),
        nolevel=Endings(words["nolevel"]),
        trade=Endings(trade + kind for trade in words["trade"] for kind in ("", "系统", "战线", "口")),
        brands=Endings(words["brand"]),
        posts=re.compile(rf"(?:、|的)?(?:第一|常务)?{one_of(words['post'])}"),
    )
