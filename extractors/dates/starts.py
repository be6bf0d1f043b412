"""Where a rule is worth trying: its options `begins`, the characters that can stand first, and `then`, a pattern of what can stand behind."""

from __future__ import annotations

import re
from collections import defaultdict

from extractors.rules import Rule


def by_start(rules: tuple[Rule, ...]) -> tuple[dict[str, tuple[Rule, ...]], dict[str, str]]:
    """The rules to try at each first character, and what must stand behind that character for any of them."""
    tried: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        for char in (rule.options or {})["begins"]:
            tried[char].append(rule)
    behind = {
        char: "|".join(dict.fromkeys((rule.options or {})["then"] for rule in found)) for char, found in tried.items()
    }
    return {char: tuple(found) for char, found in tried.items()}, behind


def start_pattern(behind: dict[str, str]) -> re.Pattern[str]:
    """Matches such a first character with what must stand behind it.

    A branch of its own for each character lets `search` skip all other characters at the speed of memory.
    """
    return re.compile("|".join(f"{re.escape(char)}(?:{after})" for char, after in behind.items()))
