"""What a figure counts or measures, as a noun phrase of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from extractors.document import Cell, Document
from extractors.figures.clause import CLASSIFIED, MARK, SELF_COUNTING, Clause
from extractors.figures.conjuncts import conjuncts
from extractors.figures.phrases import LONGEST, Phrase
from extractors.figures.preceding import AVERAGES, before
from extractors.records import Campaign, Figure, Sentence
from extractors.schema import changed
from extractors.sentences import parted

TAKES = frozenset("比地用有道领")  # behind 占 they make another word; 占 alone leads to what a share is a share of
# 在新党员中, 帮扶的村党支部中: names the group that the figures of the next clause belong to.
GROUP = re.compile(r"(?:在|从)?(?P<group>[^，,；;。:：]{2,30}?)(?:中|里|当中|方面)[，,]?\s*(?:已|仅|共|就)?(?:有)?$")
TIMES = frozenset({"age", "duration"})
POINTS = frozenset({"个百分点", "百分点"})
PLACE_NAME = re.compile(
    r"[^的]{2,5}(?:镇|乡|县|街道|旗|(?<![社园小发景城灌辖矿牧林山库])(?<!示范|保护|试验|集聚|开发)区)"
)
RATIO_MARKS = frozenset({":", "：", "∶", "︰"})
GROWN = re.compile(r"[增降减提升]|[比较].{2,}")
REACH = 240  # characters before a figure that can name what it counts
TOTAL = re.compile(r"(?:共计|合计|总计|总共)(?:为|达|约)?")
GENERIC = frozenset({"总量", "总数", "总额", "总规模", "总面积", "总人数"})
DATE_HEAD = re.compile(
    r"(?:19|20)\d\d年?度?|.*(?:年|季度|月|累计|合计|总量|绝对数|数值|本期|同期|指标值|数量|金额|完成数)"
)
UNIT_HEAD = re.compile(r"[(（].*?[)）]|单位.*$")


@dataclass(slots=True)
class State:
    """What the figures of a sentence hand on to the next."""

    end: int = 0  # where the last figure's phrase ended
    last: str = ""  # subject of the last figure
    levels: list[tuple[Figure, str]] = field(default_factory=list)  # figures that named their own subject
    queue: list[str] = field(default_factory=list)  # subjects for the next figures of a list (分别)
    objects: dict[str, str] = field(default_factory=dict)  # what a verb governed: 出席代表181名, 实际出席158名

    def note(self, figure: Figure, subject: str, *, own: bool) -> str:
        """Remembers a subject and gives it back."""
        if own and subject:
            self.levels.append((figure, subject))
        self.last = subject or self.last
        return subject


def add_subjects(
    document: Document, figures: tuple[Figure, ...], sentences: tuple[Sentence, ...], campaigns: tuple[Campaign, ...]
) -> tuple[Figure, ...]:
    """The figures with `subject` filled in wherever the text says what they count."""
    sentences = parted(document.text, sentences)
    starts = [sentence.start for sentence in sentences]
    names = sorted({span for campaign in campaigns for span in campaign.spans})
    name_starts = [low for low, _ in names]
    out: list[Figure] = []
    state = State()
    begin, end, following = 0, len(document.text), starts[0] if starts else len(document.text)
    near: list[tuple[int, int]] = names
    for number, figure in enumerate(figures):
        if figure.start >= following:
            place = bisect_right(starts, figure.start)
            begin, end = sentences[place - 1].start, sentences[place - 1].end
            following = starts[place] if place < len(starts) else len(document.text)
            first = bisect_right(name_starts, begin)
            first -= first > 0 and names[first - 1][1] > begin  # one that began before
            near = names[first : bisect_right(name_starts, end)]
            state = State(end=begin)
        if document.cells and (cell := document.cell_at(figure.start)):
            out.append(changed(figure, subject=_cell_subject(cell)))
            continue
        low, high = max(begin, figure.start - REACH), min(end, figure.end + REACH)
        subject = _subject(Clause(document, figures, number, low, high, near), state)
        if (
            out
            and not out[-1].subject
            and out[-1].start >= begin
            and not MARK.search(document.text, out[-1].end, figure.start)
        ):
            out[-1] = changed(out[-1], subject=subject)  # 分两批选派700名干部, 1.2万户4.8万人脱贫
        out.append(changed(figure, subject=subject))
    return tuple(out)


def _cell_subject(cell: Cell) -> str:
    """Row head, with the column head where that is more than a date or a word for number."""
    row, column = (UNIT_HEAD.sub("", head).strip(" 　\n、#其中:：") for head in (cell.row, cell.column))
    if not column or DATE_HEAD.fullmatch(column):
        return row or column
    return f"{row}{column}" if row and column not in row else row or column


def _subject(clause: Clause, state: State) -> str:
    """The subject of one figure; `state` is told what the next ones may need."""
    figure, previous_figure, text = clause.figure, clause.previous, clause.document.text
    if state.queue:
        state.end = figure.end
        return state.note(figure, state.queue.pop(0), own=not clause.relative)
    if previous_figure and text[previous_figure.end : figure.start].strip() in RATIO_MARKS:
        state.end = figure.end
        return state.note(figure, state.last, own=False)  # 三次产业结构为18.2:33.5:48.3
    run = clause.run()
    if figure.dimension == "ratio":
        share = text.rfind("占", clause.start(clause.begin, figure.start), figure.start)
        if share >= 0 and text[share + 1] not in TAKES:
            state.end = figure.end
            return state.note(figure, _share_subject(clause, share, run, state), own=False)
    start = clause.with_bound(clause.start(max(clause.begin, state.end), figure.start))
    words = clause.words(start, figure.start)
    if words and words[-1].word == "、":
        words = []  # what stands before the mark belongs to the item before: 16个贫困村退出、2.1万人脱贫
    previous = before(
        words,
        money=figure.dimension == "currency",
        based=clause.relative,
        headed=figure.unit in SELF_COUNTING,
    )
    if run > 1 and (aligned := _aligned(text[start : figure.start], previous, run, state, relative=clause.relative)):
        state.queue, state.end = aligned[1:], figure.end
        return state.note(figure, aligned[0], own=not clause.relative)
    last = words[-1] if words else None
    listed = last is not None and (last.where or last.word in {"等", "的"})
    adjacent = last is not None and last.role in {"noun", "attr", "both"} and not listed
    of_it = text.startswith("的", figure.end)  # 有27%的群众
    named = previous is not None and previous.kind == "noun" and (adjacent or (clause.relative and not of_it))
    following = None if named or (clause.relative and previous is None and not of_it) else clause.behind()
    phrase = previous if named else _choose(clause, previous, following, of_it=of_it, listed=listed)
    taken = phrase is not None and phrase is following and phrase.kind == "noun"
    state.end = clause.end_of(phrase) if taken and phrase else figure.end
    subject, own = _named(clause, phrase, start, state)
    if own and not clause.relative and clause.says_added(start) and "新增" not in subject:
        subject = f"新增{subject}"
    if phrase and phrase.verb and own:
        state.objects.setdefault(phrase.verb, subject)
    return state.note(figure, subject, own=own and (adjacent or figure.dimension not in TIMES))


def _share_subject(clause: Clause, place: int, run: int, state: State) -> str:
    """The part of a share: the noun before 占 in its clause, else what was counted last; of a list (分别占) one each."""
    earlier = [(figure, subject) for figure, subject in state.levels if figure.end <= place]
    low = max(clause.with_bound(clause.start(clause.begin, place)), earlier[-1][0].end if earlier else 0)
    part = before(clause.words(low, place))
    if part is not None and part.text and part.kind in {"noun", "topic"}:
        return part.text
    if run > 1 and len(earlier) >= run:
        state.queue = [subject for _, subject in earlier[len(earlier) - run + 1 :]]
        return earlier[-run][1]
    return earlier[-1][1] if earlier else state.last


def _choose(
    clause: Clause, previous: Phrase | None, following: Phrase | None, *, of_it: bool, listed: bool
) -> Phrase | None:
    """Which side names it, if no noun touches the figure from the left: the noun behind, else the one over a verb."""
    if clause.relative:
        named = previous is not None and previous.kind in ({"noun", "share"} if of_it else {"noun", "share", "topic"})
        return previous if named else following or previous
    if following is None:
        return previous
    if following.kind == "does":
        return previous if previous is not None and previous.text else following
    own_noun = previous is not None and previous.kind == "noun" and not listed
    return previous if own_noun and clause.touches_next(following) else following


def _named(clause: Clause, phrase: Phrase | None, start: int, state: State) -> tuple[str, bool]:
    """(subject, whether it is the figure's own): the phrase, else what the sentence spoke of before."""
    figure, text = clause.figure, clause.document.text
    if phrase is not None and phrase.text:
        if phrase.text in AVERAGES and state.levels:
            return phrase.text + state.levels[-1][1], True  # 发放贷款2300万元,户均3.2万元
        if phrase.text in GENERIC and state.levels:
            return state.levels[-1][1].removeprefix("新增") + phrase.text, True  # 新增市场主体6800户,总量达4.2万户
        if phrase.kind == "bare":
            return _object(phrase, figure, state)
        if (
            PLACE_NAME.fullmatch(phrase.text)
            and state.levels
            and state.levels[0][0].unit == figure.unit
            and text.find("其中", clause.begin, figure.start) >= 0
        ):
            return state.levels[0][1], False  # 9个村没有场所,其中石莲镇4个
        return phrase.text, phrase.kind != "share"
    said = text[start : figure.start]
    if TOTAL.fullmatch(said.strip()) and state.levels and state.levels[-1][0].unit == figure.unit:
        return "合计", False
    if figure.dimension in TIMES and not GROWN.search(said):
        return "", False  # 35岁以下的 says nothing of its own
    after_rate = clause.number and figure.unit in POINTS and clause.figures[clause.number - 1].dimension == "ratio"
    level = state.last if after_rate else _level(figure, said, state)
    if level:
        return (
            f"新增{level}"
            if figure.dimension in CLASSIFIED and clause.says_added(start) and "新增" not in level
            else level
        ), False
    headless = said.lstrip().startswith("的")
    return "" if headless else _spoken_of(clause, start) or state.last, False


def _level(figure: Figure, said: str, state: State) -> str:
    """The subject that a figure without a name of its own takes over: of the last level, or behind 的 of the last of its kind."""
    levels = state.levels
    if said.lstrip().startswith("的") and figure.dimension in CLASSIFIED:
        levels = [(level, name) for level, name in levels if level.dimension in CLASSIFIED]
    return levels[-1][1] if levels else ""


def _object(phrase: Phrase, figure: Figure, state: State) -> tuple[str, bool]:
    """What verbs alone speak of: the object they had before (实际出席158名), else what was counted in the same unit (办结320件)."""
    if phrase.verb in state.objects:
        return state.objects[phrase.verb], True
    name = next((name for level, name in reversed(state.levels) if level.unit == figure.unit), "")
    if name and len(phrase.text) + len(name) <= LONGEST:
        return phrase.text + name, True
    return (phrase.text if len(phrase.text) > 1 else ""), len(phrase.text) > 1


def _spoken_of(clause: Clause, start: int) -> str:
    """What the sentence named before the clause without counting it: 帮扶的村党支部中,已有6个…; the topic of the clause before."""
    text, begin = clause.document.text, clause.begin
    if group := GROUP.search(text[begin:start]):
        low, high = begin + group.start("group"), begin + group.end("group")
        named = before(clause.words(low, high))
        if named and named.text:
            return named.text
    if start > begin:
        named = before(clause.words(clause.start(begin, start - 1), start - 1))
        if named and named.kind in {"noun", "topic"}:
            return named.text
    return ""


def _aligned(chunk: str, previous: Phrase | None, run: int, state: State, *, relative: bool) -> list[str]:
    """The subjects of a list of `run` figures: the conjuncts before 分别, else the last levels of the sentence."""
    if previous is not None and previous.kind in {"noun", "topic"}:
        parts = conjuncts(previous.text) if "分别" in chunk or relative else []
        return parts if len(parts) == run else []
    if (previous is None or not previous.text) and len(state.levels) >= run and relative:
        return [subject for _, subject in state.levels[-run:]]
    return []
