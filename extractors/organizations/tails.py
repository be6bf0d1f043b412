"""Names of their own before a tail: 北京江福粮油|有限公司, 县电力|公司, 哈工大郑州|研究院."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.organizations.brands import NAMED, OF_FIRMS, from_edge
from extractors.organizations.lexicon import LEVELS, Body
from extractors.organizations.owners import Context, Owner, is_stem, owner_before
from extractors.tokens import Token

PLACE_IN_BRACKETS = re.compile(r"(?<=[一-鿿])[(（][一-鿿]{2,6}[)）]\Z")
LONGEST = 16
BRAND = 9  # characters of a quoted brand, its quotation marks included
NAME_POS = ("nr", "ns", "nz", "nt", "nrt", "nrfg", "j", "eng")  # what jieba gives names and abbreviations
STOPS = ("p", "c", "u", "r", "d", "x", "f", "q", "y", "e", "o", "t", "w", "s", "k", "h")
OUTSIDE = ("enterprise", "coop", "finance", "school", "media")  # types whose tails never name a part of another body
INSIDE_TOO = (  # but for these
    "有限公司", "有限责任公司", "股份有限公司", "分公司", "支公司", "支行", "分行", "附属学校", "附属中学", "附属小学", "附属医院",
)  # fmt: skip
SHORT = ("局", "厅", "厂", "办")  # too short to tell a part of a body: 县委党校|举办, 党中央统揽全|局
LONE = (*SHORT, "公司", "集团", "委员会", "学校", "大学")  # nor do these alone behind another body
DOES = ("实施", "落实", "推进", "深化")  # what a group of a body may be called after: 县委|实施乡村振兴战略领导小组
MERGED = ("新", "老", "大", "小")
# … and what such an office does: 交由县治超办统筹
ACTS = re.compile("统筹|牵头|会同|联合|印发|汇总|通报|备案|审定|调度|督促|负责人|常务|[将应要已每]")
ENDS = ("", *"，。；、：,;:！？“”《（）()\n和与及等主副")  # what may follow a short office: 县创卫办、县老区办


@dataclass(frozen=True, slots=True)
class Name:
    """The words before a tail, from `start`; `owner` where a place or a level word opens them."""

    start: int
    owner: Owner | None
    joined: bool = False  # it reaches back to another body and is part of it


def name_before(here: Context, end: int, floor: int, body: Body) -> Name | None:
    """The name whose tail begins at `end`, not reaching back beyond `floor`; None where there is none of its own."""
    taken: list[Token] = []
    start, owner = end, None
    reach = LONGEST if body.type == "group" else BRAND
    quoted = _quoted(here, end, reach)
    if quoted is not None:
        start = quoted
    elif body.type == "enterprise" and (bracketed := PLACE_IN_BRACKETS.search(here.text, max(floor, end - 10), end)):
        start = bracketed.start()  # 矩阵元技术（深圳）有限公司
    if quoted is None and body.type in NAMED and (name := from_edge(here, start, floor)):
        return Name(name[0].start, _owner(here, name[0].end, floor, body))
    for token in reversed(here.document.tokens_between(max(floor, start - 18), start)):
        if token.start >= start:
            continue
        if token.end > start:  # the tokenizer took the tail along: 物业公司
            token = token._replace(end=start, word=here.text[token.start : start])  # noqa: PLW2901
        if here.is_word(token.word, "city"):
            token = token._replace(pos="ns")  # noqa: PLW2901
        if start == floor and start:
            break
        owner = _owner(here, start, floor, body)
        if owner is None and token.word[0] in LEVELS and token.word[1:] in MERGED:  # jieba reads 县新|农村
            start = token.start + 1
            owner = _owner(here, start, floor, body)
        if owner or end - token.start > LONGEST:
            break
        if _stops(here, token, body) and not (body.type == "group" and 0 < floor == token.start and token.word in DOES):
            break
        start, taken = max(token.start, floor), [token, *taken]
    else:
        owner = _owner(here, start, floor, body) if start > floor else None
    joined = start == floor and floor > 0 and owner is None and (body.type not in OUTSIDE or body.text in INSIDE_TOO)
    if owner:
        return _brand(here, owner, start, end, body)
    if joined:
        barred = SHORT if start < end else LONE
        return Name(start, None, joined=True) if body.text not in barred else None
    if quoted is None and not joined and (quoted := _quoted(here, start, reach)) is not None:
        start = quoted  # “绿野”茶叶公司
    if quoted is not None and body.type in ("enterprise", "coop", "school", "group"):
        owner = _owner(here, start, floor, body) if body.type == "group" else None  # 县“三级联创”领导小组
        return Name(owner.start if owner else start, owner)
    while taken and (here.is_word(taken[0].word, "border") or taken[0].pos in ("a", "b", "ad", "d", "m", "v")):
        border = here.is_word(taken[0].word, "border") and not _is_task(here, taken[0])
        if body.type == "group" and not border and _proper(here, taken, body):
            break  # 脱贫|攻坚领导小组, 整改|工作领导小组
        start, taken = taken[0].end, taken[1:]
    whole = bool(taken) and taken[0].pos == "nt" and len(taken[0].word) > 3  # the tokenizer knows it: 北京协和|医院
    if (body.left == "owner" and not whole) or start >= end or not _proper(here, taken, body):
        return None
    return Name(start, None)


def _owner(here: Context, start: int, floor: int, body: Body) -> Owner | None:
    """The owner that ends at `start`; a level word only where a settlement or county can have such a body."""
    owner = owner_before(here, start)
    if owner is None or owner.start < floor:
        return None
    if owner.kind == "level" and owner.text in ("地", "村", "社区", "街道", "乡", "镇") and body.left == "name":
        return None
    return owner


def _brand(here: Context, owner: Owner, start: int, end: int, body: Body) -> Name | None:
    """A name before the place: 哈工大|郑州研究院."""
    if body.type == "enterprise" and (brand := here.lexicon.brands.longest(here.text, owner.start)):
        return Name(owner.start - len(brand), None)
    if owner.kind == "level" and start == end and body.left == "name" and body.type not in ("finance", "group"):
        return None  # 市公司, 县大学 say too little; 市指挥部 does not
    if owner.kind == "level" and body.text == "委员会":
        return None
    if body.text == "中心" and is_stem(here, owner):
        return None  # 湛江文化中心 is a building
    if body.text == "办" and here.text[end + 1 : end + 2] not in ENDS and not ACTS.match(here.text, end + 1):
        return None
    if owner.kind == "level" and start == end and body.text in ("中心", "局", "厅", "集团", "工作组", "工作队"):
        return None
    before = here.document.tokens_between(max(0, owner.start - 6), owner.start)
    if (
        owner.kind == "place"
        and before
        and before[-1].end == owner.start
        and before[-1].pos == "nt"
        and body.type in ("school", "department")
    ):
        return Name(before[-1].start, None)
    return Name(owner.start, owner)


def _quoted(here: Context, end: int, reach: int) -> int | None:
    """Where a quoted brand before `end` begins, its quotation mark included: “绿源”合作社."""
    if here.text[end - 1 : end] not in ("”", '"'):
        return None
    opening = max(here.text.rfind(mark, max(0, end - reach), end - 1) for mark in '“"')
    return opening if 0 <= opening < end - 2 else None


def _stops(here: Context, token: Token, body: Body) -> bool:
    if body.type == "group" and _is_task(here, token):
        return False
    if (
        body.type == "group"
        and token.pos.startswith("v")
        and len(token.word) > 1
        and not here.is_word(token.word, "border")
    ):
        return False  # 县打赢脱贫攻坚战指挥部
    if token.word == "企业" and body.type == "enterprise":  # 配套企业|恒力制造有限公司, but 企业管理有限公司
        return not here.text.startswith(OF_FIRMS, token.end)
    if token.pos.startswith("v") and len(token.word) > 1 and _is_office(here, token, body):  # 县创卫办
        return False
    if (here.is_word(token.word, "inner") or here.is_word(token.word, "common")) and not token.pos.startswith(
        ("c", "p", "u")
    ):
        return False
    if token.word in MERGED or token.pos == "ns":
        return False
    if token.pos == "eng":
        return not token.word.isalnum()
    if here.is_word(token.word, "border") or token.pos.startswith(STOPS):
        return not (
            token.word == "集中" and here.text.startswith(("支付", "收付", "核算", "采购", "供水", "供热"), token.end)
        )
    if token.pos.startswith("m"):
        return not token.word.startswith("第") and not token.word.endswith("局")
    return token.pos.startswith("v") and token.pos != "vn"


def _is_office(here: Context, token: Token, body: Body) -> bool:
    """A verb that names the work of an office: 县|创卫|办, 市联镇|包片|办公室."""
    return body.text == "办" or (body.text == "办公室" and not here.is_word(token.word, "border"))


def _is_task(here: Context, token: Token) -> bool:
    """A verb that names the work of a group: 整改|工作领导小组."""
    return len(token.word) > 1 and token.pos[0] == "v" and here.text.startswith("工作", token.end)


def _proper(here: Context, taken: list[Token], body: Body) -> bool:
    """The words make a name: not only trades, products and kinds (种植合作社, 农产品加工公司)."""
    if body.type == "group":
        return any(
            len(token.word) > 1 and token.word not in ("工作", "活动", "推进", "协调", "领导", "专门")
            for token in taken
        )
    own = [
        token for token in taken if not any(here.is_word(token.word, kind) for kind in ("common", "inner", "generic"))
    ]
    if body.left == "proper":
        return any(token.pos.startswith(NAME_POS) and token.pos != "eng" for token in own)
    return any(
        token.pos.startswith(NAME_POS)
        or (len(token.word) > 1 and (token.pos[-1] == "g" or token.pos[0] not in "livad"))  # ag: a made-up word
        for token in own
    )
