"""Words that are looked up by how they end: for reading backwards from what stands behind them."""

from __future__ import annotations

from collections.abc import Iterable


class Endings:
    """A list of words, asked which of them ends at an offset of a text."""

    __slots__ = ("_sizes", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        """`words` may stand in any order."""
        self._words = frozenset(words)
        sizes: dict[str, set[int]] = {}  # by last character: how long such words are
        for word in self._words:
            sizes.setdefault(word[-1], set()).add(len(word))
        self._sizes = {last: sorted(found, reverse=True) for last, found in sizes.items()}

    @property
    def last(self) -> frozenset[str]:
        """The last characters of all words."""
        return frozenset(self._sizes)

    def longest(self, text: str, end: int, floor: int = 0) -> str:
        """The longest word that ends at `end` and does not begin before `floor`; empty if none does."""
        for size in self._sizes.get(text[end - 1 : end], ()):
            if end - size >= floor and (word := text[end - size : end]) in self._words:
                return word
        return ""

    def run(self, text: str, end: int, floor: int) -> int:
        """Where the longest run of words that ends at `end` begins: 县直|机关 before 党支部; `end` if none ends there."""
        first = end
        for size in self._sizes.get(text[end - 1 : end], ()):
            if end - size >= floor and text[end - size : end] in self._words:
                first = min(first, self.run(text, end - size, floor))
        return first
