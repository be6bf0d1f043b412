"""The part that a sentence plays in a report: what is done, what came of it, what is wrong, what is planned."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.measures.clauses import REPORTED, Clause, clauses
from extractors.measures.cues import PACKAGE, Cue, Hits
from extractors.measures.states import section_states
from extractors.records import Sentence
from extractors.rules import Rule, load_rules

_PAST = re.compile(r"去年|上年|以来|已经?|先后|累计|截至|过去|[一两三四五]年来|了(?=[，。；])|20[01][0-9]年底")
_BUT = re.compile(r"(?:^|[，,；;。\s])\s*(?:但|但是|然而|不过|可是)(?!要|愿)")
NO_CUE = "no cue"
_ENDS = ("。", "！", "？", "!", "?")
_RUN_IN = re.compile(r"\s*[^，。；：“”]{4,12}。")  # 支持科技创新。
_FULL_WIDTH = str.maketrans(",;:()", "，；：（）")


class Verdict(NamedTuple):
    """A role and the name of the rule, with the word that decided, if one did."""

    role: str
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence says: its clauses, the state of its section, the structural rules that match it."""

    text: str
    state: str  # of the section: practice, plan, problem, result, context, lessons or empty
    main: tuple[Clause, ...]
    every: tuple[Clause, ...]
    patterns: tuple[Rule, ...]
    counts: bool  # whether it holds a figure

    def first(self, kind: str) -> Clause | None:
        """The first main clause of this kind."""
        return next((c for c in self.main if c.kind == kind), None)

    def matches(self, role: str) -> str:
        """The name of the first structural rule for this role that matches, or nothing."""
        return next(
            (
                rule.name
                for rule in self.patterns
                if (rule.options or {})["role"] == role and rule.pattern.search(self.text)
            ),
            "",
        )

    def defines(self, clause: Clause) -> bool:
        """Whether the verb of a clause stands inside a definition: 是全面建成小康社会的关键之年."""
        at = clause.word_start - self.every[0].start
        spans = (
            m.span() for rule in self.patterns if rule.name == "definition" for m in rule.pattern.finditer(self.text)
        )
        return any(start <= at < end for start, end in spans)


@cache
def _patterns(extra: Path | None) -> tuple[Rule, ...]:
    return load_rules(PACKAGE, "roles.toml", extra, frozenset({"role"}))


def assign(
    text: str, sentences: tuple[Sentence, ...], cues: Hits[Cue], figures: Sequence[int], extra: Path | None = None
) -> tuple[Sentence, ...]:
    """A role and a rule for every sentence that has none; headings and noise stay as they are. `figures` are sorted offsets."""
    patterns = _patterns(extra)
    done: list[Sentence] = []
    last, ended = None, True
    for number, (sentence, state) in enumerate(zip(sentences, section_states(text, sentences, extra), strict=True)):
        if sentence.role:
            done.append(sentence)
            continue
        every = tuple(clauses(text, sentence.start, sentence.end, cues))
        counts = bisect_left(figures, sentence.end) > bisect_left(figures, sentence.start)
        main = tuple(c for c in every if not c.under) or every
        said = text[sentence.start : sentence.end].translate(_FULL_WIDTH)
        verdict = decide(Reading(said, state, main, every, patterns, counts))
        if _RUN_IN.fullmatch(said) and verdict.role == "measure" and not counts and _opens_paragraph(sentences, number):
            verdict = Verdict("heading", "short opening of a paragraph")
        if verdict.rule == NO_CUE and last and last.role and last.section == sentence.section and not ended:
            verdict = Verdict(last.role, "goes on")
        done.append(replace(sentence, role=verdict.role, rule=verdict.rule))
        last, ended = done[-1], said.rstrip().endswith(_ENDS)
    return tuple(done)


def _opens_paragraph(sentences: tuple[Sentence, ...], number: int) -> bool:
    """Whether a sentence is the first of its paragraph and not the only one."""
    here = sentences[number].paragraph
    before = sentences[number - 1].paragraph if number else -1
    return before != here and number + 1 < len(sentences) and sentences[number + 1].paragraph == here


