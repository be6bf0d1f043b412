"""The place that a report is about, with the words that say so; empty where they do not."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.document import Document
from extractors.places.contexts import COMMITTEE_BEFORE, OWN_BODY, SUBJECT_BEFORE, elsewhere, is_elsewhere
from extractors.places.find import find_places
from extractors.places.gazetteer import by_stem, by_unit, closest, in_year, within
from extractors.places.lone import lone_township
from extractors.places.mentions import is_word
from extractors.places.resolve import report_year
from extractors.places.selves import Selves, read_selves
from extractors.records import Region

if TYPE_CHECKING:
    from extractors.records import Place, Sentence

HEAD = 300  # characters at the top: title, 发文单位, the session at which the report was given, the signature
TAIL = 200  # characters at the end: signature, publisher
TITLE, HEADLINE, BODY, SUBJECT, MENTION, STEM = 8.0, 3.0, 2.0, 1.5, 1.0, 0.6  # what a mention there is worth
OPENING = 40  # characters in which news says where it comes from
PASSING = 2.0  # weight of one 全市
FITS = 0.5  # how far the report's own words (全县) must agree with the kind of place
_VILLAGE = re.compile(r"(?<=.[镇乡道木场处])(?:[^镇乡]{1,4}(?:村|社区|嘎查)|办事处)$")
_SESSION = re.compile(r"第[一二三四五六七八九十\d]+届")
_GIVEN_ON = re.compile(r"(?:^|[日号月—\-（(\n])在$")
_GIVEN_AT = re.compile(r"(?:第[一二三四五六七八九十\d]+届)?(?:人民代表大会|人大|委员会|代表大会)[^。\n]{0,20}会议?上")


@dataclass(slots=True)
class _Candidate:
    """A unit that the report names, and what its mentions are worth together."""

    region: Region
    last_name: str  # 江夏区 of 湖北省武汉市江夏区
    worth: float = 0.0
    best: float = 0.0
    opens: bool = False  # its first mention stands in the first sentence, near its start

    @property
    def titled(self) -> bool:
        return self.best >= TITLE


def report_region(
    document: Document, sentences: tuple[Sentence, ...], places: tuple[Place, ...], *, title: str
) -> Region:
    """The unit whose report this is.

    Named: the place that title, signature, headlines and organizations name and that the report's own words fit (全县 wants
    a county). Inferred: the county of at least two townships that are cited, or the prefecture of two or more counties where
    the report says 全市; one township will do where the report names no other place (`lone_township`). 我县 alone, or a place
    merely visited, gives an empty Region.
    """
    del sentences  # the text itself is enough
    selves = read_selves(document.text)
    candidates = _candidates(document, places, selves, title)
    ranked = sorted(candidates, key=lambda c: -c.worth * max(selves.agrees(c.last_name), 0.3 * c.titled))
    named = ranked[0].region if ranked and _believed(ranked, selves) else None
    named = (_praised(ranked, selves) if named else None) or named
    townships, year = _cited_townships(places), report_year(document.text)
    if named and not _outvoted(named, townships):
        return named
    return (
        _county_of(townships, selves, year)
        or _prefecture_of(places, selves, year)
        or named
        or _stem_of(title, selves, year)
        or lone_township(document.text, places, selves, year)
        or Region()
    )


def given_region(code: str, year: int | None = None) -> Region:
    """The place that the user's manifest names by its code. Raises ValueError for a code that never existed."""
    division = in_year(code, year)
    if division is None:
        raise ValueError(f"no division has or had the code {code!r}; `baobiao places NAME` shows codes")
    return Region(code=code, name=division.full, level=division.level, basis="given", evidence="manifest")


def _candidates(document: Document, places: tuple[Place, ...], selves: Selves, title: str) -> list[_Candidate]:
    """Counties and larger units by their mentions; townships too where the report speaks of 全镇."""
    levels = {"province", "prefecture", "county"} | ({"township"} if selves.kind in {"镇", "乡", "街道"} else set())
    found: dict[str, _Candidate] = {}
    for place, worth, words in _mentions(document, places, title):
        if place.level not in levels:
            continue
        candidate = found.setdefault(
            _unit(place.code), _Candidate(Region(), "", opens=_opens(document.text, place.start))
        )
        candidate.worth += worth
        if worth > candidate.best:
            candidate.best = worth
            candidate.last_name = _last_name(place)
            candidate.region = Region(
                code=place.code, name=place.name, level=place.level, basis="named", evidence=words
            )
    return list(found.values())


def _opens(text: str, start: int) -> bool:
    return start < OPENING and not set("。；！？") & set(text[:start])


def _mentions(document: Document, places: tuple[Place, ...], title: str) -> list[tuple[Place, float, str]]:
    """Each mention that may be the report's own, what it is worth, and its words."""
    text = document.text
    from_title = text.find(title) if title else -1
    in_title = range(from_title, from_title + len(title)) if from_title >= 0 else range(0)
    found = []
    for place in places:
        if not place.code or is_elsewhere(place):
            continue
        after = OWN_BODY.match(text, place.end)
        committee = COMMITTEE_BEFORE.search(text, max(place.start - 6, 0), place.start)
        worth = STEM if place.rule == "stem" else MENTION
        given = _GIVEN_AT.match(text, place.end) and _GIVEN_ON.search(text, max(place.start - 2, 0), place.start)
        if place.start in in_title or (given and place.start < HEAD):
            worth = TITLE
        elif after or committee or _SESSION.match(text, place.end):
            worth = HEADLINE if place.start < HEAD or place.end > len(text) - TAIL else BODY
        elif place.rule != "stem" and SUBJECT_BEFORE.search(text, max(place.start - 4, 0), place.start):
            worth = SUBJECT
        found.append((place, worth, place.text + (after.group() if after else "")))
    if title and from_title < 0:
        found += [
            (place, TITLE, place.text)
            for place in find_places(Document.of(title))
            if place.code and not is_elsewhere(place)
        ]
    return found


