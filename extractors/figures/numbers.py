"""Where a number stands in the text and what it is, before any unit: Arabic, Chinese, mixed, formal, with 几 多 余 inside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from extractors.figures.numerals import DIGITS, GROUPS, PLACES, ZEROS, Value, arabic, evaluate, split_groups, step

_DIGIT, _PLACE, _GROUP = "".join(DIGITS), "".join(PLACES), "".join(GROUPS)
_BLANK = r"[ \u3000\xa0]{0,4}"
_AFTER_POINT = _DIGIT.replace("两", "").replace("俩", "").replace("倆", "")
BLANKS = re.compile(_BLANK)

_FIGURES = "0123456789０１２３４５６７８９"

# Every character with which a number may begin.
STARTS = f"{_FIGURES}{_DIGIT}{_PLACE}{_GROUP}几数.．半"

_WORDS = "零一二三四五六七八九两几数半伍陆拾百千万"
_FOLLOWS = f"{_FIGURES}{_DIGIT}{_PLACE}{_GROUP} \u3000点分半几余多来数-‐‑–―－~～〜∼—至到和与、"

# 千 before 米, 克, 瓦, 伏 belongs to the unit: 十万千瓦 is ten times ten thousand 千瓦.
_MULTIPLIER = rf"(?:[{_PLACE.replace('千', '')}{_GROUP}]|千(?![米克瓦伏]))(?<!兆(?=[瓦伏帕赫焦比]))"
_HALF = re.compile(r"半(?=个|数|成|公里|亩|斤|小时|吨|天)(?<![上下前后大多过夜对]半)")
_ONE_OR_TWO = re.compile(r"[一三]两(?=[个名家天次年户人件处项位条种])")
# A private-use glyph between digits is the decimal point of a font without Unicode map (PDF).
_POINTS = "[.．\U000f0000-\U0010fffd]"
_ARABIC = rf"""(?:
    \d{{1,3}}(?:[ ]\d{{3}})+(?=[ ]?[一-龥%])(?![ ]?[年月日])          # 1 386名, from typeset pages
    | \d{{1,3}}(?:[,，]\d{{3}})+(?!\d)(?:{_POINTS}\d+)?
    | (?<=[一-龥]\n)\d{{1,4}}\.[ ]\d{{1,2}}(?=[一-龥]{{1,4}}[，。；、])   # 村道⏎13. 6公里。 torn by a line end
    | \d+(?:{_POINTS}\d+)?
    | [.．]\d+
)"""
NUMBER = re.compile(
    rf"""
    (?P<arabic>{_ARABIC})
    (?P<tail>                                        # 1.3万, 240余万, 5万4千6百, 3万4000, 1千零20, 1点45
      {_BLANK}(?:[余多来几]{_BLANK}(?=[百千万亿]))?(?:[佰仟{_GROUP}]|千(?![米克瓦伏])|百(?!分[点比之]))(?<!兆(?=[瓦伏帕赫焦比]))
      (?:
        {_BLANK}(?:{_MULTIPLIER}|零)
        | {_BLANK}[{_DIGIT}](?={_BLANK}[{_PLACE}])
        | {_BLANK}[余多来几](?={_BLANK}[万亿])
        | \d{{1,6}}(?:\.\d+)?(?!\d|{_BLANK}[年月日.]) | {_BLANK}\d{{1,4}}(?={_BLANK}[千百])
      ){{0,16}}
      | 点(?:\d{{1,9}}|[{_AFTER_POINT}]{{1,9}})(?!\d|[分时])[{_GROUP}]{{0,2}}
    )?
    |
    (?P<chinese>                                     # 一千零五十, 十几万, 数十, 一百二十到…
      (?:[{_DIGIT}]|{_MULTIPLIER}|[几数](?={_BLANK}[{_PLACE}{_GROUP}]))
      (?:
        {_BLANK}(?:
          [{_DIGIT}几]|{_MULTIPLIER}
          | [余多来](?={_BLANK}[百千万亿])
          | 点(?={_BLANK}[\d{_AFTER_POINT}]{{1,12}}+(?![十拾.．]))   # 一点四十 is the time of day
        )
        | (?<=[{_PLACE}{_GROUP}零点])\d{{1,9}}(?:\.\d+)?(?!\d|{_BLANK}[年月日])
      ){{0,24}}
    )
    """,
    re.VERBOSE,
)
_TOKEN = re.compile(rf"[\d,，]*{_POINTS}?\d+|\S")
_VAGUE = frozenset("几数余多来")
_POINT = frozenset("点")
_TWO = frozenset("两俩倆")
LONGEST = 24  # characters; a longer string of digits is a code, not a number
HALF = Decimal("0.5")


class Number(NamedTuple):
    """One number: `mantissa * scale`, up to `top * scale` where the words name two (三五百) or leave it open (几十).

    `word` is the vague word inside it: 几, 数, 多, 余, 来. `digits` counts the characters that are numerals. `unreadable`
    marks strings of digits that are too long for a number.
    """

    start: int
    end: int
    mantissa: Value = 0
    scale: int = 1
    top: Value | None = None
    word: str = ""
    chinese: bool = False
    bare: bool = False  # only places and groups: 百, 千万
    digits: int = 1
    unreadable: bool = False

    @property
    def value(self) -> Value:
        return self.mantissa * self.scale

    @property
    def spread(self) -> bool:
        """Whether the words name two ends and no value: 三五百, 几十."""
        return self.top is not None and self.word not in ("余", "多", "来", "几")


def beginnings(units: Iterable[str] | None = None) -> re.Pattern[str]:
    """Where a number may begin; of an Arabic one group 1 is what follows its first digit, group 2 a 万 or 亿 behind it.

    With the characters that begin `units`, a Chinese digit is passed over where nothing follows with which it could count
    (一 in 一定). One character class leads, so that the search runs at the speed of the regex engine.
    """
    counts = rf"(?:(?<![{_WORDS}])|(?=[{re.escape(''.join([_FOLLOWS, *units]))}]))" if units is not None else ""
    return re.compile(rf"[{STARTS}](?:(?<=\d)(\d*(?:\.\d+)?)([万亿]?)|(?<!\d){counts})")


def read_number(text: str, start: int) -> Number | None:
    """The number that begins at `start`, as long as the words make sense (五十千 ends after 五十), else None."""
    match = NUMBER.match(text, start)
    if match is None:
        return Number(start, start + 1, HALF, chinese=True) if _HALF.match(text, start) else None
    end = match.end()
    if _ONE_OR_TWO.match(text, start):
        low, high = sorted((DIGITS[text[start]], 2))
        return Number(start, start + 2, low, top=high, word="两数", chinese=True, digits=2)
    if match["arabic"] is not None:
        if match["tail"] is None:
            word = match["arabic"]
            if len(word) > LONGEST:
                return Number(start, end, digits=len(word), unreadable=True)
            return Number(start, end, arabic(word), digits=len(word))
        return _mixed(text, start, end, chinese=False)
    if end == start + 1:
        char = text[start]
        if char in DIGITS:
            return Number(start, end, DIGITS[char], chinese=True)
        if char in PLACES:
            return Number(start, end, PLACES[char], chinese=True, bare=char not in "十拾")
        return Number(start, end, 1, scale=GROUPS[char], chinese=True, bare=True) if char in GROUPS else None
    return _mixed(text, start, end, chinese=True)


def _mixed(text: str, start: int, end: int, *, chinese: bool) -> Number | None:
    tokens: list[str] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text, start, end):
        tokens.append(match.group())
        ends.append(match.end())
    count = _sensible(tokens)
    while count > 1 and tokens[count - 1] in ("几", "点", "多", "余", "来"):
        if tokens[count - 1] == "几" and tokens[count - 2] in PLACES:
            break
        count -= 1
    tokens, end = tokens[:count], ends[count - 1]
    vague = next((i for i, token in enumerate(tokens) if token in _VAGUE), None)
    digits = sum(token in DIGITS or token in PLACES for token in tokens)
    bare = chinese and all(token in PLACES or token in GROUPS for token in tokens) and tokens[0] not in ("十", "拾")
    if digits > 12 and not any(token in PLACES for token in tokens):
        return Number(start, end, chinese=chinese, digits=digits, unreadable=True)
    if vague is not None:
        return _vague(tokens, vague, start, end, chinese)
    pair = _pair(tokens)
    if pair:
        first, scale = split_groups(tokens[:pair] + tokens[pair + 1 :])
        second, _ = split_groups(tokens[: pair - 1] + tokens[pair:])
        return Number(start, end, evaluate(first), scale, evaluate(second), "两数", chinese, digits=digits)
    rest, scale = split_groups(tokens)
    return Number(start, end, evaluate(rest) if rest else 1, scale, None, "", chinese, bare, digits=digits)


def _sensible(tokens: list[str]) -> int:
    """How many of the words make one number: 十百千 ends after 十, 八两 after 八."""
    place = 10**20
    for i, token in enumerate(tokens):
        if token in PLACES:
            fresh = i == 0 or tokens[i - 1] in GROUPS or tokens[i - 1] in _VAGUE or tokens[i - 1] == "零"
            if (not fresh and PLACES[token] >= place and tokens[i - 1] in PLACES) or (i and tokens[i - 1] == "点"):
                return i
            place = PLACES[token]
        elif token in _POINT and "点" in tokens[:i]:
            return i
        elif token in GROUPS:
            place = 10**20
        elif token in _TWO and i and ((tokens[i - 1] in DIGITS and tokens[i - 1] != "零") or i + 1 == len(tokens)):
            return i
    return len(tokens)


def _pair(tokens: list[str]) -> int:
    """Where the second of two neighbouring digits stands that name a range (三五百, 十七八万), else 0."""
    places = [i for i in range(1, len(tokens)) if tokens[i] in DIGITS and tokens[i - 1] in DIGITS]
    if len(places) != 1 or "点" in tokens:
        return 0
    at = places[0]
    low, high = DIGITS[tokens[at - 1]], DIGITS[tokens[at]]
    if tokens[at - 1] in ZEROS_OR_FORMAL or not (high == low + 1 or (low, high) == (3, 5)) or low == 0:
        return 0
    return at


ZEROS_OR_FORMAL = frozenset("零〇○壹贰叁肆伍陆柒捌玖")


def _vague(tokens: list[str], at: int, start: int, end: int, chinese: bool) -> Number | None:
    """十几万 is 10 to 20 times 10000; 数十亿 is 1 to 10 times 1000000000; 五百余万 is 500 to 600 times 10000."""
    word = tokens[at]
    tokens = [token for i, token in enumerate(tokens) if i <= at or token not in _VAGUE]
    digits = sum(token in DIGITS or token in PLACES for token in tokens)
    rest, scale = split_groups(tokens)
    if word in "几数" and at + 1 < len(rest) and rest[at + 1] in PLACES:  # 几十, 一百几十
        low, high = evaluate([*rest[:at], "一", *rest[at + 1 :]]), evaluate([*rest[:at], *_ten(rest[at + 1 :])])
        return Number(start, end, low, scale, high, "数", chinese, digits=digits)
    if word in "几数" and at == 0:  # 几万, 数亿
        return Number(start, end, 1, scale, 10, "数", chinese, digits=digits)
    known = [token for token in rest[:at] if token not in ZEROS or rest[-1] != word]
    if not known:
        return None
    inner, own = split_groups(known)
    low = evaluate(inner)
    width: Value = 10 if word == "几" and chinese and low % 10 == 0 and low % 100 else step(low)
    if word == "几" and at and rest[at - 1] == "零":
        width = 10
    return Number(start, end, low * own, scale, (low + width) * own, word, chinese, digits=digits)


def _ten(places: list[str]) -> list[str]:
    """几十 goes up to ten tens: the words with their first place one higher."""
    return [str(PLACES[places[0]] * 10), *places[1:]]
