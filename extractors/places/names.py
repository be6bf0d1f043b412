"""How the name of a division is shortened: 红河哈尼族彝族自治州 is 红河州 and 红河, 洞波瑶族乡 is 洞波乡."""

from __future__ import annotations

import re

# The 55 recognized minorities as they stand in names of divisions (some without 族: 伊犁哈萨克自治州). Longest first.
MINORITIES = [
    "柯尔克孜",
    "维吾尔",
    "哈萨克",
    "达斡尔",
    "鄂温克",
    "鄂伦春",
    "塔吉克",
    "乌孜别克",
    "俄罗斯",
    "塔塔尔",
    "土家",
    "蒙古",
    "布依",
    "朝鲜",
    "哈尼",
    "傈僳",
    "仡佬",
    "拉祜",
    "东乡",
    "纳西",
    "景颇",
    "仫佬",
    "锡伯",
    "毛南",
    "布朗",
    "撒拉",
    "阿昌",
    "普米",
    "基诺",
    "德昂",
    "保安",
    "裕固",
    "门巴",
    "独龙",
    "赫哲",
    "珞巴",
    "高山",
    "壮",
    "满",
    "回",
    "苗",
    "彝",
    "藏",
    "蔵",
    "侗",
    "瑶",
    "白",
    "黎",
    "傣",
    "畲",
    "水",
    "佤",
    "羌",
    "土",
    "怒",
    "京",
    "各",
]
# Those that are called so without 族 too; a bare 回, 白 or 水 would eat the name itself.
_WITHOUT_ZU = "柯尔克孜 维吾尔 哈萨克 达斡尔 鄂温克 鄂伦春 塔吉克 蒙古 锡伯 珞巴 赫哲 门巴".split()  # noqa: SIM905
_PEOPLE = "(?:" + "|".join(f"{name}族" for name in MINORITIES) + "|" + "|".join(_WITHOUT_ZU) + ")"

_AUTONOMOUS = re.compile(rf"(?P<stem>.{{2,}}?){_PEOPLE}*自治(?P<kind>[区州县旗])")
_LEADING_PEOPLE = re.compile(rf"(?P<stem>(?:{'|'.join(MINORITIES)}))族?自治(?P<kind>[县旗])")
_COUNTY_KINDS = re.compile(r"(?P<stem>.+?)(?P<kind>特别行政区|行政区|地区|林区|特区|矿区|[省市县区旗州盟])")
_MINORITY_TOWNSHIP = re.compile(rf"(?P<stem>.+?){_PEOPLE}+(?:民族|自治)?(?P<kind>乡|镇)")
_TOWNSHIP_KINDS = re.compile(r"(?P<stem>.+?)(?P<kind>街道办事处|街道办|街道|民族乡|办事处|地区|苏木|镇|乡)")


def stem(name: str) -> str:
    """The name without what kind of county, prefecture or province it is: 江夏区 → 江夏, 红河哈尼族彝族自治州 → 红河.

    The name itself where nothing would be left (城区 has no stem but 城, which is returned as it is one character).
    """
    match = _LEADING_PEOPLE.fullmatch(name) or _AUTONOMOUS.fullmatch(name) or _COUNTY_KINDS.fullmatch(name)
    return match["stem"] if match else name


def kind(name: str) -> str:
    """The character by which reports call such a unit their own: 县 of 我县, 州 of 全州, 区 of 和田地区."""
    return name[-1]


def short_names(name: str) -> tuple[str, ...]:
    """Other ways to write the name with its kind: 红河哈尼族彝族自治州 → 红河州, 东乡族自治县 → 东乡县."""
    if "自治" not in name or name.endswith("自治区"):
        return ()
    return (stem(name) + name[-1],)


def township_stem(name: str) -> str:
    """洞波瑶族乡 → 洞波; 建堂镇 → 建堂; 东四街道办事处 → 东四; a farm or a zone keeps its whole name."""
    match = _MINORITY_TOWNSHIP.fullmatch(name) or _TOWNSHIP_KINDS.fullmatch(name)
    return match["stem"] if match else name


def township_forms(name: str) -> tuple[str, ...]:
    """The ways in which reports write a township's name, the official one first."""
    forms = [name]
    if match := _MINORITY_TOWNSHIP.fullmatch(name):
        forms.append(match["stem"] + match["kind"])
    if match := re.fullmatch(r"(.+?)(?:街道办事处|街道办|办事处|街道)", name):
        forms += [match[1] + "街道", match[1] + "街道办事处"]
    return tuple(dict.fromkeys(forms))
