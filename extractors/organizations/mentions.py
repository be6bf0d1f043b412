"""An organization as the grammar hands it on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from extractors.organizations.owners import Owner
from extractors.records import Sentence


class Mention(NamedTuple):
    """One organization as found: `name` is canonical but for slots in braces, `owner` and `type` serve its neighbours."""

    start: int
    end: int
    text: str
    name: str
    type: str
    owner: Owner | None
    body: str
    rule: str
    generic: bool = False


class Spans:
    """Where mentions (or sentences) lie, to ask whether another span meets one of them."""

    def __init__(self, mentions: Iterable[Mention | Sentence]) -> None:
        """`mentions` may stand in any order; of those that overlap the longest reach counts."""
        spans = sorted((mention.start, mention.end) for mention in mentions)
        self._starts = [start for start, _ in spans]
        self._reach: list[int] = []
        for _, end in spans:
            self._reach.append(max(end, self._reach[-1]) if self._reach else end)

    def meet(self, start: int, end: int) -> bool:
        """Some mention shares a character with `start`..`end`."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start
