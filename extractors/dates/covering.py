"""The time that a report covers, as its title, its headings or its opening state it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from extractors.dates.finding import dates_in
from extractors.dates.periods import years
from extractors.dates.status import heading_status
from extractors.document import Document
from extractors.records import Date, Sentence

Covered = tuple[int | None, str, str]  # year that its 今年 means, period, the words that say so

EARLY = frozenset({"01", "02", "03"})  # months in which the year before is summed up
OPENING = 600  # characters in which a report says what it is about
PLAN_TITLE = re.compile(r"计划|要点|安排|打算|规划|方案|目标")
REVIEW = re.compile(r"回顾|总结|完成情况|过去[的一五]|一年来|去年|主要成[就绩]|述职")
REPORTS = re.compile(r"总结|报告|汇报|情况|回顾")
SUBTITLE = re.compile(r"(?:总结|报告|综述|汇报|情况|公报|调研|纪实|回顾|计划|要点|打算|安排)[)）]?\s*$")
LAST_YEAR = re.compile(r"去年|上年|过去的?一年|一年来|回顾")
# 2019年工作计划 beside a review, 2024年预算草案: the year is planned.
PLANS = re.compile(
    r"度?[^，。；、与和及暨\d\n]{0,14}?(?:计划|打算|安排|要点|思路|部署|设想|草案|目标|任务)(?!执行|完成|落实|实施)"
)
# What follows the day of a visit, an interview, a survey: the facts are older than that day.
TELLING = re.compile(r"[^。\n]{0,40}(?:走访|采访|了解到|获悉|得知|看到|调研|调查|视察|考察|介绍|通报|指出)")
BEFORE = re.compile(r"[以之]?前")
AS_OF = re.compile(r"(?:截止|截至|截止到|截至到)\s*$")
OPENS = re.compile(r"[\s　]*(?:回顾|总结|在|过去的|刚刚过去的)?(?=[\d一二*×Xx“十]).{0,14}")
# 一、总体情况2014年，…: title, heading and text in one line.
RUN_IN = re.compile(r"(?:情况|概况|回顾|总结|材料|汇报|成效|做法)(?=(?:19|20)\d\d[ ]?年[，,]).{0,14}")
RUN_IN_TITLE = re.compile(r"(.{4,60}?)一、")
NUMBERED = re.compile(r"[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]")
AHEAD = re.compile(r"将|计划|力争|确保|拟|预计|目标|打算|安排|规划|到期|要(?![求素点])")
CLAUSE_START = re.compile(r"(?:^|[，,；;。:：\n\s])$")


def covered(document: Document, sentences: tuple[Sentence, ...], dates: tuple[Date, ...], title: str) -> Covered:
    """Title first, then upper headings, then the beginnings of the first sentences; at last the one year of all facts."""
    nothing = None, "", ""
    for where, text in _places(document, sentences, title):
        found = _said(text, plans=where == "title")
        if found is None:
            continue
        year, period, evidence = found
        span = years(period)
        if where == "further" and span and span[0] < span[1]:
            continue  # one of several stretches of time
        if where in {"opening", "further"} and year and _later(document, sentences, dates, year):
            return nothing  # one year after the other is told
        if where == "heading" and year:
            return year + _given_later(document, sentences, year), period, evidence
        return found
    if since := _since(document, dates, title):
        return since
    return _ahead(document, sentences) or _as_of(document.text, dates) or _only(sentences, dates) or nothing


def _places(document: Document, sentences: tuple[Sentence, ...], title: str) -> Iterator[tuple[str, str]]:
    """(title, heading, opening or further; text) that may name the time, best first."""
    text, running = document.text, 0
    yield "title", title
    lines = text[:OPENING].split("\n")[:6]
    if run_in := RUN_IN_TITLE.match(lines[0]):
        lines[0] = run_in[1]
    yield from (
        ("title", line) for line in lines if len(line) < 45 and SUBTITLE.search(line) and not NUMBERED.match(line)
    )
    for sentence in sentences:
        said = text[sentence.start : sentence.end]
        if sentence.level or sentence.role == "heading":
            if sentence.level <= 1 and REVIEW.search(said):
                yield "heading", said
        elif sentence.start < OPENING and running < 4:
            running += 1
            if begin := OPENS.match(said) or RUN_IN.search(said):
                yield "opening" if running == 1 else "further", begin.group()


def _said(text: str, *, plans: bool) -> Covered | None:
    """The first time that a title, heading or beginning names; None where it names none.

    A year that only a plan has (…总结及2019年工作打算) says that a review beside it covers the year before; where `plans`
    is false such a year says nothing.
    """
    planned: Date | None = None
    for date in dates_in(text):
        if date.withheld:
            return None, "", date.text
        span = years(date.period)
        if len(date.period) == 10 or date.relative or not span or span[1] == 9999 or BEFORE.match(text, date.end):
            continue  # a day is when something happened
        if PLANS.match(text, date.end):
            planned = planned or date
            continue
        ahead = span[0] < span[1] and re.search(r"规划|纲要|计划$", text[date.start :])
        return span[0] if ahead else span[1], date.period, date.text
    span = years(planned.period) if planned and plans else None
    if planned is None or span is None:
        return None
    if span[0] == span[1] and REPORTS.search(text):
        return span[0] - 1, str(span[0] - 1), planned.text
    return span[0], planned.period, planned.text


def _later(document: Document, sentences: tuple[Sentence, ...], dates: tuple[Date, ...], year: int) -> bool:
    """Whether facts of a later year follow: then the first year named is not the report's."""
    text = document.text
    for sentence, date in _dated(sentences, dates):
        if int(date.period[:4]) <= year or not CLAUSE_START.search(text, max(0, date.start - 1), date.start):
            continue
        signature = sentence.end - sentence.start - len(date.text) < 4
        ahead = sentence.level or any(heading_status(part) == "planned" for part in sentence.section.split("/"))
        if not (signature or ahead or AHEAD.search(text, sentence.start, sentence.end)):
            return True
    return False


