"""Places side by side: what agrees is one row, what does not stands flagged, what is not said is not zero."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from pipeline.comparing import compare
from pipeline.comparing.choose import choose, level_of
from pipeline.comparing.wide import Wide
from pipeline.errors import StoreError, TableError
from pipeline.terms import read_words
from tests.support import baobiao

ANLI, BEISHAN = ("420115", "湖北省武汉市江夏区"), ("231025", "黑龙江省牡丹江市林口县")


def document(doc_id: str, place: tuple[str, str] = ANLI, **more: str) -> dict[str, str]:
    row = {"doc_id": doc_id, "source": f"{doc_id}.txt", "status": "ok", "duplicate_of": "", "period": "2015"}
    return row | {"region_code": place[0], "region_name": place[1]} | more


def figure(
    doc_id: str, code: str, base: float | None, place: tuple[str, str] = ANLI, **more: object
) -> dict[str, object]:
    count = figure.count = getattr(figure, "count", 0) + 1
    row = {
        "doc_id": doc_id, "quantity_id": f"{doc_id}-q{count:06d}", "text": f"{base}", "sentence": "", "indicator": code,
        "indicator_wide": "", "value": base, "base_value": base, "value_low": base, "value_high": base, "unit": "人",
        "base_unit": "人", "dimension": "person", "qualifier": "exact", "commitment_word": "", "period": "2015",
        "status": "actual", "change": "", "missing": "", "region_code": place[0], "region_name": place[1],
    }  # fmt: skip
    return row | more


def test_agreeing_reports_are_one_row_with_both_sources() -> None:
    made = compare(
        [document("a"), document("b")], [figure("a", "party.members", 5000), figure("b", "party.members", 5010)]
    )
    (row,) = made["comparison"]
    assert (row.base_value, row.n_sources, row.doc_ids, row.conflict) == (5000, 2, "a;b", "")
    assert len(row.quantity_ids.split(";")) == 2


def test_disagreeing_reports_stand_beside_each_other() -> None:
    made = compare(
        [document("a"), document("b")], [figure("a", "party.members", 5000), figure("b", "party.members", 6000)]
    )
    assert [(row.base_value, row.conflict) for row in made["comparison"]] == [
        (5000, "between_reports"),
        (6000, "between_reports"),
    ]
    assert [row.base_value for row in made["conflicts"]] == [5000, 6000]
    wide = Wide()
    for row in made["comparison"]:
        wide.seen(row)
    assert [column.name for column in wide.columns()][5:] == ["湖北省武汉市江夏区 420115"]
    assert [line[5] for line in wide.rows()] == ["5000 | 6000"]


def test_two_values_of_one_report_may_be_parts() -> None:
    made = compare([document("a")], [figure("a", "infra.roads", 13000), figure("a", "infra.roads", 61000)])
    assert {row.conflict for row in made["comparison"]} == {"within_report"}


def test_a_rounded_figure_contradicts_nothing() -> None:
    about = figure("b", "party.members", 5000, qualifier="at_least", value_high=None)
    made = compare([document("a"), document("b")], [figure("a", "party.members", 5210), about])
    (row,) = made["comparison"]
    assert (row.base_value, row.qualifier) == (5210, "exact")


@pytest.mark.parametrize("change", [{"status": "planned"}, {"period": "2014"}, {"region_code": "420116"}])
def test_plan_year_and_place_are_never_mixed(change: dict[str, str]) -> None:
    made = compare([document("a")], [figure("a", "party.members", 5000), figure("a", "party.members", 6000, **change)])
    assert [row.conflict for row in made["comparison"]] == ["", ""]


def test_a_copy_counts_once() -> None:
    made = compare(
        [document("a"), document("b", duplicate_of="a")],
        [figure("a", "party.members", 5000), figure("b", "party.members", 5000)],
    )
    assert [row.doc_ids for row in made["comparison"]] == ["a"]


def test_a_fall_is_negative() -> None:
    fall = figure("a", "econ.gdp_growth", 3.2, change="decrease", unit="%", base_unit="%", dimension="ratio")
    (row,) = compare([document("a")], [fall])["comparison"]
    assert (row.base_value, row.value_low, row.value_high) == (-3.2, -3.2, -3.2)


def test_a_range_keeps_its_bounds_in_the_base_unit() -> None:
    open_value = {"value": None, "base_value": None, "value_low": 2.0, "value_high": 3.0, "qualifier": "range"}
    road = figure("a", "infra.roads", None, **open_value, unit="公里", base_unit="m", dimension="length")
    (row,) = compare([document("a")], [road])["comparison"]
    assert (row.base_value, row.value_low, row.value_high) == (None, 2000, 3000)


def test_what_is_counted_with_other_words_is_the_same_unit() -> None:
    homes, firms = ({"unit": unit, "base_unit": unit, "dimension": "count"} for unit in ("家", "个"))
    made = compare(
        [document("a"), document("b", BEISHAN)],
        [figure("a", "coops.count", 35, **homes), figure("b", "coops.count", 12, BEISHAN, **firms)],
    )
    assert {row.base_unit for row in made["comparison"]} == {"个"}


def test_ratios_only_where_the_same_report_has_the_denominator() -> None:
    made = compare(
        [document("a"), document("b", BEISHAN)],
        [
            figure("a", "party.members", 5000),
            figure("a", "region.villages", 200, unit="个", base_unit="个", dimension="count"),
            figure("a", "party.new_members", 100),
            figure("b", "party.new_members", 60, BEISHAN),
        ],
    )
    ratios = {(row.doc_ids, row.indicator): (row.per_1000_members, row.per_village) for row in made["comparison"]}
    assert ratios["a", "party.new_members"] == (20, 0.5)
    assert ratios["b", "party.new_members"] == (None, None)


def test_an_unclear_denominator_gives_no_ratio() -> None:
    rows = [
        figure("a", "party.members", 5000),
        figure("a", "party.members", 7000),
        figure("a", "party.new_members", 100),
    ]
    made = compare([document("a")], rows)
    assert {row.per_1000_members for row in made["comparison"]} == {None}


def test_coverage_says_why_there_is_nothing() -> None:
    documents = [document("a"), document("b", BEISHAN), document("c", ("", ""), status="failed")]
    withheld = figure("b", "party.members", None, BEISHAN, missing="redacted")
    rows = compare(documents, [figure("a", "party.members", 5000), withheld, figure("a", "party.new_members", 9)])[
        "coverage"
    ]
    states = {(row.region_code or row.source, row.indicator): row.state for row in rows}
    assert states == {
        ("420115", "party.members"): "stated",
        ("420115", "party.new_members"): "stated",
        ("231025", "party.members"): "withheld",
        ("231025", "party.new_members"): "absent",
        ("c.txt", "party.members"): "unreadable",
        ("c.txt", "party.new_members"): "unreadable",
    }


@pytest.mark.parametrize(
    ("target", "result", "met"),
    [
        ({"base": 8, "qualifier": "at_least", "value_high": None}, 8.4, "yes"),
        ({"base": 8, "qualifier": "exact"}, 7.1, "no"),
        ({"base": 4.5, "qualifier": "at_most", "value_low": None}, 4.1, "yes"),
        ({"base": 4.5, "qualifier": "at_most", "value_low": None}, 4.8, "no"),
    ],
)
def test_targets_meet_results(target: dict[str, object], result: float, met: str) -> None:
    rate = {"unit": "%", "base_unit": "%", "dimension": "ratio"}
    base = target.pop("base")
    planned = figure("a", "econ.gdp_growth", base, **rate, **target, status="planned", commitment_word="力争")
    (row,) = compare([document("a")], [planned, figure("b", "econ.gdp_growth", result, **rate)])["targets"]
    assert (row.commitment_word, row.result, row.met) == ("力争", result, met)


def test_choosing_rows() -> None:
    made = compare(
        [document("a"), document("b", BEISHAN)],
        [
            figure("a", "party.members", 5000, period="2011/2015"),
            figure("b", "party.members", 6000, BEISHAN),
            figure("b", "econ.gdp", 1e9, BEISHAN, unit="元", base_unit="元", dimension="currency"),
        ],
    )

    def chosen(**conditions: tuple[str, ...]) -> list[tuple[str, str]]:
        return [(row.doc_ids, row.indicator) for row in choose(made, **conditions)["comparison"]]

    assert chosen(indicators=("econ.",)) == [("b", "econ.gdp")]
    assert chosen(indicators=("党员",), regions=("42",)) == [("a", "party.members")]
    assert chosen(years=("2013",)) == [("a", "party.members")]
    assert chosen(regions=("林口",), levels=("prefecture",)) == []
    assert [level_of(code) for code in ("", "420000", "420100", "420115", "420115001")] == [
        "", "province", "prefecture", "county", "township",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compare")
    reports = {
        "a.txt": "江夏区2014年工作总结\n全区现有党员18000名，辖200个行政村。全年发展党员360名。党建工作扎实，党建引领发展。\n",
        "b.txt": "林口县2014年工作总结\n全县现有党员9000名。地区生产总值完成86亿元，下降3.2%。\n",
    }
    for name, text in reports.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = baobiao("run", folder / "a.txt", folder / "b.txt", "-o", folder / "out", "-j", "0")
    assert done.returncode == 0, done.stderr.decode()
    return folder / "out"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def test_a_run_writes_the_tables(out: Path) -> None:
    rows = {(row["region_code"], row["indicator"]): row for row in read(out / "comparison.csv")}
    assert rows["420115", "party.new_members"]["per_1000_members"] == "20"
    assert rows["231025", "econ.gdp_growth"]["base_value"] == "-3.2"
    wide = {row["indicator"]: row for row in read(out / "comparison_wide.csv")}
    assert wide["party.members"]["湖北省武汉市江夏区 420115"] == "18000"
    absent = [row["state"] for row in read(out / "coverage.csv") if row["indicator"] == "econ.gdp"]
    assert sorted(absent) == ["absent", "stated"]


def test_the_command_filters_and_prints(out: Path, tmp_path: Path) -> None:
    printed = baobiao("compare", out, "--indicator", "party.members", "--format", "json")
    rows = json.loads(printed.stdout)["comparison"]
    assert [row["base_value"] for row in rows] == [9000, 18000]
    assert baobiao("compare", out, "--region", "林口", "--format", "csv").stdout.decode().count("\n") == 4
    assert "党员总数" in baobiao("compare", out).stdout.decode()
    assert baobiao("compare", out, "--year", "2014", "-o", tmp_path).returncode == 0
    assert {path.name for path in tmp_path.iterdir()} >= {
        "comparison.csv",
        "comparison_wide.csv",
        "conflicts.csv",
        "targets.csv",
    }


def test_terms_are_counted_by_place(out: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("# 词表\n党建\n人员\t党员;干部\n", encoding="utf-8")
    assert baobiao("terms", out, "--words", words, "-o", tmp_path / "terms.csv").returncode == 0
    rows = {(row["term"], row["region_code"]): row for row in read(tmp_path / "terms.csv")}
    assert [rows["党建", code]["count"] for code in ("420115", "231025")] == ["2", "0"]
    assert rows["人员", "420115"]["count"] == "2"
    assert float(rows["党建", "420115"]["share_of_sentences"]) == 25


def test_refusals_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "twice.txt").write_text("甲\t党员\n乙\t党员\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"twice\.txt:2: 党员 belongs to 甲"):
        read_words(tmp_path / "twice.txt")
    done = baobiao("compare", tmp_path)
    assert done.returncode == 2
    assert "give the folder that `baobiao run -o` wrote" in done.stderr.decode()
    assert issubclass(StoreError, Exception)
