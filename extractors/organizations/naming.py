"""Canonical names: the slots of a name filled from the document and from the report's region."""

from __future__ import annotations

import re

from extractors.document import Document
from extractors.organizations.units import LEVELS, Known, Unit, chain_of, known_units, level_of
from extractors.records import Organization, Place, Region
from extractors.schema import changed

SLOT = re.compile(r"\{(.*?)\}")


def name_organizations(
    document: Document, organizations: tuple[Organization, ...], region: Region, places: tuple[Place, ...]
) -> tuple[Organization, ...]:
    """Organizations with canonical names, level and place.

    `organizations` come from `find_organizations`, whose names have slots in braces for places: 中共{县}委员会. A level word
    is read as `Known.means` says; where nothing tells its unit the name stays as far as it is known and its place is empty.
    Without a region the one county (or city) whose organizations the document names in full stands for it.
    """
    chain, own = chain_of(region.code, region.name, region.level), region.level
    if not chain:
        chain, own = _from_names(organizations, places)
    known = known_units(document.text, places, chain, own)
    return tuple(_named(known, organization) for organization in organizations)


def _from_names(organizations: tuple[Organization, ...], places: tuple[Place, ...]) -> tuple[dict[str, Unit], str]:
    """富宁县 where 中共富宁县委 is named, no other county's bodies are, and short forms need it."""
    slots = {match[1] for one in organizations if (match := SLOT.search(one.canonical_name)) and match[1] not in LEVELS}
    named = {place.text: place for place in places if place.code and place.level in ("county", "prefecture")}
    counties = [named[slot] for slot in slots if slot in named and named[slot].level == "county"]
    counties = counties or [named[slot] for slot in slots if slot in named]
    if len({place.code for place in counties}) != 1:
        return {}, ""
    place = counties[0]
    return chain_of(place.code, place.name, place.level), place.level


def _named(known: Known, organization: Organization) -> Organization:
    name = organization.canonical_name
    if organization.generic:
        village = organization.org_type == "village" or name.startswith(("村", "社区"))
        return changed(organization, level="village") if village else organization
    slot = SLOT.search(name)
    if slot is None:
        return changed(organization, level="central") if organization.rule == "whole" else organization
    if not slot[1]:
        own = known.chain.get(known.own)
        return _placed(organization, name.replace("{}", own.name if own else ""), own)
    if slot[1] in LEVELS:
        unit = known.means(slot[1], organization.start)
        if unit is None:
            open_ended = name.startswith("{")
            canonical = name.replace(slot[0], slot[1]) if open_ended else organization.text
            return changed(organization, canonical_name=canonical, level=LEVELS[slot[1]])
        return _placed(organization, name.replace(slot[0], _spoken(known, unit)), unit)
    return _with_named_owner(known, organization, slot)


def _with_named_owner(known: Known, organization: Organization, slot: re.Match[str]) -> Organization:
    owner, name = slot[1].removeprefix("="), organization.canonical_name
    as_written = slot[1].startswith("=")  # 郑州产业技术创新研究院 keeps its words; 郑州财政局 is 郑州市财政局
    tails = (owner[at:] for at in range(max(1, len(owner) - 2)))  # the whole, then 河北省|高阳县, 柳树镇|双宝村
    found = next((known.by_text[tail] for tail in tails if tail in known.by_text), None)
    if found:
        unit = found[next(reversed(found))]
        return _placed(organization, name.replace(slot[0], owner if as_written else _spoken(known, unit, found)), unit)
    county, level = known.chain.get("county"), level_of(owner)
    head = next((owner[:size] for size in range(len(owner) - 1, 1, -1) if owner[:size] in known.by_text), "")
    if head:  # 高阳|经济开发区
        found = known.by_text[head]
        unit = found[next(reversed(found))]
        spoken = _spoken(known, unit, found) + owner[len(head) :] if level in ("township", "village") else owner
        return _placed(organization, name.replace(slot[0], spoken), unit._replace(level=level or unit.level))
    lead = LEVELS.get(owner[:1], "") and known.means(owner[0], organization.start)  # 县经济开发区
    if lead:
        return _placed(organization, name.replace(slot[0], lead.name + owner[1:]), lead)
    if level in ("township", "village") and county:
        return _placed(organization, name.replace(slot[0], county.name + owner), county._replace(level=level))
    return changed(organization, canonical_name=name.replace(slot[0], owner), level=level)


def _spoken(known: Known, unit: Unit, found: dict[str, Unit] | None = None) -> str:
    """A unit's name inside a canonical name: below the county, with the county before it (林口县柳树镇双宝村)."""
    if unit.level not in ("township", "village"):
        return unit.name
    parts = found or known.chain
    return "".join(parts[key].name for key in ("county", "township", "village") if key in parts).replace(
        "街道办事处", "街道"
    )


def _placed(organization: Organization, name: str, unit: Unit | None) -> Organization:
    if unit is None:
        return changed(organization, canonical_name=name)
    return changed(organization, canonical_name=name, level=unit.level, region_code=unit.code, region_name=unit.full)