def _believed(ranked: list[_Candidate], selves: Selves) -> bool:
    """Whether the best of the named places can be the report's.

    It is in the title; or of the kind that the report calls itself, named more than in passing and clearly more than
    another of its kind. A report that calls itself nothing must name the place in an organization or again and again.
    """
    best, others = ranked[0], ranked[1:]
    if best.titled:
        return True
    if selves.nation > 2 * max(sum(selves.weight.values()), 1.0) or selves.agrees(best.last_name) < FITS:
        return False
    if selves.counties and best.region.level == "county" and best.best < HEADLINE and best.worth < 3 * BODY:
        return False
    rival = max((c.worth for c in others if c.region.level == best.region.level), default=0.0)
    # 该县 is another's, unless the text opens with it
    spoken = selves.weight and (best.opens or not selves.told)
    if best.opens and best.worth == rival == SUBJECT and spoken:
        return True  # the text opens with it, the other comes by the way
    if best.opens and best.worth >= SUBJECT and all(within(c.region.code, best.region.code) for c in others):
        return True  # and names nothing outside it
    return best.worth > max(1.3 * rival, STEM if spoken else SUBJECT)


def _praised(ranked: list[_Candidate], selves: Selves) -> Region | None:
    """The one county that a text names again and again whose city it names hardly: the city only ranked or praised it."""
    city, others = ranked[0], ranked[1:]
    if city.region.level != "prefecture" or city.titled or max(selves.weight.values(), default=0.0) > PASSING:
        return None
    own = [c for c in others if c.region.level == "county" and c.region.code[:4] == city.region.code[:4]]
    return own[0].region if len(own) == 1 and own[0].worth >= max(3 * BODY, 2 * city.worth) else None


def _stem_of(title: str, selves: Selves, year: int | None) -> Region | None:
    """隆回：党建引领… of a report that says 我县: the one county of that name; names that are words (和平) do not count."""
    for size in (4, 3, 2):
        stem = title[:size]
        if not selves.weight or is_word(stem) or elsewhere(title, 0, size):
            continue
        fitting = [d for d in by_stem().get(stem, ()) if d.covers(year) and selves.agrees(d.name) >= FITS]
        if fitting and len({d.unit for d in fitting}) == 1:
            division = closest(fitting, year)
            return Region(code=division.code, name=division.full, level=division.level, basis="named", evidence=stem)
    return None


def _unit(code: str) -> str:
    division = in_year(code)
    return division.unit if division else code


def _last_name(place: Place) -> str:
    above = in_year(place.code[:6]) if place.level == "township" else None
    if above and place.name.startswith(above.full):
        return place.name[len(above.full) :]
    return place.name


def _cited_townships(places: tuple[Place, ...]) -> dict[str, list[str]]:
    """County code → names of its townships that the report cites, each once."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for place in places:
        if place.level in {"township", "village"} and place.code and not is_elsewhere(place):
            found[place.code[:6]][_VILLAGE.sub("", place.text)] = None
    return {county: list(names) for county, names in found.items()}


def _outvoted(named: Region, townships: dict[str, list[str]]) -> bool:
    """Three townships of another county and none of this one: the county was only mentioned."""
    return (
        named.level == "county" and named.code not in townships and any(len(names) > 2 for names in townships.values())
    )


def _county_of(townships: dict[str, list[str]], selves: Selves, year: int | None) -> Region | None:
    """The county under the name that fits the report's own words: 玉环县 before 2017 for 全县, 玉环市 for 全市."""
    if not townships:
        return None
    county = max(sorted(townships), key=lambda code: len(townships[code]))
    unit = _unit(county)
    fitting = [d for d in by_unit()[unit] if selves.agrees(d.name) >= FITS]
    if not fitting or len(townships[county]) < 2:
        return None
    division = closest(fitting, year)
    evidence = "、".join(townships[county])
    return Region(code=division.code, name=division.full, level=division.level, basis="inferred", evidence=evidence)


def _prefecture_of(places: tuple[Place, ...], selves: Selves, year: int | None) -> Region | None:
    """全市 and two of its counties: the city. Visits do not count."""
    if not selves.kind:
        return None
    counties: dict[str, dict[str, str]] = defaultdict(dict)
    for place in places:
        if place.level == "county" and not is_elsewhere(place):
            counties[place.code[:4] + "00"].setdefault(_unit(place.code), place.text)
    ranked = Counter({code: len(named) for code, named in counties.items()}).most_common()
    for code, many in ranked:
        division = in_year(code, year)
        if many > 1 and division and selves.agrees(division.name) >= FITS:
            region = Region(code=division.code, name=division.full, level="prefecture", basis="inferred")
            return replace(region, evidence="、".join(counties[code].values()))
    return None