def decide(reading: Reading) -> Verdict:
    """The role of a sentence that is no heading. The state of the section chooses the order in which cues are asked."""
    address = reading.matches("context")
    if address == "address":
        return Verdict("context", address)
    if reading.state == "plan":
        return _in_plan(reading)
    if reading.state == "problem":
        return _in_problems(reading)
    return _in_practice(reading)


def _in_plan(reading: Reading) -> Verdict:
    plan, done, result, problem = (reading.first(kind) for kind in ("plan", "do", "result", "problem"))
    if slogan := reading.matches("slogan"):
        return Verdict("slogan", slogan)
    if problem and not plan and not done:
        return Verdict("problem", f"problem word in a plan: {problem.word}")
    if (context := reading.matches("context")) and not plan:
        return Verdict("context", context)
    if result and not plan and not done and _PAST.search(reading.text):
        return Verdict("result", f"past in a plan: {result.word}")
    return Verdict("plan", "section of plans")


def _in_problems(reading: Reading) -> Verdict:
    plan, done, result, problem = (reading.first(kind) for kind in ("plan", "do", "result", "problem"))
    if _BUT.search(reading.text) and not plan:
        return Verdict("problem", "but, in a section of problems")
    if problem and (_BUT.search(reading.text) or not plan or plan.start > problem.start):
        return Verdict("problem", f"problem word: {problem.word}")
    if plan:
        return Verdict("plan", f"remedy: {plan.word}")
    if result:
        return Verdict("result", f"result word: {result.word}")
    if done:
        return Verdict("plan", f"remedy: {done.word}")
    return Verdict("problem", "section of problems")


def _in_practice(reading: Reading) -> Verdict:
    first = next((c for c in reading.main if c.kind), None)
    plan, done, result, problem = (reading.first(kind) for kind in ("plan", "do", "result", "problem"))
    strong = next((c for c in reading.main if c.kind == "do" and c.strong), None)
    if want := reading.matches("problem"):
        return Verdict("problem", want)
    if plan and (not done or plan.start < done.start) and not _reported(reading, plan):
        return Verdict("plan", f"modal word: {plan.word}")
    if problem and _BUT.search(reading.text) and not (strong and strong.start > problem.start):
        return Verdict("problem", f"but: {problem.word}")
    if (slogan := reading.matches("slogan")) and not strong:
        return Verdict("slogan", slogan)
    if (passive := reading.matches("result")) and not strong:
        return Verdict("result", passive)
    if reading.state == "context" and not strong:
        return (
            Verdict("result", f"result word: {result.word}") if result else Verdict("context", "section of background")
        )
    if reading.state == "result" and result and not (strong and strong is first):
        return Verdict("result", f"section of results: {result.word}")
    if not reading.counts and reading.matches("context") == "guiding thought":
        return Verdict("context", "guiding thought")
    if strong and not reading.defines(strong):
        return Verdict("measure", f"verb: {strong.word}")
    if context := reading.matches("context"):
        return Verdict("context", context)
    if formed := reading.matches("measure"):
        return Verdict("measure", formed)
    if done and first is done:
        return Verdict("measure", f"verb: {done.word}")
    if result:
        return Verdict("result", f"result word: {result.word}")
    if done:
        return Verdict("measure", f"verb: {done.word}")
    if problem:
        return Verdict("problem", f"problem word: {problem.word}")
    if first:
        return Verdict("context", f"context word: {first.word}")
    if reading.state != "practice":
        return Verdict("context", NO_CUE)
    return Verdict("result", "figures without a verb") if reading.counts else Verdict("measure", "section of practices")


def _reported(reading: Reading, plan: Clause) -> bool:
    """Whether the modal word belongs to what the unit asks of others: 要求各支部要…"""
    return any(word in reading.text[: plan.word_start - reading.every[0].start] for word in REPORTED)
