"""Places named in a document, each with its code where it is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.places.contexts import elsewhere
from extractors.places.mentions import Mention, find_mentions
from extractors.places.resolve import (
    PREFECTURE_NAMED,
    Surroundings,
    certain_units,
    choose,
    cited_county,
    in_force,
    report_year,
    same_unit,
)
from extractors.records import Place

if TYPE_CHECKING:
    from pathlib import Path

    from extractors.document import Document
    from extractors.places.gazetteer import Division


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
    return tuple(_place(document, mention, here, extra) for mention in mentions)


def _place(document: Document, mention: Mention, here: Surroundings, extra: Path | None) -> Place:
    if mention.kind in {"township", "variant"} and not mention.chained:
        left = _township(mention, here) or mention.candidates
        sure = left[0] if left is not mention.candidates and len(left) == 1 else None
    else:
        left = choose(mention.candidates, here, stem=mention.kind == "stem")
        sure = left[0] if len(left) == 1 else None
    end = mention.end + len(mention.tail)
    level = "village" if mention.tail else sure.level if sure else ""
    return Place(
        start=mention.start,
        end=end,
        text=document.text[mention.start : end],
        code=sure.code if sure else "",
        name=sure.full + mention.tail if sure else "",
        level=level,
        candidates=tuple((d.code, d.full + mention.tail, "village" if mention.tail else d.level) for d in left),
        rule=elsewhere(document.text, mention.start, mention.end, extra)
        or ("village" if mention.tail else mention.kind),
    )


def _township(mention: Mention, here: Surroundings) -> tuple[Division, ...]:
    """The townships of this name in the county that the report is seen to speak of; none if there is no such county.

    A name that only one township of the country bears is believed where the report names no county at all.
    """
    own = tuple(d for d in mention.candidates if d.unit[:6] == here.county or d.unit[:6] in here.units)
    own = own or tuple(d for d in mention.candidates if here.holds(d) >= PREFECTURE_NAMED)
    if own:
        return in_force(own, here.year)[:1] if same_unit(own) else choose(own, here)
    plain = mention.kind == "township" and not mention.words and not here.county and not here.units
    return in_force(mention.candidates, here.year)[:1] if plain and same_unit(mention.candidates) else ()
