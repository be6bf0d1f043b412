"""Named campaigns, programmes, mechanisms and working methods, and the quoted phrases that are none."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import partial
from operator import attrgetter
from pathlib import Path

from extractors.campaigns.bare import continued, find_bare
from extractors.campaigns.expansion import campaign_items, expand
from extractors.campaigns.lexicon import Mention, bare, lexicon
from extractors.campaigns.quoted import find_quoted
from extractors.document import Document
from extractors.records import Campaign, Organization, Sentence
from extractors.schema import made

__all__ = ["campaign_items", "find_campaigns", "name_key"]

# An organization behind these does not act: 在某村支部, 根据县委的要求, 与某公司
_AT = re.compile(r"(?:(?:在|到|赴)[^，。；、]{0,6}|对|向|为|给|从|根据|按照|按|受|经|与|和)$")
_UNSAID = re.compile(r"[\s“”\"'‘’「」『』《》，,、；;·\-—的]")
_LOOK = 10  # characters before an organization
_KIND = re.compile("(?:工程|活动|行动|计划|工作法)(?![室场站点部队])")
_COMMAS = str.maketrans({",": "，", ";": "；", ":": "：", "＋": "+", "(": "（", ")": "）"})


def name_key(name: str) -> str:
    """What two spellings of one name share: no white space, quotes, commas or pauses, no 的; full-width letters as half-width."""
    return _UNSAID.sub("", name).replace("＋", "+").upper()


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
    mentions = _named_elsewhere(text, mentions, extra)
    further = [more for m in mentions if m.class_ == "campaign" for more in continued(text, m, extra)]
    mentions = _without_overlap(mentions, further) if further else mentions
    by_name: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_name.setdefault(name_key(mention.name), []).append(mention)
    spans = _all_spans(text, by_name)
    said = _Actors(text, sentences, organizations)
    found = [_campaign(document, group, spans[key], said) for key, group in by_name.items() if key]
    found.sort(key=attrgetter("start", "end"))
    return tuple(found)


def _named_elsewhere(text: str, mentions: list[Mention], extra: Path | None) -> list[Mention]:
    """The mentions; a quoted word is a campaign where the text says its kind too: “联户党员”作用大 … 参加联户党员工程的有90户."""
    words = {m.name for m in mentions if m.rule == "quoted phrase" and m.class_ == "word" and len(m.name) > 3}
    kinds = {name: kind for name in words if (kind := _kind_said(text, name, extra))}
    if not kinds:
        return mentions
    return [
        m._replace(class_="campaign", kind=kinds[m.name], rule="kind word elsewhere")
        if m.name in kinds and m.rule == "quoted phrase"
        else m
        for m in mentions
    ]


def _kind_said(text: str, name: str, extra: Path | None) -> str:
    """The kind word right behind the name, wherever the text says it; empty if it never does."""
    at = text.find(name)
    while at >= 0:
        kind = _KIND.match(text, at + len(name))
        if kind and lexicon(extra).says_something(name, kind.group()):
            return kind.group()
        at = text.find(name, at + 1)
    return ""


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
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    spellings = {
        m.name: key for key, group in by_name.items() for m in group if m.class_ == "campaign" and len(m.name) > 2
    }
    spans = {key: [(m.start, m.end) for m in group] for key, group in by_name.items()}
    if spellings:
        names = tuple(spellings)
        quickly_made = Implementation.NoncontiguousNFA
        automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest, implementation=quickly_made)
        for index, start, end in automaton.find_matches_as_indexes(text):
            places = spans[spellings[names[index]]]
            for low, high in places:
                if low < end and start < high:
                    break
            else:
                places.append((start, end))
    return {key: tuple(sorted(places)) for key, places in spans.items()}


def _campaign(
    document: Document,
    group: list[Mention],
    spans: tuple[tuple[int, int], ...],
    actors: _Actors,
) -> Campaign:
    """One record of all mentions of a name: it is a campaign where any of them is, and takes the kind of the surest."""
    first = best = group[0]
    if len(group) > 1:
        best = max(group, key=lambda m: (m.class_ == "campaign", bool(m.kind), m.confidence))
    items = next(filter(None, map(partial(expand, document.text), group)), ())
    name = _as_written(document, best)
    return made(
        Campaign,
        id=f"c{document.raw_span(first.start, first.end)[0]:06d}",
        name=name,
        kind=best.kind,
        canonical_name=name.translate(_COMMAS),
        class_=best.class_,
        expansion=";".join(items),
        organizer=actors.before(first.start),
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
    raw = document.raw[low:high]
    if raw == document.text[mention.start : mention.end]:
        return mention.name
    raw = bare(raw)
    at = raw.translate(_COMMAS).find(mention.name.translate(_COMMAS))
    return raw[at : at + len(mention.name)] if at >= 0 else mention.name


class _Actors:
    """Who acts at an offset: the organizations of a document, sentence by sentence."""

    def __init__(self, text: str, sentences: tuple[Sentence, ...], organizations: tuple[Organization, ...]) -> None:
        self._text = text
        self._organizations = organizations
        self._starts = [one.start for one in organizations]
        self._sentences = [sentence.start for sentence in sentences]

    def before(self, offset: int) -> str:
        """The last organization before a campaign in its sentence that acts: not 在县委的指导下, not the village where it is held."""
        at = bisect_right(self._sentences, offset) - 1
        begin = self._sentences[at] if at >= 0 else 0
        for number in range(bisect_right(self._starts, offset) - 1, bisect_left(self._starts, begin) - 1, -1):
            one = self._organizations[number]
            if one.end > offset or self._text.startswith("的", one.end):
                continue
            if not _AT.search(self._text, max(begin, one.start - _LOOK), one.start):
                return one.canonical_name or one.text
        return ""
