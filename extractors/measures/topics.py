"""What a sentence is about: votes of weighted words, its own first, then those of the headings above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from extractors.measures.cues import Hit, Hits, Votes, find_topics

_HEADING_SHARE = (1.2, 0.5)  # of the nearest heading and of those above it
_AGAIN = 0.4  # what a word counts when it comes again
_LATE = 0.75  # least weight of a word at the end of the sentence: what is done stands first, what it was for last
_KEEP = 0.45  # topics with this share of the best one's votes are named too
_MOST = 3


def tally(hits: Iterable[Hit[Votes]], start: int, end: int) -> dict[str, float]:
    """Votes by topic; words near `start` count more, repeated words less."""
    votes: dict[str, float] = defaultdict(float)
    seen: set[str] = set()
    length = max(1, end - start)
    for begin, _, word, value in hits:
        weight = 1 - (1 - _LATE) * (begin - start) / length
        if word in seen:
            weight *= _AGAIN
        seen.add(word)
        for topic, vote in value:
            votes[topic] += vote * weight
    return votes


def heading_votes(section: str, extra: Path | None = None) -> dict[str, float]:
    """Votes of the headings of a path, the nearest with the largest share."""
    votes: dict[str, float] = defaultdict(float)
    for depth, heading in enumerate(reversed(section.split("/"))):
        share = _HEADING_SHARE[min(depth, len(_HEADING_SHARE) - 1)]
        for topic, vote in _of_heading(heading, extra):
            votes[topic] += vote * share
    return votes


@lru_cache(maxsize=1024)
def _of_heading(heading: str, extra: Path | None) -> tuple[tuple[str, float], ...]:
    return tuple(tally(find_topics(heading, extra).between(0, len(heading)), 0, len(heading)).items())


def best(own: dict[str, float], above: dict[str, float]) -> str:
    """Codes of the topics, best first, `;` between; `other` where no word speaks."""
    votes = {topic: own.get(topic, 0.0) + above.get(topic, 0.0) for topic in {**own, **above}}
    if not votes:
        return "other"
    ranked = sorted(votes, key=lambda topic: (-votes[topic], topic))
    return ";".join(topic for topic in ranked[:_MOST] if votes[topic] >= _KEEP * votes[ranked[0]])


def topics_of(hits: Hits[Votes], start: int, end: int, above: dict[str, float]) -> str:
    """The topics of `start..end` of the text under headings with the votes `above`."""
    return best(tally(hits.between(start, end), start, end), above)
