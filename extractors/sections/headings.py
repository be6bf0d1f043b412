"""Whether a line or a sentence is a heading: an outline number, a line without a stop, a slogan that the next sentences explain."""

from __future__ import annotations

import re
from functools import cache

from extractors.rules import load_rules

PACKAGE = "extractors.sections"
LINE = 50  # letters of a heading that is a line by itself
NUMBERED = 60  # letters of a numbered heading before running text
RUN_IN = 32  # letters of a slogan that opens a paragraph
INSIDE = 14  # letters of one inside a paragraph
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|（[^）]*）")
_STOPS = "。！；：:;,，、？?! "


@cache
def _never() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in load_rules(PACKAGE, "headings.toml")), re.VERBOSE)


def bare(text: str) -> str:
    """A heading without the stop at its end."""
    return text.rstrip(_STOPS)


def is_slogan(text: str, longest: int) -> bool:
    """Whether a sentence names what the next ones tell (整合部门资源。) and tells nothing by itself.

    `text` comes without outline number. No figures, nothing done, no connective, no copula, at most two commas, and no longer than `longest`.
    """
    if not 3 <= len(text) <= longest or text[-1] not in "。：:":
        return False
    plain = _QUOTED.sub("", bare(text))
    return plain.count("，") <= 2 and "；" not in plain and _never().search(plain) is None
