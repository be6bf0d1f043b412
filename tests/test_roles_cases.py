"""A sentence under a heading => the part that it plays; see the head of the case file."""

import re
from pathlib import Path

import pytest

from extractors.document import Document
from extractors.measures import add_roles
from extractors.records import Figure, Sentence
from tests.support import cases


def figures_of(text: str, shift: int = 0) -> tuple[Figure, ...]:
    """Stand-ins for the figures that another extractor finds."""
    return tuple(Figure(start=m.start() + shift, end=m.end() + shift) for m in re.finditer(r"[0-9]+", text))


def read(said: str, extra: Path | None = None) -> Sentence:
    """The sentence of a case with role, topics and rule."""
    heading, text = re.fullmatch(r"(?:【(.*?)】)?(.*)", said).groups()
    sentence = Sentence(id="s000000", start=0, end=len(text), section=heading or "")
    return add_roles(Document.of(text), (sentence,), figures_of(text), extra=extra)[0]


@pytest.mark.parametrize(("said", "meant"), [pytest.param(*case, id=case[0][:40]) for case in cases("roles")])
def test_role(said: str, meant: str):
    found = read(said)
    assert (found.role, found.rule != "") == (meant, True), found.rule


def test_a_sentence_that_parts_another_plays_its_part():
    first, second = "生产总值达到86亿元。", "其中，新建项目完成产值12亿元。"
    sentences = (
        Sentence(id="s1", start=0, end=len(first)),
        Sentence(id="s2", start=len(first), end=len(first + second)),
    )
    told = add_roles(Document.of(first + second), sentences, figures_of(first + second))
    assert [sentence.role for sentence in told] == ["result", "result"]
