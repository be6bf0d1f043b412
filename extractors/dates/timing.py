"""Period, plan or fact, and change of every figure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.dates.change import change_of
from extractors.dates.covering import EARLY, TELLING
from extractors.dates.finding import dates_in
from extractors.dates.periods import resolve, years
from extractors.dates.status import GOAL_REACH, cues_between, heading_status, status_of
from extractors.document import Cell, Document
from extractors.records import Date, Figure, ReportTime, Sentence
from extractors.schema import changed
from extractors.sentences import whole_sentences, with_figures

# 比2005年增加, 是2005年的2.3倍, 与上年相比: a year to compare with. 由2010年的5%提高到8%: the year of the one figure behind it.
COMPARED = re.compile(r"(?:比|较|占|是|为|与|同|由|从|相当于)\s*$")
COMPARES = re.compile(r"\s*(?:同期|相比|比|可比|不变价)")
OF_LEVEL = re.compile(r"(?:末|底)?的(?=\d)")
NOW = re.compile(r"[，,；;]\s*(?:全[县市区旗镇乡村])?(?:现有|现共有|目前)")
OF_TASK = re.compile(r"(?:度|初)?(?:目标)?(?:任务|目标|预算|计划)数?的")  # 完成全年任务的52%
OF_IT = re.compile(r"(?:末|底)?的?[^，,；;。倍增减提升降长多涨跌落滑高低缩扩翻]{0,10}$")
# 到2020年 and a year that begins a clause date what follows; 对2026年的项目开展评估 does not.
TARGET_DATE = re.compile(r"(?:^|[到至在于，,；;。:：\n\s]|[一二三四五六七八九十]、)$")
# 由30%提高到36%: when it was 30% is not said.
FROM = re.compile(r"[由从][^，,。；;\d年]{0,6}$")
ONWARD = re.compile(
    r"(?:左右)?[，,]?(?:上升|提高|提升|增加|增长|扩大|发展|上调|下降|下调|减少|降低?|压缩|缩短|调整|增|减)[到至为成]"
)
AS_OF = re.compile(r"截[至止到]{1,2}$")
AHEAD = re.compile(r"[\s　]*(?:[一二三四五六七八九十]是)?(?:下一?步|下一?阶段|今后|明年|来年)")


@dataclass(slots=True)
class Context:
    """What the text before hands on to a sentence: the year of its paragraph, the mood of a list or paragraph."""

    paragraph: int = -1
    date: Date | None = None
    list_planned: bool = False
    paragraph_planned: bool = False
    title: str = ""  # planned or actual, as the title says (工作要点)


def add_time(
    document: Document,
    figures: tuple[Figure, ...],
    sentences: tuple[Sentence, ...],
    dates: tuple[Date, ...],
    time: ReportTime,
) -> tuple[Figure, ...]:
    """The figures with period, period_basis, status, commitment_word and change filled in."""
    text, context = document.text, Context()
    done: list[Figure] = []
    dates = tuple(date for date in dates if not _in_title(text, date))
    starts = [*(date.start for date in dates), len(text) + 1]
    near = 0  # the first date that does not stand before the sentence
    first = text[sentences[0].start : sentences[0].end] if sentences else ""
    context.title = heading_status(first) if len(first) < 40 and not first.rstrip().endswith("。") else ""
    for sentence, group in with_figures(figures, whole_sentences(text, sentences), len(text)):
        while starts[near] < sentence.start:
            near += 1
        here = dates[near : bisect_left(starts, sentence.end, near)] if starts[near] < sentence.end else ()
        _enter(text, sentence, here, context)
        if group:
            done += _times(document, sentence, group, here, context, time)
        _leave(text, sentence, context)
    return tuple(done)


def _in_title(text: str, date: Date) -> bool:
    """Whether the date is part of a name: 《2011—2015年发展规划》, “十三五”规划."""
    if date.rule == "plan_period" and date.text.endswith(("规划", "计划")):
        return True
    opening = text.rfind("《", max(0, date.start - 40), date.start)
    return opening >= 0 and "》" not in text[opening : date.start]


def _is_compared(text: str, date: Date) -> bool:
    """Whether something is only measured against this time: 比2005年, 与上年相比."""
    if COMPARES.match(text, date.end) or (date.relative == "review_year" and OF_TASK.match(text, date.end)):
        return True
    return not date.period.endswith("..") and bool(COMPARED.search(text, max(0, date.start - 4), date.start))


def _enter(text: str, sentence: Sentence, here: tuple[Date, ...], context: Context) -> None:
    if sentence.paragraph != context.paragraph or sentence.level:
        context.paragraph, context.date = sentence.paragraph, None
        context.paragraph_planned = bool(AHEAD.match(text, sentence.start))
        if sentence.level:
            context.list_planned = False
    first = here[0] if here else None
    plain = first is not None and (first.withheld or first.relative in {"", "last_year", "this_year", "past_years"})
    if first and plain and first.start - sentence.start <= 3 and not _is_compared(text, first):
        day = len(first.period) == 10 and not AS_OF.search(text, sentence.start, first.start)
        # The day of a visit or meeting dates nothing after it, nor does the year in which something began.
        context.date = None if day or first.text.endswith(("起", "开始")) else first


def _leave(text: str, sentence: Sentence, context: Context) -> None:
    """A sentence that ends in a colon and speaks of targets opens a list of targets, which a full stop closes."""
    last = text[sentence.end - 1 : sentence.end]
    if last == "。":
        context.list_planned = False
    elif last in {":", "："}:
        context.list_planned = any(cue.kind == "strong" for cue in cues_between(text, sentence.start, sentence.end))


def _times(
    document: Document,
    sentence: Sentence,
    group: Sequence[Figure],
    here: tuple[Date, ...],
    context: Context,
    time: ReportTime,
) -> Iterator[Figure]:
    text = document.text
    cues = cues_between(text, sentence.start, sentence.end, group[-1].start)
    section = _section(sentence.section, time)
    future = [
        date
        for date in here
        if _is_ahead(text, date, time) and TARGET_DATE.search(text[max(0, date.start - 2) : date.start])
    ]
    ahead = context.date is not None and _is_ahead(text, context.date, time)
    default = (
        "planned" if ahead or context.list_planned or context.paragraph_planned else section.status or context.title
    )
    goal = text.find("目标", sentence.start, group[-1].end + GOAL_REACH) >= 0
    read: dict[bool, tuple[str, str]] = {}  # period and basis by plan or fact, where no date of the sentence parts them
    previous, change = None, ""
    for figure in group:
        status, word = status_of(text, figure, sentence.start, cues, future, default, goal=goal)
        planned = status == "planned"
        cell = document.cell_at(figure.start) if document.cells else None
        found = _of_cell(cell, time) if cell else None
        if FROM.search(text, max(0, figure.start - 8), figure.start) and ONWARD.match(text, figure.end):
            found = "", ""
        if not found and (found := read.get(planned)) is None:
            found = _period(text, figure, here, context, section, time, planned=planned)
            if not here:
                read[planned] = found
        period, basis = found
        change = change_of(text, figure, previous, change)
        yield changed(figure, period=period, period_basis=basis, status=status, commitment_word=word, change=change)
        previous = figure


def _is_future(date: Date, time: ReportTime) -> bool:
    """Whether a date lies after the report; a year that the report does not place lies nowhere."""
    if date.relative:
        return date.relative in {"next_year", "next_years"}
    now = time.year or (int(time.published[:4]) if time.published else None)
    span = years(date.period)
    if not (now and span and span[0] > now):
        return False
    # A summary is written in the first weeks of the next year: a day of them has passed.
    return not (span[0] == now + 1 and len(date.period) == 10 and date.period[5:7] in EARLY)


def _is_ahead(text: str, date: Date, time: ReportTime) -> bool:
    """Whether the date lies after the report, or is the year for which a work report, given early in it, plans."""
    if _is_future(date, time):
        return True
    reviewed = years(time.period)
    own = date.text in {"今年", "本年度"} or date.period == str(time.year)
    return (
        own and bool(reviewed and time.year and reviewed[1] < time.year) and not text[date.end : date.end + 1].isdigit()
    )


def _of_cell(cell: Cell, time: ReportTime) -> tuple[str, str] | None:
    """The period and its basis that a table's column head, row head or caption names."""
    for head in (cell.column, cell.row, cell.caption):
        for date in dates_in(head):
            if COMPARED.search(head[: date.start]):
                continue
            if period := _resolved(date, time, None):
                return period, "stated"
    return None


