"""Named campaigns, programmes, mechanisms and working methods, and the quoted phrases that are none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path

from extractors.campaigns.bare import find_bare
from extractors.campaigns.expansion import campaign_items, expand
from extractors.campaigns.lexicon import Mention, bare
from extractors.campaigns.quoted import find_quoted
from extractors.document import Document
from extractors.records import Campaign, Organization, Sentence

__all__ = ["campaign_items", "find_campaigns", "name_key"]

# An organization behind these does not act: 在某村支部, 根据县委的要求, 与某公司
_AT = re.compile(r"(?:(?:在|到|赴)[^，。；、]{0,6}|对|向|为|给|从|根据|按照|按|受|经|与|和)$")
_LOOK = 10  # characters before an organization
_COMMAS = str.maketrans({",": "，", ";": "；", ":": "：", "＋": "+", "(": "（", ")": "）"})


def name_key(name: str) -> str:
    """What two spellings of one name share: no white space, quotes, commas or pauses, no 的; full-width letters as half-width."""
    return re.sub(r"[\s“”\"'‘’「」『』《》，,、；;·\-—的]", "", name).replace("＋", "+").upper()


def find_campaigns(
    document: Document,
    sentences: tuple[Sentence, ...],
    organizations: tuple[Organization, ...],
    *,
    extra: Path | None = None,
) -> tuple[Campaign, ...]:
    """One Campaign a name, in order of first mention; `class_` tells campaigns from slogans, titles, honours and plain words.

    Phrases in sentences of role noise are left out. Ids are `c` and the raw offset of the first mention.
    """
    text = document.text
    noise = [(s.start, s.end) for s in sentences if s.role == "noise"]
    mentions = [m for m in _without_overlap(find_quoted(text, extra), find_bare(text, extra)) if not _inside(m, noise)]
    by_name: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_name.setdefault(name_key(mention.name), []).append(mention)
    spans = _all_spans(text, by_name)
    found = [_campaign(document, group, spans[key], sentences, organizations) for key, group in by_name.items() if key]
    return tuple(sorted(found, key=lambda c: (c.start, c.end)))


def _without_overlap(quoted: Iterable[Mention], unquoted: Iterable[Mention]) -> list[Mention]:
    """All mentions in order; a name without quotes gives way to quotes that it touches (but for 《…》) and to an earlier one."""
    kept = list(quoted)
    taken = [(m.start, m.end) for m in kept if m.class_ != "title"]
    for mention in sorted(unquoted, key=lambda m: (m.start, m.start - m.end)):
        if not _touches(mention, taken):
            kept.append(mention)
            taken.insert(bisect_right(taken, (mention.start, mention.end)), (mention.start, mention.end))
    return sorted(kept, key=lambda m: (m.start, m.end))


def _touches(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (mention.start, mention.end))
    return any(start < mention.end and mention.start < end for start, end in spans[max(0, at - 2) : at + 1])


def _inside(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (mention.start, len(spans) and spans[-1][1])) - 1
    return at >= 0 and spans[at][0] <= mention.start < spans[at][1]


def _all_spans(text: str, by_name: dict[str, list[Mention]]) -> dict[str, tuple[tuple[int, int], ...]]:
    """Every place that names a campaign, also where no rule would have found it: names of three characters or more."""
    import ahocorasick_rs

    spellings = {
        m.name: key for key, group in by_name.items() for m in group if m.class_ == "campaign" and len(m.name) > 2
    }
    spans = {key: {(m.start, m.end) for m in group} for key, group in by_name.items()}
    if spellings:
        names = tuple(spellings)
        automaton = ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        for index, start, end in automaton.find_matches_as_indexes(text):
            place = spans[spellings[names[index]]]
            if not any(a < end and start < b for a, b in place):
                place.add((start, end))
    return {key: tuple(sorted(places)) for key, places in spans.items()}


def _campaign(
    document: Document,
    group: list[Mention],
    spans: tuple[tuple[int, int], ...],
    sentences: tuple[Sentence, ...],
    organizations: tuple[Organization, ...],
) -> Campaign:
    """One record of all mentions of a name: it is a campaign where any of them is, and takes the kind of the surest."""
    best = max(group, key=lambda m: (m.class_ == "campaign", bool(m.kind), m.confidence))
    first = group[0]
    expansions = (expand(document.text, m) for m in group)
    name = _as_written(document, best)
    return Campaign(
        id=f"c{document.raw_span(first.start, first.end)[0]:06d}",
        name=name,
        kind=best.kind,
        canonical_name=name.translate(_COMMAS),
        class_=best.class_,
        expansion=next((";".join(items) for items in expansions if items), ""),
        organizer=_organizer(document.text, first, sentences, organizations),
        start=first.start,
        end=first.end,
        mentions=len(spans),
        confidence=best.confidence,
        rule=best.rule,
        spans=spans,
    )


def _as_written(document: Document, mention: Mention) -> str:
    """The name with the commas of the raw text, which cleaning may have changed."""
    low, high = document.raw_span(mention.start, mention.end)
    raw = bare(document.raw[low:high])
    at = raw.translate(_COMMAS).find(mention.name.translate(_COMMAS))
    return raw[at : at + len(mention.name)] if at >= 0 else mention.name


def _organizer(
    text: str, mention: Mention, sentences: tuple[Sentence, ...], organizations: tuple[Organization, ...]
) -> str:
    """The last organization before the campaign in its sentence that acts: not 在县委的指导下, not the village where it is held."""
    at = bisect_right(sentences, mention.start, key=lambda s: s.start) - 1
    begin = sentences[at].start if at >= 0 else 0
    last = bisect_right(organizations, mention.start, key=lambda o: o.start) - 1
    while last >= 0 and organizations[last].start >= begin:
        one = organizations[last]
        acts = not _AT.search(text[max(begin, one.start - _LOOK) : one.start]) and not text.startswith("的", one.end)
        if acts and one.end <= mention.start:
            return one.canonical_name or one.text
        last -= 1
    return ""
