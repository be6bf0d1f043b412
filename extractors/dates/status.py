"""Planned or actual: cues inside the sentence, with what ends them and what only looks like one; headings carry down."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from extractors.dates.starts import by_start, start_pattern
from extractors.records import Date, Figure
from extractors.rules import Rule, load_rules

KIND = frozenset({"kind"})
OPTIONS = frozenset({"kind", "begins", "then"})
CLAUSE_END = re.compile(r"[，,；;。！？\n]")
GOAL_REACH = 42  # characters behind a figure in which GOAL_BEHIND ends
# 三年内实现困难户数为0的目标 plans; 实现了人均收入翻番的目标 and 完成…的目标 report.
DIGIT = re.compile(r"\d")
GOAL_BEHIND = re.compile(r"[^，,；;。\n]{0,24}的[^，,；;。\n的]{0,12}目标(?!责任|管理|任务)")
GOAL_BEFORE = re.compile(r"(?:实现|达到|提出|确定|确立|制定|围绕|瞄准|朝着)(?!了)[^，,；;。了已]{0,30}$")


class Cue(NamedTuple):
    """Words that say plan or fact. `kind` as in status_cues.toml."""

    start: int
    end: int
    kind: str
    word: str


@cache
def _starts() -> tuple[re.Pattern[str], dict[str, tuple[Rule, ...]]]:
    """Where a cue can begin, and the rules to try there."""
    rules, behind = by_start(load_rules("extractors.dates", "status_cues.toml", None, OPTIONS))
    return start_pattern(behind), rules


def cues_between(text: str, start: int, end: int, before: int | None = None) -> list[Cue]:
    """The cues of a sentence (that begin `before` its last figure) in order; pseudo cues have taken their words away."""
    limit = end if before is None else before
    first, rules = _starts()
    found: list[Cue] = []
    place = start
    while (here := first.search(text, place, end)) is not None and (begin := here.start()) < limit:
        place = begin + 1
        for rule in rules[text[begin]]:
            if match := rule.pattern.match(text, begin, end):
                kind = (rule.options or {})["kind"]
                if kind != "pseudo":
                    found.append(Cue(begin, match.end(), kind, match.group()))
                place = max(place, match.end())
                break
    return found


@lru_cache(maxsize=1024)
def heading_status(heading: str) -> str:
    """planned or actual, as one heading or title says; empty where it says nothing."""
    bare = heading.strip(" 　:：。")
    for rule in load_rules("extractors.dates", "heading_cues.toml", None, KIND):
        if rule.pattern.search(bare):
            return str((rule.options or {})["kind"])
    return ""


def status_of(
    text: str, figure: Figure, start: int, cues: list[Cue], future: list[Date], default: str, *, goal: bool
) -> tuple[str, str]:
    """(status, the words behind it) of a figure in the sentence that begins at `start`.

    `future` are the sentence's dates that lie after the report; `default` is what headings say; `goal` that the sentence has the word.
    """
    planned, word = default == "planned", ""
    before_back = planned
    for cue in cues:
        if cue.start >= figure.start:
            break
        if cue.kind == "actual":
            before_back, planned, word = planned, False, ""
        elif cue.kind == "back":
            planned = before_back
        elif cue.kind == "near":
            if figure.start - cue.end <= 6 and not DIGIT.search(text, cue.end, figure.start):
                return "planned", cue.word
        elif cue.kind == "strong" or _own_clause(text, cue, figure):
            planned, word = True, cue.word
    if not planned and any(
        date.start < figure.start and not _fact_between(cues, date.end, figure.start) for date in future
    ):
        planned = True
    if not planned and goal and GOAL_BEHIND.match(text, figure.end) and GOAL_BEFORE.search(text[start : figure.start]):
        return "planned", "目标"
    return ("planned", word) if planned else ("actual", "")


def _own_clause(text: str, cue: Cue, figure: Figure) -> bool:
    """Whether a weak cue's own clause has a figure, be it this one or one before it."""
    end = CLAUSE_END.search(text, cue.end)
    return (
        end is None
        or figure.start < end.start()
        or bool(re.search(r"\d|[一二三四五六七八九十两百千]+[个名户人项年]", text[cue.end : end.start()]))
    )


def _fact_between(cues: list[Cue], start: int, end: int) -> bool:
    return any(cue.kind == "actual" and start <= cue.start < end for cue in cues)
