"""What kind of section each sentence stands in, from headings, their order, and sentences that announce a list."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.measures.signs import signed_rules
from extractors.records import Sentence
from extractors.rules import load_rules

_NUMBER = re.compile(
    r"^\s*(?:[一二三四五六七八九十0-9]+[、.．]|[（(][^）)]{1,3}[）)]|——|[一二三四五六七八九十]是)+|[。：:\s]+$"
)
_LISTS = ("是", "：", ":", "如下", "如下。")  # ends of a sentence that a list follows
_ITSELF = "现将"  # … but where it is the report itself: 现将看法和建议汇报如下：
_TOP = re.compile(r"\s*[一二三四五六七八九十]{1,3}、")
_RUN_IN = re.compile(r"\s*[一二三四五六七八九十]{1,2}[是要]")  # an item of a list: what it says holds for itself alone
_FIRST = re.compile(r"\s*(?:[一1][、.．]|[（(][一1][）)]|第一[，、部章])")  # begins a count: no elder sibling
_PAST = re.compile(r"(?:[^，,。]{0,8}指出)?[\s，,]*(?:一年来|去年以来|过去的?[一五]年|回顾过去)")
_PLAN = "plan announced"  # the rule of announcements.toml that opens no section of problems
_MARK = re.compile("[，,；：]")
_LONG = 60  # characters: what is longer announces nothing
# What a top heading without a state of its own continues: proposals follow problems, and a plan runs to the end.
_CONTINUES = {"plan": "plan", "problem": "plan", "practice": "practice", "figures": "figures"}


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


class Sections:
    """The state of the section in which each sentence stands: practice, plan, problem, result, context, lessons, figures or nothing.

    Sentences are asked for in order.
    """

    def __init__(self, text: str, extra: Path | None = None) -> None:
        self._text, self._extra = text, extra
        self._rules = signed_rules("announcements.toml", extra)
        self._names = frozenset(rule.name for rule in self._rules)
        self._section = ""
        self._path: list[str] = []
        self._states = [""]  # of the text above all headings, then of each heading of the path
        self._announced = _NOTHING

    def state(self, sentence: Sentence, asked: frozenset[str]) -> str:
        """The state for the next sentence; `asked` names the rules that can match in it."""
        if sentence.section != self._section:
            self._section = sentence.section
            self._descend(sentence.section.split("/") if sentence.section else [])
        if self._announced.state and not self._announced.holds(self._path, sentence.paragraph):
            self._announced = _NOTHING
        text, states, start, end = self._text, self._states, sentence.start, sentence.end
        long = end - start > _LONG
        if sentence.role == "heading":
            if not self._path:  # the title, or a heading that opens the whole text
                states[0] = _opened(text[start:end], self._extra) or states[0]
        elif long and _TOP.match(text, start, end) and (opened := _opened(_to_mark(text, start), self._extra)):
            states[-1], self._announced = opened, _NOTHING  # a heading that runs on into its first sentence
        else:
            lists = text.endswith(_LISTS, start, end)
            if (lists and not long) or not asked.isdisjoint(self._names):
                self._announced = self._announcement(sentence, text[start:end], asked, lists=lists)
            if (self._announced.state == "plan" or states[-1] == "plan") and _PAST.match(text, start, end):
                states[-1], self._announced = "", _NOTHING  # news: another speaker's retrospect
        return self._announced.state or states[-1]

    def _announcement(self, sentence: Sentence, said: str, asked: frozenset[str], *, lists: bool) -> Announced:
        """What holds from this sentence on: what it announces itself, else what was announced before.

        `lists` says whether a list must follow.
        """
        opens = [rule.name for rule in self._rules if rule.name in asked and rule.pattern.search(said)]
        if _PLAN in opens:
            return Announced("plan", self._path[:1], -1)
        if self._announced.state == "plan" or self._states[-1] == "plan":
            return self._announced
        lists = lists and _ITSELF not in said
        if opens:
            return Announced("problem", self._path, -1 if lists else sentence.paragraph)
        if lists and len(said) <= _LONG and (opened := _opened(said, self._extra)):
            return Announced(opened, self._path, -1)
        return self._announced

    def _descend(self, headings: list[str]) -> None:
        """Go to a new path: each heading has its own state, else its parent's, else what the top heading before hands on."""
        path, states = self._path, self._states
        same = 0
        while same < min(len(path), len(headings)) and path[same] == headings[same]:
            same += 1
        new = states[: same + 1]
        for depth in range(same, len(headings)):
            handed = ""
            if depth == 0:
                elder = states[1] if len(states) > 1 and not _FIRST.match(headings[0]) else ""
                handed = _CONTINUES.get(self._announced.state or elder or states[0], "")
            own = "" if _RUN_IN.match(headings[depth]) else _opened(headings[depth], self._extra)
            if own:  # a heading of its own kind ends what running text announced
                self._announced = _NOTHING
            new.append(own or (new[depth] if depth else "") or handed)
        self._path, self._states = headings, new


def _to_mark(text: str, start: int) -> str:
    """What a sentence says before its first mark: a heading that runs on into its text goes no further."""
    return _MARK.split(text[start : start + _LONG], maxsplit=1)[0]


def _opened(heading: str, extra: Path | None) -> str:
    state = heading_state(heading, extra)
    return "" if state == "mixed" else state
