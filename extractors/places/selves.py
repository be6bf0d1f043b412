"""How a report calls its own place: 我县, 全市, 各乡镇, and thereby on which level it stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# 我县, 全县, 本市: the character says which kind of unit (全地区 says 区). 全区域, 全市场, 全乡村振兴 are other words.
SELF = re.compile(r"(?P<who>[我全本])(?:自治)?地?(?P<kind>[省市州盟县区旗镇]|乡(?!村)|街道)(?![域场民会间道际])")
# The county's or city's own organs without its name: 县委, 区政府, 州直. What follows a place name belongs to that name.
_ORGAN = re.compile(r"(?P<kind>[省市州盟县区旗镇乡])(?:党?委(?!员|托|派)|党工委|政府|人大|政协|直|级?财政)")
_BEFORE_ORGAN = "在由经对向按将从把和及"
# Only a unit with counties beneath it speaks so: 各县（市、区）, 各旗县市区.
COUNTIES = re.compile(
    r"[各全所县](?:(?:(?<=各)|(?<=全)部|(?<=所)[辖有])[（(]?[县市区旗][（(]?(?:[、，]?[市区县旗场]){1,3}[）)]?"
    r"|(?<=各)(?:县|区县|县区|旗县)(?![委直级])|(?<=县)级市)"
)
# 获评全省先进, 全市第三: a larger place as the yardstick of an honour.
_HONOURED = re.compile(r"(?:获评?|评为|列|居|占|成为|排名|进入|荣获|跻身|领跑|高于|超过|被)$")
_RANK = re.compile(r"第[一二三四五六七八九十\d]|前[列茅\d]|百强|十强|率先|唯一|平均|排名|首[个家批位创]")
# 该县 in news, where nobody says 我县.
_THAT = re.compile(r"该(?P<kind>[省市州盟县区旗镇]|乡(?!村))(?![域场民会间道际级])")
NATION = re.compile(r"我国|全国|国务院")


@dataclass(frozen=True, slots=True)
class Selves:
    """How often the report says each kind of itself (weighted), and which kind it says first."""

    weight: dict[str, float]
    nation: int = 0
    counties: bool = False  # speaks of 各县（市、区）: a city or prefecture
    told: bool = False  # somebody else tells of it: 该县

    @property
    def kind(self) -> str:
        """The kind that the report uses for itself; empty where it says none, or two about as often."""
        ranked = sorted(self.weight.items(), key=lambda item: -item[1])
        if not ranked or (len(ranked) > 1 and ranked[1][1] > 0.8 * ranked[0][1]):
            return ""
        return ranked[0][0]

    def agrees(self, name: str) -> float:
        """1 where the report would call the place so, .5 where it calls itself nothing, near 0 where it says another kind."""
        if not self.weight:
            return 0.5
        own = "街道" if name.endswith(("街道", "街道办事处")) else name[-1]
        share = self.weight.get(own, 0.0) / max(self.weight.values())
        return max(share if self.kind in {"", own} else 0.3 * share, 0.05)


def organs(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """The unit's own bodies from `start` on; not 林口县委, which another place owns, nor the second half of 省委市委."""
    for match in _ORGAN.finditer(text, start):
        before = text[match.start() - 1 : match.start()]
        if not "一" <= before <= "龥" or before in _BEFORE_ORGAN:
            yield match


def read_selves(text: str) -> Selves:
    """Counts 我X thrice, 全X once, the first of them once more, ranks and honours never; organs a little, because reports cite those above too."""
    weight: dict[str, float] = defaultdict(float)
    first = True
    for match in SELF.finditer(text):
        start, end = match.span()
        if match["who"] == "全" and (_HONOURED.search(text, max(start - 2, 0), start) or _RANK.match(text, end)):
            continue
        weight[match["kind"]] += (1.0 if match["who"] == "全" else 3.0) + (1.0 if first else 0.0)
        first = False
    counties = bool(COUNTIES.search(text))
    if counties:
        for kind in weight.keys() & {"市", "州", "盟"}:
            weight[kind] += 3
    if not weight:
        bodies = Counter(match["kind"] for match in organs(text))
        # A report names the committees above it, but the lowest one mentioned is its own.
        for kind in "乡镇县旗区":
            if bodies[kind]:
                weight[kind] = float(bodies[kind])
                break
    told = not weight
    if told:
        for match in _THAT.finditer(text):
            weight[match["kind"]] += 1
    return Selves({kind: count for kind, count in weight.items() if count}, len(NATION.findall(text)), counties, told)
