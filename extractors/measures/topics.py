"""What a sentence is about: votes of weighted words, its own first, then those of the headings above it."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from extractors.measures.cues import find_topics

_HEADING_SHARE = (1.2, 0.5)  # of the nearest heading and of those above it
_AGAIN = 0.4  # what a word counts when it comes again
_LATE = 0.75  # least weight of a word at the end of the sentence: what is done stands first, what it was for last
_KEEP = 0.45  # topics with this share of the best one's votes are named too
_MOST = 3


def tally(said: str, votes: defaultdict[str, float], extra: Path | None = None) -> None:
    """Add the votes by topic of what is said; words near its head count more, repeated words less."""
    found, about = find_topics(said, extra)
    seen: set[int] = set()
    fall = (1 - _LATE) / max(1, len(said))
    for word, begin, _ in found:
        weight = 1 - fall * begin
        if word in seen:
            weight *= _AGAIN
        seen.add(word)
        for topic, vote in about[word]:
            votes[topic] += vote * weight


@lru_cache(maxsize=256)
def heading_votes(section: str, extra: Path | None = None) -> defaultdict[str, float]:
    """Votes of the headings of a path, the nearest with the largest share. Not to be changed by those who ask."""
    votes: defaultdict[str, float] = defaultdict(float)
    for depth, heading in enumerate(reversed(section.split("/"))):
        share = _HEADING_SHARE[min(depth, len(_HEADING_SHARE) - 1)]
        own: defaultdict[str, float] = defaultdict(float)
        tally(heading, own, extra)
        for topic, vote in own.items():
            votes[topic] += vote * share
    return votes


def topics_of(said: str, section: str, extra: Path | None = None) -> str:
    """Codes of the topics of what is said under the headings of `section`, best first, `;` between; else `other`."""
    votes = heading_votes(section, extra).copy()
    tally(said, votes, extra)
    if not votes:
        return "other"
    least = _KEEP * max(votes.values())
    kept = [topic for topic, vote in votes.items() if vote >= least]
    if len(kept) > 1:
        kept.sort(key=lambda topic: (-votes[topic], topic))
    return ";".join(kept[:_MOST])
