"""Chains of page and chunk numbers need whole documents: these are made of invented sentences."""

from __future__ import annotations

import pytest

from extractors.document import Document
from pipeline.cleaning import clean

SENTENCES = [
    "各乡镇党委坚持把农村党员教育作为一项经常性工作来抓，结合实际制定计划",
    "县委组织部定期深入村组开展督查，对发现的问题逐项建立台账并限期整改",
    "围绕特色产业发展，引导党员带头领办合作社，带动群众增加收入改善生活",
    "驻村工作队与村两委班子密切配合，帮助理清思路，协调解决了一批实际困难",
    "通过开展结对帮扶，城乡党组织优势互补，干部作风明显转变，群众普遍满意",
]


def page(number: int) -> str:
    """Some 240 letters of running text, other sentences first on each page."""
    turned = SENTENCES[number % 5 :] + SENTENCES[: number % 5]
    return "。".join((turned * 2)[:7]) + "。"


def cut(number: int) -> tuple[str, str]:
    text = page(number)
    at = 60 + text[60:].index("党") + 1
    return text[:at], text[at:]


def numbered(numbers: list[str]) -> str:
    """Pages whose numbers stand in the middle of a sentence: `…党3 委…`."""
    text = ""
    for index, number in enumerate(numbers):
        before, after = cut(index)
        text += before + number + after
    return text


def plain(count: int) -> str:
    return "".join(page(index) for index in range(count))


@pytest.mark.parametrize("form", ["{} ", " {} ", " {}"])
def test_page_numbers_inside_sentences_go(form: str):
    raw = numbered([form.format(number) for number in range(1, 9)])
    assert clean(Document.of(raw)).text == plain(8)


def test_a_page_whose_number_was_lost_breaks_no_chain():
    raw = numbered([f"{number} " if number not in {4, 7} else "" for number in range(1, 10)])
    assert clean(Document.of(raw)).text == plain(9)


def test_a_page_number_before_a_figure_leaves_the_figure():
    numbers = [f"{number} " for number in range(1, 8)]
    numbers[3] = "员培训经费4 2680万元，党"
    assert "党员培训经费2680万元，党" in clean(Document.of(numbered(numbers))).text


@pytest.mark.parametrize(
    "numbers",
    [
        ["1 ", "2 "],  # two are no chain
        ["7 ", "3 ", "9 ", "2 ", "5 ", "1 "],  # do not grow
        ["1 名", "2 名", "3 名", "4 名", "5 名"],  # figures
        ["40 ", "41 ", "42 ", "43 ", "44 "],  # begin in the middle
    ],
)
def test_numbers_that_are_no_pages_stay(numbers: list[str]):
    raw = numbered(numbers)
    digits = [char for char in raw if char.isdigit()]
    assert [char for char in clean(Document.of(raw)).text if char.isdigit()] == digits


def test_chunk_numbers_that_cut_sentences_go_and_the_words_grow_together():
    raw = "".join(f"\n\n{index + 1}、{cut(index - 1)[1] if index else ''}{cut(index)[0]}" for index in range(5))
    text = clean(Document.of(raw + cut(4)[1])).text
    assert text == plain(5)


def test_a_numbered_list_keeps_its_numbers():
    raw = "\n\n".join(f"{index + 1}、{page(index)}" for index in range(5))
    assert clean(Document.of(raw)).text == raw.replace("\n\n", "\n")


def test_a_list_of_headings_without_stops_keeps_its_numbers():
    raw = "\n".join(f"{index}、加强基层组织建设，夯实农村工作基础" for index in range(1, 7))
    assert clean(Document.of(raw)).text == raw


def test_lines_of_one_width_grow_together_and_paragraphs_stay_apart():
    paragraphs = [page(0) + page(1), page(2) + page(3)]
    lines = [f"    {text}"[at : at + 34] for text in paragraphs for at in range(0, len(text) + 4, 34)]
    assert clean(Document.of("\n".join(lines))).text == "\n".join(paragraphs)


def test_every_removal_is_noted_with_its_step():
    document = clean(Document.of("党☹员1 204名"))
    assert [(one.step, one.before, one.after) for one in document.removals] == [
        ("noise_glyphs", "☹", ""),
        ("blank_in_number", "1 204", "1204"),
    ]
    at = document.text.index("1204")
    assert [document.raw_span(at + index, at + index + 1) for index in range(4)] == [(3, 4), (5, 6), (6, 7), (7, 8)]
