"""Laws of the offset map: what holds for any text whatever."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractors.document import Document
from pipeline.cleaning import clean, load_steps

PIECES = [
    *"一二三党员个人名期次项占的，。；：、（）“”《》,.;:()?!*#% \n\t",
    *[
        "全县现有党支部",
        "已有 个",
        "12",
        "3 ",
        " 4",
        "1 204",
        "7. 5",
        "2 016 年",
        "３６",
        "％",
        "万元",
        "人次",
        "目 前",
    ],
    *[
        "\n\n",
        "\r\n",
        "\\r\\n",
        "\\n",
        "\u3000\u3000",
        "\xa0",
        "\u200b",
        "\ufeff",
        "\ue000",
        "♥",
        "ฑ",
        "☆",
        "????",
        "_M_M_",
    ],
    *[
        "&nbsp;",
        "&amp;",
        "&#50;",
        "&lt;p&gt;",
        "<br/>",
        "<p>",
        "第1页 / 共9页",
        "- 3 -",
        "\n2、",
        "\n3、",
        "一、",
        "（一）",
        "一是",
        "——",
    ],
    *["http://a.cn/b", "<<", ">>", "黨員", "⼯", "○", "...", "，，"],
]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)
patterns = st.sampled_from([r"[ \n]+", r"\d", r"党(?=员)", r"(.)\1", r"[，。]", r"^.", r".$", r"x*"])
replacements = st.sampled_from(["", " ", "〇〇", r"\g<0>\g<0>", "。"])


def digits(text: str) -> Counter[int]:
    return Counter(value for char in text if (value := unicodedata.decimal(char, None)) is not None)


@settings(deadline=None)
@given(texts, patterns, replacements)
def test_sub_is_re_sub(text: str, pattern: str, replacement: str):
    document = Document.of(text).sub(re.compile(pattern), replacement)
    assert document.text == re.sub(pattern, replacement, text)


@settings(deadline=None)
@given(texts, st.lists(st.tuples(patterns, replacements), max_size=4))
def test_every_character_has_a_source_and_sources_stand_in_order(text: str, changes: list[tuple[str, str]]):
    document = Document.of(text)
    for pattern, replacement in changes:
        document = document.sub(re.compile(pattern), replacement)
    check_map(document)


def check_map(document: Document):
    size = len(document.raw)
    assert len(document.starts) == len(document.ends) == len(document.text)
    assert all(0 <= a <= b <= size for a, b in zip(document.starts, document.ends, strict=True))
    assert list(document.starts) == sorted(document.starts)
    assert list(document.ends) == sorted(document.ends)


@settings(deadline=None)
@given(texts)
@example("党员\n人次 4 5 6")
def test_cleaning_keeps_the_map(text: str):
    check_map(clean(Document.of(text)))


@settings(deadline=None)
@given(texts)
def test_clean_text_stays_as_it_is(text: str):
    once = clean(Document.of(text)).text
    assert clean(Document.of(once)).text == once


@settings(deadline=None)
@given(texts)
def test_a_character_that_no_step_touched_is_its_own_source(text: str):
    document = clean(Document.of(text))
    touched = {at for removal in document.removals for at in range(removal.start, removal.end)}
    for char, start, end in zip(document.text, document.starts, document.ends, strict=True):
        if not touched & set(range(start, end)):
            assert document.raw[start:end] == char
    covered = {at for a, b in zip(document.starts, document.ends, strict=True) for at in range(a, b)}
    assert set(range(len(text))) - covered <= touched


@settings(deadline=None)
@given(texts)
def test_only_steps_that_say_so_take_digits(text: str):
    allowed = {step.name for step in load_steps() if step.digits}
    document = clean(Document.of(text))
    steps = [removal for removal in document.removals if removal.step not in allowed]
    for step in steps:
        kept = digits(step.after)
        assert not digits(step.before) - kept or any(
            other.step in allowed and other.start < step.end and step.start < other.end for other in document.removals
        )
    if not any(removal.step in allowed for removal in document.removals):
        assert digits(document.text) == digits(text)


JUNK = [
    *[
        "党",
        " ",
        "\n",
        "1 ",
        "1、",
        "（",
        "“",
        "<p",
        "<<",
        "&amp;",
        "?",
        "\u3000",
        "党 ",
        " 党员\n",
        "\\n",
        "-",
        "1\n",
        "。1 ",
    ],
    *["党( 工)\n", "...", "1. "],
]


@pytest.mark.parametrize("piece", JUNK)
def test_junk_is_survived(piece: str):
    """A pattern that goes back over what it has seen would hang here."""
    document = clean(Document.of(piece * (60_000 // len(piece))))
    assert len(document.text) <= 60_000
