"""How exact a figure is: the words before and after it and what they say about its lower and upper end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.figures.units import PACKAGE
from extractors.rules import RuleError, load_rows

_QUALIFIERS = frozenset({"exact", "about", "at_least", "at_most"})
_LINK = (
    "了有为达到占计在是的"  # may stand between the word and the number: 超过了, 约有, 约占; touching words take none
)
_ONLY = frozenset({"", "bare", "touching"})
_BLANKS = " \u3000"
_WINDOW = 8
_SHARE_OF = re.compile(r"(?P<word>约)占[^，。；、]{1,16}的\Z")  # 约占总人口的35%


@dataclass(frozen=True, slots=True)
class Bound:
    """A word found beside a figure: what it says, as written, and the span that it adds."""

    qualifier: str
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """The words of bounds.tsv, compiled."""

    before: re.Pattern[str]
    last: frozenset[str]  # characters before a number that make a look worth while: `ahead` finds nothing without
    after: re.Pattern[str]
    first: frozenset[str]  # behind a number: `behind` finds nothing without
    said: dict[str, str]
    needs_bare: frozenset[str]
    touching: frozenset[str]

    def ahead(self, text: str, start: int, *, bare: bool) -> Bound | None:
        """The word before the figure that begins at `start`; `bare` says that its number is like 百, 千万 or 3万."""
        at = start - 1
        while at > 0 and text[at] in _BLANKS:
            at -= 1
        match = self.before.search(text, max(0, start - _WINDOW), start) or (
            _SHARE_OF.search(text, max(0, start - 3 * _WINDOW), start) if text[at] == "的" else None
        )
        if match is None or (match["word"] in self.needs_bare and not bare):
            return None
        if match["word"] in self.touching and match.end("word") <= at:
            return None
        return Bound(self.said[match["word"]], match["word"], match.start(), start)

    def behind(self, text: str, end: int) -> Bound | None:
        """The word after the figure that ends at `end`."""
        match = self.after.match(text, end)
        return Bound(self.said[match["word"]], match["word"], end, match.end()) if match else None


@cache
def load_bounds(extra: Path | None = None) -> Bounds:
    """bounds.tsv and the user's file of that name. Raises RuleError for an unknown qualifier."""
    said: dict[str, str] = {}
    before: list[tuple[str, str]] = []
    after: list[tuple[str, str]] = []
    only: dict[str, set[str]] = {"bare": set(), "touching": set()}
    for row in load_rows(PACKAGE, "bounds.tsv", ("word", "place", "qualifier", "not_after", "only"), extra):
        if row["qualifier"] not in _QUALIFIERS or row["place"] not in ("before", "after") or row["only"] not in _ONLY:
            raise RuleError(
                f"bounds.tsv: {row['word']}: place is before or after, qualifier one of {', '.join(sorted(_QUALIFIERS))}, "
                "only is empty, bare or touching"
            )
        said[row["word"]] = row["qualifier"]
        if row["only"]:
            only[row["only"]].add(row["word"])
        stops = "".join(f"(?<!{stop})" for stop in row["not_after"].split())
        (before if row["place"] == "before" else after).append((row["word"], stops))
    before.sort(key=lambda pair: -len(pair[0]))
    after.sort(key=lambda pair: -len(pair[0]))
    ahead = "|".join(f"{stops}{re.escape(word)}" for word, stops in before)
    behind = "|".join(re.escape(word) for word, _ in after)
    last = frozenset([*(word[-1] for word, _ in before), *_LINK, *_BLANKS])
    first = frozenset([*(word[0] for word, _ in after), *_BLANKS])
    return Bounds(
        re.compile(rf"(?P<word>{ahead})[{_LINK}]?[{_BLANKS}]{{0,2}}\Z"),
        last,
        re.compile(rf"[{_BLANKS}]{{0,2}}(?P<word>{behind})"),
        first,
        said,
        frozenset(only["bare"]),
        frozenset(only["touching"]),
    )
