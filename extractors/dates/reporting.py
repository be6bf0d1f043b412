"""When a report was published and what time it covers: title first, then headings, opening, date of the meeting, signature.

Conventions, since the texts themselves use two:

- A summary (总结, 情况, 汇报) of 2015 covers 2015, and its 今年 is 2015.
- A government work report given in year N (政府工作报告; its title and its 今年 say N) looks back on N - 1: that is its period,
  while what it plans is dated N. One that holds only the plan of N covers N.
- The date under which a web page was posted is `published` and nothing else: no year is taken from it, for pages are
  posted again years later. The date line of a newspaper, or the day on which somebody visited, asked or met, does say what
  its 今年 and 去年 mean; what such a text of January or February covers stays open.
- A speech given in year N at a meeting about N - 1 covers N - 1, and its 今年 is N.
"""

from __future__ import annotations

import re

from extractors.dates.covering import EARLY, OPENING, PLAN_TITLE, REVIEW, TELLING, covered
from extractors.dates.finding import dates_in
from extractors.document import Document
from extractors.records import Date, ReportTime, Sentence

LEAD = 80  # characters in which a piece of news says when it happened
DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")
CONVENED = re.compile(
    r"[^。\n]{0,40}(?:召开|举行)[^。\n]{0,20}(?:会|会议)|[^。\n]{0,40}(?:会|会议)[^。\n]{0,10}(?:召开|举行)"
)
HEAD, TAIL = 2000, 300  # raw characters that may hold the lines of a web page or a signature
# 2020年政府工作报告落实情况 tells what was done in 2020, as the report of that year had promised.
WORK_REPORT = re.compile(
    r"(?:政府工作报告|人民政府.{0,8}工作报告|人民代表大会.{0,8}工作报告)(?!.{0,14}(?:(?:完成|落实|执行|办理|推进|进展)情况|分解))"
)
SPEECH = re.compile(r"讲话|发言|致辞|[会议]上的.{0,6}报告")
LAST_YEAR = re.compile(r"去年|上年|过去的?一年|一年来")
# 上传时间 and 更新时间 are the library's own, not the report's.
DATE_LINE = re.compile(
    r"(?:时间|日期)(?<![上传更新下载截止到期]..)\s*[:：]\s*(?=\d|[一二]〇)|\n[^\S\n]*(?=(?:19|20)\d\d[-/.年])"
)
CLOCK = re.compile(r"\s*\d\d?:\d\d")
GIVEN = re.compile(r"(?:——|—|--|[(（])\s*$")
AT_MEETING = re.compile(r"\s*[)）]?\s*在[^。\n]{2,50}(?:会议?|大会|会)上")
CONGRESS = re.compile(r"\s*[)）]?\s*在[^。\n]{2,30}人民代表大会")
NEWS = re.compile(r"日报|晚报|晨报|商报|周报|新闻网|[报网]讯|记者|通讯员")


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
    if _is_work_report(document.text, title) or (given and CONGRESS.match(document.text, given.end)):
        year, period, evidence = _work_report(document, sentences, title, given)
    else:
        year, period, evidence = covered(document, sentences, dates, title)
        if given and (not evidence or (year and SPEECH.search(title))):
            year = int(given.period[:4])
            january = given.period[5:7] in EARLY and bool(SPEECH.search(title) and LAST_YEAR.search(document.text))
            period, evidence = period or str(year - january), evidence or given.text
    signed = _signature(document.text, dates)
    if not evidence and signed:
        # What is signed in the first quarter sums up the year before.
        year = int(signed.period[:4]) - (signed.period[5:7] in EARLY and bool(REVIEW.search(title)))
        period, evidence = str(year), signed.text
    printed = _printed(document.raw)
    told = "" if evidence else printed or _told(document.text, dates)
    if told:
        year = int(told[:4])
        period, evidence = (str(year), told) if told[5:7] > "02" else ("", "")
    if given_year and not period.startswith(str(given_year)):
        year, period, evidence = given_year, str(given_year), ""
    stated = given or signed
    published = _published(document.raw) or (stated.period if stated and len(stated.period) == 10 else printed)
    return ReportTime(published=published, period=period, year=year, evidence=evidence)


def _published(raw: str) -> str:
    """The date that a line of the page or the page's head names, from the raw text since cleaning takes such lines out."""
    for part in ("\n" + raw[:HEAD], "\n" + raw[-TAIL:]):
        for cue in DATE_LINE.finditer(part):
            line = part[cue.end() :].split("\n", 1)[0][:30]
            for date in dates_in(line):
                if (
                    date.start == 0
                    and len(date.period) == 10
                    and (cue.group().strip() or len(line.strip()) <= 20 or CLOCK.match(line, date.end))
                ):
                    return date.period
    return ""


def _given(text: str, dates: tuple[Date, ...]) -> Date | None:
    """The day on which the report was given: `——2011年2月19日在…会议上`, `（2011年2月19日）`; of a meeting the month will do."""
    for date in dates:
        if date.start > OPENING:
            return None
        if not DAY.fullmatch(date.period):
            continue
        opened = GIVEN.search(text, max(0, date.start - 4), date.start)
        if opened and len(date.period) == 10:
            return date
        if (opened or not text[text.rfind("\n", 0, date.start) + 1 : date.start].strip()) and AT_MEETING.match(
            text, date.end
        ):
            return date
    return None


def _printed(raw: str) -> str:
    """The day of a newspaper's line at the top: 某某日报 2012-08-17, 某某日报讯（记者张三）2013年1月16日."""
    for line in raw[:HEAD].split("\n")[:8]:
        if paper := NEWS.search(line[:40]):
            for date in dates_in(line[:60]):
                if len(date.period) == 10 and date.start - paper.end() < 20:
                    return date.period
    return ""


def _told(text: str, dates: tuple[Date, ...]) -> str:
    """The day on which the first sentence has somebody visit, ask or meet."""
    for date in dates:
        if date.start > LEAD:
            return ""
        if len(date.period) == 10 and (TELLING.match(text, date.end) or CONVENED.match(text, date.end)):
            return date.period
    return ""


def _signature(text: str, dates: tuple[Date, ...]) -> Date | None:
    """A date that stands alone at the end."""
    for date in reversed(dates):
        if date.end < len(text) - TAIL:
            return None
        line = text[text.rfind("\n", 0, date.start) + 1 : date.start] + text[date.end :].split("\n", 1)[0]
        if DAY.fullmatch(date.period) and len(line.strip(" 　()（）。\t\r")) <= 1:
            return date
    return None


def _is_work_report(text: str, title: str) -> bool:
    """Whether the title, or a short line at the head, calls it a government work report."""
    return bool(WORK_REPORT.search(title)) or any(
        len(line) < 70
        and not line.rstrip().endswith("。")
        and (named := WORK_REPORT.search(line)) is not None
        and named.end() <= 30
        for line in text[:OPENING].split("\n")[:8]
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
    if reviewed and given and given.period[5:7] in {"11", "12"}:
        return year, reviewed.group(), evidence  # the assembly met before the year was over
    looks_back = REVIEW.search(document.text) or f"{year - 1}年" in document.text
    return year, str(year - 1 if looks_back else year), evidence
