"""Every export reads back to the same values, and opens as text what is text."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.export import FORMATS, export, read_package
from pipeline.export.source import Table
from pipeline.export.workbook import to_xlsx
from pipeline.frames import figures, table, tables
from tests.support import baobiao

REPORT = """江夏区2014年工作总结
全区现有党员18000名，辖200个行政村。全年发展党员360名，培训党员##人次。

@SUM(A1)活动投入资金12.5万元。=1+1 不是公式，-5% 也不是。近8万人外出务工，2-3户一组。
江夏区委组织部开展“双联一带”活动，选派700名干部到村。
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    (folder / "=报告 1.txt").write_text(REPORT, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    done = baobiao("run", folder / "=报告 1.txt", folder / "empty.txt", "-o", folder / "out", "-j", "0")
    assert done.returncode == 3, done.stderr.decode()
    return folder / "out"


@pytest.fixture(scope="module")
def values(out: Path) -> dict[str, list[tuple[object, ...]]]:
    """What every export must give back."""
    found = {item.name: list(item.rows()) for item in read_package(out)}
    assert len(found["quantities"]) >= 8
    return found


def test_csv_is_what_the_run_wrote(out: Path, tmp_path: Path) -> None:
    for path in export(out, tmp_path, ["csv"]):
        content = path.read_bytes()
        assert content == (out / path.name).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\r\n") >= 1


def test_parquet(out: Path, tmp_path: Path, values: dict[str, list[tuple[object, ...]]]) -> None:
    import pyarrow.parquet as pq

    for path in export(out, tmp_path, ["parquet"]):
        read = pq.read_table(path)
        assert [tuple(row.values()) for row in read.to_pylist()] == values[path.stem]
    schema = pq.read_schema(tmp_path / "quantities.parquet")
    assert schema.field("region_code").metadata[b"meaning"].startswith(b"place")


def test_sqlite(out: Path, tmp_path: Path, values: dict[str, list[tuple[object, ...]]]) -> None:
    (path,) = export(out, tmp_path, ["sqlite"])
    with closing(sqlite3.connect(path)) as db:
        for name, rows in values.items():
            read = [tuple(row) for row in db.execute(f'SELECT * FROM "{name}"')]
            assert read == [tuple(int(cell) if isinstance(cell, bool) else cell for cell in row) for row in rows]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        keys = [row[2:5] for row in db.execute('PRAGMA foreign_key_list("quantities")')]
    assert ("documents", "doc_id", "doc_id") in keys


def test_workbook(out: Path, tmp_path: Path, values: dict[str, list[tuple[object, ...]]]) -> None:
    import openpyxl

    (path,) = export(out, tmp_path, ["xlsx"])
    book = openpyxl.load_workbook(path)
    for name, rows in values.items():
        sheet = book[name]
        read = list(sheet.iter_rows(min_row=2, values_only=True))
        assert [tuple(row) for row in read] == [tuple(row) for row in rows], name
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")


def test_nothing_becomes_a_formula_and_codes_stay_text(out: Path, tmp_path: Path) -> None:
    import openpyxl

    (path,) = export(out, tmp_path, ["xlsx"])
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    assert any(str(cell.value).startswith("=报告") for cell in cells)
    codes = [cell for cell in book["comparison"]["C"][1:] if cell.value]
    assert codes
    assert {(cell.data_type, cell.number_format) for cell in codes} == {("s", "@")}


@pytest.mark.parametrize(
    "text", ["=1+1", "+8", "-5", "@SUM(A1)", "007", "420115", "http://x.cn", "", "a\x0bb", "=cmd|' /C calc'!A0"]
)
def test_a_cell_reads_back_as_the_text_it_was(text: str, tmp_path: Path) -> None:
    import openpyxl
    from openpyxl.utils.escape import unescape

    from extractors.schema import Column
    from pipeline.tables import write_csv

    write_csv(tmp_path / "t.csv", ("a", "b"), [(text, "x")])
    columns = (Column("a", "a", "string", ""), Column("b", "b", "string", ""))
    (path,) = to_xlsx([Table("t", columns, "", (), tmp_path / "t.csv")], tmp_path)
    cell = openpyxl.load_workbook(path)["t"]["A2"]
    assert cell.data_type in {"s", "n"} if not text else cell.data_type == "s"
    assert unescape(cell.value or "") == text


def test_a_value_links_to_its_evidence(out: Path, tmp_path: Path) -> None:
    import openpyxl

    (path,) = export(out, tmp_path, ["xlsx"])
    book = openpyxl.load_workbook(path)
    comparison, quantities = book["comparison"], book["quantities"]
    head = [cell.value for cell in comparison[1]]
    value, evidence = head.index("base_value"), head.index("quantity_ids")
    for row in comparison.iter_rows(min_row=2):
        place = row[value].hyperlink.location
        sheet, _, address = place.partition("!")
        assert sheet.strip("'") == "quantities"
        ids = [cell.value for cell in quantities[int(address[1:])]]
        assert row[evidence].value.split(";")[0] in ids


def test_json_lines_hold_spans_of_the_text(out: Path, tmp_path: Path) -> None:
    (path,) = export(out, tmp_path, ["jsonl"])
    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [document["status"] for document in documents] == ["ok", "failed"] or len(documents) == 2
    (read,) = [document for document in documents if document["status"] == "ok"]
    assert read["text"] == REPORT
    for figure in read["quantities"]:
        span = read["text"][figure["char_start"] : figure["char_end"]]
        assert "".join(span.split()) == "".join(figure["text"].split())


def test_the_codebook_explains_every_column(out: Path, tmp_path: Path) -> None:
    export(out, tmp_path, ["codebook"])
    with (tmp_path / "codebook.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    there = {(item.name, column.name) for item in read_package(out) for column in item.columns}
    assert {(row["table"], row["column"]) for row in rows} == there
    assert all(row["meaning"] for row in rows)
    assert "| econ.gdp | 地区生产总值 |" in (tmp_path / "codebook.md").read_text(encoding="utf-8")


def test_frames(out: Path, values: dict[str, list[tuple[object, ...]]]) -> None:
    frames = tables(out)
    assert set(frames) == set(values)
    quantities = frames["quantities"]
    assert len(quantities) == len(values["quantities"])
    assert str(quantities["region_code"].dtype) == "string"
    assert quantities["value"].isna().any()
    assert table(out, "documents")["status"].tolist().count("failed") == 1
    assert figures("全县现有党员18 640名。")[["text", "char_start", "char_end", "indicator"]].iloc[0].tolist()[1:] == [
        6,
        13,
        "party.members",
    ]


def test_the_command(out: Path, tmp_path: Path) -> None:
    done = baobiao(
        "export", out, "--format", "parquet", "--format", "codebook", "--table", "comparison", "-o", tmp_path
    )
    assert done.returncode == 0, done.stderr.decode()
    assert {path.name for path in tmp_path.iterdir()} == {"comparison.parquet", "codebook.csv", "codebook.md"}
    refused = baobiao("export", out, "--format", "csv", "--table", "nothing")
    assert refused.returncode == 2
    assert "no table nothing; there are documents" in refused.stderr.decode()
    with pytest.raises(StoreError, match="no tables of baobiao here"):
        export(tmp_path / "none", tmp_path, FORMATS)
