"""Every rule proves its own examples."""

import re
import tomllib
from pathlib import Path

import pytest

from extractors import rules as reader
from extractors.document import Document
from extractors.figures import left_out
from extractors.rules import RuleError, first_characters, load_rows, load_rules, load_tables, one_of
from pipeline.cleaning import clean
from pipeline.extract import extract
from pipeline.own_rules import OVERLAYS
from tests.support import ROOT, baobiao


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


EVERYTHING = """富源县2015年工作总结
一、主要工作
全县现有党员18640名。县委组织部开展“三个一”活动，组织赴昆明市考察学习，建立健全五个一机制，选派第一书记128名，抓好两新组织党建，实施头雁工程。
投入资金30万元，占5%。农村党员、社区党员120名。学习三个代表，推进四议两公开，共有学校12、党支部30。实施“红旗引领”工程，开展党员教育活动。全县一心一意抓落实，现有党员百余名。
"""


def test_the_users_files_are_those_that_are_read_and_no_name_stands_for_two(tmp_path, monkeypatch):
    asked = []
    sources = reader.sources

    def noted(package, name, extra=None):
        if extra is not None:
            asked.append((package, name))
        return sources(package, name, extra)

    for module in (reader, left_out):
        monkeypatch.setattr(module, "sources", noted)
    document = clean(Document.of(EVERYTHING), extra=tmp_path)
    extract(document, rules=tmp_path)
    once = set(asked)
    assert {name for _, name in once} == OVERLAYS
    assert len(once) == len(OVERLAYS)


REPORT = "富源县2018年总结。2018年，修路3000呎，全县现有灯笼柱120盏。"
UNIT = "unit\tbase_unit\tfactor\tdimension\tnot_before\n呎\tm\t0.3048\tlength\n"
INDICATOR = """[[indicator]]
code = "own.lamps"\nlabel_zh = "灯笼柱总数"\nlabel_en = "lamps"\nunit = "盏"\ntheme = "infra"\nnames = ["灯笼柱"]
"""


def test_a_run_uses_own_units_and_names_own_indicators(tmp_path):
    (tmp_path / "规则").mkdir()
    (tmp_path / "规则" / "units.tsv").write_text(UNIT, encoding="utf-8")
    (tmp_path / "规则" / "indicators.toml").write_text(INDICATOR, encoding="utf-8")
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    done = baobiao("run", "报告.txt", "-o", "表格", "-j", "0", "--rules", "规则", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert ",3000呎," in (tmp_path / "表格" / "quantities.csv").read_text("utf-8-sig")
    for shown in ((tmp_path / "表格" / "comparison.csv").read_bytes(), baobiao("compare", "表格", cwd=tmp_path).stdout):
        assert "灯笼柱总数" in shown.decode()


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("unit.tsv", UNIT, "unit.tsv: is no rule file that is read"),
        ("读我.md", "", "no rule file here"),
        ("units.tsv", "unit\n", "units.tsv: the first line must name the columns"),
    ],
    ids=["misspelt name", "nothing", "wrong columns"],
)
def test_own_rules_that_cannot_be_read_are_refused_before_the_run(tmp_path, name, text, words):
    (tmp_path / "规则").mkdir()
    (tmp_path / "规则" / name).write_text(text, encoding="utf-8")
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    done = baobiao("run", "报告.txt", "-o", "表格", "-j", "0", "--rules", "规则", cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr.decode()
