"""What makes a text turn from one place to another: a place at the start of a clause, 全州, 县委, a heading, a new paragraph."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from extractors.places.contexts import is_elsewhere
from extractors.places.gazetteer import in_year, parents, within
from extractors.places.selves import SELF, organs
from extractors.places.standing import dealt_out, standing

if TYPE_CHECKING:
    from extractors.document import Document
    from extractors.places.gazetteer import Division
    from extractors.records import Place, Sentence

_CLAUSE_END = re.compile(r"[，。；！？,;\n]")
_ENUMERATED = re.compile(r"(?<![一二三四五六七八九十\d])、$")
_INSIDE_BEFORE = re.compile(r"(?:在|位于|其中|设在|选择|仅)$")
_LONG = 500  # no sentence is longer
# A list of places is about what holds them all: 蒙自市、元阳县等5个县市
_LIST = re.compile(r"[、和及与]|以及")
# 占全州的, 居全市第三: the other place is only a yardstick.
_YARDSTICK = re.compile(r"(?:占|居|列|于|过|比|为|是|向|进入|排名|位|全国|评为|荣获|获)$")
_AVERAGE = re.compile(r"全(?:省|市|州|盟|地区)的?平均")
# The report's own voice, and the built-up area of a city: neither is one of its counties.
_WE = re.compile(r"我们(?<=[，。；：\n]我们)(?![县市区旗州镇乡村])")
_TOWN = re.compile(r"市(?:区(?![县乡镇村委级直政])|内(?!外)|本级)")
_EVERYBODY = re.compile(r"(?:各|其[他它余]|另外)(?P<whom>级|地|县|市|区|旗|乡|镇|部门|单位|党委|基层)")
# 一是, 二要, 第三，: an item belongs to whom the first item of its list belonged to.
# The pattern begins with a plain set of characters, which the engine looks for fast.
_ITEM = re.compile(r"[第一二三四五六七八九十](?:(?<=第).)?(?<=(?P<number>[一二三四五六七八九十]))(?P<list>[是要，])")
# A heading of the first level in the middle of a line, as flattened PDFs have it: 。二、存在问题
_INNER_HEADING = re.compile(r"[。！？；]\s*[一二三四五六七八九十]{1,2}、")
_NUMBERS = "一二三四五六七八九十"
_CLAUSE_STARTS = frozenset("，。；：！？、\n ")
# A paragraph that goes on with what the last one spoke of.
_GOES_ON = re.compile(
    r"\s*(?:[一二三四五六七八九]是|其[一二三四]|[（(]?\d{1,2}[）).、．]|首先|其次|再次|同时|此外|另外|该[县市区旗州镇乡]|他们|这个[县市镇乡])"
)
_SENTENCE_END = re.compile(r"[。！？\n]")
_STILL = re.compile(
    r"[”’）)\s]*(?:该[镇乡村街社]|目前|现已|已|还|并|同时|截[至止]|通过|如今|全[镇乡村]|[镇乡村](?![一-龥]*建设)|他们|其)"
)
# The county's own bodies at the start of a sentence or clause: 县总工会…, ，县农业局…
_OWN_BODY = re.compile(
    r"[。；！？\n，、和与](?P<kind>[省市州盟县区旗])(?:(?<=[。；！？\n].)(?![场域间民际道里内容])"
    r"|(?<=[，、和与].)[一-龥]{2,9}?(?:局|委|办|部|社|会|中心|银行|公司|医院|学校|法院|检察院))"
)
_VILLAGE_TAIL = re.compile(r"(?<=[镇乡道木场处])[^镇乡]{1,4}(?:村|社区|嘎查)$")


class Where(NamedTuple):
    code: str = ""
    name: str = ""

    @property
    def kind(self) -> str:
        return self.name[-1:]

    @property
    def is_township(self) -> bool:
        return self.kind in {"镇", "乡", "道", "木", "场", "处"}


class Turn(NamedTuple):
    """Something that changes of which place the text speaks, at `position`."""

    position: int
    sort: str  # paragraph, heading, item, place, clause, township, inside, self, everybody, average, we
    where: Where = Where()
    kind: str = ""
    end: int = 0
    level: int = 0  # of a heading; of an item its number


def find_turns(
    document: Document, sentences: tuple[Sentence, ...], places: tuple[Place, ...], home: Where
) -> list[Turn]:
    """What turns the text away from home and back again, in order; nothing where no place can turn it away."""
    text = document.text
    known = [(place, where) for place in places if not is_elsewhere(place) and (where := _meant(place, home))]
    average = _AVERAGE.search(text)
    away = [average.start()] if average else []
    away += [place.start for place, where in known if where != home][:1]
    if not away:
        return []
    first = min(away)  # before it every turn leads home
    headings = {s.start: s for s in sentences if s.level and not _ITEM.match(text, s.start)}
    events = [Turn(s.start, "heading", end=s.end, level=s.level) for s in headings.values()]
    line = text.rfind("\n", 0, first) + 1
    while 0 <= line < len(text):
        if line not in headings and not _GOES_ON.match(text, line):
            events.append(Turn(line, "paragraph"))
        line = text.find("\n", line) + 1 or -1
    events += _place_turns(document, known, home)
    events += _self_turns(text, first, places, home)
    order = {"heading": 0, "paragraph": 1, "item": 2}
    return sorted(events, key=lambda event: (event.position, order.get(event.sort, 3)))


def _place_turns(document: Document, known: list[tuple[Place, Where]], home: Where) -> list[Turn]:
    text = document.text
    found, done = [], -1
    for number, (place, where) in enumerate(known):
        if place.start < done:
            continue  # further down a list
        listed = _list_from(text, known, number)
        done = listed[-1][0].end
        stands = standing(document, place.start, done, stem=place.rule == "stem")
        shares = [
            Turn(start, "inside", listed[which][1], listed[which][1].kind, end)
            for which, start, end in dealt_out(text, done, len(listed))
        ]
        if len(listed) > 1 and shares:
            found += shares
        elif len(listed) > 1 or text[done : done + 1] == "等":
            if stands and where.code != home.code:
                above = _above({w.code for _, w in listed}, home)
                found.append(Turn(place.start, "place", above, above.kind, _clause_end(text, done)))
        elif (
            text[done : done + 1].isdigit()
            or (stands and not where.is_township and _ENUMERATED.search(text, max(place.start - 2, 0), place.start))
            or stands == "inside"
            or (not stands and _INSIDE_BEFORE.search(text, max(place.start - 4, 0), place.start))
        ):
            found.append(Turn(place.start, "inside", where, where.kind, _clause_end(text, done)))
        elif stands and where.is_township:
            found.append(Turn(place.start, "township", where, where.kind, _passage_end(text, done)))
        elif stands == "sentence":
            found.append(Turn(place.start, "place", where, where.kind, _clause_end(text, done)))
        elif stands:
            found.append(Turn(place.start, "clause", where, where.kind, _sentence_end(text, done)))
    return found


def _list_from(text: str, known: list[tuple[Place, Where]], first: int) -> list[tuple[Place, Where]]:
    """The places from the given one that follow one another with 、 or 和 between."""
    last = first
    while last + 1 < len(known) and _LIST.fullmatch(text, known[last][0].end, known[last + 1][0].start):
        last += 1
    return known[first : last + 1]


def _above(codes: set[str], home: Where) -> Where:
    """What a list of places is about: the county of its townships, or the report's own place."""
    counties = {code[:6] for code in codes}
    county = in_year(counties.pop()) if len(counties) == 1 and all(len(code) > 6 for code in codes) else None
    return Where(county.code, county.full) if county and lies_in(county.code, home.code) else home


