"""The component as another's pipeline uses it: by name, on a blank Chinese pipeline."""

from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy")

TEXT = "林口县委组织部开展“双联一带”活动，全县现有党员13 787名，培训党员3200余名。"


@pytest.fixture(scope="module")
def doc():
    nlp = spacy.blank("zh")
    nlp.add_pipe("baobiao")
    return nlp(TEXT)


def told(doc, group):
    return [(span.text, span.label_) for span in doc.spans[group]]


def test_figures_are_spans_of_the_text_as_given(doc) -> None:
    assert told(doc, "figures") == [("13 787名", "party.members"), ("3200余名", "party.members.trained")]
    assert [span._.baobiao.value for span in doc.spans["figures"]] == [13787, 3200]


def test_organizations_and_campaigns(doc) -> None:
    assert ("林口县委组织部", "party_organ") in told(doc, "organizations")
    assert [span._.baobiao.name for span in doc.spans["campaigns"]] == ["双联一带"]


def test_the_whole_extraction_is_on_the_doc(doc) -> None:
    assert doc._.baobiao.region.name.endswith("林口县")


def test_an_empty_text_has_empty_groups() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("baobiao")
    assert all(not nlp("").spans[group] for group in ("figures", "organizations", "campaigns"))


def test_words_of_another_tokenizer_are_kept_whole() -> None:
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
    nlp.add_pipe("baobiao")
    other = spacy.blank("en")  # splits on blanks only: a span grows to the whole token
    other.add_pipe("baobiao")
    assert told(nlp("全县现有党员980名。"), "figures") == [("980名", "party.members")]
    assert "980名" in told(other("全县现有党员980名。"), "figures")[0][0]
