"""Each line of cases/cleaning.txt is a case: raw text and what cleaning makes of it; and every step proves its own examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Document
from pipeline.cleaning import clean, load_steps

CASES = Path(__file__).parent / "cases" / "cleaning.txt"
SIGNS = str.maketrans({"⏎": "\n", "␠": " ", "⇥": "\t"})


def cases() -> list[tuple[str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    pairs = [line.split(" => ") for line in lines]
    return [(raw, raw if meant == "=" else meant) for raw, meant in pairs]


@pytest.mark.parametrize(("raw", "meant"), cases(), ids=[raw for raw, _ in cases()])
def test_text_is_cleaned_as_the_case_says(raw: str, meant: str):
    assert clean(Document.of(raw.translate(SIGNS))).text == meant.translate(SIGNS)


def examples() -> list[object]:
    return [
        pytest.param(step, before, after, id=f"{step.name}: {before}")
        for step in load_steps()
        for before, after in (*step.found, *((text, text) for text in step.left))
    ]


@pytest.mark.parametrize(("step", "before", "after"), examples())
def test_a_step_finds_what_it_says_and_leaves_the_rest_alone(step, before: str, after: str):
    text = before.translate(SIGNS)
    assert step.apply(Document.of(text), text).text == after.translate(SIGNS)
