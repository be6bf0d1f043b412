"""Words that are looked up by how they end: for reading backwards from what stands behind them."""

from __future__ import annotations

from collections.abc import Iterable


class Endings:
    """A list of words, asked which of them ends at an offset of a text."""

    __slots__ = ("_by_last",)

    def __init__(self, words: Iterable[str]) -> None:
        """`words` may stand in any order."""
        self._by_last: dict[str, list[str]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._by_last.setdefault(word[-1], []).append(word)

    @property
    def last(self) -> frozenset[str]:
        """The last characters of all words."""
        return frozenset(self._by_last)

    def longest(self, text: str, end: int, floor: int = 0) -> str:
        """The longest word that ends at `end` and does not begin before `floor`; empty if none does."""
        for word in self._by_last.get(text[end - 1 : end], ()):
            if text.endswith(word, floor, end):
                return word
        return ""

    def run(self, text: str, end: int, floor: int) -> int:
        """Where the longest run of words that ends at `end` begins: 县直|机关 before 党支部; `end` if none ends there."""
        words = self._by_last.get(text[end - 1 : end])
        if not words:
            return end
        return min(
            [self.run(text, end - len(word), floor) for word in words if text.endswith(word, floor, end)] or [end]
        )
