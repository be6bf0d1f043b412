"""When a report was published and what time it covers: title first, then headings, opening, date of the meeting, signature.

Conventions, since the texts themselves use two:

- A summary (总结, 情况, 汇报) of 2015 covers 2015, and its 今年 is 2015.
- A government work report given in year N (政府工作报告; its title and its 今年 say N) looks back on N - 1: that is its period,
  while what it plans is dated N. One that holds only the plan of N covers N.
- The date under which a web page was posted is `published` and nothing else: no year is taken from it, for pages are
  posted again years later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.dates.finding import dates_in
from extractors.dates.periods import years
from extractors.document import Document
from extractors.records import Date, ReportTime, Sentence

OPENING = 600  # characters in which a report says what it is about
HEAD, TAIL = 2000, 300  # raw characters that may hold the lines of a web page or a signature
PLAN_TITLE = re.compile(r"计划|要点|安排|打算|规划|方案|目标")
REVIEW = re.compile(r"回顾|总结|完成情况|过去[的一五]|一年来|去年")
WORK_REPORT = re.compile(r"政府工作报告|人民政府.{0,4}工作报告|人民代表大会.{0,8}工作报告")
SUBTITLE = re.compile(r"(?:总结|报告|综述|汇报|情况|公报|调研|纪实|回顾|计划|要点)[)）]?\s*$")
# 上传时间 and 更新时间 are the library's own, not the report's.
DATE_LINE = re.compile(
    r"(?:时间|日期)(?<![上传更新下载截止到期]..)\s*[:：]\s*(?=\d|[一二]〇)|\n[^\S\n]*(?=(?:19|20)\d\d[-/.年])"
)
GIVEN = re.compile(r"(?:——|—|--|[(（])\s*$")
AS_OF = re.compile(r"(?:截止|截至|截止到|截至到)\s*$")


def report_time(
    document: Document,
    sentences: tuple[Sentence, ...],
    dates: tuple[Date, ...],
    *,
    title: str,
    given_year: int | None = None,
) -> ReportTime:
    """`published` and `period` as far as the text states them; `year` is the one that its 今年 means.

    `given_year` comes from the user's manifest and wins, though a half year or quarter of that year read from the text is kept.
    """
    given = _given(document.text, dates)
    if _is_work_report(document.text, title):
        year, period, evidence = _work_report(document, sentences, title, given)
    else:
        year, period, evidence = _covered(document, sentences, dates, title)
        if not evidence and given:
            year, period, evidence = int(given.period[:4]), given.period[:4], given.text
    signed = _signature(document.text, dates)
    if not evidence and signed:
        # What is signed in the first quarter sums up the year before.
        year = int(signed.period[:4]) - (signed.period[5:7] in {"01", "02", "03"} and bool(REVIEW.search(title)))
        period, evidence = str(year), signed.text
    if given_year and not period.startswith(str(given_year)):
        year, period, evidence = given_year, str(given_year), ""
    stated = given or signed
    published = _published(document.raw) or (stated.period if stated and len(stated.period) == 10 else "")
    return ReportTime(published=published, period=period, year=year, evidence=evidence)


def _published(raw: str) -> str:
    """The date that a line of the page or the page's head names, from the raw text since cleaning takes such lines out."""
    for part in ("\n" + raw[:HEAD], "\n" + raw[-TAIL:]):
        for cue in DATE_LINE.finditer(part):
            line = part[cue.end() :].split("\n", 1)[0][:30]
            for date in dates_in(line):
                if date.start == 0 and len(date.period) == 10 and (cue.group().strip() or len(line.strip()) <= 20):
                    return date.period
    return ""


def _given(text: str, dates: tuple[Date, ...]) -> Date | None:
    """The day on which the report was given: `——2011年2月19日在…会议上`, `（2011年2月19日）`."""
    for date in dates:
        if date.start > OPENING:
            return None
        if len(date.period) == 10 and GIVEN.search(text[max(0, date.start - 4) : date.start]):
            return date
    return None


