"""How a place stands in its sentence: as what the sentence is about, as what a clause is about, or merely named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.document import Document

# What may stand between the start of a clause and a place that it is about: 如蒙自市…; 2015年，蒙自市…; 二是在蒙自市…
_OPENER = r"""(?: [如像仅即又再另在由据] | 例如 | 比如 | 譬如 | 其中 | 特别是 | 尤其是 | 同时 | 此外 | 目前 | 今年(?:以来)? | 去年(?:以来)? | 近年来
    | 一年来 | 当年 | 期间 | [一二三四五六七八九十]是 | [（(][一二三四五六七八九十\d]+[）)] | \d{1,2}[、.．] | 截[至止] | 以 | 到
    | [一二三四五六七八九十]{1,2}、 | 第[一二三四五六七八九十]，? | \d{4}年 | \d{1,2}月 | \d{1,2}日 | [上下]半年 | 年?[底初末] | 以来 | 前 )"""
_CLAUSE_BEFORE = re.compile(rf"(?:^|[，。；！？,;:：、\n“”\"（(—]){_OPENER}*\s*$", re.VERBOSE)
# The same from the start of the sentence on; a clause of time or manner may come before: 针对实际，蒙自市…
_LEAD = re.compile(
    rf"""(?> (?:通过|针对|按照|根据|围绕|结合|为了?|随着|自|在|经|从) [^，：]{{1,40}} ，
        | [^，：]{{0,12}} (?:例如|比如|如) [：:，]? | {_OPENER} | \s | [，：:“] )*+""",
    re.VERBOSE,
)
_SENTENCE_BREAK = "。！？\n"
_BEFORE = 80  # characters of a sentence that are looked at before a place
_REACH = 24
_FIRMS = ("公司", "集团", "厂")
# The head of a phrase that only takes the place's name: a firm, a road, something that happened there
_NAMED_AFTER = (
    *_FIRMS, "企业", "项目", "工程", "高速", "公路", "铁路", "大桥", "水库", "电站", "景区", "事件", "事故", "火灾", "案件", "地震",
    "灾情", "疫情", "影响", "大学", "学院", "医院", "牌", "产", "段", "线", "籍",
)  # fmt: skip
_QUOTED = re.compile(r"[“\"‘《][^”\"’》。\n]{1,16}[”\"’》]")
_HEAD_ENDS = ("v", "p", "d", "x", "m", "c", "u", "r", "t", "f")  # parts of speech that end a subject
_PREDICATE = ("v", "p", "d", "x", "m", "u", "t", "a")  # what may follow a bare stem that is a subject: 蒙自投入

# 蒙自市、弥勒市分别投入120万元、90万元: one amount for each
_EACH = re.compile(r"[^，。；！？、\n]{0,12}?(?:分别|各自|依次)")
_SHARE = re.compile(r"[^、，。；！？\n]*?[\d一二三四五六七八九十两][^、，。；！？\n和]*")
_CLAUSE = re.compile(r"[^，。；！？\n]*")


def standing(document: Document, start: int, end: int, stem: bool) -> str:
    """`sentence` where the sentence is about the place at `start..end`, `clause` where a clause of it is, else empty.

    `inside` where a firm of the place is the subject or something happens in it: what follows is no longer about the place.

    `stem` says that the place is named without its kind (蒙自): then what follows must be a predicate, not a noun, with which
    it would make the name of a firm or a thing.
    """
    text = document.text
    low = max(start - _BEFORE, 0)
    if not _CLAUSE_BEFORE.search(text, max(start - _REACH, 0), start):
        return ""
    quoted = _QUOTED.match(text, end)  # 某市“6·11”事件
    if stem and quoted:
        return ""
    following = document.tokens_between(quoted.end() if quoted else end, end + _REACH)
    if stem and following and not following[0].pos.startswith(_PREDICATE):
        return ""
    head = next((n for n, token in enumerate(following) if token.pos.startswith(_HEAD_ENDS) and token.pos != "vn"), 0)
    if any(token.word.endswith(_FIRMS) for token in following[1:head]):
        return "" if stem else "inside"
    if head and following[head - 1].word.endswith(_NAMED_AFTER):
        return ""
    if text[start - 1 : start] == "在" and not text.startswith("，", end):
        return "inside"  # 在蒙自市召开现场会
    opening = max(text.rfind(mark, low, start) for mark in _SENTENCE_BREAK) + 1
    return "sentence" if _LEAD.fullmatch(text, opening or low, start) else "clause"


def dealt_out(text: str, end: int, many: int) -> Iterator[tuple[int, int, int]]:
    """(number of the place, start, end) of the share of each of `many` places whose list ends at `end`.

    Nothing unless the clause says 分别 and has just as many parts with a number, joined by 、 or 和; the clauses after it in
    the sentence count as long as the same holds.
    """
    each = _EACH.match(text, end)
    at = each.end() if each else -1
    while at >= 0:
        clause = _CLAUSE.match(text, at)
        shares = _shares(text, at, clause.end()) if clause else []
        if len(shares) != many or clause is None:
            return
        yield from ((number, start, stop) for number, (start, stop) in enumerate(shares))
        at = clause.end() + 1 if text.startswith("，", clause.end()) else -1


def _shares(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _SHARE.finditer(text, start, end)]
