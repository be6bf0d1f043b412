"""Which figure is part of which; see the head of the case file."""

import pytest

from extractors.dates import add_time, find_dates
from extractors.document import Document
from extractors.figures import add_subjects, find_figures, link_parts
from extractors.records import Figure, ReportTime
from extractors.sections import find_sentences
from tests.support import cases


def linked(text: str) -> tuple[Document, tuple[Figure, ...]]:
    document = Document.of(text)
    sentences, dates = find_sentences(document), find_dates(document)
    figures = add_subjects(document, find_figures(document, sentences, dates), sentences, ())
    figures = add_time(document, figures, sentences, dates, ReportTime())
    return document, link_parts(document, figures, sentences)


def told(figure: Figure, texts: dict[str, str]) -> str:
    link = figure.text + (f"<{texts[figure.part_of]}" if figure.part_of else "")
    return link + (f" {figure.share:g}%" if figure.share is not None else "")


@pytest.mark.parametrize(("said", "meant"), [pytest.param(*case, id=case[0][:40]) for case in cases("parts")])
def test_parts(said, meant):
    _, figures = linked(said)
    texts = {figure.id: figure.text for figure in figures}
    found = [told(figure, texts) for figure in figures if figure.part_of or figure.share is not None]
    assert "; ".join(found) == ("" if meant == "-" else meant)


def test_no_figure_is_part_of_itself_or_in_a_ring():
    for said, _ in cases("parts"):
        _, figures = linked(said)
        wholes = {figure.id: figure.part_of for figure in figures if figure.part_of}
        for start, whole in wholes.items():
            seen, place = {start}, whole
            while place:
                assert place not in seen
                seen.add(place)
                place = wholes.get(place, "")
