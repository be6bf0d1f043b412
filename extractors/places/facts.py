"""The place of each fact: the report's own until a sentence turns to another, and again when it turns back."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.places.contexts import elsewhere_names
from extractors.places.gazetteer import in_year, parents, within
from extractors.places.selves import SELF, organs
from extractors.schema import changed

if TYPE_CHECKING:
    from extractors.document import Document
    from extractors.places.gazetteer import Division
    from extractors.records import Figure, Place, Region, Sentence

_CLAUSE_END = re.compile(r"[，。；！？,;\n]")
# What may stand between the start of a clause and a place that it is about: 如蒙自市…; 2015年，蒙自市…; 二是在蒙自市…
_OPENER = r"""(?: [如像仅即又再另在由据] | 例如 | 比如 | 譬如 | 其中 | 特别是 | 尤其是 | 同时 | 此外 | 目前 | 今年(?:以来)? | 去年(?:以来)? | 近年来
    | 一年来 | 当年 | 期间 | [一二三四五六七八九十]是 | [（(][一二三四五六七八九十\d]+[）)] | \d{1,2}[、.．] | 截[至止] | 以 | 到
    | \d{4}年 | \d{1,2}月 | \d{1,2}日 | [上下]半年 | 年?[底初末] | 以来 | 前 )"""
_TOPIC_BEFORE = re.compile(rf"(?:^|[，。；！？,;:：、\n“”\"（(—]){_OPENER}*\s*$", re.VERBOSE)
_INSIDE_BEFORE = re.compile(r"(?:在|位于|其中|设在|选择|仅)$")
_REACH = 24
# A list of places is about all of them, that is, the report: 蒙自市、元阳县等5个县市
_LIST = ("、", "和", "及", "与")
# 占全州的, 居全市第三: the other place is only a yardstick.
_YARDSTICK = re.compile(r"(?:占|居|列|于|过|比|为|是|向|进入|排名|位|全国|评为|荣获|获)$")
_AVERAGE = re.compile(r"全?(?:省|市|州|盟|地区)?(?:的)?平均")
_EVERYBODY = re.compile(r"各(?P<whom>级|地|县|市|区|旗|乡|镇|部门|单位|党委|基层)")
# 一是, 二要, 第三，: an item belongs to whom the first item of its list belonged to.
_ITEM = re.compile(r"第?(?P<number>[一二三四五六七八九十])(?P<list>[是要，])")
# A heading of the first level in the middle of a line, as flattened PDFs have it: 。二、存在问题
_INNER_HEADING = re.compile(r"(?<=[。！？；])\s*[一二三四五六七八九十]{1,2}、")
_NUMBERS = "一二三四五六七八九十"
_CLAUSE_STARTS = frozenset("，。；：！？、\n ")
# A paragraph that goes on with what the last one spoke of.
_GOES_ON = re.compile(
    r"\s*(?:[一二三四五六七八九]是|其[一二三四]|[（(]?\d{1,2}[）).、．]|首先|其次|再次|同时|此外|另外|该[县市区旗州镇乡]|他们|这个[县市镇乡])"
)
_VILLAGE_TAIL = re.compile(r"(?<=[镇乡道木场处])[^镇乡]{1,4}(?:村|社区|嘎查)$")


@dataclass(frozen=True, slots=True)
class _Where:
    code: str = ""
    name: str = ""

    @property
    def kind(self) -> str:
        return self.name[-1:]


@dataclass(frozen=True, slots=True)
class _Event:
    """Something that changes of which place the text speaks, at `position`."""

    position: int
    sort: str  # paragraph, heading, item, place, inside, self, everybody, average
    where: _Where = _Where()
    kind: str = ""
    end: int = 0
    level: int = 0  # of a heading; of an item its number


def add_places(
    document: Document,
    figures: tuple[Figure, ...],
    sentences: tuple[Sentence, ...],
    places: tuple[Place, ...],
    region: Region,
) -> tuple[Figure, ...]:
    """The figures with `region_code` and `region_name` of the place that each is about.

    A clause that begins with a place inside the report's own (蒙自市 in a report of 红河州) is about that place, and so is
    what follows in the paragraph, until another place, 全州, 州委 or 各地 takes over. A heading that names one holds for its
    section. `在蒙自市建成…` holds for its clause only. Places elsewhere (visits, markets, givers of aid) change nothing.
    """
    if not figures:
        return ()
    home = _Where(region.code, region.name)
    positions, stretches = _stretches(_events(document, sentences, places, home), home, len(document.text))
    found = []
    for figure in figures:
        where = stretches[bisect_right(positions, figure.start) - 1]
        found.append(changed(figure, region_code=where.code, region_name=where.name))
    return tuple(found)


def _events(
    document: Document, sentences: tuple[Sentence, ...], places: tuple[Place, ...], home: _Where
) -> list[_Event]:
    text = document.text
    headings = {s.start: s for s in sentences if s.level and not _ITEM.match(text, s.start)}
    events = [_Event(s.start, "heading", end=s.end, level=s.level) for s in headings.values()]
    line = 0
    while 0 <= line < len(text):
        if line not in headings and not _GOES_ON.match(text, line):
            events.append(_Event(line, "paragraph"))
        line = text.find("\n", line) + 1 or -1
    events += _place_events(text, places, home)
    events += _self_events(text, places, home)
    order = {"heading": 0, "paragraph": 1, "item": 2}
    return sorted(events, key=lambda event: (event.position, order.get(event.sort, 3)))


def _place_events(text: str, places: tuple[Place, ...], home: _Where) -> list[_Event]:
    away = elsewhere_names()
    ends, starts = {place.end for place in places}, {place.start for place in places}
    events = []
    for place in places:
        where = _meant(place, home)
        if where is None or place.rule in away:
            continue
        listed = (
            (text[place.end : place.end + 1] in _LIST and place.end + 1 in starts)
            or (text[place.start - 1 : place.start] in _LIST and place.start - 1 in ends)
            or text[place.end : place.end + 1] == "等"
        )
        if listed and where.code != home.code:
            continue
        before = text[max(place.start - _REACH, 0) : place.start]
        end = _clause_end(text, place.end)
        if _TOPIC_BEFORE.search(before):
            events.append(_Event(place.start, "place", where, where.kind, end))
        elif _INSIDE_BEFORE.search(before) or text[place.end : place.end + 1].isdigit():
            events.append(_Event(place.start, "inside", where, where.kind, end))
    return events


def _meant(place: Place, home: _Where) -> _Where | None:
    """The place if it lies in the report's own; of an open name the one candidate that does."""
    inside = [(code, name) for code, name, _ in place.candidates if not home.code or _inside(code, home.code)]
    if place.code and place.code not in {code for code, _ in inside}:
        return None
    if not place.code and (not home.code or len(inside) != 1):
        return None
    code, name = (place.code, place.name) if place.code else inside[0]
    return _Where(code, _VILLAGE_TAIL.sub("", name) if place.rule == "village" or place.level == "village" else name)


