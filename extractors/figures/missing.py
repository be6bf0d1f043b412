"""Figures that the text withholds: 支部#个, XX万元, 增长*.*%, and gaps where a number was deleted (培训党员 人次)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.document import Document
from extractors.figures.units import UnitMatch, Units

_MASK = re.compile(
    r"""
    (?<![A-Za-z\d#＃*＊])
    (?!\d{1,6}[×✕]\d)                     # 7×24小时: a product
    (?P<mask>
      (?:\d{0,6}[#＃*＊×✕□■●△▲_＿]{1,12}|[XxＸｘ]{1,8}|[〇○]{2,6}|\?{2,6})
      (?:[.．,，]?[\d#＃*＊×✕XxＸｘ□_]{1,6})?
    )
    [ \u3000]{0,2}
    (?P<scale>[多余]?[百千万亿]{0,2}[多余]?)
    [ \u3000]{0,2}
    """,
    re.VERBOSE,
)
_MASK_START = re.compile(r"[#＃*＊×✕□■●△▲_＿XxＸｘ〇○?]")
_GAP = re.compile(
    r"[ \t\u3000\xa0](?<=[一-龥）)”》%，、；：][ \t\u3000\xa0])[ \t\u3000\xa0]*(?=(?P<scale>[百千万亿]{0,2})[一-龥㎡])"
)
_TAKEN_OUT = re.compile(  # 收入达亿元，是2002年的倍: no number before it
    r"[万亿的](?:(?<=[达至到为是现成加少百千][万亿])(?=[元美人户亩吨斤千平立])|(?<=[\d年]的)(?=倍))|(?<=达)(?=元)|(?<=达到)(?=元)"
)
# 实施项目个，新修公路公里，投入资金万元，明确网格员人: nothing is left of the number, not even a blank.
_DROPPED = re.compile(
    r"""(?: (?<=[一-龥][一-龥)）])(?<![这那哪几整各某多每单两数逐一半])个
        | (?<=[一-龥])(?<![百千万亿几数两多每上成近超过逾])公里
        | (?<=[资投收产经费补贷债税额款润][金入资值费助贴款务]) (?P<scale>[百千万亿]{0,2})元
        | (?<=员)人
        | (?<=[险贫困象])(?P<pair>户)人 )(?=[，,。；;、])""",
    re.VERBOSE,
)
_WANTS_NUMBER = re.compile(r"(?:[达至]|达到|(?<!单位)[为是]|实现|完成|增加|减少)[百千]?\Z")
_WANTS_TIMES = re.compile(r"是(?:\d{4}年?|上年|去年|前年)\Z")
_SHARE_MASK = re.compile(r"占(?P<mask>[XxＸｘ×＊*#＃]{1,3}(?:[.．][XxＸｘ×＊*#＃]{1,2})?)(?=[，。；;、,]|$)")
_LONE_PERCENT = re.compile(r"[%％](?![\dA-Za-z%])(?<![\d#＃*＊×XxＸｘ□_十百千万亿%].)")
_NAME_LIKE = frozenset("处所部组队班科站点线区院室局厂期年月日天时号级届周")
_DATED = frozenset("年月日天时周")
_UNLIKELY = frozenset(
    ["分", "度", "点", "方", "里", "面", "口", "头", "门", "道", "片", "成", "对", "升", "克", "两", "人员", "人士"]
)
_COMPOUND = re.compile(  # 特困 户, 负责 人: one word that a blank has torn
    r"(?:[农商用牧渔住大散]|特困|贫困|困难|低保|五保|脱贫|重点|示范|专业|种植|养殖|一般|残疾|经营|入社|搬迁|受灾)户\Z"
    r"|(?:[工个本他老病军法证商客]|带头|负责|责任|经纪|主持|联系|代理|残疾|受益|投资|领导|申请|当事|候选|举报|监护)人\Z"
)
_NEEDS_VERB = re.compile(r"[到达共有了为计成占至过超约近立设建建成完成举办开展召开组织新增培训]$|[）)，,、：:；]$")
_NO_NUMBER = re.compile(
    r"[\d〇零一二三四五六七八九十百千万亿两几数多余来#＃*＊×XxＸｘ每各某这那此第首哪整本该半单全第逐按元]$|[每各某]个$"
)
_BEFORE_SHARE = frozenset("的达到为占长降率过升高低约近，,")  # before a percent sign without a number; not 单位：%
_BEHIND_SHARE = frozenset("，。；的以左,")
_HEADS = re.compile(r"[ \t\u3000]+(?:\d|[一-龥]{2,12}[ \t\u3000]+\d)")  # 总人口 万人 42.6: a table's unit
_CLOSES = re.compile(r"[ \t\u3000]*(?:[，,。；;、：:）)！!\n]|$)")
_CLOSES_OR_COMPARES = re.compile(r"[（(]|[ \t\u3000]*(?:[，,。；;、）)\n]|$|[比较同])")


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in the clean text where a figure is withheld; `kind` is redacted or blank."""

    start: int
    end: int
    kind: str
    unit: UnitMatch | None


def find_gaps(document: Document, units: Units) -> tuple[Gap, ...]:
    """All withheld figures, in order. A withheld year (*年, 20XX年) is a date and not among them."""
    found = sorted([*_masked(document.text, units), *_blanks(document, units)], key=lambda gap: (gap.start, gap.end))
    kept: list[Gap] = []
    for gap in found:
        if not kept or gap.start >= kept[-1].end:
            kept.append(gap)
    return tuple(kept)


def _masked(text: str, units: Units) -> Iterator[Gap]:
    at = 0
    while (start := _MASK_START.search(text, at)) is not None:
        begin = start.start()
        while begin > at and text[begin - 1].isdigit():
            begin -= 1
        match = _MASK.match(text, begin)
        at = max(start.end(), match.end("mask") if match else 0)
        if match is None or text[begin - 1 : begin] == "第":
            continue
        unit = units.at(text, match.end())
        if unit is None:
            if match["scale"] and match["mask"][0] not in "?〇○":
                yield Gap(match.start("mask"), match.end("scale"), "redacted", None)
            continue
        if _countable(text, match, unit):
            yield Gap(match.start("mask"), unit.end, "redacted", unit)
    for share in _SHARE_MASK.finditer(text):  # 占XX.X，: its percent sign has gone with it
        yield Gap(*share.span("mask"), "redacted", None)


def _countable(text: str, match: re.Match[str], unit: UnitMatch) -> bool:
    """Whether the glyphs stand for a number: XX处领导, XX年, ××组 may be names and dates."""
    if unit.name[0] in _DATED and not match["scale"] and unit.unit.dimension == "duration":
        return False
    mask = match["mask"]
    if unit.name == "次" and "届" in text[max(0, match.start() - 3) : match.start()]:
        return False
    if unit.name == "字":
        return bool(match["scale"])
    sign = mask[0] in "#＃*＊□_＿" or "." in mask
    if unit.name in _NAME_LIKE and not sign and not match["scale"]:
        return _NEEDS_VERB.search(text, max(0, match.start() - 2), match.start()) is not None
    return not (mask[0] in "?〇○" and unit.name in _NAME_LIKE)


def _blanks(document: Document, units: Units) -> Iterator[Gap]:
    text = document.text
    blanks = sum(document.raw.count(blank) for blank in " \u3000\xa0")
    scanned = blanks > 5 and blanks * 50 > len(
        document.raw
    )  # an OCR text with blanks everywhere: a blank alone proves little
    for match in _GAP.finditer(text):
        start = match.end()
        unit = units.at(text, match.end("scale"))
        if (
            unit is None
            or _HEADS.match(text, unit.end)
            or _NO_NUMBER.search(text, max(0, match.start() - 3), match.start())
        ):
            continue
        if _COMPOUND.search(text[max(0, match.start() - 2) : match.start()] + unit.name):
            continue
        if _blanked(text, unit, scanned=scanned):
            yield Gap(start, unit.end, "blank", unit)
    for match in _TAKEN_OUT.finditer(text):
        wants, start = (_WANTS_TIMES, match.end()) if match.group() == "的" else (_WANTS_NUMBER, match.start())
        if not wants.search(text, max(0, match.start() - 6), match.start()):
            continue
        unit = units.at(text, match.end())
        if unit is not None and _CLOSES_OR_COMPARES.match(text, unit.end):
            yield Gap(start, unit.end, "blank", unit)
    for match in _DROPPED.finditer(text):
        cut = match.end("pair") if match["pair"] else match.end()  # 风险户人: two units
        for start, end in ((match.start(), cut), (cut, match.end())):
            unit = units.at(text[:end], start + len(match["scale"] or "")) if start < end else None
            if unit is not None:
                yield Gap(start, unit.end, "blank", unit)
    for match in _LONE_PERCENT.finditer(text):
        if _HEADS.match(text, match.end()):
            continue
        before = text[max(0, match.start() - 4) : match.start()]
        word = before.rstrip(" \u3000") or before  # up to three blanks may stand between
        if word[-1:] in _BEFORE_SHARE or text[match.end() : match.end() + 1] in _BEHIND_SHARE:
            yield Gap(match.end() - 1, match.end(), "blank", UnitMatch("%", units.rows["%"][0], match.end()))


def _blanked(text: str, unit: UnitMatch, *, scanned: bool) -> bool:
    """Whether a unit behind a gap has lost its number: certain before a stop, in a clean text also before a noun."""
    if unit.name in _UNLIKELY:
        return False
    if _CLOSES.match(text, unit.end):
        return unit.name not in _NAME_LIKE or unit.name in ("期", "处")
    if scanned:
        return False
    return len(unit.name) > 1 or unit.name in "个名户期条项份元亩吨人次万亿台套处家所件篇场"
