"""From what a sentence says to the part that it plays: a cascade, read from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.measures.clauses import REPORTED, Clause
from extractors.rules import Rule

NO_CUE = "no cue"
NO_VERB = "no verb of doing"
MODAL = "modal word"
# What only a report of things done says: 已, 先后, 累计, 了 behind a verb, a time that is past.
# Each alternative begins with a character of its own, so that the engine skips to one.
_DONE = re.compile(
    r"""已(?!知|往) | 先后 | 累计 | 共计 | 总共 | 共(?<=[^总不]共)[\u4e00-\u9fff]{0,4}[0-9] | 了(?<![为除]了)(?![解不如结])
      | 截[至止] | 去年 | 上年 | 以来 | 目前 | 上半年 | 年初 | 月(?<=[0-9]月)(?!底前) | 年(?<=[0-9]{4}年)[，,]
      | 年来(?<=[一两几]年来) | 完成率 | 同比""",
    re.VERBOSE,
)
_PAST = re.compile(r"去年|上年|以来|已经?|先后|累计|截至|过去|[一两三四五]年来|了(?=[，。；])|20[01][0-9]年底")
_BUT = re.compile(r"(?<![^，；。\s])(?:但|然而|不过|可是)(?!要|愿)")
_HEAD = 4  # characters: a verb so near to the head of a sentence has no subject of its own
_BREAKS = "，。；："
# A firm as the subject of a clause: 宏远集团投资6亿元新建…; not a county's own (县城投公司), a party committee, or one of several.
_FIRM = re.compile(
    r"""\s* (?: [一二三四五六七八九十]是 | [0-9]{1,2}[、.．] | [（][^）]{1,3}[）] | 目前 | 去年 | 今年 | [0-9]{4}年 )?
      (?! [本该我各全县市区州旗镇乡省对为向由把将以从在与同给让使按如通] | 引进 | 依托 | 支持 | 推动 | 帮助 | 组织 | 协调 | 国有 | 下属 )
      (?! [^，]{0,8} (?: [县市区] | 城投 | 国投 | 农投 | 文旅 | 供销 | 水务 | 公交 | 供水 | 供电 | 电力 | 烟草 | 投资 | 平台 ) [^，]{0,6} (?: 公司 | 集团 ) )
      [^，。；、与和同“”的0-9]{2,14}? (?: 公司 | 集团 ) (?! [党工团的等、与和（] | 支部 | 职工 | 公司 | 有限 | 项目 | 总部 )
      (?! [^，]* (?: 项目 | 工程 ) $ )  # 宏远集团饲料加工项目开工建设: the project is the subject
      """,
    re.VERBOSE,
)
# What those who write did to write it: 我们对全县36个村进行了一次调查
_SURVEYED = re.compile(
    r"我们[^。；]{0,60}(?:进行|开展|作|做)了?[^，。；]{0,8}(?:调查|调研|问卷|自评|测评)(?=[，。；、]|$)"
)
_ASKED = ("plan", "do", "result", "problem")  # kinds of clauses
_TAKES = frozenset({"才能", "才行"})  # only so can it be done


Rules = dict[str, tuple[tuple[Rule, ...], frozenset[str]]]  # by role, with their names
_NONE: tuple[tuple[Rule, ...], frozenset[str]] = ((), frozenset())
Verdict = tuple[str, str]  # a role, and the name of the rule with the word that decided, if one did


class Reading:
    """What one sentence says: its clauses, the state of its section, the structural rules by role.

    `firsts` holds the first main clause of each kind, in order, and `first` is the first of any. `text` has full-width
    punctuation; `asked` names the rules that can match; `counts` says whether it holds a figure.
    """

    __slots__ = ("_context", "_done", "_main", "_rules", "asked", "counts", "every", "first", "firsts", "state", "text")

    def __init__(
        self, text: str, state: str, every: list[Clause], rules: Rules, asked: frozenset[str], *, counts: bool
    ) -> None:
        self.text, self.state, self.every, self.asked, self.counts = text, state, every, asked, counts
        self._rules = rules
        self._context: str | None = None
        self._done: bool | None = None
        self._main = [clause for clause in every if not clause.under] or every
        self.firsts: dict[str, Clause] = {}
        for clause in self._main:
            if clause.kind:
                self.firsts.setdefault(clause.kind, clause)
        self.first = next(iter(self.firsts.values()), None)

    @property
    def strong(self) -> Clause | None:
        """The first main clause that does something by a verb of weight 2."""
        does = self.firsts.get("do")
        if does is None or does.strong:
            return does
        return next((clause for clause in self._main if clause.kind == "do" and clause.strong), None)

    @property
    def done(self) -> bool:
        """Whether a figure or a word shows that the thing happened."""
        if self._done is None:
            self._done = self.counts or _DONE.search(self.text) is not None
        return self._done

    def rule(self, role: str) -> str:
        """The name of the first structural rule for this role that matches, or nothing."""
        rules, names = self._rules.get(role, _NONE)
        if not self.asked.isdisjoint(names):
            for rule in rules:
                if rule.name in self.asked and rule.pattern.search(self.text):
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
        if self.context != "definition" or self.done:
            return False
        return any(not self.text[match.end() :].strip("。！ \n") for match in self._definitions())

    def defines(self, clause: Clause) -> bool:
        """Whether the verb of a clause stands in a definition: 开展培训是…的途径, 是全面建成小康社会的关键之年."""
        if self.context != "definition":
            return False
        at = clause.word_start - self.every[0].start
        for match in self._definitions():
            begin = max([self.text.rfind(mark, 0, match.start()) for mark in _BREAKS]) + 1
            if begin <= at < match.end():
                return True
        return False

    def _definitions(self) -> Iterator[re.Match[str]]:
        for rule in self._rules["context"][0]:
            if rule.name == "definition":
                yield from rule.pattern.finditer(self.text)


def decide(reading: Reading) -> Verdict:
    """The role of a sentence that is no heading. The state of the section chooses the order in which cues are asked."""
    if address := reading.firsts.get("address"):
        return "context", f"address: {address.word}"
    if reading.state == "plan":
        return _in_plan(reading)
    if reading.state == "problem":
        return _in_problems(reading)
    return _in_practice(reading)


def _in_plan(reading: Reading) -> Verdict:
    plan, done, result, problem = map(reading.firsts.get, _ASKED)
    if slogan := reading.rule("slogan"):
        return "slogan", slogan
    if problem and not plan and not done:
        return "problem", f"problem word in a plan: {problem.word}"
    if not plan and reading.context:
        return "context", reading.context
    if result and not plan and not done and _PAST.search(reading.text):
        return "result", f"past in a plan: {result.word}"
    return "plan", "section of plans"


def _in_problems(reading: Reading) -> Verdict:
    plan, done, result, problem = map(reading.firsts.get, _ASKED)
    if _BUT.search(reading.text) and not plan:
        return "problem", "but, in a section of problems"
    if problem and (_BUT.search(reading.text) or not plan or plan.start > problem.start):
        return "problem", f"problem word: {problem.word}"
    if plan:
        return "plan", f"remedy: {plan.word}"
    if not result and done and done.word_start - reading.every[0].start <= _HEAD:
        return "plan", f"remedy: {done.word}"
    return "problem", "section of problems"


def _in_practice(reading: Reading) -> Verdict:
    plan, done, result, problem = map(reading.firsts.get, _ASKED)
    first, strong = reading.first, reading.strong
    if frame := reading.rule("frame") or (reading.state == "context" and reading.rule("standing")):
        return "context", frame
    if told := reading.rule("told") or (reading.text[-1:].isdigit() and reading.rule("row")):
        return "result", told
    if reading.state == "figures" and not (strong and strong is first):
        return "result", "section of figures"
    if strong and strong is first and not (plan or problem or "是" in reading.text) and reading.done:
        return _act(reading, strong)
    if want := reading.rule("problem"):
        return "problem", want
    if plan and plan.word in _TAKES and reading.context:
        return "context", reading.context
    if plan and (not done or plan.start < done.start or not reading.done) and not _reported(reading, plan):
        return "plan", f"{MODAL}: {plan.word}"
    if not problem and reading.is_definition:
        return "context", reading.context
    if problem and _BUT.search(reading.text) and not (strong and strong.start > problem.start):
        return "problem", f"but: {problem.word}"
    if not strong and (slogan := reading.rule("slogan")):
        return "slogan", slogan
    if not strong and (passive := reading.rule("result")):
        return "result", passive
    if reading.state == "context" and not strong:
        return "context", "section of background"
    if reading.state == "result" and result and not (strong and strong is first):
        return "result", f"section of results: {result.word}"
    if not reading.counts and reading.context == "guiding thought":
        return "context", reading.context
    if strong and not reading.defines(strong):
        return _act(reading, strong)
    if problem and problem is first and not done:
        return "problem", f"problem word: {problem.word}"
    if reading.context:
        return "context", reading.context
    if formed := reading.rule("measure"):
        return "measure", formed
    if done and (first is done or reading.mostly_does or not (result and result.strong)):
        return _act(reading, done)
    if first and first.kind == "context" and not done:
        return "context", f"context word: {first.word}"
    if result:
        return "result", f"result word: {result.word}"
    if done:
        return _act(reading, done)
    if problem:
        return "problem", f"problem word: {problem.word}"
    if first:
        return "context", f"context word: {first.word}"
    if reading.state != "practice":
        return "context", NO_CUE
    return "result", NO_VERB


def _act(reading: Reading, clause: Clause) -> Verdict:
    """What the unit does is a practice; what a firm in the place does is something that came about."""
    begin = reading.every[0].start
    if "公司" in reading.text or "集团" in reading.text:
        head = reading.text[clause.start - begin : clause.word_start - begin]
        if _FIRM.match(head):
            return "result", "act of a firm"
    if _SURVEYED.search(reading.text):
        return "context", "how the report was made"
    return "measure", f"verb: {clause.word}"


def _reported(reading: Reading, plan: Clause) -> bool:
    """Whether the modal word belongs to what the unit asks of others: 要求各支部要…"""
    before = reading.text[: plan.word_start - reading.every[0].start]
    return any(word in before for word in REPORTED)
