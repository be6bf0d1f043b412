"""What a figure counts or measures, as a noun phrase of the text."""

from __future__ import annotations

import re
from bisect import bisect_right

from extractors.document import Cell, Document
from extractors.figures.bars import DEGREE, TIMES, bar_of
from extractors.figures.clause import CLASSIFIED, MARK, SELF_COUNTING, Clause
from extractors.figures.conjuncts import conjuncts
from extractors.figures.phrase_words import Word, ends, flagged
from extractors.figures.phrases import Phrase
from extractors.figures.preceding import before
from extractors.figures.spoken import GENERIC, State, barred, kind_of, name_for, opening_group
from extractors.figures.wholes import last_fit
from extractors.records import Campaign, Figure, Sentence
from extractors.schema import changed
from extractors.sentences import parted

TAKES = frozenset("比地用有道领")  # behind 占 they make another word; 占 alone leads to what a share is a share of
# 书记和主任分别由246名和680名调整为238名和650名.
CHANGED = re.compile(r"\s*(?:分别)?(?:调整|提高|提升|增加|扩大|上升|发展|下降|减少|降低|缩小|压减)(?:到|为|至)\s*")
RATIO_MARKS = frozenset({":", "：", "∶", "︰"})
NEWLY = re.compile(r"^新(?:栽|植|造|种|开|建|修|设|增|办|创)")  # 新栽油茶1200亩,低改800亩
REACH = 240  # characters before a figure that can name what it counts
DATE_HEAD = re.compile(
    r"(?:19|20)\d\d年?度?|.*(?:年|季度|月|累计|合计|总量|绝对数|数值|本期|同期|指标值|数量|金额|完成数)"
)
UNIT_HEAD = re.compile(r"[(（].*?[)）]|单位.*$")


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
            same = place > 1 and sentences[place - 2].paragraph == sentences[place - 1].paragraph
            group = opening_group(document, begin, end)
            listed = same and document.text[sentences[place - 2].end - 1] in "；;"
            people, bases = (state.people if same else ""), (state.bases if listed else {})
            before = state.levels[-1][1] if listed and state.levels else ""
            state = State(end=begin, before=before, people=group or people, grouped=group != "", bases=bases)
        if document.cells and (cell := document.cell_at(figure.start)):
            out.append(changed(figure, subject=_cell_subject(cell)))
            continue
        low, high = max(begin, figure.start - REACH), min(end, figure.end + REACH)
        subject = _subject(Clause(document, figures, number, low, high, near), state)
        if state.thing:
            out[-1] = changed(out[-1], subject=state.thing)  # the bar of 35岁以下312名
        elif (
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
    state.thing = ""
    if state.queue:
        state.end = figure.end
        return state.note(clause, state.queue.pop(0), own=not clause.relative)
    if previous_figure and text[previous_figure.end : figure.start].strip() in RATIO_MARKS:
        state.end = figure.end
        return state.note(clause, state.last, own=False)  # 三次产业结构为18.2:33.5:48.3
    run = clause.run()
    if figure.dimension == "ratio":
        share = text.rfind("占", clause.start(clause.begin, figure.start), figure.start)
        if share >= 0 and text[share + 1] not in TAKES:
            state.end = figure.end
            return state.note(clause, _share_subject(clause, share, run, state), own=False)
    start = clause.with_bound(clause.start(max(clause.begin, state.end), figure.start))
    if (bar := bar_of(clause)) and (subject := barred(clause, bar, start, state)):
        state.end = figure.end
        return state.note(clause, subject, own=True)
    words = clause.words(start, figure.start)
    if words and words[0].role == "de" and previous_figure and start == previous_figure.end:
        words = _behind_mark(words)  # 投资3亿元的医院项目、投资1亿元的学校项目
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
        return state.note(clause, aligned[0], own=not clause.relative)
    last = words[-1] if words else None
    listed = last is not None and (last.where or last.word in {"等", "的"})
    adjacent = last is not None and last.role in {"noun", "attr", "both"} and not listed
    of_it = text.startswith("的", figure.end)  # 有27%的群众
    named = previous is not None and previous.kind == "noun" and (adjacent or (clause.relative and not of_it))
    of_it_or_fraction = of_it or (clause.relative and "%" not in figure.text)  # 有27%的群众, 七成群众
    following = None if clause.relative and (named or (previous is None and not of_it_or_fraction)) else clause.behind()
    if named and not clause.relative:
        vague = of_it and previous is not None and previous.text in GENERIC  # 总额4亿元的投资计划
        named = not vague and not _names_it(clause, words, previous, following)
    phrase = previous if named else _choose(clause, previous, following, of_it=of_it, listed=listed or adjacent)
    taken = phrase is not None and phrase is following and phrase.kind == "noun"
    if taken and phrase and (holder := clause.holder(phrase)):
        phrase, taken = holder, False  # the next figure keeps the whole: 37个村集体经济年收入不足5万元
    state.end = clause.end_of(phrase) if taken and phrase else figure.end
    if phrase is None or phrase.kind in {"does", "bare", "topic"}:
        item = not words and text[figure.start - 1] == "、"  # 2个村退出、231户826人脱贫
        led = phrase is not None and phrase is previous and words[-1].role == "de"
        if (item or (phrase is not None and phrase is previous)) and clause.leads_on(open_ended=item or led):
            return ""  # 组建237支共3420人的队伍: the next one says
        if (phrase is None or phrase.kind != "topic") and (shared := _shared(clause, phrase, words, state)):
            return state.note(clause, shared, own=True)
    subject, own = name_for(clause, phrase, start, state)
    if own and not clause.relative and clause.says_added(start) and "新增" not in subject:
        subject = f"新增{subject}"
    if (
        phrase
        and (phrase.kind == "noun" or (phrase.kind == "topic" and figure.dimension != "person"))
        and own
        and not (clause.among() and kind_of(figure.unit) in state.bases)
    ):
        state.bases[kind_of(figure.unit)] = NEWLY.sub("", subject)  # 其中 counts parts of what was counted
    if phrase and phrase.verb and own:
        state.objects.setdefault(phrase.verb, subject)
    return state.note(clause, subject, own=own and (adjacent or figure.dimension not in TIMES))


def _shared(clause: Clause, phrase: Phrase | None, words: list[Word], state: State) -> str:
    """What a figure without a noun counts together with its neighbour or its place: 862户2417人存在风险, 全镇共有1.3万户4.8万人."""
    levels, previous = state.levels, clause.previous
    if previous and previous.dimension in TIMES and previous.end == clause.figure.start and state.last:
        return state.last  # 破案率连续8年100%
    if levels and previous and levels[-1][0] is previous:
        among = bool(words) and words[0].role == "loc" and all(word.role in {"loc", "link", "adv"} for word in words)
        if previous.end == clause.figure.start or (among and previous.unit == clause.figure.unit):
            return levels[-1][1]  # 86个贫困村中有41个已经退出
    if phrase is None and words and clause.figure.unit in SELF_COUNTING:
        said = next((word for word in reversed(words) if word.role != "link"), words[0])
        return said.word if said.role == "scope" and said.word[0] == "全" else ""
    return ""


def _behind_mark(words: list[Word]) -> list[Word]:
    """The words behind the last 、, all where there is none."""
    place = next((i for i in range(len(words) - 1, -1, -1) if words[i].word == "、"), -1)
    return words[place + 1 :]


def _share_subject(clause: Clause, place: int, run: int, state: State) -> str:
    """The part of a share: the noun before 占 in its clause, else what was counted last; of a list (分别占) one each."""
    earlier = [
        (figure, subject) for figure, subject in state.levels if figure.end <= place and figure.dimension != "age"
    ]
    low = max(clause.with_bound(clause.start(clause.begin, place)), earlier[-1][0].end if earlier else 0)
    part = before(clause.words(low, place))
    if part is not None and part.text and part.kind in {"noun", "topic"}:
        return part.text + state.people if DEGREE.fullmatch(part.text) else part.text
    if run > 1 and len(earlier) >= run:
        state.queue = [subject for _, subject in earlier[len(earlier) - run + 1 :]]
        return earlier[-run][1]
    if not earlier:
        return state.last
    whole = clause.document.text[place + 1 : clause.figure.start]
    return earlier[last_fit([figure for figure, _ in earlier], whole)][1]


def _names_it(clause: Clause, words: list[Word], previous: Phrase | None, following: Phrase | None) -> bool:
    """Whether the noun behind the figure is what is counted although one touches it from the left: 县农行12名客户经理, 发展党员5项制度.

    It is, where no verb governs the noun to the left (培训农民300名种养大户 leaves it open), or where that noun is part of what 等 sums up.
    """
    if following is None or following.kind != "noun" or clause.figure.dimension not in CLASSIFIED:
        return False
    begins = clause.words_behind[0]
    if (
        (clause.figure.unit in SELF_COUNTING and not words[-1].verbal)  # 对口帮扶2户群众
        or not begins.nominal
        or begins.word[0] in "(（"
        or clause.touches_next(following)
    ):
        return False
    free = previous is not None and not previous.verb and not clause.among()
    of_office = clause.figure.dimension == "person" and (words[-1].acts or words[-1].word.endswith(ends("office")))
    return free or of_office or any(word.word == "等" for word in words)


def _choose(
    clause: Clause, previous: Phrase | None, following: Phrase | None, *, of_it: bool, listed: bool
) -> Phrase | None:
    """Which side names it, if no noun touches the figure from the left: the noun behind, else the one over a verb."""
    if clause.relative:
        named = previous is not None and previous.kind in ({"noun", "share"} if of_it else {"noun", "share", "topic"})
        return previous if named else following or previous
    if following is None:
        return previous
    bare = clause.figure.end == clause.figure.number_end
    aim = bare and following.text in flagged("task")  # 户数为0的目标
    if following.kind == "does" or aim:
        return previous if previous is not None and previous.text else following
    own_noun = previous is not None and previous.kind == "noun" and not listed
    return previous if own_noun and clause.touches_next(following) else following


def _aligned(chunk: str, previous: Phrase | None, run: int, state: State, *, relative: bool) -> list[str]:
    """The subjects of a list of `run` figures: the conjuncts before 分别, else the last levels of the sentence."""
    if previous is not None and previous.kind in {"noun", "topic"}:
        parts = conjuncts(previous.text) if "分别" in chunk or relative else []
        return parts if len(parts) == run else []
    levels = state.levels
    if levels and levels[-1][0].unit == "项" and levels[-1][0].value == run:
        levels = levels[:-1]  # 事故186起、死亡37人、损失96万元,三项指数分别下降12%、9%和14%
    if len(levels) >= run and (CHANGED.fullmatch(chunk) or (relative and (previous is None or not previous.text))):
        return [subject for _, subject in levels[-run:]]
    return []
