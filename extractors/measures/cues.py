"""The words of a document that show roles and topics, each found in one pass over the text."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extractors.rules import RuleError, load_rows

PACKAGE = "extractors.measures"
CUES = frozenset({"do", "result", "problem", "plan", "context", "adverb", "subject", "none", "address"})


Cue = tuple[str, int]  # what a cue word says (one of CUES) and how strongly; see cues.tsv
WILL = "将"  # does, or will do
Votes = tuple[tuple[str, int], ...]  # topic codes and weights
Hit = tuple[int, int, int]  # number of the word in its list, start, end


@dataclass(frozen=True, slots=True)
class Hits:
    """All cue words of a text in order, with the list of words and what it says of each."""

    found: list[Hit]
    starts: list[int]
    words: tuple[str, ...]
    cues: tuple[Cue, ...]

    def between(self, start: int, end: int) -> list[Hit]:
        """The hits that begin in `start..end`."""
        starts = self.starts
        low = bisect_left(starts, start)
        return self.found[low : bisect_left(starts, end, low)]


def find_cues(text: str, extra: Path | None = None) -> Hits:
    """The longest cue words from left to right. Raises RuleError for an unknown cue."""
    automaton, words, cues = _cues(extra)
    found = automaton.find_matches_as_indexes(text)
    return Hits(found, [hit[1] for hit in found], words, cues)


def find_topics(text: str, extra: Path | None = None) -> tuple[list[Hit], tuple[Votes, ...]]:
    """The longest topic words from left to right, and for what each word of the list votes."""
    automaton, votes = _topics(extra)
    return automaton.find_matches_as_indexes(text), votes


def _automaton(words: tuple[str, ...]) -> Any:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)


@cache
def _cues(extra: Path | None) -> tuple[Any, tuple[str, ...], tuple[Cue, ...]]:
    cues: dict[str, Cue] = {}
    for row in load_rows(PACKAGE, "cues.tsv", ("word", "cue", "weight"), extra):
        if row["cue"] not in CUES:
            raise RuleError(f"cues.tsv: {row['word']}: unknown cue {row['cue']!r}; allowed: {', '.join(sorted(CUES))}")
        cues[row["word"]] = (row["cue"], int(row["weight"] or 0))
    words = tuple(cues)
    return _automaton(words), words, tuple(cues.values())


@cache
def _topics(extra: Path | None) -> tuple[Any, tuple[Votes, ...]]:
    votes: dict[str, list[tuple[str, int]]] = {}
    for row in load_rows(PACKAGE, "topics.tsv", ("word", "topic", "weight"), extra):
        votes.setdefault(row["word"], []).append((row["topic"], int(row["weight"])))
    return _automaton(tuple(votes)), tuple(tuple(pairs) for pairs in votes.values())
