"""Lines that are not the report's: menus, header fields, page footers, document-site boilerplate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.rules import load_rules, one_of

PACKAGE = "extractors.sections"
LONGEST = 300  # letters; a longer line is prose …
CODE = 0.8  # … unless this share of it is ASCII


@dataclass(frozen=True, slots=True)
class _Noise:
    """The rules as one pattern whose group numbers tell the rule, and those of them that need no cue as another."""

    every: re.Pattern[str]
    cueless: re.Pattern[str]
    cue: re.Pattern[str]
    names: dict[str, str]
    strong: frozenset[str]


@cache
def _noise() -> _Noise:
    rules = load_rules(PACKAGE, "noise.toml", None, frozenset({"strong", "cues"}))
    groups = {f"rule{number}": rule for number, rule in enumerate(rules)}
    parts = {group: f"(?P<{group}>{rule.pattern.pattern})" for group, rule in groups.items()}
    cues = {group: (rule.options or {}).get("cues", ()) for group, rule in groups.items()}
    return _Noise(
        re.compile("|".join(parts.values()), re.VERBOSE),
        re.compile("|".join(part for group, part in parts.items() if not cues[group]), re.VERBOSE),
        re.compile(one_of([cue for words in cues.values() for cue in words])),
        {group: rule.name for group, rule in groups.items()},
        frozenset(rule.name for rule in rules if (rule.options or {}).get("strong")),
    )


@lru_cache(maxsize=4096)  # cleaning and structure ask for the same lines again
def noise_rule(line: str, *, weak: bool = False) -> str:
    """The name of the rule by which a line is noise, empty if none; `weak` asks the rules for the page's rim too."""
    if len(line) > LONGEST:
        return "code" if len(line.encode("ascii", "ignore")) > CODE * len(line) else ""
    noise = _noise()
    match = (noise.every if noise.cue.search(line) else noise.cueless).fullmatch(line)
    name = noise.names[match.lastgroup] if match and match.lastgroup else ""
    return name if weak or name in noise.strong else ""
