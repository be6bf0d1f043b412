"""The place of each fact: the report's own until a sentence turns to another, and again when it turns back."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from extractors.places.turns import Turn, Where, find_turns, lies_in, upwards
from extractors.schema import changed

if TYPE_CHECKING:
    from extractors.document import Document
    from extractors.records import Figure, Place, Region, Sentence


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
    home = Where(region.code, region.name)
    turns = find_turns(document, sentences, places, home)
    if not turns:
        return tuple(changed(figure, region_code=home.code, region_name=home.name) for figure in figures)
    positions, stretches = _stretches(turns, home, len(document.text))
    found = []
    for figure in figures:
        where = stretches[bisect_right(positions, figure.start) - 1]
        found.append(changed(figure, region_code=where.code, region_name=where.name))
    return tuple(found)


def _stretches(events: list[Turn], home: Where, length: int) -> tuple[list[int], list[Where]]:
    """Positions at which the place changes, and the place from there on."""
    positions, stretches = [0], [home]
    section: list[tuple[int, Where]] = []  # headings that name a place, outermost first
    current, until, heading_end = home, -1, -1
    lists: dict[str, Where] = {}  # 是 of 一是, 二是 → whose list it is
    seen: dict[str, Where] = {}  # kind of place → the last one named: 全县 of a report of a city

    def turn(position: int, where: Where) -> None:
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
        elif event.sort in {"paragraph", "we"}:
            current = base
        elif event.sort == "item":
            current = lists.setdefault(event.kind, current) if event.level > 1 else current
            lists[event.kind] = current
        elif event.sort in {"inside", "average"} or (event.sort == "township" and event.position >= heading_end):
            turn(event.position, event.where)
            until = min(event.end, length)
            seen |= {w.kind: w for w in _holding(event.where, home)}
            continue
        elif event.sort == "clause" and event.position >= heading_end:
            turn(event.position, event.where)
            current = base if current.kind == event.kind else current
            until = min(event.end, length)
            seen |= {w.kind: w for w in _holding(event.where, home)}
            continue
        elif event.sort in {"place", "clause", "township"}:
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


def _turned(event: Turn, current: Where, home: Where, base: Where, seen: dict[str, Where]) -> Where:
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
    return next((where for where in _holding(current, home) if where.kind == event.kind), current)


def _holding(where: Where, home: Where) -> list[Where]:
    """The place itself and what it lies in, as far as that lies in the report's own."""
    above = [Where(d.code, d.full) for d in upwards(where.code) if d.code != where.code]
    return [where, *(place for place in above if lies_in(place.code, home.code))]
