"""The numbers that Word sets before paragraphs by itself (一、 （二） 3.): they stand in no run of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.reading.base import ReadError

DAMAGED = "the Word file is damaged: open it in Word and save it again"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN = "一二三四五六七八九"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MANY = 200  # from here on Arabic figures: no list of a report is as long
_CLOSED = "、）)：．"  # after these the text follows at once, after others a blank: 1. 2018年 is no number 1.2018


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number >= 100:
        return str(number)
    return (_HAN[tens - 1] if tens > 1 else "") + "十" * bool(tens) + (_HAN[ones - 1] if ones else "")


def _roman(number: int) -> str:
    said = ""
    for value, letters in _ROMAN:
        said, number = said + letters * (number // value), number % value
    return said


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _from(first: str, most: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= most else str(number)


# ST_NumberFormat of ECMA-376; formats that are not here count in Arabic figures.
_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting",
         "taiwaneseCountingThousand", "japaneseDigitalTenThousand"), _chinese,
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _from("①", 20)),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographTraditional": lambda number: "甲乙丙丁戊己庚辛壬癸"[(number - 1) % 10],
    "decimalZero": lambda number: f"{number:02}",
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str  # 第%1章, %1.%2

    @classmethod
    def of(cls, element: Any) -> _Level:
        return cls(_whole(_value(element, "start"), 1), _value(element, "numFmt"), _value(element, "lvlText"))


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


def numbers_of(paragraphs: Iterable[Any], part: Any) -> dict[Any, str]:
    """Paragraph → the number that Word prints before it, for those that have one; in the order of reading.

    `part` is the document's part, whose lists and styles say how paragraphs are numbered. Bullets are no numbers.
    """
    lists, restarts = _lists(next(related(part, "numbering"), None))
    styles = _styles(next(related(part, "styles"), None))
    found = {}
    for paragraph in paragraphs:
        number, level = _numbering(paragraph, styles)
        if number not in lists or level not in lists[number].levels:
            continue
        mine = lists[number]
        if (number, level) in restarts:
            mine.counts[level] = restarts.pop((number, level)) - 1
        mine.counts[level] = mine.counts.get(level, mine.levels[level].start - 1) + 1
        mine.counts = {deep: count for deep, count in mine.counts.items() if deep <= level}
        if said := _said(mine, level):
            found[paragraph] = said if said[-1] in _CLOSED else f"{said} "
    return found


def _said(mine: _List, level: int) -> str:
    if mine.levels[level].format in ("bullet", "none"):
        return ""

    def count(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        if at not in mine.levels:
            return ""
        number = mine.counts.get(at, mine.levels[at].start)
        return _FORMATS.get(mine.levels[at].format, str)(number) if number < _MANY else str(number)

    return re.sub(r"%([1-9])", count, mine.levels[level].text).strip()


def _lists(numbering: Any) -> tuple[dict[str, _List], dict[tuple[str, int], int]]:
    """List by number, lists of one definition counting on together; and where a list starts anew: (number, level) → first."""
    if numbering is None:
        return {}, {}
    kinds = {
        kind.get(f"{_W}abstractNumId"): _List({_ilvl(level): _Level.of(level) for level in kind.iter(f"{_W}lvl")})
        for kind in numbering.iter(f"{_W}abstractNum")
    }
    lists, restarts = {}, {}
    for one in numbering.iter(f"{_W}num"):
        number, kind = one.get(f"{_W}numId"), kinds.get(_value(one, "abstractNumId"))
        if kind is None or number == "0":
            continue
        lists[number] = kind
        for change in one.iter(f"{_W}lvlOverride"):
            if (start := _whole(_value(change, "startOverride"), -1)) >= 0:
                restarts[number, _ilvl(change)] = start
    return lists, restarts


def _styles(styles: Any) -> dict[str, tuple[str, str, str]]:
    """Style → number of its list, its level, the style that it builds on; empty where it does not say."""
    found = {}
    for style in () if styles is None else styles.iter(f"{_W}style"):
        numbering = style.find(f"{_W}pPr/{_W}numPr")
        number, level = ("", "") if numbering is None else (_value(numbering, "numId"), _value(numbering, "ilvl"))
        found[style.get(f"{_W}styleId")] = (number, level, _value(style, "basedOn"))
    return found


def _numbering(paragraph: Any, styles: dict[str, tuple[str, str, str]]) -> tuple[str, int]:
    """The list and level of a paragraph, by itself or by its style."""
    own = paragraph.find(f"{_W}pPr/{_W}numPr")
    number, level = ("", "") if own is None else (_value(own, "numId"), _value(own, "ilvl"))
    properties = paragraph.find(f"{_W}pPr")
    style, seen = "" if properties is None else _value(properties, "pStyle"), set[str]()
    while style in styles and style not in seen and not (number and level):
        seen.add(style)
        given, deep, style = styles[style]
        number, level = number or given, level or deep
    return number, _whole(level, 0)


def _value(element: Any, name: str) -> str:
    child = element.find(_W + name)
    return "" if child is None else child.get(f"{_W}val", "")


def _ilvl(element: Any) -> int:
    return _whole(element.get(f"{_W}ilvl", ""), 0)


def _whole(text: str, other: int) -> int:
    """A number as Word writes it, `other` for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else other


def related(part: Any, *kinds: str) -> Iterator[Any]:
    """The roots of the parts of a document of these kinds: numbering, styles, footnotes. Raises ReadError for a damaged one."""
    from docx.oxml import parse_xml

    for relation in part.rels.values():
        if relation.reltype.rpartition("/")[2] in kinds and not relation.is_external:
            try:
                yield parse_xml(relation.target_part.blob)
            except SyntaxError as error:
                raise ReadError("truncated", DAMAGED) from error
