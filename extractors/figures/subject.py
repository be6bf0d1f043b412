"""What a figure counts or measures, as a noun phrase of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from extractors.document import Cell, Document
from extractors.figures.conjuncts import conjuncts
from extractors.figures.phrase_words import words_between
from extractors.figures.phrases import Phrase, after, before
from extractors.records import Campaign, Figure, Sentence

CLAUSE = re.compile(r"[，,；;。:：！？!?\n\t|]")
OPEN, CLOSE = "(（", ")）"
LIST = re.compile(r"[、,，和与及\s]*(?:以及)?")
# What a share is a share of may itself be counted: 占全区327个行政村的19.9%.
SHARE_OF = re.compile(r"占(?!比|地|用|有|道|领)[^占，,；;。]*$")
RELATIVE_DIMENSIONS = frozenset({"ratio", "multiple"})
SELF_COUNTING = frozenset({"人", "户", "人次", "户次", "人口", "口人"})
CLASSIFIED = frozenset({"count", "person", "household", "person_times"})
BOUNDED = re.compile(r"(?:以上|以下|以内|及以上|及以下|左右)(?:的)?$")
# 在新党员中, 帮扶的村党支部中: names the group that the figures of the next clause belong to.
GROUP = re.compile(r"(?:在|从)?(?P<group>[^，,；;。:：]{2,30}?)(?:中|里|当中|方面)[，,]?\s*(?:已|仅|共|就)?(?:有)?$")
DATE_HEAD = re.compile(
    r"^(?:(?:19|20)\d\d年?度?|.*(?:年|季度|月|累计|合计|总量|绝对数|数值|本期|同期|指标值|数量|金额|完成数))$"
)
UNIT_HEAD = re.compile(r"[(（].*?[)）]|单位.*$")


@dataclass(slots=True)
class State:
    """What the figures of a sentence hand on: the subjects of its levels, where the last phrase ended, an open list."""

    levels: list[tuple[Figure, str]] = field(default_factory=list)
    end: int = 0
    queue: list[str] = field(default_factory=list)  # subjects for the next figures of a 分别 list
    objects: dict[str, str] = field(default_factory=dict)  # what a verb governed: 出席代表181名, 实际出席158名
    last: str = ""


def add_subjects(
    document: Document, figures: tuple[Figure, ...], sentences: tuple[Sentence, ...], campaigns: tuple[Campaign, ...]
) -> tuple[Figure, ...]:
    """The figures with `subject` filled in wherever the text says what they count."""
    starts = [sentence.start for sentence in sentences]
    names = sorted({span for campaign in campaigns for span in campaign.spans})
    name_starts = [low for low, _ in names]
    cells = _cells(document)
    out: list[Figure] = []
    state, current = State(), -1
    for number, figure in enumerate(figures):
        place = bisect_right(starts, figure.start) - 1
        begin = max(0, sentences[place].start) if place >= 0 else 0
        end = sentences[place].end if place >= 0 else len(document.text)
        if place != current:
            state, current = State(end=begin), place
        if cell := _cell(cells, figure):
            out.append(replace(figure, subject=_cell_subject(cell)))
            continue
        near = names[max(0, bisect_right(name_starts, begin) - 1) : bisect_right(name_starts, end)] if names else []
        run = _run(document.text, figures, number, end)
        subject = _subject(document, figures, number, begin, end, near, run, state)
        out.append(replace(figure, subject=subject))
    return tuple(out)


def _cells(document: Document) -> list[tuple[int, int, Cell]]:
    return [(*document.clean_span(cell.start, cell.end), cell) for cell in document.cells]


def _cell(cells: list[tuple[int, int, Cell]], figure: Figure) -> Cell | None:
    place = bisect_right(cells, figure.start, key=lambda cell: cell[0]) - 1
    return cells[place][2] if place >= 0 and figure.start < cells[place][1] else None


def _cell_subject(cell: Cell) -> str:
    """Row head, with the column head where that is more than a date or a word for number."""
    row, column = (UNIT_HEAD.sub("", head).strip(" 　\n、#其中:：") for head in (cell.row, cell.column))
    if not column or DATE_HEAD.match(column):
        return row or column
    return f"{row}{column}" if row and column not in row else row or column


def _run(text: str, figures: tuple[Figure, ...], number: int, end: int) -> int:
    """How many figures, from this one, stand in one list without words between: 8%和11%."""
    count = 1
    while (
        number + count < len(figures)
        and figures[number + count].start < end
        and figures[number + count].dimension == figures[number].dimension
        and LIST.fullmatch(text, figures[number + count - 1].end, figures[number + count].start)
    ):
        count += 1
    return count


def _subject(
    document: Document,
    figures: tuple[Figure, ...],
    number: int,
    begin: int,
    end: int,
    names: list[tuple[int, int]],
    run: int,
    state: State,
) -> str:
    figure, text = figures[number], document.text
    if state.queue:
        subject = state.queue.pop(0)
        state.end = figure.end
        _note(state, figure, subject, own=figure.dimension not in RELATIVE_DIMENSIONS)
        return subject
    start = _clause_start(text, max(begin, state.end), figure.start)
    if figure.dimension == "ratio" and (
        share := SHARE_OF.search(text, _clause_start(text, begin, figure.start), figure.start)
    ):
        return _share_subject(document, share.start(), begin, names, run, state)
    start = _with_bound(text, figures, number, start, begin)
    chunk = text[start : figure.start]
    words = words_between(document, start, figure.start, names)
    previous = before(words, money=figure.dimension == "currency", multiple=figure.dimension == "multiple")
    relative = figure.dimension in RELATIVE_DIMENSIONS
    if run > 1 and (aligned := _aligned(chunk, previous, run, state, relative=relative)):
        state.queue = aligned[1:]
        state.end = figure.end
        _note(state, figure, aligned[0], own=not relative)
        return aligned[0]
    limit = figures[number + 1].start if number + 1 < len(figures) else end
    following = _behind(document, figure, min(limit, end), names)
    adjacent = bool(words) and words[-1].role in {"noun", "attr", "both"} and words[-1].word != "等"
    phrase = _choose(
        text,
        figure,
        previous,
        following,
        adjacent=adjacent,
        touches_list=bool(words) and words[-1].word in {"等", "的"},
        limit=limit,
    )
    state.end = max(
        figure.end, phrase.end if phrase is following and phrase is not None and phrase.kind == "noun" else 0
    )
    subject, own = _named(text, phrase, begin, start, state, document, names)
    if not own and figure.dimension in {"age", "duration"}:
        return ""  # 35岁以下的 says nothing of its own
    if phrase is not None and phrase.verb and own:
        state.objects.setdefault(phrase.verb, subject)
    _note(state, figure, subject, own=own)
    return subject


def _share_subject(
    document: Document, place: int, begin: int, names: list[tuple[int, int]], run: int, state: State
) -> str:
    """The part of a share: the noun before 占 in its clause, else what was counted last before 占; of a list (分别占) one each."""
    low = max(
        [_clause_start(document.text, begin, place), *(figure.end for figure, _ in state.levels if figure.end <= place)]
    )
    part = before(words_between(document, low, place, names))
    if part is not None and part.text and part.kind in {"noun", "topic"}:
        return part.text
    earlier = [subject for figure, subject in state.levels if figure.end <= place]
    if run > 1 and len(earlier) >= run:
        state.queue = earlier[-run + 1 :]
        return earlier[-run]
    return earlier[-1] if earlier else state.last


def _note(state: State, figure: Figure, subject: str, *, own: bool) -> None:
    if own and subject:
        state.levels.append((figure, subject))
    state.last = subject or state.last


def _clause_start(text: str, low: int, high: int) -> int:
    """Behind the last mark, or bracket left open, before the figure."""
    start = low
    for match in CLAUSE.finditer(text, low, high):
        start = match.end()
    if text[start:high].strip() == "" and start > low and text[start - 1] in ":：":
        # 党员总数: 13787人
        return _clause_start(text, low, start - 1)
    depth = 0
    for place in range(high - 1, start - 1, -1):
        if text[place] in CLOSE:
            depth += 1
        elif text[place] in OPEN:
            if depth == 0:
                return place + 1
            depth -= 1
    return start


def _with_bound(text: str, figures: tuple[Figure, ...], number: int, start: int, begin: int) -> int:
    """35岁以下党员79名: a bound that belongs to the noun is part of its phrase."""
    if number == 0:
        return start
    other = figures[number - 1]
    joined = (
        other.end <= start
        and start - other.end <= 12
        and other.start >= begin
        and not CLAUSE.search(text, other.end, figures[number].start)
    )
    if (
        joined
        and (other.dimension in {"age", "duration"} or BOUNDED.search(other.text))
        and not LIST.fullmatch(text, other.end, figures[number].start)
    ):
        return other.start
    return start


def _behind(document: Document, figure: Figure, limit: int, names: list[tuple[int, int]]) -> Phrase | None:
    stop = CLAUSE.search(document.text, figure.end, limit)
    high = min(stop.start() if stop else limit, figure.end + 40)
    words = words_between(document, figure.end, high, names)
    return after(words, counts_itself=figure.unit in SELF_COUNTING or figure.dimension not in CLASSIFIED)


def _choose(
    text: str,
    figure: Figure,
    previous: Phrase | None,
    following: Phrase | None,
    *,
    adjacent: bool,
    touches_list: bool,
    limit: int,
) -> Phrase | None:
    """Which side names it: a noun that touches the figure from the left, else the one behind, else the one over a verb."""
    if figure.dimension in RELATIVE_DIMENSIONS:
        return (
            previous
            if previous and previous.kind in {"noun", "share", "topic"}
            else None
            if previous is None
            else following or previous
        )
    if previous is not None and previous.kind == "noun" and adjacent:
        return previous
    if following is None:
        return previous
    if following.kind == "does":
        return previous if previous is not None and previous.text else following
    taken = previous is not None and previous.kind == "noun" and not touches_list and _is_next(text, following, limit)
    return previous if taken else following


def _is_next(text: str, following: Phrase, limit: int) -> bool:
    """Whether the phrase behind touches the next figure and so is that one's."""
    return limit - following.end <= 2 and not text[following.end : limit].strip()


