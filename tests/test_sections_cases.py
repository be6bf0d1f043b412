"""Each line of cases/sentences.txt, sections.txt and title.txt is a case: text and what is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Document
from extractors.rules import load_rules
from extractors.sections import find_sentences, find_title
from extractors.sections.noise import noise_rule
from extractors.sections.outline import marker_at

FOLDER = Path(__file__).parent / "cases"
ROLES = {"heading": "#", "noise": "~", "": ""}


def cases(name: str) -> list[object]:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" => ") for line in lines if line and not line.startswith("# ")]
    return [pytest.param(*pair, id=pair[0]) for pair in pairs]


def read(said: str) -> Document:
    return Document.of(said.replace("⏎", "\n"))


@pytest.mark.parametrize(("said", "meant"), cases("sentences"))
def test_text_falls_into_sentences_headings_and_noise(said: str, meant: str):
    document = read(said)
    pieces = [ROLES[s.role] + document.text[s.start : s.end] for s in find_sentences(document)]
    assert "｜".join(pieces) == meant


@pytest.mark.parametrize(("said", "meant"), cases("sections"))
def test_a_piece_stands_under_its_headings(said: str, meant: str):
    assert (find_sentences(read(said))[-1].section or "—") == meant


@pytest.mark.parametrize(("said", "meant"), cases("title"))
def test_title_without_boilerplate(said: str, meant: str):
    document = read(said)
    assert (find_title(document, find_sentences(document)) or "—") == meant


@pytest.mark.parametrize("rule", load_rules("extractors.sections", "outline.toml", None, frozenset({"level"})))
def test_an_outline_number_is_found_by_its_rule(rule):
    assert [said for said in rule.found if (marker := marker_at(said)) is None or marker.kind != rule.name] == []


@pytest.mark.parametrize("rule", load_rules("extractors.sections", "noise.toml", None, frozenset({"strong", "cues"})))
def test_noise_is_told_with_the_cues_that_its_rule_names(rule):
    assert [said for said in rule.found if noise_rule(said, weak=True) != rule.name] == []
