"""What figures count: `text => subject | subject`, see the head of the case file."""

import pytest

from extractors.document import Cell, Document
from extractors.figures import add_subjects, find_figures
from extractors.records import Sentence
from extractors.sections import find_sentences
from tests.support import cases


def subjects(document: Document) -> list[str]:
    sentences = find_sentences(document) or (Sentence(end=len(document.text)),)
    return [figure.subject for figure in add_subjects(document, find_figures(document, sentences, ()), sentences, ())]


@pytest.mark.parametrize(("said", "meant"), [pytest.param(*case, id=case[0][:40]) for case in cases("subjects")])
def test_subjects(said, meant):
    assert " | ".join(name or "-" for name in subjects(Document.of(said))) == meant


def test_a_table_cell_is_named_by_its_heads():
    raw = "指标\t2023年\n地区生产总值\t286.5亿元\n"
    at = raw.index("286.5")
    cell = Cell(at, at + 7, row="地区生产总值（亿元）", column="2023年")
    assert subjects(Document.of(raw, cells=(cell,)))[-1] == "地区生产总值"
    cell = Cell(at, at + 7, row="泰和县", column="党员数")
    assert subjects(Document.of(raw, cells=(cell,)))[-1] == "泰和县党员数"


def test_a_campaign_is_one_noun():
    text = "开展“建强组织、服务群众”活动60场"
    assert subjects(Document.of(text)) == ["“建强组织、服务群众”活动"]
