"""Firms that are named by their trade names in a list: 甲乙丙烟叶、丁戊油脂等龙头企业."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.organizations.mentions import Mention, Spans
from extractors.organizations.owners import Context
from extractors.tokens import Token

# What closes a list of firms: 等(一批)龙头企业, 等3家公司, 为龙头的企业
CLOSE = re.compile(  # begins with a plain set of characters, which the engine looks for fast
    r"""[等为\d两二三四五六七八九十]
        (?:(?<=等)(?:一大批|一批|一系列|多家|数家|[\d一二两三四五六七八九十]+余?多?[家个户]|国内外|省内外|知名|大型|重点|本地)*
         |(?<=为)(?:代表|龙头|骨干|依托)的(?:一批)?
         |(?<=[一-鿿][\d二两三四五六七八九十])[\d二两三四五六七八九十]*(?:家|户|大))
        (?:[一-鿿]{0,10}?|“[^”]{1,8}”)
        (?P<kind>企业|公司|厂家|商家|集团|合作社)(?![家文用职主内形党办所])""",
    re.VERBOSE,
)
# 天威光能与西班牙某公司合作: the firm before 与 bears a trade name only
PARTNER = re.compile(r"(?:^|[，。；：、\n])(?P<name>[一-龥A-Za-z]{2,12})[与和同]\Z")
JOINT = ("与", "和", "同")
TOGETHER = re.compile(
    r"(?:正式|成功|深度|开展|强强)?(?:合作|合资|签约|签订|签署|联合|联手|携手|共同|共建|达成|组建|合建)"
)
NO_FIRM = "省市州县区旗镇乡村社局委府会部院校所站队组庄街道户民人员者家"
EDGE = re.compile(r"[^，。；：,;:！？!?\n（）()\s]{2,80}\Z")
BETWEEN = re.compile("[、,]")
PROPER = ("nr", "nz", "nrt", "nt", "nrfg")


def listed_firms(here: Context, taken: list[Mention]) -> Iterator[Mention]:
    """The trade names of each list; a list of trades (食品、建材等企业) gives none."""
    closes = list(CLOSE.finditer(here.text))
    if not closes:
        return
    known = Spans(taken)
    enterprises = Spans(mention for mention in taken if mention.type == "enterprise")
    for close in closes:
        edge = EDGE.search(here.text, max(0, close.start() - 80), close.start())
        if edge is None or (close.group()[0] not in "等为" and "、" not in edge.group()):
            continue
        items = list(_items(here, edge.start(), edge.end()))
        firms = enterprises.meet(edge.start(), edge.end())
        counted = any(char in "0123456789两二三四五六七八九十" for char in close.group()[:6])
        if not firms and not any(_has_brand(here, tokens, counted) for _, _, tokens in items):
            continue
        for start, end, tokens in items:
            if not known.meet(start, end) and _is_firm(here, tokens):
                text = here.text[start:end]
                kind = "coop" if close["kind"] == "合作社" else "enterprise"
                yield Mention(start, end, text, text, kind, None, "", "listed_firm")


def partners(here: Context, taken: list[Mention]) -> Iterator[Mention]:
    """The firm that acts together with a named one and is called by its trade name: 中兴|与美国某公司合作."""
    together = [one for one in taken if one.type == "enterprise" and here.text[one.start - 1 : one.start] in JOINT]
    known = Spans(taken if together else ())
    for firm in together:
        before = PARTNER.search(here.text, max(0, firm.start - 14), firm.start)
        if before is None or not TOGETHER.match(here.text, firm.end):
            continue
        start, end = before.span("name")
        tokens = here.document.tokens_between(start, end)
        opened = max((number for number, token in enumerate(tokens) if _opens(here, token)), default=-1)
        tokens = tokens[opened + 1 :] if opened + 1 < len(tokens) else tokens
        start = tokens[0].start
        person = len(tokens) == 1 and tokens[0].pos == "nr"
        proper = tokens[0].pos in (*PROPER, "ns", "eng") and not person and here.text[end - 1] not in NO_FIRM
        if proper and 2 <= end - start <= 6 and not known.meet(start, end) and end not in here.ends:
            name = here.text[start:end]
            yield Mention(start, end, name, name, "enterprise", None, "", "listed_firm")


def _items(here: Context, low: int, high: int) -> Iterator[tuple[int, int, tuple[Token, ...]]]:
    """The items of the list in `text[low:high]`, last first, up to the one that a verb or preposition opens."""
    end = high
    while end > low:
        cuts = [match.start() for match in BETWEEN.finditer(here.text, low, end)]
        begin = cuts[-1] + 1 if cuts else low
        tokens = here.document.tokens_between(begin, end)
        opened = max((number for number, token in enumerate(tokens) if _opens(here, token)), default=-1)
        tokens = tokens[opened + 1 :]
        start = tokens[0].start if tokens else end
        last = next((token for token in tokens if token.pos == "c" and token.word in ("和", "与", "及")), None)
        if last:
            yield from ((last.end, end, tuple(token for token in tokens if token.start >= last.end)),)
            tokens, end = tuple(token for token in tokens if token.end <= last.start), last.start
        if tokens and here.text[high : high + 1] == "为" and here.text[start] == "以":  # 以恒兴果业为龙头
            start += 1
        yield start, end, tokens
        if opened >= 0:
            return
        end = begin - 1


def _opens(here: Context, token: Token) -> bool:
    """The token stands before a list: a verb, a preposition, an adjective of praise; not the first word of a brand."""
    if token.pos == "c":
        return False
    if token.pos in ("ul", "uj", "p", "d", "x") or token.word in ("以", "有", "是"):
        return True
    return here.is_word(token.word, "border") and not here.is_word(token.word, "verbname")


def _has_brand(here: Context, tokens: tuple[Token, ...], counted: bool) -> bool:
    """A word that the tokenizer takes for a name; in a counted list (等3家合作社) any word before a trade."""
    if any(token.pos in PROPER for token in tokens):
        return True
    return (
        counted
        and len(tokens) > 1
        and here.is_word(tokens[-1].word, "common")
        and not here.is_word(tokens[0].word, "common")
    )


def _is_firm(here: Context, tokens: tuple[Token, ...]) -> bool:
    """Two to ten characters that are not all words of trades and products."""
    length = sum(len(token.word) for token in tokens)
    if not 2 <= length <= 12 or any(token.pos in ("m", "q", "t", "r") or not token.word.isalnum() for token in tokens):
        return False
    if all(token.pos in ("ns", "s", "f") for token in tokens) or tokens[-1].word in (
        "县",
        "市",
        "镇",
        "乡",
        "村",
        "等",
    ):
        return False
    return not all(here.is_word(token.word, "common") or here.is_word(token.word, "inner") for token in tokens)
