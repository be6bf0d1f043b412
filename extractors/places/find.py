"""Places named in a document, each with its code where it is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.places.contexts import elsewhere
from extractors.places.mentions import Mention, find_mentions
from extractors.places.resolve import (
    Surroundings,
    certain_units,
    choose,
    cited_county,
    in_force,
    report_year,
    same_unit,
)
from extractors.records import Place
from extractors.schema import made

if TYPE_CHECKING:
    from pathlib import Path

    from extractors.document import Document
    from extractors.places.gazetteer import Division

    Meaning = tuple[Division | None, tuple[Division, ...]]


def find_places(document: Document, *, extra: Path | None = None) -> tuple[Place, ...]:
    """Administrative divisions named in the text, in order, without overlap.

    `code` and `name` are empty where the name can mean several places and nothing in the document decides; `candidates`
    then lists them. `rule` is how the name was written (name, stem, township, variant: a township under a former kind,
    village) or, where the words around it say that the place is not the report's own, the rule of contexts.toml (visit,
    origin, …). A township's code has nine digits, a village carries that of its township.
    """
    mentions = find_mentions(document, extra)
    year = report_year(document.text)
    units = certain_units(mentions, year)
    here = Surroundings(units, year, cited_county(mentions, units))
    meant: dict[tuple[str, str, bool], Meaning] = {}  # a name means the same wherever it stands
    found = []
    for mention in mentions:
        key = mention.text, mention.kind, mention.chained
        if key not in meant:
            meant[key] = _meaning(mention, here)
        found.append(_place(document, mention, meant[key], extra))
    return tuple(found)


def _meaning(mention: Mention, here: Surroundings) -> Meaning:
    """The division that the name means, None if that stays open, and what it can mean."""
    if mention.kind in {"township", "variant"} and not mention.chained:
        left = _township(mention, here)
        return (left[0] if len(left) == 1 else None), left or mention.candidates
    left = choose(mention.candidates, here, stem=mention.kind == "stem")
    return (left[0] if len(left) == 1 else None), left


def _place(document: Document, mention: Mention, meaning: Meaning, extra: Path | None) -> Place:
    sure, left = meaning
    tail = mention.tail
    end = mention.end + len(tail)
    return made(
        Place,
        start=mention.start,
        end=end,
        text=document.text[mention.start : end],
        code=sure.code if sure else "",
        name=sure.full + tail if sure else "",
        level="village" if tail else sure.level if sure else "",
        candidates=tuple((d.code, d.full + tail, "village" if tail else d.level) for d in left),
        rule=elsewhere(document.text, mention.start, mention.end, extra) or ("village" if tail else mention.kind),
    )


def _township(mention: Mention, here: Surroundings) -> tuple[Division, ...]:
    """The townships of this name in the county that the report is seen to speak of; none if there is no such county.

    A name that only one township of the country bears is believed where the report names no county at all.
    """
    believed = {here.county, *here.units}
    own = tuple(d for d in mention.candidates if d.unit[:6] in believed)
    if not own and here.units:
        own = tuple(d for d in mention.candidates if d.unit in here.units or here.names_above(d))
    if own:
        return in_force(own, here.year)[:1] if same_unit(own) else choose(own, here)
    plain = mention.kind == "township" and not mention.words and not here.county and not here.units
    return in_force(mention.candidates, here.year)[:1] if plain and same_unit(mention.candidates) else ()