@dataclass(frozen=True, slots=True)
class Section:
    """What the headings above a sentence say."""

    period: str
    withheld: bool
    status: str


@lru_cache(maxsize=1024)
def _section(path: str, time: ReportTime) -> Section:
    """The nearest heading that names a time and the nearest that says plan or fact."""
    period, withheld, status = "", False, ""
    for heading in reversed(path.split("/")):
        dates = dates_in(heading)
        if dates and not (period or withheld):
            period, withheld = _resolved(dates[0], time, None), dates[0].withheld
        status = status or heading_status(heading) or _by_year(dates, time)
    return Section(period, withheld, status)


def _by_year(dates: tuple[Date, ...], time: ReportTime) -> str:
    """A heading 2024年 in a report that looks back on 2023 opens a plan."""
    spans = [span for date in dates if (span := years(_resolved(date, time, None)))]
    reviewed = years(time.period)
    return "planned" if spans and reviewed and spans[0][0] > reviewed[1] else ""


def _resolved(date: Date, time: ReportTime, base: str | None) -> str:
    """A date's period; `base` is the period that month, half year and 全年 stand in, if not the report's own."""
    if not date.relative:
        return date.period
    span = years(base or time.period)
    return resolve(date.relative, date.period, year=time.year, reviewed=span[1] if span else None)


