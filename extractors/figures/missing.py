"""Figures that the text withholds: 支部#个, XX万元, 增长*.*%, and gaps where a number was deleted (培训党员 人次)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

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
_FUNDS = "[资投收产经费补贷债税额款润][金入资值费助贴款务]"
_BLANK = r"[ \t\u3000\xa0]"
# Where a figure may be withheld, by kind; the class of all first characters in front keeps the search at the engine's speed.
_PLACES = re.compile(
    rf"""
    [#＃*＊×✕□■●△▲_＿XxＸｘ〇○?％%百千万亿倍元个公人户\ \t\u3000\xa0]
    (?:
        (?P<glyph>(?<=[#＃*＊×✕□■●△▲_＿XxＸｘ〇○?]))
      | (?P<blank>(?<=[一-龥）)”》%，、；：]{_BLANK}){_BLANK}*(?=(?P<scale>[百千万亿]{{0,2}})[一-龥㎡]))
      | (?P<percent>(?<=[%％])(?![\dA-Za-z%])(?<![\d\#＃*＊×XxＸｘ□_十百千万亿%].))
      | (?P<multiplier>(?<=[达至到为是现成加少百千][万亿])(?=[元美人户亩吨斤千平立]))  # 收入达亿元
      | (?P<unit>(?<=达元)|(?<=达到元))
      | (?P<times>(?<=[\d年]的倍))  # 是2002年的倍
      | (?P<dropped>  # 实施项目个，新修公路公里，投入资金万元，明确网格员人: not even a blank is left
            (?: (?<=[一-龥][一-龥)）]个)(?<![这那哪几整各某多每单两数逐一半]个)
              | (?<=[一-龥]公)(?<![百千万亿几数两多每上成近超过逾]公)里
              | (?<={_FUNDS}元) | (?<={_FUNDS}[百千万亿])[百千万亿]?元
              | (?<=员人)
              | (?<=[险贫困象]户)(?P<pair>人)  # 风险户人: two units
            )(?=[，,。；;、]))
    )
    """,
    re.VERBOSE,
)
_WANTS_NUMBER = re.compile(r"(?:[达至]|达到|(?<!单位)[为是]|实现|完成|增加|减少)[百千]?\Z")
_WANTS_TIMES = re.compile(r"是(?:\d{4}年?|上年|去年|前年)的\Z")
_SHARE_MASK = re.compile(r"占(?P<mask>[XxＸｘ×＊*#＃]{1,3}(?:[.．][XxＸｘ×＊*#＃]{1,2})?)(?=[，。；;、,]|$)")
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
    found = sorted(_gaps(document, units), key=lambda gap: (gap.start, gap.end))
    kept: list[Gap] = []
    for gap in found:
        if not kept or gap.start >= kept[-1].end:
            kept.append(gap)
    return tuple(kept)


def _gaps(document: Document, units: Units) -> Iterator[Gap]:
    text, masked = document.text, 0
    scanned: bool | None = None
    for share in _SHARE_MASK.finditer(text):  # 占XX.X，: its percent sign has gone with it
        yield Gap(*share.span("mask"), "redacted", None)
    for place in _PLACES.finditer(text):
        kind, start, gap = place.lastgroup, place.start(), None
        if kind == "glyph":
            if start >= masked:
                gap, masked = _masked(text, start, masked, units)
        elif kind == "blank":
            scanned = _is_scanned(document) if scanned is None else scanned
            gap = _blank(text, place, units, scanned=scanned)
        elif kind == "percent":
            gap = _percent(text, start, units)
        elif kind == "multiplier":
            gap = _taken_out(text, start, start + 1, _WANTS_NUMBER, units)
        elif kind == "times":
            gap = _taken_out(text, start, start, _WANTS_TIMES, units)
        elif kind == "unit":
            gap = _taken_out(text, start, start, _WANTS_NUMBER, units)
        else:
            parted = (place.start("pair"),) if place["pair"] else ()
            yield from _dropped(text, start, *parted, place.end(), units=units)
        if gap is not None:
            yield gap


def _masked(text: str, glyph: int, low: int, units: Units) -> tuple[Gap | None, int]:
    """The figure that the glyphs (支部#个, 12*个) stand for, not before `low`, if they do; and where they end."""
    begin = glyph
    while begin > low and text[begin - 1].isdigit():
        begin -= 1
    match = _MASK.match(text, begin)
    end = max(glyph + 1, match.end("mask") if match else 0)
    if match is None or text[begin - 1 : begin] == "第":
        return None, end
    unit = units.at(text, match.end())
    if unit is None:
        scaled = match["scale"] and match["mask"][0] not in "?〇○"
        return (Gap(match.start("mask"), match.end("scale"), "redacted", None) if scaled else None), end
    return (Gap(match.start("mask"), unit.end, "redacted", unit) if _countable(text, match, unit) else None), end


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


def _is_scanned(document: Document) -> bool:
    """Whether it is a text of OCR with blanks everywhere: a blank alone proves little there."""
    blanks = sum(document.raw.count(blank) for blank in " \u3000\xa0")
    return blanks > 5 and blanks * 50 > len(document.raw)


def _blank(text: str, place: re.Match[str], units: Units, *, scanned: bool) -> Gap | None:
    """培训党员 人次: the figure that stood at a blank before a unit, if one did."""
    start, end = place.span()
    unit = units.at(text, place.end("scale"))
    if unit is None or _HEADS.match(text, unit.end) or _NO_NUMBER.search(text, max(0, start - 3), start):
        return None
    torn = _COMPOUND.search(text[max(0, start - 2) : start] + unit.name)
    return None if torn or not _blanked(text, unit, scanned=scanned) else Gap(end, unit.end, "blank", unit)


def _percent(text: str, start: int, units: Units) -> Gap | None:
    """增长%: a percent sign without a number."""
    end = start + 1
    if _HEADS.match(text, end):
        return None
    before = text[max(0, start - 4) : start]
    word = before.rstrip(" \u3000") or before  # up to three blanks may stand between
    if word[-1:] in _BEFORE_SHARE or text[end : end + 1] in _BEHIND_SHARE:
        return Gap(start, end, "blank", UnitMatch("%", units.rows["%"][0], end))
    return None


def _taken_out(text: str, start: int, unit_start: int, wants: re.Pattern[str], units: Units) -> Gap | None:
    """收入达亿元, 是2002年的倍: a multiplier or unit at `start` whose number is gone, if the words before want one."""
    if not wants.search(text, max(0, start - 7), start):
        return None
    unit = units.at(text, unit_start)
    closes = unit is not None and _CLOSES_OR_COMPARES.match(text, unit.end)
    return Gap(start, unit.end, "blank", unit) if unit is not None and closes else None


def _dropped(text: str, *bounds: int, units: Units) -> Iterator[Gap]:
    """The units between these bounds, of whose numbers at most a multiplier is left."""
    for start, end in pairwise(bounds):
        word = text[start:end]
        unit = units.at(word, len(word) - len(word.lstrip("百千万亿")))
        if unit is not None:
            yield Gap(start, start + unit.end, "blank", unit)


def _blanked(text: str, unit: UnitMatch, *, scanned: bool) -> bool:
    """Whether a unit behind a gap has lost its number: certain before a stop, in a clean text also before a noun."""
    if unit.name in _UNLIKELY:
        return False
    if _CLOSES.match(text, unit.end):
        return unit.name not in _NAME_LIKE or unit.name in ("期", "处")
    if scanned:
        return False
    return len(unit.name) > 1 or unit.name in "个名户期条项份元亩吨人次万亿台套处家所件篇场"