def _dated(sentences: tuple[Sentence, ...], dates: tuple[Date, ...]) -> Iterator[tuple[Sentence, Date]]:
    """Dates that name one year, or a part of it, each with its sentence."""
    starts = [sentence.start for sentence in sentences]
    for date in dates:
        span = None if date.relative or date.withheld else years(date.period)
        if span and span[0] == span[1] and (place := bisect_right(starts, date.start)):
            yield sentences[place - 1], date


def _planned_headings(document: Document, sentences: tuple[Sentence, ...]) -> list[Date]:
    """The years of upper headings such as 二、2009年工作安排."""
    found = []
    for sentence in sentences:
        if sentence.level == 1 or sentence.role == "heading":
            said = document.text[sentence.start : sentence.end]
            found += [
                date
                for date in dates_in(said)
                if not date.relative and len(date.period) == 4 and PLANS.match(said, date.end)
            ]
    return found


def _given_later(document: Document, sentences: tuple[Sentence, ...], year: int) -> bool:
    """Whether a report with a heading 2008年工作回顾 was given in 2009: it plans 2009, says 去年 of 2008 and 今年 of what it plans."""
    plan = next((date for date in _planned_headings(document, sentences) if date.period == str(year + 1)), None)
    if plan is None:
        return False
    reviewed = document.text.partition(plan.text)[0]
    return "去年" in reviewed and "今年" not in reviewed


def _ahead(document: Document, sentences: tuple[Sentence, ...]) -> Covered | None:
    """A report of which only the plan names its year covers the year before, if it looks back at all."""
    for date in _planned_headings(document, sentences):
        year = int(date.period)
        return year, str(year - 1 if LAST_YEAR.search(document.text) else year), date.text
    return None


def _since(document: Document, dates: tuple[Date, ...], title: str) -> Covered | None:
    """A summary that opens with 2024年以来 and names no later year covers 2024."""
    if not re.search(r"总结|半年|年度", title):
        return None
    open_ended = [date for date in dates if date.start < OPENING and re.fullmatch(r"\d{4}/\.\.", date.period)]
    stated = [span[0] for date in dates if not date.relative and (span := years(date.period))]
    for date in open_ended:
        if CLAUSE_START.search(document.text, max(0, date.start - 1), date.start) and int(date.period[:4]) == max(
            stated
        ):
            return int(date.period[:4]), date.period[:4], date.text
    return None


def _as_of(text: str, dates: tuple[Date, ...]) -> Covered | None:
    """The year up to which a report counts (截至2015年6月), where it names no later one."""
    stated = [date for date in dates if not date.relative and years(date.period)]
    last = max((date.period[:7] for date in stated), default="")
    for date in stated:
        if date.period >= last and AS_OF.search(text, max(0, date.start - 4), date.start):
            return int(date.period[:4]), date.period[:4], date.text
    return None


def _only(sentences: tuple[Sentence, ...], dates: tuple[Date, ...]) -> Covered | None:
    """The year with which sentences begin again and again, where the report names none after it."""
    begun = [
        date
        for sentence, date in _dated(sentences, dates)
        if date.start - sentence.start <= 3 and not sentence.level and len(date.period) != 10
    ]
    named = {date.period[:4] for date in begun}
    last = max((span[1] for date in dates if not date.relative and (span := years(date.period))), default=0)
    if len(begun) > 1 and len(named) == 1 and int(begun[0].period[:4]) >= last:
        return int(begun[0].period[:4]), begun[0].period[:4], begun[0].text
    return None
