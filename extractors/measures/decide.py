"""From what a sentence says to the part that it plays: a cascade, read from top to bottom."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.measures.clauses import REPORTED, Clause
from extractors.rules import Rule

NO_CUE = "no cue"
NO_VERB = "no verb of doing"
MODAL = "modal word"
# What only a report of things done says: 已, 先后, 累计, 了 behind a verb, a time that is past.
_DONE = re.compile(
    r"已(?!知|往)|先后|累计|共计|总共|(?<=[^总不])共[\u4e00-\u9fff]{0,4}[0-9]|(?<![为除])了(?![解不如结])|截至|截止|去年|上年|以来|目前|上半年|年初|[0-9]月(?!底前)|[0-9]{4}年[，,]|[一两几]年来|完成率|同比"
)
_PAST = re.compile(r"去年|上年|以来|已经?|先后|累计|截至|过去|[一两三四五]年来|了(?=[，。；])|20[01][0-9]年底")
_BUT = re.compile(r"(?<![^，；。\s])(?:但|然而|不过|可是)(?!要|愿)")
_KINDS = ("plan", "do", "result", "problem")
_HEAD = 4  # characters: a verb so near to the head of a sentence has no subject of its own
_BREAKS = "，。；："
_TAKES = frozenset({"才能", "才行"})  # only so can it be done


class Verdict(NamedTuple):
    """A role and the name of the rule, with the word that decided, if one did."""

    role: str
    rule: str


class Reading:
    """What one sentence says: its clauses, the state of its section, the structural rules by role.

    `firsts` has the first main clause of each kind, of `any`, and as `strong` the first that does something by a verb of
    weight 2. `text` has full-width punctuation; `counts` says whether it holds a figure, `done` whether that or a word
    shows that the thing happened.
    """

    __slots__ = ("_context", "counts", "done", "every", "firsts", "rules", "state", "text")

    def __init__(
        self, text: str, state: str, every: tuple[Clause, ...], rules: dict[str, tuple[Rule, ...]], *, counts: bool
    ) -> None:
        self.text, self.state, self.every, self.rules, self.counts = text, state, every, rules, counts
        self._context: str | None = None
        self.done = counts or _DONE.search(text) is not None
        self.firsts: dict[str, Clause] = {}
        for clause in [c for c in every if not c.under] or every:
            if clause.kind:
                self.firsts.setdefault(clause.kind, clause)
                self.firsts.setdefault("any", clause)
                if clause.strong and clause.kind == "do":
                    self.firsts.setdefault("strong", clause)

    def rule(self, role: str) -> str:
        """The name of the first structural rule for this role that matches, or nothing."""
        for rule in self.rules.get(role, ()):
            if rule.pattern.search(self.text):
                return rule.name
        return ""

    @property
    def context(self) -> str:
        """The structural rule that makes it background."""
        if self._context is None:
            self._context = self.rule("context")
        return self._context

    @property
    def mostly_does(self) -> bool:
        """Whether more main clauses do something than say what came of it."""
        kinds = [clause.kind for clause in self.every if not clause.under]
        return kinds.count("do") > kinds.count("result")

    @property
    def is_definition(self) -> bool:
        """Whether the whole sentence says what something is or takes, and nothing that happened: 加强培训，提高素质，是…的关键。"""
        if self.done or self.context != "definition":
            return False
        patterns = [rule.pattern for rule in self.rules["context"] if rule.name == "definition"]
        ends = (match.end() for pattern in patterns for match in pattern.finditer(self.text))
        return any(not self.text[end:].strip("。！ \n") for end in ends)

    def defines(self, clause: Clause) -> bool:
        """Whether the verb of a clause stands in a definition: 开展培训是…的途径, 是全面建成小康社会的关键之年."""
        if self.context != "definition":
            return False
        at = clause.word_start - self.every[0].start
        for rule in self.rules["context"]:
            if rule.name == "definition":
                for match in rule.pattern.finditer(self.text):
                    begin = max(self.text.rfind(mark, 0, match.start()) for mark in _BREAKS) + 1
                    if begin <= at < match.end():
                        return True
        return False


def decide(reading: Reading) -> Verdict:
    """The role of a sentence that is no heading. The state of the section chooses the order in which cues are asked."""
    if address := reading.firsts.get("address"):
        return Verdict("context", f"address: {address.word}")
    if reading.state == "plan":
        return _in_plan(reading)
    if reading.state == "problem":
        return _in_problems(reading)
    return _in_practice(reading)


def _in_plan(reading: Reading) -> Verdict:
    plan, done, result, problem = map(reading.firsts.get, _KINDS)
    if slogan := reading.rule("slogan"):
        return Verdict("slogan", slogan)
    if problem and not plan and not done:
        return Verdict("problem", f"problem word in a plan: {problem.word}")
    if not plan and reading.context:
        return Verdict("context", reading.context)
    if result and not plan and not done and _PAST.search(reading.text):
        return Verdict("result", f"past in a plan: {result.word}")
    return Verdict("plan", "section of plans")


def _in_problems(reading: Reading) -> Verdict:
    plan, done, result, problem = map(reading.firsts.get, _KINDS)
    if _BUT.search(reading.text) and not plan:
        return Verdict("problem", "but, in a section of problems")
    if problem and (_BUT.search(reading.text) or not plan or plan.start > problem.start):
        return Verdict("problem", f"problem word: {problem.word}")
    if plan:
        return Verdict("plan", f"remedy: {plan.word}")
    if result:
        return Verdict("result", f"result word: {result.word}")
    if done and done.word_start - reading.every[0].start <= _HEAD:
        return Verdict("plan", f"remedy: {done.word}")
    return Verdict("problem", "section of problems")


def _in_practice(reading: Reading) -> Verdict:
    plan, done, result, problem = map(reading.firsts.get, _KINDS)
    first, strong = reading.firsts.get("any"), reading.firsts.get("strong")
    if strong and strong is first and reading.done and not (plan or problem or "是" in reading.text):
        return Verdict("measure", f"verb: {strong.word}")
    if want := reading.rule("problem"):
        return Verdict("problem", want)
    if plan and plan.word in _TAKES and reading.context:
        return Verdict("context", reading.context)
    if plan and (not done or plan.start < done.start or not reading.done) and not _reported(reading, plan):
        return Verdict("plan", f"{MODAL}: {plan.word}")
    if not problem and reading.is_definition:
        return Verdict("context", reading.context)
    if problem and _BUT.search(reading.text) and not (strong and strong.start > problem.start):
        return Verdict("problem", f"but: {problem.word}")
    if not strong and (slogan := reading.rule("slogan")):
        return Verdict("slogan", slogan)
    if not strong and (passive := reading.rule("result")):
        return Verdict("result", passive)
    if reading.state == "context" and not strong:
        return Verdict("context", "section of background")
    if reading.state == "result" and result and not (strong and strong is first):
        return Verdict("result", f"section of results: {result.word}")
    if not reading.counts and reading.context == "guiding thought":
        return Verdict("context", reading.context)
    if strong and not reading.defines(strong):
        return Verdict("measure", f"verb: {strong.word}")
    if problem and problem is first and not done:
        return Verdict("problem", f"problem word: {problem.word}")
    if reading.context:
        return Verdict("context", reading.context)
    if formed := reading.rule("measure"):
        return Verdict("measure", formed)
    if done and (first is done or reading.mostly_does or not (result and result.strong)):
        return Verdict("measure", f"verb: {done.word}")
    if first and first.kind == "context" and not done:
        return Verdict("context", f"context word: {first.word}")
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
    return Verdict("result", NO_VERB)


def _reported(reading: Reading, plan: Clause) -> bool:
    """Whether the modal word belongs to what the unit asks of others: 要求各支部要…"""
    return any(word in reading.text[: plan.word_start - reading.every[0].start] for word in REPORTED)