def _self_events(text: str, places: tuple[Place, ...], home: _Where) -> list[_Event]:
    above = parents(division) if (division := in_year(home.code)) else ()
    events = []
    for match in SELF.finditer(text):
        before = text[max(match.start() - 3, 0) : match.start()]
        kind = match["kind"]
        if _AVERAGE.match(text, match.start()) and kind != home.kind:
            larger = next((d for d in above if d.name[-1] == kind), None)
            if larger and not _YARDSTICK.search(before):
                events.append(
                    _Event(
                        match.start(), "average", _Where(larger.code, larger.full), end=_clause_end(text, match.end())
                    )
                )
        elif not _YARDSTICK.search(before):
            events.append(_Event(match.start(), "self", kind=kind))
    events += [_Event(m.start(), "self", kind=m["kind"]) for m in organs(text)]
    for match in _EVERYBODY.finditer(text):
        if _starts_clause(text, match.start()):
            events.append(_Event(match.start(), "everybody", kind=match["whom"]))
    ends = {place.end for place in places}
    for match in _ITEM.finditer(text):
        if _starts_clause(text, match.start()) or match.start() in ends:
            events.append(_Event(match.start(), "item", kind=match["list"], level=_NUMBERS.index(match["number"]) + 1))
    events += [_Event(m.start(), "paragraph") for m in _INNER_HEADING.finditer(text)]
    return events


def _starts_clause(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in _CLAUSE_STARTS


def _clause_end(text: str, start: int) -> int:
    match = _CLAUSE_END.search(text, start)
    return match.start() if match else len(text)


def _inside(code: str, home: str) -> bool:
    now = in_year(code[:6])
    return within(code, home) or (now is not None and within(now.unit, home))


def _stretches(events: list[_Event], home: _Where, length: int) -> tuple[list[int], list[_Where]]:
    """Positions at which the place changes, and the place from there on."""
    positions, stretches = [0], [home]
    section: list[tuple[int, _Where]] = []  # headings that name a place, outermost first
    current, until, heading_end = home, -1, -1
    lists: dict[str, _Where] = {}  # 是 of 一是, 二是 → whose list it is
    seen: dict[str, _Where] = {}  # kind of place → the last one named: 全县 of a report of a city

    def turn(position: int, where: _Where) -> None:
        if stretches[-1] != where:
            positions.append(position)
            stretches.append(where)

    for event in events:
        if 0 <= until <= event.position:
            turn(until, current)
            until = -1
        base = section[-1][1] if section else home
        if event.sort == "heading":
            section = [(level, where) for level, where in section if level < event.level]
            current, heading_end = section[-1][1] if section else home, event.end
            section_level = event.level
            seen = {}
        elif event.sort == "paragraph":
            current = base
        elif event.sort == "item":
            current = lists.setdefault(event.kind, current) if event.level > 1 else current
            lists[event.kind] = current
        elif event.sort in {"inside", "average"}:
            turn(event.position, event.where)
            until = min(event.end, length)
            seen[event.where.kind] = event.where
            continue
        elif event.sort == "place":
            current = event.where
            seen[event.kind] = event.where
            if event.position < heading_end and current != home:
                section.append((section_level, current))
        else:
            current = _turned(event, current, home, base, seen)
        until = -1
        turn(event.position, current)
    if until >= 0:
        turn(until, current)
    return positions, stretches


def _turned(event: _Event, current: _Where, home: _Where, base: _Where, seen: dict[str, _Where]) -> _Where:
    """What 全州, 县委 or 各乡镇 make of the place that the text speaks of."""
    if event.sort == "everybody":
        townships = event.kind in {"乡", "镇"} and home.code.endswith("00")
        counties = event.kind in {"县", "市", "区", "旗"} and not home.code.endswith("00")
        return current if townships or counties else base
    if event.kind == home.kind:
        return home
    if event.kind == current.kind:
        return current
    if event.kind in seen:
        return seen[event.kind]
    above = (d for d in _upwards(current.code) if d.name[-1] == event.kind and _inside(d.code, home.code))
    return next((_Where(d.code, d.full) for d in above), current)


def _upwards(code: str) -> tuple[Division, ...]:
    """The county of a township, or the division itself, and what is above it."""
    lowest = in_year(code[:6])
    return (lowest, *parents(lowest)) if lowest else ()
