"""When a report was published and what time it covers; see the head of the case file."""

import pytest

from extractors.dates import find_dates, report_time
from extractors.document import Document
from extractors.records import ReportTime
from extractors.sections import find_sentences, find_title
from tests.support import cases


def time_of(said: str, *, given_year: int | None = None) -> ReportTime:
    document = Document.of(said.replace("¶", "\n"))
    sentences = find_sentences(document)
    title = find_title(document, sentences)
    return report_time(document, sentences, find_dates(document), title=title, given_year=given_year)


@pytest.mark.parametrize(("said", "meant"), [pytest.param(*case, id=case[0][:40]) for case in cases("report_times")])
def test_report_time(said, meant):
    time = time_of(said)
    assert f"{time.published or '-'} {time.period or '-'} {time.year or '-'}" == meant


def test_the_users_year_wins_but_a_half_of_it_is_kept():
    assert time_of("党建工作总结¶发展党员320名。", given_year=2012).period == "2012"
    assert time_of("2012年上半年党建工作总结¶发展党员320名。", given_year=2012).period == "2012-H1"
    assert time_of("2011年党建工作总结¶发展党员320名。", given_year=2012).period == "2012"
