"""What kind of section each sentence stands in, from headings, their order, and sentences that announce a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.records import Sentence
from extractors.rules import load_rules

_NUMBER = re.compile(
    r"^\s*(?:[一二三四五六七八九十0-9]+[、.．]|[（(][^）)]{1,3}[）)]|——|[一二三四五六七八九十]是)+|[。：:\s]+$"
)
_ANNOUNCES = re.compile(r"(?:是|[：:]|如下[。：:]?)\s*$")
_TOP = re.compile(r"\s*[一二三四五六七八九十]{1,3}、")
_RUN_IN = re.compile(r"\s*[一二三四五六七八九十]{1,2}[是要]")  # an item of a list: what it says holds for itself alone
_FIRST = re.compile(r"\s*(?:[一1][、.．]|[（(][一1][）)]|第一[，、部章])")  # begins a count: no elder sibling
_PAST = re.compile(r"^(?:[^，,。]{0,8}指出)?[\s，,]*(?:一年来|去年以来|过去的?[一五]年|回顾过去)")
_OPENS_PLAN = re.compile(
    r"^[^。]{0,50}?(?:总体要求|总体思路|工作思路|指导思想|预期目标|主要目标|奋斗目标|目标任务|主要任务|重点任务|工作打算|工作重点)[^。，]{0,6}(?:是|[：:])"
)
_OPENS_PROBLEM = re.compile(
    r"(?<![《“])清醒地?(?:看到|认识到)|(?:还|也|仍|仍然|依然|尚|同时)存在(?:着)?[^，。；《]{0,16}(?:问题|困难|不足|差距|短板|薄弱)|(?:问题|困难|不足|差距)[^，。；]{0,8}不容忽视"
)
_LONG = 60  # characters: what is longer announces nothing
# What a top heading without a state of its own continues: proposals follow problems, and a plan runs to the end.
_CONTINUES = {"plan": "plan", "problem": "plan", "practice": "practice"}


class Announced(NamedTuple):
    """A state that running text opened: under which headings it holds, and in which paragraph alone (-1: in all)."""

    state: str
    path: list[str]
    paragraph: int

    def holds(self, path: list[str], paragraph: int) -> bool:
        """Whether it reaches a sentence under `path` in `paragraph`."""
        return path[: len(self.path)] == self.path and self.paragraph in {-1, paragraph}


_NOTHING = Announced("", [], -1)


@cache
def heading_state(heading: str, extra: Path | None = None) -> str:
    """What kind of section a heading opens (a rule of sections.toml), `mixed` or nothing: 四、存在问题 → problem."""
    bare = _NUMBER.sub("", heading)
    return next(
        (rule.name for rule in load_rules("extractors.measures", "sections.toml", extra) if rule.pattern.search(bare)),
        "",
    )


def section_states(text: str, sentences: tuple[Sentence, ...], extra: Path | None = None) -> Iterator[str]:
    """practice, plan, problem, result, context, lessons or nothing for every sentence, in order."""
    path: list[str] = []
    states: list[str] = [""]  # of the text above all headings, then of each heading of the path
    announced = _NOTHING
    for sentence in sentences:
        said = text[sentence.start : sentence.end]
        headings = sentence.section.split("/") if sentence.section else []
        if headings != path:
            states = _descend(path, states, headings, announced.state, extra)
            path = headings
        if announced.state and not announced.holds(path, sentence.paragraph):
            announced = _NOTHING
        if sentence.role == "heading":
            if not path:  # the title, or a heading that opens the whole text
                states[0] = _opened(said, extra) or states[0]
        elif _TOP.match(said) and len(said) > _LONG and (opened := _opened(said[:_LONG], extra)):
            states[-1], announced = opened, _NOTHING  # a heading that runs on into its first sentence
        else:
            announced = _announcement(said, sentence, path, announced, states[-1], extra)
            if "plan" in {announced.state, states[-1]} and _PAST.match(said):  # news: another speaker's retrospect
                states[-1], announced = "", _NOTHING
        yield announced.state or states[-1]


def _announcement(
    said: str, sentence: Sentence, path: list[str], before: Announced, state: str, extra: Path | None
) -> Announced:
    """What holds from this sentence on: what it announces itself, else what was announced `before`."""
    if _OPENS_PLAN.match(said):
        return Announced("plan", path[:1], -1)
    if before.state == "plan" or state == "plan":
        return before
    lists = _ANNOUNCES.search(said) is not None
    if _OPENS_PROBLEM.search(said):
        return Announced("problem", path, -1 if lists else sentence.paragraph)
    if lists and len(said) <= _LONG and (opened := _opened(said, extra)):
        return Announced(opened, path, -1)
    return before


def _descend(path: list[str], states: list[str], headings: list[str], announced: str, extra: Path | None) -> list[str]:
    """The states of a new path: each heading's own, else its parent's, else what the top heading before hands on."""
    same = 0
    while same < min(len(path), len(headings)) and path[same] == headings[same]:
        same += 1
    new = states[: same + 1]
    for depth in range(same, len(headings)):
        handed = ""
        if depth == 0:
            elder = states[1] if len(states) > 1 and not _FIRST.match(headings[0]) else ""
            handed = _CONTINUES.get(announced or elder or states[0], "")
        own = "" if _RUN_IN.match(headings[depth]) else _opened(headings[depth], extra)
        new.append(own or (new[depth] if depth else "") or handed)
    return new


def _opened(heading: str, extra: Path | None) -> str:
    state = heading_state(heading, extra)
    return "" if state == "mixed" else state