def _period(
    text: str,
    figure: Figure,
    here: tuple[Date, ...],
    context: Context,
    section: Section,
    time: ReportTime,
    *,
    planned: bool,
) -> tuple[str, str]:
    """(period, basis): the sentence's own date, then its paragraph's, its section's, the report's."""
    base = section.period
    if context.date and (span := years(_resolved(context.date, time, base))) and span[0] == span[1]:
        base = str(span[0])
    chosen: Date | None = None
    for date in here:
        if date.start >= figure.start:
            break
        if _is_compared(text, date):
            level = figure.unit != "倍" and not OF_TASK.match(text, date.end)
            if level and figure.start - date.end <= 12 and OF_IT.match(text[date.end : figure.start]):
                return _resolved(date, time, base), "stated"
            continue
        if len(date.period) == 10 and TELLING.match(text, date.end, figure.start):
            continue  # when somebody was told
        if OF_LEVEL.match(text, date.end) and figure.start - date.end > 3:
            continue  # 增加到2016年的38亿元 dates this figure alone
        chosen = date
        if not date.relative and (span := years(date.period)) and span[0] == span[1]:
            base = str(span[0])
    if chosen and not planned and not chosen.relative and NOW.search(text, chosen.end, figure.start):
        return _of_report(section, time, planned=False)  # “十三五”期间脱贫63村；现有监测户872户
    if chosen:
        return (
            (period, "stated")
            if (period := _resolved(chosen, time, base))
            else ("", "withheld" if chosen.withheld else "")
        )
    if context.date:
        period = _resolved(context.date, time, base)
        return (period, "section") if period else ("", "withheld" if context.date.withheld else "")
    if section.period:
        return section.period, "section"
    if section.withheld:
        return "", "withheld"
    return _of_report(section, time, planned=planned and context.title != "planned")


def _of_report(section: Section, time: ReportTime, *, planned: bool) -> tuple[str, str]:
    """What a figure without any time of its own gets; `planned` beyond what the title plans."""
    if not time.period:
        return "", "withheld" if time.evidence else ""
    if not planned:
        return time.period, "report"
    span = years(time.period)
    if time.year and span and span[1] < time.year:
        return str(time.year), "report"  # a work report plans for the year it is given in
    half = span and span[0] == span[1]  # what the report of a half year plans lies in the year, not in that half
    return ("", "") if section.status == "planned" else (time.period[:4] if half else time.period, "report")
