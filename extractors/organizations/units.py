"""Administrative units as organizations need them: own name, full name, code, level; and which unit a level word means."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from extractors.endings import Endings
from extractors.records import Place

LEVELS = {
    "自治区": "province", "自治县": "county", "自治旗": "county", "自治州": "prefecture", "省": "province", "州": "prefecture", "盟": "prefecture", "地区": "prefecture", "地": "prefecture",
    "市": "prefecture", "街道": "township", "苏木": "township", "乡": "township", "镇": "township", "社区": "village",
    "嘎查": "village", "村": "village", "屯": "village", "寨": "village", "县": "county", "区": "county", "旗": "county",
}  # fmt: skip
_LEVEL_WORDS = Endings(LEVELS)
ORDER = ("province", "prefecture", "county", "township", "village")
DIGITS = {"province": 2, "prefecture": 4, "county": 6, "township": 9, "village": 9}
PROVINCE = re.compile(
    r"[^省市区]{2,3}省|(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区|北京市|天津市|上海市|重庆市|(?:香港|澳门)特别行政区"
)
PREFECTURE = re.compile(r".+?(?:自治州|地区|盟|市)")
COUNTY = re.compile(r"沙市区|津市市|.+?(?:自治县|自治旗|特区|林区|县|区|旗|市)")
TOWNSHIP = re.compile(r".+?(?:街道办事处|街道|苏木|镇|乡)")
PATTERNS = {
    "province": PROVINCE,
    "prefecture": PREFECTURE,
    "county": COUNTY,
    "township": TOWNSHIP,
    "village": re.compile(".+"),
}


class Unit(NamedTuple):
    """An administrative division: its own name (富宁县), full name, GB/T 2260 code and level."""

    name: str
    full: str
    code: str
    level: str


def chain_of(code: str, name: str, level: str) -> dict[str, Unit]:
    """The divisions that a full name runs through: 云南省文山壮族苗族自治州富宁县 → province, prefecture, county.

    A code whose third and fourth digits are 90 is a county without a prefecture; so are the districts of municipalities.
    """
    chain: dict[str, Unit] = {}
    at = 0
    for key in ORDER[: ORDER.index(level) + 1] if level in ORDER else ():
        bare = (
            key == "prefecture"
            and level != "prefecture"
            and (code[2:4] == "90" or chain.get("province", _NONE).name.endswith("市"))
        )
        match = None if bare else PATTERNS[key].match(name, at)
        if match is None:
            continue
        end = len(name) if key == level else match.end()
        chain[key] = Unit(name[at:end], name[:end], code[: DIGITS[key]].ljust(6, "0") if code else "", key)
        at = end
    return chain


_NONE = Unit("", "", "", "")


def level_of(name: str) -> str:
    """The level that a name's ending tells: 双宝村 → village; a city counts as a prefecture until a code says otherwise."""
    return LEVELS.get(_LEVEL_WORDS.longest(name, len(name)), "")


@dataclass(frozen=True, slots=True)
class Known:
    """What a document tells of units: the report's own chain, every unit that it names, with offsets."""

    chain: dict[str, Unit]
    own: str  # level of the report's own unit
    starts: tuple[int, ...]
    units: tuple[dict[str, Unit], ...]
    by_text: dict[str, dict[str, Unit]]
    text: str

    def means(self, word: str, offset: int) -> Unit | None:
        """The unit that a level word (县, 市) means at `offset`.

        The report's own if it is of that kind; else the one that the paragraph names last; else the one above the report's own.
        """
        own = self.chain.get(self.own)
        if own and _is_a(own, word):
            return own
        below = self._near(word, offset)
        if below:
            return below
        return next((unit for key in reversed(ORDER) if (unit := self.chain.get(key)) and _is_a(unit, word)), None)

    def _near(self, word: str, offset: int) -> Unit | None:
        paragraph = self.text.rfind("\n", 0, offset)
        for number in range(bisect_right(self.starts, offset) - 1, -1, -1):
            if self.starts[number] < paragraph:
                return None
            for unit in self.units[number].values():
                if _is_a(unit, word) and self._inside(unit):
                    return unit
        return None

    def _inside(self, unit: Unit) -> bool:
        own = self.chain.get(self.own)
        return own is None or unit.code.startswith(own.code.rstrip("0") or "-")


def known_units(text: str, places: tuple[Place, ...], chain: dict[str, Unit], own: str) -> Known:
    """What the places of a text tell; of several candidates the one inside the report's own county or city counts."""
    starts: list[int] = []
    units: list[dict[str, Unit]] = []
    by_text: dict[str, dict[str, Unit]] = {}
    prefix = chain[own].code.rstrip("0") if own in chain else ""
    for place in places:
        code, name, level = place.code, place.name, place.level
        if not name and prefix:
            inside = [one for one in place.candidates if one[0].startswith(prefix)]
            code, name, level = inside[0] if len(inside) == 1 else ("", "", "")
        if not name or (place.rule == "township" and prefix and not code.startswith(prefix)):
            continue  # a township named without its county is not one of another county
        found = chain_of(code, name, level)
        if not found:
            continue
        starts.append(place.start)
        units.append(found)
        by_text.setdefault(place.text, found)
    return Known(chain, own, tuple(starts), tuple(units), by_text, text)


def _is_a(unit: Unit, word: str) -> bool:
    if word in ("省", "自治区"):
        return unit.level == "province" and not unit.name.endswith("市")
    if word in ("州", "自治州", "盟", "地", "地区"):
        return unit.level == "prefecture" and unit.name.endswith(word.replace("地区", "地").replace("地", "地区"))
    if word in ("区", "县", "旗", "自治县", "自治旗"):
        return unit.level == "county" and unit.name.endswith(word)
    if word == "市":
        return unit.name.endswith("市")
    return unit.level == level_of(word) and unit.name.endswith(word)
