"""The words of a document that show roles and topics, each found in one pass over the text."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from extractors.rules import RuleError, load_rows

PACKAGE = "extractors.measures"
CUES = frozenset({"do", "result", "problem", "plan", "context", "adverb", "subject", "none", "address"})
Value = TypeVar("Value")


class Cue(NamedTuple):
    """What a cue word says and how strongly; see cues.tsv."""

    cue: str
    weight: int


Votes = tuple[tuple[str, int], ...]  # topic codes and weights
Hit = tuple[int, int, str, Value]  # start, end, the word, what its list says of it


@dataclass(frozen=True, slots=True)
class Hits(Generic[Value]):
    """All hits of a text in order, as (number of the word, start, end); `between` spells out those that begin in a span."""

    found: list[tuple[int, int, int]]
    starts: list[int]
    words: tuple[str, ...]
    values: tuple[Value, ...]

    def between(self, start: int, end: int) -> list[Hit[Value]]:
        """The hits that begin in `start..end`."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        words, values = self.words, self.values
        return [(begin, stop, words[number], values[number]) for number, begin, stop in self.found[low:high]]


def find_cues(text: str, extra: Path | None = None) -> Hits[Cue]:
    """The longest cue words from left to right. Raises RuleError for an unknown cue."""
    return _find(text, *_cues(extra))


def find_topics(text: str, extra: Path | None = None) -> Hits[Votes]:
    """The longest topic words from left to right."""
    return _find(text, *_topics(extra))


def _find(text: str, automaton: Any, words: tuple[str, ...], values: tuple[Value, ...]) -> Hits[Value]:
    found = automaton.find_matches_as_indexes(text)
    return Hits(found, [match[1] for match in found], words, values)


def _automaton(words: tuple[str, ...]) -> Any:
    import ahocorasick_rs

    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


@cache
def _cues(extra: Path | None) -> tuple[Any, tuple[str, ...], tuple[Cue, ...]]:
    cues: dict[str, Cue] = {}
    for row in load_rows(PACKAGE, "cues.tsv", ("word", "cue", "weight"), extra):
        if row["cue"] not in CUES:
            raise RuleError(f"cues.tsv: {row['word']}: unknown cue {row['cue']!r}; allowed: {', '.join(sorted(CUES))}")
        cues[row["word"]] = Cue(row["cue"], int(row["weight"] or 0))
    words = tuple(cues)
    return _automaton(words), words, tuple(cues.values())


@cache
def _topics(extra: Path | None) -> tuple[Any, tuple[str, ...], tuple[Votes, ...]]:
    votes: dict[str, list[tuple[str, int]]] = {}
    for row in load_rows(PACKAGE, "topics.tsv", ("word", "topic", "weight"), extra):
        votes.setdefault(row["word"], []).append((row["topic"], int(row["weight"])))
    words = tuple(votes)
    return _automaton(words), words, tuple(tuple(pairs) for pairs in votes.values())
