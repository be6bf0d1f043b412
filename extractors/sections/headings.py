"""Whether a line or a sentence is a heading: an outline number, a line without a stop, a slogan that the next sentences explain."""

from __future__ import annotations

import re
from functools import cache

from extractors.rules import load_rules
from extractors.sections.outline import RUN_IN as RUN_IN_KINDS
from extractors.sections.outline import Marker, marker_at

PACKAGE = "extractors.sections"
LINE = 42  # letters of a heading that is a line by itself, without number
NUMBERED = 60  # letters of a numbered heading
RUN_IN = 32  # letters of a slogan that opens a paragraph
INSIDE = 14  # letters of one inside a paragraph
ENDS = "。！？；;!?”’）)》】"  # what a sentence ends with that is not cut off
HAN = "[\u4e00-\u9fff]"
TWO_PARTS = re.compile(rf"{HAN}{{4,12}} {HAN}{{2,8}}[0-9]{{1,4}}[个名项条]{HAN}{{3,8}}")  # 深挖原因 锁定26个整顿对象
NICKNAMED = re.compile("——“[^”。]{2,10}”$")
HIGH = frozenset({"part", "han", "han_bracket"})  # kinds of outline numbers that headings have
STOPS = "。！；：:;,，、？?! "
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|（[^）]*）")
_YEAR = re.compile(r"(?:19|20)[0-9]{2} (?:[-—～至] (?:19|20)?[0-9]{2})? 年?", re.VERBOSE)
_FIGURE = re.compile(r"[0-9]")
# Words to the audience, what only announces, captions of tables: short lines that are no headings.
ADDRESS = re.compile(
    r"各位|同志|代表[：！]|委员[：！]|如下|以下|下列|^[（(]?(?:单位|表|附表|图|注|备注)[ ]?[：:0-9一二三四五六七八九]"
)


@cache
def _never(*names: str) -> re.Pattern[str]:
    rules = {rule.name: f"(?:{rule.pattern.pattern})" for rule in load_rules(PACKAGE, "headings.toml")}
    return re.compile("|".join(rules[name] for name in names), re.VERBOSE)


def tells(text: str) -> bool:
    """Whether words are a clause of running text (全县形成合力, 党员受到教育 …), whatever stands in quotes."""
    return _never("connected", "prepositions", "clause").search(_QUOTED.sub("", text)) is not None


def bare(text: str) -> str:
    """A heading without the stop at its end."""
    return text.rstrip(STOPS)


def has_figure(text: str) -> bool:
    """Whether a text holds a number other than a year or one inside a name."""
    return _FIGURE.search(_YEAR.sub("", _QUOTED.sub("", text))) is not None


def is_slogan(text: str, longest: int, marker: Marker | None = None) -> bool:
    """Whether a sentence names what the next ones tell (整合部门资源。) and tells nothing by itself.

    `text` comes without outline number. No figures, no connective, no copula, at most two commas, and no longer than
    `longest`. Nothing done and no preposition but behind a high number (（二）从严管理干部。（三）城乡面貌发生了显著变化。);
    without a number no act that is called by its name (实施“头雁”工程。).
    """
    if not 3 <= len(text) <= longest or text[-1] != "。":
        return False
    plain = _QUOTED.sub("", bare(text))
    if plain.count("，") > 2 or "；" in plain or _never("figure", "connected", "clause").search(plain):
        return False
    if marker is not None and marker.kind in HIGH:
        return True
    return _never("done", "prepositions").search(plain) is None and (
        marker is not None or _never("named").search(text) is None
    )


def line_rule(words: str, marker: Marker | None, below: str) -> str:
    """The rule by which a whole line is a heading, else empty; `words` is the line without its number, `below` the next line."""
    ended = words[-1:] in "。；！？，、"
    if marker is None:
        plain = not ended and 3 <= len(words) <= LINE and below and words.count(" ") < 2
        names = (not has_figure(words) or TWO_PARTS.fullmatch(words)) and not _tells_before_list(words)
        return "plain_line" if plain and names and not ADDRESS.search(words) else ""
    if not words or len(words) > NUMBERED or (marker.kind not in {"part", "han"} and has_figure(words)):
        return ""
    if words[-1].isdigit() or (marker.kind in RUN_IN_KINDS and len(words) > RUN_IN):
        return ""
    if not ended and marker.kind not in RUN_IN_KINDS:
        return "numbered_line"
    following = marker_at(below)
    leads = below and (
        following is None or following.level > marker.level or (following.kind == marker.kind and following.number == 1)
    )
    return "numbered_line" if leads and marker.kind != "must" and "了" not in words and "；" not in words else ""


def _tells_before_list(words: str) -> bool:
    """Whether words that a list follows say what is done, and do not only name it: 针对流动党员，支部推行三项制度："""
    return words.endswith("：") and len(words) > INSIDE and "，" in words


def run_in_rule(words: str, marker: Marker | None, following: str, *, opening: bool, like: str) -> str:
    """The rule by which a sentence at the start of running text is a heading, else empty.

    `following` is the next sentence, `opening` tells that the sentence opens its paragraph, `like` the last heading of the
    paragraph before it: a slogan inside is short, or begins as that one does (解决…的问题。 … 解决…的问题。).
    """
    if marker is not None:
        if words and (words[-1] not in ENDS or NICKNAMED.search(words)):
            return "numbered"  # run together with what follows
        after = marker_at(following)
        if marker.kind == "must" or (after and marker.kind in {"run_in", after.kind}):
            return ""  # an item that nothing explains
        return "numbered" if is_slogan(words, RUN_IN if marker.kind in RUN_IN_KINDS else NUMBERED, marker) else ""
    if (words.endswith("：") and not _tells_before_list(words)) or (words.endswith("】") and words[-2] not in ENDS):
        return "plain_line"  # announces what follows: 主要做法：…
    if opening:
        return "slogan" if is_slogan(words, RUN_IN) else ""
    parallel = bool(like) and words[:2] == like[:2]
    short = bool(like) and len(words) * 3 < len(following) * 2
    return "slogan" if (parallel or short) and is_slogan(words, RUN_IN if parallel else INSIDE) else ""
