"""Every rule proves its own examples."""

import re
import tomllib
from pathlib import Path

import pytest

from extractors.rules import RuleError, first_characters, load_rows, load_rules, load_tables, one_of
from tests.support import ROOT


def every_rule():
    for path in sorted([*ROOT.glob("extractors/**/*.toml"), *ROOT.glob("pipeline/**/*.toml")]):
        content = tomllib.loads(path.read_text("utf-8"))
        for table in content.get("rule", []):
            if "pattern" in table:
                yield pytest.param(
                    table, content.get("match", "search"), id=f"{path.parent.name}/{path.name}:{table['name']}"
                )


@pytest.mark.parametrize(("table", "how"), list(every_rule()))
def test_rule_finds_what_it_says_and_leaves_the_rest_alone(table, how):
    match = getattr(re.compile(table["pattern"], re.VERBOSE), how)
    assert [text for text in table.get("found", []) if not match(text)] == []
    assert [text for text in table.get("left", []) if match(text)] == []


@pytest.fixture
def extra(tmp_path: Path):
    def write(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_a_users_rule_with_an_unknown_key_is_refused_by_name(extra):
    folder = extra("sample.toml", '[[rule]]\nname = "mine"\npattern = "x"\nexample = ["x"]\n')
    with pytest.raises(RuleError, match=r"sample\.toml: rule 1 mine: unknown key example; allowed: .*found"):
        load_rules("tests.samples", "sample.toml", folder)


def test_a_users_rules_come_after_the_packages_own(extra):
    folder = extra("sample.toml", '[[rule]]\nname = "mine"\npattern = "y"\n')
    assert [rule.name for rule in load_rules("tests.samples", "sample.toml", folder)] == ["own", "mine"]


def test_a_table_without_a_required_key_is_refused(extra):
    folder = extra("sample.toml", '[[rule]]\nname = "mine"\n')
    with pytest.raises(RuleError, match="key pattern is missing"):
        load_tables("tests.samples", "sample.toml", "rule", frozenset({"name", "pattern"}), frozenset(), folder)


def test_rows_with_other_columns_are_refused(extra):
    folder = extra("sample.tsv", "wort\tart\n活动\tx\n")
    with pytest.raises(RuleError, match="the first line must name the columns word, kind"):
        load_rows("tests.samples", "sample.tsv", ("word", "kind"), folder)


def test_longest_word_wins():
    assert re.match(one_of(["工程", "工程师"]), "工程师").group() == "工程师"


@pytest.mark.parametrize(
    ("pattern", "characters"),
    [
        ("个(?!人)|[户家]", "个户家"),
        ("[ ]?(?:号|#)x", " 号#"),
        ("(?<=第)(?P<a>一{2})|(?>年|月)", "一年月"),
        ("(?!2)[1-4]?层", "1234层"),
    ],
)
def test_a_match_begins_with_one_of_the_first_characters(pattern, characters):
    assert set(characters) <= first_characters(re.compile(pattern))
    assert "村" not in first_characters(re.compile(pattern))


@pytest.mark.parametrize("pattern", ["(?=个)", "年?", r"\d户", "[一-龥]", "[^年]", ".年", "(?i)km", "|年"])
def test_where_a_match_may_begin_with_anything_nothing_is_said(pattern):
    assert first_characters(re.compile(pattern)) is None
