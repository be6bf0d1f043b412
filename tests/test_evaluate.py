"""The scorer: 1 for tables that say what gold says, the right number for tables that do not."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.commands.evaluate import command
from pipeline.evaluate import evaluate, fingerprint, read_floors, write_floors
from pipeline.evaluating.anchors import AnchorError, Locator, parse_anchor
from pipeline.evaluating.gold import Gold, GoldError, read_gold
from tests.support import ROOT

TEXT = """庐江县2018年党建总结
全县共有党员3 1260名。县委实施“头雁”工程,选派第一书记近60名,培训党员 人次。
计划新建活动场所3至5个。其中女党员900名,占12.5%。
"""
GOLD = """
report = "庐江.txt"
title = "庐江县2018年党建总结"
region = "安徽省合肥市庐江县"
period = "2018"
figures = '''
@ period=2018
31260名 | 31260 名 | 党员 | party.members
近60名 | 60 名 | 第一书记 | cadres.first_secretaries about
3至5个 | 3..5 个 | 活动场所 | planned period= venue.built/
900名 | 900 名 | 女党员 |
?12.5% | 12.5 % | |
'''
missing = '''
培训党员[]人次 | blank
'''
organizations = '''
县委 | party_committee | 庐江县委
?活动场所 | other
'''
campaigns = '''
头雁 | 工程
'''
sentences = '''
measure | 县委实施…人次。 | leadership dispatch
mixed | 计划新建…5个。 |
'''
checks = '''
percent_of | 900名 ; 12.5%
'''
"""
Tables = dict[str, list[dict[str, object]]]


def perfect(gold: Gold, text: str) -> Tables:
    """Tables that say exactly what gold says."""
    region = {"doc_id": "d", "region_name": gold.region}
    tables: Tables = {
        "documents": [
            region
            | {"source": f"x/{gold.report}", "title": gold.title, "period": gold.period, "text_path": "texts/d.txt"}
        ],
        "quantities": [],
        "organizations": [],
        "campaigns": [],
        "measures": [],
        "checks": [],
    }
    locator = Locator(text)
    for figure in gold.figures:
        start, end = locator.span(figure.anchor) or (-1, -1)
        ranged = figure.qualifier == "range"
        tables["quantities"].append(
            region
            | {
                "char_start": start,
                "char_end": end,
                "text": text[start:end],
                "value": "" if ranged else figure.low,
                "value_low": figure.low,
                "value_high": figure.high,
                "unit": figure.units[0],
                "subject": "".join(figure.subjects[:1]),
                "indicator": "" if figure.optional or "" in figure.indicators else "".join(figure.indicators[:1]),
                "qualifier": figure.qualifier,
                "status": figure.status,
                "period": figure.period,
                "confidence": 0.95,
            }
            | ({"region_name": figure.region.split("/")[0]} if figure.region else {})
        )
    locator.rewind()
    for gap in gold.missing:
        start, end = locator.span(gap.anchor) or (-1, -1)
        tables["quantities"].append({"doc_id": "d", "char_start": start, "char_end": end, "missing": gap.kind})
    locator.rewind()
    for sentence in gold.sentences:
        start, end = locator.extent(sentence.opening, sentence.closing) or (-1, -1)
        if sentence.role == "measure":
            measure = {"doc_id": "d", "char_start": start, "char_end": end, "topic": sentence.topics[0]}
            tables["measures"].append(measure)
    tables["organizations"] = [{"doc_id": "d", "text": item.name, "org_type": item.kind} for item in gold.organizations]
    tables["campaigns"] = [{"doc_id": "d", "name": item.name} for item in gold.campaigns]
    for check in gold.checks:
        start, end = Locator(text).span(check.anchors[0]) or (-1, -1)
        tables["checks"].append({"doc_id": "d", "char_start": start, "char_end": end, "status": "mismatch"})
    return tables


def write(tables: Tables, text: str, folder: Path) -> Path:
    (folder / "texts").mkdir(parents=True)
    (folder / "texts" / "d.txt").write_bytes(text.encode())
    for name, rows in tables.items():
        columns = list(dict.fromkeys(key for row in rows for key in row)) or ["doc_id"]
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as handle:
            writer = csv.DictWriter(handle, columns)
            writer.writeheader()
            writer.writerows(rows)
    return folder


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus" / "gold"
    folder.mkdir(parents=True)
    (folder.parent / "reports").mkdir()
    (folder / "庐江.toml").write_text(GOLD, encoding="utf-8")
    return folder


@pytest.fixture
def right(gold: Path) -> Tables:
    return perfect(read_gold(gold / "庐江.toml"), TEXT)


def test_right_tables_score_one_in_everything(gold, right, tmp_path):
    scores = evaluate(write(right, TEXT, tmp_path / "out"), gold)
    assert set(scores.values().values()) == {1.0}
    assert scores.errors == []
    assert {"q_strict", "missing", "measures", "checks", "topic", "period", "q_confident"} <= set(scores.values())


@pytest.mark.parametrize("path", sorted((ROOT / "corpus" / "gold").glob("*.toml")), ids=lambda path: path.stem)
def test_the_corpus_gold_agrees_with_itself(path, tmp_path):
    gold = read_gold(path)
    source = ROOT / "corpus" / (gold.source or f"reports/{gold.report}")
    text = source.read_bytes().decode(gold.encoding if not gold.source else "utf-8")
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / path.name).write_bytes(path.read_bytes())
    scores = evaluate(write(perfect(gold, text), text, tmp_path / "out"), folder)
    assert scores.errors == []
    assert set(scores.values().values()) == {1.0}


def wrong(tables: Tables, table: str, index: int, **cells: object) -> Tables:
    tables[table][index] |= cells
    return tables


@pytest.mark.parametrize(
    ("table", "index", "cells", "metric", "value"),
    [
        ("quantities", 0, {"value": 3126}, "q_strict", 0.75),
        ("quantities", 0, {"value": 3126}, "q_detect", 1.0),
        ("quantities", 0, {"value": 3126}, "q_confident", 0.75),
        ("quantities", 0, {"unit": "人"}, "q_strict", 1.0),
        ("quantities", 0, {"unit": "个"}, "q_strict", 0.75),
        ("quantities", 0, {"subject": "干部"}, "q_subject", 0.75),
        ("quantities", 0, {"indicator": ""}, "q_indicator", 0.6667),
        ("quantities", 0, {"indicator": "party.branches"}, "q_indicator", 0.5),
        ("quantities", 3, {"indicator": "party.members"}, "q_indicator", 0.8),
        ("quantities", 2, {"indicator": "venue.built"}, "q_indicator", 1.0),
        ("quantities", 0, {"period": "2017"}, "q_period", 0.6667),
        ("quantities", 1, {"qualifier": "exact"}, "q_qualifier", 0.75),
        ("quantities", 2, {"status": "actual"}, "q_status", 0.75),
        ("quantities", 2, {"value_high": 6}, "q_strict", 0.75),
        ("quantities", 2, {"region_name": "安徽省合肥市巢湖市"}, "q_region", 0.75),
        ("quantities", 4, {"value": 1}, "q_strict", 1.0),
        ("quantities", 5, {"missing": "redacted"}, "missing_kind", 0.0),
        ("quantities", 5, {"char_start": 1, "char_end": 1}, "missing", 0.0),
        ("documents", 0, {"region_name": "安徽省合肥市长丰县"}, "region", 0.0),
        ("documents", 0, {"title": "党建总结"}, "title", 0.0),
        ("documents", 0, {"period": ""}, "period", 0.0),
        ("documents", 0, {"source": "x/别的.txt"}, "documents", 0.0),
        ("organizations", 0, {"text": "县政府"}, "orgs", 0.0),
        ("organizations", 0, {"text": "庐江县委"}, "orgs", 1.0),
        ("organizations", 0, {"org_type": "government"}, "org_type", 0.0),
        ("organizations", 1, {"text": "县委"}, "orgs", 1.0),
        ("campaigns", 0, {"name": "头雁工程"}, "campaigns", 1.0),
        ("campaigns", 0, {"name": "雁"}, "campaigns", 0.0),
        ("measures", 0, {"topic": "economy"}, "topic", 0.0),
        ("checks", 0, {"status": "ok"}, "checks", 0.0),
        ("checks", 0, {"char_start": 0, "char_end": 2}, "checks", 0.0),
    ],
    ids=str,
)
def test_one_wrong_cell_costs_what_it_should(gold, right, tmp_path, table, index, cells, metric, value):
    scores = evaluate(write(wrong(right, table, index, **cells), TEXT, tmp_path / "out"), gold)
    assert scores.values()[metric] == value
    if value < 1:
        assert scores.errors


def test_a_row_on_something_that_is_no_figure_costs_precision(gold, right, tmp_path):
    right["quantities"].append({"doc_id": "d", "char_start": 3, "char_end": 7, "value": 2018, "confidence": 0.95})
    scores = evaluate(write(right, TEXT, tmp_path / "out"), gold)
    tally = scores.tallies["q_detect"]
    assert (tally.right, tally.extra, tally.missed) == (4, 1, 0)
    assert scores.values()["q_confident"] == 0.8


def test_half_a_measure_counts_by_its_characters(gold, right, tmp_path):
    start = TEXT.index("县委实施")
    right["measures"][0] |= {"char_start": start, "char_end": start + 10}
    tally = evaluate(write(right, TEXT, tmp_path / "out"), gold).tallies["measures"]
    assert (tally.right, tally.extra) == (10, 0)
    length = len(TEXT[start : TEXT.index("人次。") + 3].replace(" ", ""))
    assert tally.missed == length - 10


def test_a_measure_on_other_text_costs_precision_but_not_on_mixed(gold, right, tmp_path):
    begin, mixed = TEXT.index("其中女党员"), TEXT.index("计划新建")
    for start, end in ((begin, begin + 8), (mixed, mixed + 5)):
        right["measures"].append({"doc_id": "d", "char_start": start, "char_end": end, "topic": "venue"})
    assert evaluate(write(right, TEXT, tmp_path / "out"), gold).tallies["measures"].extra == 8


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("党员3 1260名", "31260名", "3 1260名"),
        ("有127个和27个", "27个", "27个"),
        ("12.5%与5%", "5%", "5%"),
        ("第2页2 4160万元", "页2[4160万元]", "4160万元"),
        ("甲 978432 9120 7.8", "9120", "9120"),
        ("投入\n资金5万\n元", "资金[5万元]", "5万\n元"),
    ],
)
def test_quotes_are_found_over_blanks_but_not_inside_numbers(text, quote, found):
    span = Locator(text).span(parse_anchor(quote))
    assert span is not None
    assert text[slice(*span)] == found


def test_a_gap_is_the_point_after_the_character_before_it():
    assert Locator("培训党员 人次").span(parse_anchor("党员[]人次")) == (4, 4)


@pytest.mark.parametrize("text", ["", "[一][二]", "一]", "[一"])
def test_a_quote_that_cannot_be_read_is_refused(text):
    with pytest.raises(AnchorError):
        parse_anchor(text)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("figures = '''\n3个 | 三 个 | 村 |\n'''", "figures line 1"),
        ("figures = '''\n3个 | 3 个 | 村 | aktuell\n'''", "aktuell"),
        ("missing = '''\n[#]个 | gone\n'''", "redacted or blank"),
        ("sentences = '''\nmeasure | 一…二 |\n'''", "topics"),
        ("figuers = ''", "figuers"),
    ],
)
def test_a_wrong_gold_line_is_named(tmp_path, line, message):
    path = tmp_path / "x.toml"
    path.write_text(f'report = "x.txt"\n{line}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_gold(path)


def test_floors_rise_and_drop_only_when_told(gold, right, tmp_path):
    floors = tmp_path / "floors.toml"
    good = evaluate(write(right, TEXT, tmp_path / "good"), gold)
    write_floors(good, gold.parent, floors)
    assert read_floors(floors) == (fingerprint(gold.parent), dict.fromkeys(good.values(), 1.0))
    bad = evaluate(write(wrong(right, "quantities", 0, value=1), TEXT, tmp_path / "bad"), gold)
    write_floors(bad, gold.parent, floors)
    assert read_floors(floors)[1]["q_strict"] == 1.0
    write_floors(bad, gold.parent, floors, lower=True)
    assert read_floors(floors)[1]["q_strict"] == 0.75


def test_the_command_prints_metrics_and_fails_below_the_least(gold, right, tmp_path):
    out = str(write(wrong(right, "quantities", 0, value=1), TEXT, tmp_path / "out"))
    done = CliRunner().invoke(command, [out, str(gold), "--errors", "5", "--min", "q_strict=0.9"])
    assert done.exit_code == 1
    assert "below: q_strict 0.7500 < 0.9000" in done.output
    assert "want 31260 名" in done.output
    assert CliRunner().invoke(command, [out, str(gold), "--min", "q_strict=0.7"]).exit_code == 0
    assert CliRunner().invoke(command, [out, str(gold), "--min", "q_strict"]).exit_code == 2
