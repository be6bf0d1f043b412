"""The words around a place: whether the report speaks of a visit there, of goods from there, of a neighbour."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extractors.rules import load_rules

if TYPE_CHECKING:
    from pathlib import Path

    from extractors.records import Place

_STOP = re.compile(r"[。；！？\n]")
_REACH = 26  # characters before and after the place that a rule may look at

# A body of the place right behind its name: 富宁〔县委〕, 江夏区〔人民政府〕, 郑州市〔财政局〕.
OWN_BODY = re.compile(
    r"""(?: [省市州盟县区旗]?(?:委(?!员[^会]|托)|政府|人民政府|人大|政协|纪委|人民代表大会|人民法院|人民检察院|党校|直属?机关)
        | (?:党工委|管委会|党委|党政|总工会|团委|妇联|工商联|文联|科协)
        | [一-龥]{2,8}?(?:局|委员会|办公室|厅|武装部)(?!势|面|部|限|长|外) )""",
    re.VERBOSE,
)
COMMITTEE_BEFORE = re.compile(r"(?:中共|中国共产党)$")
# What stands before a place that a clause begins with.
SUBJECT_BEFORE = re.compile(r"(?:^|[\n。；，：“、]|以来|今年|年来|如)[“「《]?$")


@cache
def _elsewhere(extra: Path | None) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((rule.name, rule.pattern) for rule in load_rules("extractors.places", "contexts.toml", extra))


def is_elsewhere(place: Place) -> bool:
    """Whether a rule of contexts.toml (or of the user's own) found the place: then it is not the report's own."""
    return place.rule not in {"name", "stem", "township", "variant", "village"}


def elsewhere(text: str, start: int, end: int, extra: Path | None = None) -> str:
    """Name of the rule by which the place `text[start:end]` is somewhere else, or nothing."""
    low, high = max(start - _REACH, 0), min(end + _REACH, len(text))
    before, after = _STOP.split(text[low:start])[-1], _STOP.split(text[end:high], 1)[0]
    marked = f"{before}〔{text[start:end]}〕{after}"
    return next((name for name, pattern in _elsewhere(extra) if pattern.search(marked)), "")