def _named(
    text: str,
    phrase: Phrase | None,
    begin: int,
    start: int,
    state: State,
    document: Document,
    names: list[tuple[int, int]],
) -> tuple[str, bool]:
    """(subject, whether it is the figure's own): the phrase, else what the sentence spoke of before."""
    if phrase is not None and phrase.text and phrase.kind in {"noun", "verb", "topic", "does"}:
        return phrase.text, True
    if phrase is not None and phrase.kind == "bare":
        return state.objects.get(phrase.verb, phrase.text), True
    if phrase is not None and phrase.kind == "share" and phrase.text:
        return phrase.text, False
    if state.levels:
        return state.levels[-1][1], False
    if group := GROUP.search(text[begin:start]):
        low = begin + group.start("group")
        named = before(words_between(document, low, begin + group.end("group"), names))
        if named and named.text:
            return named.text, True
    if state.last:
        return state.last, False
    if start > begin:
        earlier = _clause_start(text, begin, start - 1)
        named = before(words_between(document, earlier, start - 1, names))
        if named and named.kind in {"noun", "topic"}:
            return named.text, False
    return (phrase.text, True) if phrase is not None else ("", False)


def _aligned(chunk: str, previous: Phrase | None, run: int, state: State, *, relative: bool) -> list[str]:
    """The subjects of a list of `run` figures: the conjuncts before 分别, else the last levels of the sentence."""
    if previous is not None and previous.kind in {"noun", "topic"} and ("分别" in chunk or relative):
        parts = conjuncts(previous.text)
        if len(parts) == run:
            return parts
    if (previous is None or not previous.text) and len(state.levels) >= run:
        return [subject for _, subject in state.levels[-run:]]
    return []
