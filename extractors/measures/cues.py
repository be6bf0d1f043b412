"""The words of a document that show roles and topics, each found in one pass over the text."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from sys import intern
from typing import Any

from extractors.rules import RuleError, load_rows

PACKAGE = "extractors.measures"
CUES = frozenset({"do", "result", "problem", "plan", "context", "adverb", "subject", "none", "address"})
MARKS = "，,；;。！？!?：\n"  # what parts clauses: found with the cue words, as cue `mark`


Cue = tuple[str, str, int]  # a cue word, what it says (one of CUES) and how strongly; see cues.tsv
WILL = "将"  # does, or will do
Votes = tuple[tuple[str, int], ...]  # topic codes and weights
Hit = tuple[int, int, int]  # number of the word in its list, start, end


@dataclass(frozen=True, slots=True)
class Hits:
    """All cue words of a text and the marks that part its clauses, in order, with what each word of the list says."""

    found: list[Hit]
    starts: list[int]
    cues: tuple[Cue, ...]

    def between(self, start: int, end: int) -> list[Hit]:
        """The hits that begin in `start..end`."""
        starts = self.starts
        low = bisect_left(starts, start)
        return self.found[low : bisect_left(starts, end, low)]

    def outside(self, spans: list[tuple[int, int]]) -> Hits:
        """The hits that begin in none of the ordered spans."""
        if not spans:
            return self
        kept: list[Hit] = []
        done = 0
        for start, end in spans:
            low = bisect_left(self.starts, start, done)
            kept += self.found[done:low]
            done = bisect_left(self.starts, end, low)
        return _hits(kept + self.found[done:], self.cues)


def find_cues(text: str, extra: Path | None = None) -> Hits:
    """The longest cue words from left to right. Raises RuleError for an unknown cue."""
    automaton, cues = _cues(extra)
    return _hits(automaton.find_matches_as_indexes(text), cues)


def _hits(found: list[Hit], cues: tuple[Cue, ...]) -> Hits:
    return Hits(found, [start for _, start, _ in found], cues)


def find_topics(text: str, extra: Path | None = None) -> tuple[list[Hit], tuple[Votes, ...]]:
    """The longest topic words from left to right, and for what each word of the list votes."""
    automaton, votes = _topics(extra)
    return automaton.find_matches_as_indexes(text), votes


def _automaton(words: tuple[str, ...]) -> Any:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)


@cache
def _cues(extra: Path | None) -> tuple[Any, tuple[Cue, ...]]:
    cues: dict[str, Cue] = {mark: (mark, "mark", 0) for mark in MARKS}
    for row in load_rows(PACKAGE, "cues.tsv", ("word", "cue", "weight"), extra):
        word, cue = row["word"], row["cue"]
        if cue not in CUES:
            raise RuleError(f"cues.tsv: {word}: unknown cue {cue!r}; allowed: {', '.join(sorted(CUES))}")
        cues[word] = (word, intern(cue), int(row["weight"] or 0))
    return _automaton(tuple(cues)), tuple(cues.values())


@cache
def _topics(extra: Path | None) -> tuple[Any, tuple[Votes, ...]]:
    votes: dict[str, list[tuple[str, int]]] = {}
    for row in load_rows(PACKAGE, "topics.tsv", ("word", "topic", "weight"), extra):
        votes.setdefault(row["word"], []).append((row["topic"], int(row["weight"])))
    return _automaton(tuple(votes)), tuple(tuple(pairs) for pairs in votes.values())
