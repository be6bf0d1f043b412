"""Whose a body is: the place, level word or kind that stands before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from extractors.document import Document
from extractors.endings import Endings
from extractors.organizations.lexicon import LEVELS, Lexicon
from extractors.records import Place
from extractors.tokens import Token

# The democratic parties: short name → full name, before a level or place and 委: 民盟市委
PARTIES = {
    "民革": "中国国民党革命委员会", "民盟": "中国民主同盟", "民建": "中国民主建国会", "民进": "中国民主促进会", "农工党": "中国农工民主党",
    "致公党": "中国致公党", "九三学社": "九三学社", "台盟": "台湾民主自治同盟",
}  # fmt: skip
PREFIXES = (*PARTIES, "中国共产党", "中共", "共青团", "中国共产主义青年团", "中国人民政治协商会议", "政协")
NAMED_SUFFIXES = Endings(("街道", "社区", "农场", "林场", "乡", "镇", "村", "屯", "寨", "苏木", "嘎查"))
LEVEL_WORDS = Endings(
    ("街道", "社区", "地区", "自治区", "自治县", "自治州", "自治旗", "苏木", "嘎查", "乡", "镇", *LEVELS)
)
EACH = Endings(("各级", "各"))
_OWNER_ENDS = NAMED_SUFFIXES.last | LEVEL_WORDS.last | {"园"}
# A development zone with its own committees: 高阳经济开发区, 县工业园区
ZONE = re.compile(
    r"""(?:国家级|省级|国家|现代|循环|生态|经济|技术|高新|工业|农业|科技|产业|旅游|文化|物流|综合|保税|产城|临港|临空|集聚)*
        (?:开发区|新区|园区|产业园|工业园|科技园|示范区|实验区|试验区|高新区|经开区|工业区|集聚区|聚集区|度假区|风景区|保税区|合作区)\Z""",
    re.VERBOSE,
)
_NOT_OURS = "全各每两邻外跨异大强小穷富老"  # 全县, 各县, 邻县: not the county that the report is about
_NO_NAME = "成全各本我该每两双多一二三四五六七八九十几数个新老大小强弱穷富好空农乡山到入进驻包联帮扶访下在由以型式类级化"  # 本村, 两村, 入村
_HAN = re.compile("[一-鿿]+")
_NOT_IN_NAMES = ("p", "c", "u", "x", "r", "q", "y", "e", "o", "w")


class Owner(NamedTuple):
    """What opens an organization: kind is place (named), level (县, 镇: the report's own) or kind (乡镇: no one in particular)."""

    start: int
    kind: str
    text: str
    trade: str = ""  # 林业 in 县林业党委

    @property
    def slot(self) -> str:
        """The owner as a slot of a canonical name, without 中共 and 共青团, to be filled by `name_organizations`."""
        text = self.text
        if text.startswith(PREFIXES):
            text = text[len(next(p for p in PREFIXES if text.startswith(p))) :]
        return "{" + text + "}" + self.trade


@dataclass(frozen=True, slots=True)
class Context:
    """What the grammar reads: the text, its words, the lexicon and the places that end at each offset."""

    document: Document
    text: str
    lexicon: Lexicon
    ends: dict[int, Place]

    def is_word(self, word: str, kind: str) -> bool:
        return word in self.lexicon.words[kind]


def context(document: Document, lexicon: Lexicon, places: tuple[Place, ...]) -> Context:
    """Places that begin with 我/本/全 name nothing and are left out; so are verbs before 镇 that no county decides (联合|镇财政所)."""
    text = document.text

    def names(place: Place) -> bool:
        verb = not place.code and place.rule in ("township", "variant") and place.text[:-1]
        acts = verb and any(verb in lexicon.words[kind] for kind in ("border", "inner"))
        return place.text[:1] not in "我本全该" and not acts

    return Context(document, text, lexicon, {place.end: place for place in places if names(place)})


def owner_before(here: Context, end: int) -> Owner | None:
    """The owner that ends at `end`: a place of the gazetteer, a development zone, a named village, or a level word."""
    if end in here.ends:
        start = place_start(here, end)
        return Owner(start, "place", here.text[start:end])
    last = here.text[end - 1 : end]
    if last not in _OWNER_ENDS:
        return None
    if last in "区园" and (zone := ZONE.search(here.text, max(0, end - 14), end)):
        return _zone(here, zone.start(), end)
    suffix = NAMED_SUFFIXES.longest(here.text, end)
    return (_named(here, end, len(suffix)) if suffix else None) or _level(here, end)


def is_stem(here: Context, owner: Owner) -> bool:
    """The owner is a place without its ending: 郑州, 湛江."""
    place = here.ends.get(owner.start + len(owner.text))
    return owner.kind == "place" and place is not None and place.rule == "stem"


def place_start(here: Context, end: int) -> int:
    """Where the run of places that ends at `end` begins (河北省|高阳县), with 中共 or 共青团 before it; `end` if none."""
    start = end
    while place := here.ends.get(start):
        start = place.start
    return with_prefix(here, start) if start < end else end


def with_prefix(here: Context, start: int) -> int:
    """`start` moved over 中共 or 共青团 before it."""
    if not here.text.endswith(PREFIXES, 0, start):
        return start
    return start - len(next(p for p in PREFIXES if here.text.endswith(p, 0, start)))


def _zone(here: Context, start: int, end: int) -> Owner | None:
    if (place := place_start(here, start)) < start:
        return Owner(place, "place", here.text[place:end])
    if level := _level(here, start):
        return Owner(level.start, "level", here.text[level.start : end])
    return Owner(start, "level", here.text[start:end]) if here.text[start:end] != "园区" else None


def _level(here: Context, end: int) -> Owner | None:
    text = here.text
    word = LEVEL_WORDS.longest(text, end)
    start = end - len(word)
    if not word or (word == "地" and not text.startswith("委", end)) or here.lexicon.nolevel.longest(text, end):
        return None
    if (place := here.ends.get(start)) and place.text[-1] == word:  # 青龙满族自治县县委
        return Owner(with_prefix(here, place_start(here, start)), "place", place.text)
    cut = here.document.token_over(start)
    if cut and text[cut.start : start] != "好" and not here.is_word(text[cut.start : start], "border"):
        return None  # 州 in 郑州大学, but 县 in 由县, 省 in 落实好省
    before = text[start - 1 : start]
    if before == word and text[start - 2 : start - 1] in ("我", "本", "该"):  # 我县县委
        return Owner(start, "level", word)
    beside = before in "省市县区州盟旗乡镇" and start not in here.ends and not text.endswith("民盟", 0, start)
    if before and (before in _NOT_OURS or beside):
        return None
    start = with_prefix(here, start)
    return Owner(start, "level", word)


def _named(here: Context, end: int, size: int) -> Owner | None:
    """A village, township or community that no gazetteer knows: up to four characters of name before its suffix."""
    text, stop = here.text, end - size
    start, first, ethnic = stop, "", 0
    most = 8 if text[stop:end] in ("嘎查", "苏木") else 4  # Mongolian names are longer
    for token in reversed(here.document.tokens_between(max(0, stop - 10), stop)):
        part = text[token.start : start]
        ethnic += len(part) if part.endswith("族") else 0
        if stop - token.start > most + ethnic or _ends_name(here, token, part, begun=start < stop):
            break
        start, first = token.start, part
        if token.pos in ("nr", "ns", "nz", "nrt") and stop - start - ethnic >= 2:
            break
    if here.is_word(first, "soft") and first not in ("大", "小") and stop - start > 2:
        start += len(first)
    name = text[start:stop]
    if _is_kind(here, name, text[start:end]) or not _HAN.fullmatch(name):
        return None
    if text[start - 1 : start] == "的" and (place := here.ends.get(start - 1)) and place.level == "township":
        return Owner(start, "place", place.text + text[start:end])  # 新华镇的各甫村
    township = start in here.ends or text[start - 1 : start] in ("镇", "乡", "道", "木")
    before = owner_before(here, start) if township and text[end - 1] in "村屯寨区" else None
    if before and before.kind == "place" and before.text[-1] not in "村屯寨":
        start = before.start
    return Owner(start, "place", text[start:end])


def _is_act(here: Context, token: Token, part: str) -> bool:
    """A noun of what is done, at the end of other words, before 镇 or 乡: 纪念活动|镇党委."""
    before = here.text[token.start - 1 : token.start]
    joined = "一" <= before <= "鿿" and before not in LEVELS
    done = (here.is_word(part, "inner") or len(part) > 3) and token.pos in ("n", "l", "v", "vn")
    return joined and done and here.text[token.start + len(part)] in "镇乡"


def _ends_name(here: Context, token: Token, part: str, *, begun: bool) -> bool:
    """The token stands before the name, not in it: a function word, a verb of reports, a kind, another body.

    `part` is what of the token lies before the suffix: 金山|村 may be read 金|山村, whose 山村 is then no kind.
    """
    word = token.word
    if here.is_word(word, "soft") or (word.endswith("嘎查") and part):  # 赛湖|洞嘎查
        return False
    verb = next((one for one in (word, part) if here.is_word(one, "border")), "")  # 联合|镇 may be one word
    if verb:
        return begun or not here.is_word(verb, "verbname") or here.text[token.start + len(part)] in "镇乡"
    if part == word and (
        here.is_word(word, "generic")
        or here.is_word(word, "nolevel")
        or word in here.lexicon.bodies
        or word[1:] in here.lexicon.bodies
    ):
        return True
    if not begun and _is_act(here, token, part):
        return True
    if token.pos[:1] in _NOT_IN_NAMES:
        return len(part) < 2 or token.pos[:1] in "pcux"
    if token.pos[:1] == "v":
        return begun or len(part) == 1 or not here.is_word(word, "verbname")
    return part.isdigit() or (begun and token.pos[:1] == "a" and len(part) > 1)


def _is_kind(here: Context, name: str, whole: str) -> bool:
    """行政村, 贫困村, 中心镇: a kind, not a name; so is a lone character that opens none."""
    if (
        not name
        or name[0] in "多余几"
        or whole.endswith(("乡镇", "自然村", "行政村", "贫困村", "示范村", "空壳村"))
        or here.is_word(whole, "generic")
        or here.is_word(whole, "nolevel")
        or here.is_word(name, "generic")
        or _opens_with_verb(here, name)
    ):
        return True
    if name[0] == "各" and (len(name) == 1 or here.is_word(whole[1:], "generic")):
        return True
    return len(name) == 1 and (name in _NO_NAME or here.is_word(name, "border"))


def _opens_with_verb(here: Context, name: str) -> bool:
    """选好村, 积极探索村, 市联镇: words of reports that the tokenizer took for a name."""
    level = name[len(name) > 1 and here.is_word(name[0], "border") :]  # 由|市联镇, 市联镇: the city links with a town
    return level[0] in LEVELS or any(
        here.is_word(name[:size], "border") and not here.is_word(name[:size], "verbname")
        for size in (2, 3, 4)
        if len(name) >= size
    )


def kind_before(here: Context, end: int) -> tuple[int, str]:
    """(start, words without 各) of the words before a body that make it a kind: 各|乡镇 before 党委."""
    floor = max(0, end - 14)
    first = here.lexicon.generic.run(here.text, end, floor)
    start = first - len(EACH.longest(here.text, first, floor))
    if start == end:
        return end, ""
    if here.text[start - 1 : start] not in ("名", "个", "位", "家"):  # 3名村党支部: jieba may read 名村
        tokens = here.document.tokens_between(start, end)
        start = tokens[0].start if tokens else end
    return start, here.text[max(start, first) : end]
