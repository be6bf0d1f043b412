"""The report of one township, or of the county that holds the one township it cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.places.contexts import OWN_BODY, SUBJECT_BEFORE, is_elsewhere
from extractors.places.gazetteer import by_unit, closest, in_year, townships_named, within
from extractors.places.resolve import same_unit
from extractors.records import Region

if TYPE_CHECKING:
    from extractors.places.selves import Selves
    from extractors.records import Place

FITS = 0.5  # how far the report's own words (全县) must agree with the kind of place
HEAD = 300  # characters at the top, where a report names whose it is
_EXAMPLE = ("如", "如，", "是", "比如：", "例如：")  # 例如柳树镇…: not the report's own
_TOWNSHIP_KINDS = {"", "镇", "乡", "街道"}  # how a report of a township calls itself, if it does


def lone_township(text: str, places: tuple[Place, ...], selves: Selves, year: int | None) -> Region | None:
    """What a report is about that names one township of the country and no other place.

    The township itself where the report calls itself nothing or 我镇 and names it at the top, not as an example; its county where the report
    says 全县 and the name is borne by no other township, which a body or a village of it or a clause must show to be a name.
    """
    here = [place for place in places if place.code and not is_elsewhere(place)]
    codes = {place.code for place in here if place.level in {"township", "village"}}
    if len(codes) != 1 or any(not within(next(iter(codes)), place.code) for place in here):
        return None
    shown = [place for place in here if place.level in {"township", "village"} and _stands_out(text, place)]
    if not shown:
        return None
    (code,), place = codes, shown[0]
    county = in_year(code[:6], year)
    if selves.kind in _TOWNSHIP_KINDS:
        if all(text.endswith(_EXAMPLE, 0, one.start) or one.start > HEAD for one in shown):
            return None
        name = next((d.full for d in townships_named(_township(place)) if d.code == code), "")
        return Region(code=code, name=name, level="township", basis="named", evidence=place.text) if name else None
    if not county or not same_unit(townships_named(_township(place))):
        return None
    fitting = [division for division in by_unit()[county.unit] if selves.agrees(division.name) >= FITS]
    if not fitting:
        return None
    own = closest(fitting, year)
    return Region(code=own.code, name=own.full, level=own.level, basis="inferred", evidence=place.text)


def _stands_out(text: str, place: Place) -> bool:
    return (
        place.level == "village"
        or not townships_named(place.text)  # the county stands before it
        or OWN_BODY.match(text, place.end) is not None
        or SUBJECT_BEFORE.search(text, max(place.start - 4, 0), place.start) is not None
    )


def _township(place: Place) -> str:
    """The township's name without the county before it or the village behind it."""
    county = in_year(place.code[:6])
    name = place.name.removeprefix(county.full) if county else place.name
    return next((name[:end] for end in range(len(name), 1, -1) if townships_named(name[:end])), name)
