"""Lines that are not the report's: menus, header fields, page footers, document-site boilerplate."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractors.rules import load_rules

PACKAGE = "extractors.sections"
LONGEST = 300  # letters; a longer line is prose …
CODE = 0.8  # … unless this share of it is ASCII


@cache
def _patterns() -> tuple[re.Pattern[str], frozenset[str]]:
    rules = load_rules(PACKAGE, "noise.toml", None, frozenset({"strong"}))
    strong = frozenset(rule.name for rule in rules if (rule.options or {}).get("strong"))
    return re.compile("|".join(f"(?P<{rule.name}>{rule.pattern.pattern})" for rule in rules), re.VERBOSE), strong


@lru_cache(maxsize=4096)  # cleaning and structure ask for the same lines again
def noise_rule(line: str, *, weak: bool = False) -> str:
    """The name of the rule by which a line is noise, empty if none; `weak` asks the rules for the page's rim too."""
    if len(line) > LONGEST:
        return "code" if len(line.encode("ascii", "ignore")) > CODE * len(line) else ""
    pattern, strong = _patterns()
    match = pattern.fullmatch(line)
    name = (match.lastgroup or "") if match else ""
    return name if weak or name in strong else ""
