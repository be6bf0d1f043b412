"""The catalogue proves its own examples, keeps the contract's codes, takes the user's own, and says what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extractors.document import Document
from extractors.indicators import Indicator, load_catalogue
from extractors.rules import RuleError
from pipeline.cleaning import clean
from pipeline.extract import extract

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE = load_catalogue()
EXAMPLES = [
    pytest.param(item, text, wanted, id=f"{item.code}: {text}")
    for item in CATALOGUE.indicators
    for texts, wanted in ((item.found, True), (item.left, False))
    for text in texts
]


def codes(text: str, rules: Path | None = None) -> list[str]:
    figures = extract(clean(Document.of(text)), rules=rules).figures
    return [figure.indicator or figure.indicator_wide for figure in figures]


@pytest.mark.parametrize(("item", "text", "wanted"), EXAMPLES)
def test_examples_are_found_and_left_alone(item: Indicator, text: str, wanted: bool) -> None:
    assert (item.code in codes(text)) is wanted


def test_every_indicator_shows_what_it_is_and_what_it_is_not() -> None:
    assert len(CATALOGUE.indicators) >= 140
    assert not [item.code for item in CATALOGUE.indicators if not item.found or not item.left or not item.label_en]


def test_a_withheld_figure_keeps_its_indicator() -> None:
    figures = extract(clean(Document.of("全县现有党支部640个，党员##名。"))).figures
    assert [(figure.missing, figure.indicator) for figure in figures] == [
        ("", "party.branches"),
        ("redacted", "party.members"),
    ]


def test_users_add_their_own(tmp_path: Path) -> None:
    (tmp_path / "indicators.toml").write_text(
        '[[indicator]]\ncode = "own.tea"\nlabel_zh = "茶园面积"\nlabel_en = "tea gardens"\nunit = "亩"\ntheme = "own"\n'
        'names = ["茶园面积", "茶园"]\n',
        encoding="utf-8",
    )
    assert codes("全县茶园面积达到6.2万亩。") == [""]
    assert codes("全县茶园面积达到6.2万亩。", tmp_path) == ["own.tea"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('names = ["茶园"]\ncolour = "green"', "unknown key colour"),
        ('names = ["茶园"]\nverbs = "("', "verbs does not compile"),
        ("", "must say how it is written"),
        ('names = ["茶园"]\nplausible = [5, 1]', "plausible wants"),
        ('growth_of = "own.nothing"', "names no indicator"),
    ],
)
def test_bad_indicators_are_refused_with_the_reason(tmp_path: Path, line: str, message: str) -> None:
    head = '[[indicator]]\ncode = "own.tea"\nlabel_zh = "茶"\nlabel_en = "tea"\nunit = "亩"\ntheme = "own"\n'
    (tmp_path / "indicators.toml").write_text(head + line + "\n", encoding="utf-8")
    with pytest.raises(RuleError, match=message):
        load_catalogue(tmp_path)


def test_a_code_given_twice_is_refused(tmp_path: Path) -> None:
    again = '[[indicator]]\ncode = "econ.gdp"\nlabel_zh = "一"\nlabel_en = "one"\nunit = "元"\ntheme = "own"\nnames = ["一"]\n'
    (tmp_path / "indicators.toml").write_text(again, encoding="utf-8")
    with pytest.raises(RuleError, match=r"econ\.gdp is given twice"):
        load_catalogue(tmp_path)