def _meant(place: Place, home: Where) -> Where | None:
    """The place if it lies in the report's own; of an open name the one candidate that does."""
    inside = [(code, name) for code, name, _ in place.candidates if not home.code or lies_in(code, home.code)]
    if place.code and place.code not in {code for code, _ in inside}:
        return None
    if not place.code and (not home.code or len(inside) != 1):
        return None
    code, name = (place.code, place.name) if place.code else inside[0]
    return Where(code, _VILLAGE_TAIL.sub("", name) if place.rule == "village" or place.level == "village" else name)


def _self_turns(text: str, first: int, places: tuple[Place, ...], home: Where) -> list[Turn]:
    above = parents(division) if (division := in_year(home.code)) else ()
    events = []
    for match in SELF.finditer(text, first):
        before = text[max(match.start() - 3, 0) : match.start()]
        kind = match["kind"]
        if _AVERAGE.match(text, match.start()) and kind != home.kind:
            larger = next((d for d in above if d.name[-1] == kind), None)
            if larger and not _YARDSTICK.search(before):
                events.append(
                    Turn(match.start(), "average", Where(larger.code, larger.full), end=_clause_end(text, match.end()))
                )
        elif not _YARDSTICK.search(before):
            events.append(Turn(match.start(), "self", kind=kind))
    events += [Turn(m.start(), "self", kind=m["kind"]) for m in organs(text, first)]
    events += [Turn(m.start() + 1, "self", kind=m["kind"]) for m in _OWN_BODY.finditer(text, first)]
    events += [Turn(m.start(), "we") for m in _WE.finditer(text, first)]
    for match in _EVERYBODY.finditer(text, first):
        if _starts_clause(text, match.start()):
            events.append(Turn(match.start(), "everybody", kind=match["whom"]))
    ends = {place.end for place in places}
    named = ends | {end - 1 for end in ends}  # 定州市|市区, 定州市区
    events += [Turn(m.start(), "self", kind="市") for m in _TOWN.finditer(text, first) if m.start() not in named]
    for match in _ITEM.finditer(text):
        if _starts_clause(text, match.start()) or match.start() in ends:
            events.append(Turn(match.start(), "item", kind=match["list"], level=_NUMBERS.index(match["number"]) + 1))
    events += [Turn(m.start() + 1, "paragraph") for m in _INNER_HEADING.finditer(text, first)]
    return events


def _starts_clause(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in _CLAUSE_STARTS


def _passage_end(text: str, start: int) -> int:
    """The end of the sentence, and of those after it that go on about the same township: 该镇, 目前, 已建成."""
    end = start
    while match := _SENTENCE_END.search(text, end, end + _LONG):
        end = match.end()
        if text[end - 1] == "\n" or not _STILL.match(text, end):
            return match.start()
    return min(end + _LONG, len(text))


def _sentence_end(text: str, start: int) -> int:
    match = _SENTENCE_END.search(text, start, start + _LONG)
    return match.start() if match else min(start + _LONG, len(text))


def _clause_end(text: str, start: int) -> int:
    match = _CLAUSE_END.search(text, start, start + _LONG)
    return match.start() if match else min(start + _LONG, len(text))


@lru_cache(maxsize=1 << 14)  # the townships of one name are asked for wherever a report names it
def lies_in(code: str, home: str) -> bool:
    """Whether the place lies in the other's territory, under its code or under that of its county today."""
    now = in_year(code[:6])
    return within(code, home) or (now is not None and within(now.unit, home))


def upwards(code: str) -> tuple[Division, ...]:
    """The county of a township, or the division itself, and what is above it."""
    lowest = in_year(code[:6])
    return (lowest, *parents(lowest)) if lowest else ()