def _signature(text: str, dates: tuple[Date, ...]) -> Date | None:
    """A date that stands alone at the end."""
    for date in reversed(dates):
        if date.end < len(text) - TAIL:
            return None
        line = text[text.rfind("\n", 0, date.start) + 1 : date.start] + text[date.end :].split("\n", 1)[0]
        if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", date.period) and len(line.strip(" 　()（）。\t\r")) <= 1:
            return date
    return None


def _covered(
    document: Document, sentences: tuple[Sentence, ...], dates: tuple[Date, ...], title: str
) -> tuple[int | None, str, str]:
    """(year, period, words) as title, headings or opening state them."""
    for text in _places(document, sentences, title):
        for date in dates_in(text):
            if date.withheld:
                return None, "", date.text
            if len(date.period) == 10:
                continue  # a day is when something happened
            if (
                not date.relative
                and "前" not in text[date.end : date.end + 1]
                and (span := years(date.period))
                and span[1] < 9999
            ):
                return span[1], date.period, date.text
    return _as_of(document.text, dates)


def _as_of(text: str, dates: tuple[Date, ...]) -> tuple[int | None, str, str]:
    """The year up to which a report counts (截至2015年6月), where it names no later one."""
    stated = [date for date in dates if not date.relative and years(date.period)]
    for date in stated:
        if AS_OF.search(text[max(0, date.start - 4) : date.start]) and date.period >= max(
            other.period[:7] for other in stated
        ):
            return int(date.period[:4]), date.period[:4], date.text
    return None, "", ""


def _places(document: Document, sentences: tuple[Sentence, ...], title: str) -> Iterator[str]:
    """Where a report says which time it covers, best first: title, upper headings, beginnings of the first sentences."""
    yield title
    text, running = document.text, 0
    yield from (line for line in text[:OPENING].split("\n")[:6] if len(line) < 45 and SUBTITLE.search(line))
    for sentence in sentences:
        said = text[sentence.start : sentence.end]
        if sentence.level or sentence.role == "heading":
            if sentence.level <= 1 and REVIEW.search(said):
                yield said
        elif sentence.start < OPENING and running < 4:
            running += 1
            if begin := re.match(r"[\s　]*(?:回顾|总结|在|过去的|刚刚过去的)?(?=[\d一二*×Xx“十]).{0,14}", said):
                yield begin.group()


def _is_work_report(text: str, title: str) -> bool:
    """Whether the title, or a short line at the head, calls it a government work report."""
    return bool(WORK_REPORT.search(title)) or any(
        len(line) < 30 and WORK_REPORT.search(line) for line in text[:OPENING].split("\n")[:8]
    )


def _work_report(
    document: Document, sentences: tuple[Sentence, ...], title: str, given: Date | None
) -> tuple[int | None, str, str]:
    """(year of its 今年, period it looks back on, words): the day it was given, else the year of its title, else of its headings."""
    headings = " ".join(document.text[s.start : s.end] for s in sentences if s.level or s.role == "heading")
    reviewed = re.search(r"(?:19|20)\d\d(?=年[^，。]{0,8}(?:回顾|总结|主要工作))", headings)
    titled = next((date for date in dates_in(title) if not date.relative and len(date.period) >= 4), None)
    if given:
        year, evidence = int(given.period[:4]), given.text
    elif titled:
        same = reviewed is not None and titled.period.startswith(
            reviewed.group()
        )  # the title names the year looked back on
        year, evidence = int(titled.period[:4]) + same, titled.text
    elif reviewed:
        year, evidence = int(reviewed.group()) + 1, reviewed.group() + "年"
    else:
        return None, "", ""
    if PLAN_TITLE.search(title) and not REVIEW.search(title):
        return year, str(year), evidence
    looks_back = reviewed or REVIEW.search(document.text) or f"{year - 1}年" in document.text
    return year, str(year - 1 if looks_back else year), evidence
