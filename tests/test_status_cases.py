"""Plan or fact, period and change of figures; see the head of the case file."""

import pytest

from extractors.dates import add_time, find_dates, report_time
from extractors.document import Cell, Document
from extractors.figures import find_figures
from extractors.records import Figure
from extractors.sections import find_sentences, find_title
from tests.support import cases


def timed(document: Document, *, given_year: int | None = None) -> tuple[Figure, ...]:
    sentences = find_sentences(document)
    dates = find_dates(document)
    time = report_time(document, sentences, dates, title=find_title(document, sentences), given_year=given_year)
    return add_time(document, find_figures(document, sentences, dates), sentences, dates, time)


def told(figure: Figure) -> str:
    status = {"actual": "a", "planned": "p"}[figure.status]
    period = "*" if figure.period_basis == "withheld" else figure.period or "-"
    change = {"increase": "+", "decrease": "-", "": ""}[figure.change]
    return " ".join(part for part in (status, period, change, figure.commitment_word) if part)


@pytest.mark.parametrize(
    ("said", "meant"), [pytest.param(*case, id=case[0].rpartition("¶")[2][:40]) for case in cases("status")]
)
def test_status(said, meant):
    assert " | ".join(told(figure) for figure in timed(Document.of(said.replace("¶", "\n")))) == meant


def test_the_head_of_a_column_dates_its_cells():
    raw = "2018年统计公报\n指标\t2018年\t2017年\n生产总值\t97.8亿元\t91.2亿元\n"
    at, before = raw.index("97.8"), raw.index("91.2")
    cells = (Cell(at, at + 6, "生产总值", "2018年"), Cell(before, before + 6, "生产总值", "2017年"))
    assert [(f.period, f.period_basis) for f in timed(Document.of(raw, cells=cells))][-2:] == [
        ("2018", "stated"),
        ("2017", "stated"),
    ]


def test_the_users_year_wins_over_a_text_that_withholds_it():
    (figure,) = timed(Document.of("20XX年工作总结\n全县发展党员320名。\n"), given_year=2013)
    assert (figure.period, figure.period_basis) == ("2013", "report")
