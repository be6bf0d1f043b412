"""The main job as a user meets it: exit codes, messages, tables, sameness."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.records import TABLES, columns
from tests.support import baobiao

REPORT = """临泉县2019年党建工作总结

一、主要做法
2019年，临泉县委在全县开展“红旗引领”活动，选派第一书记128名，投入资金312.5万元。全县有党员3.2万名，其中农村党员18600名，占党员总数的58.1%。
二、下步打算
2020年，计划培训党员4000人次。
"""


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "输入 文件" / "临泉县 总结.txt"
    path.parent.mkdir()
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "输出 表格"


def test_every_table_of_the_contract_is_written_with_its_columns(report, out):
    done = baobiao("run", report, "-o", out)
    assert done.returncode == 0, done.stderr.decode()
    for name, record in TABLES.items():
        with (out / f"{name}.csv").open("rb") as handle:
            header = handle.readline()
        assert header.startswith(b"\xef\xbb\xbf")
        assert header.endswith(b"\r\n")
        assert header[3:-2].decode().split(",") == [column.name for column in columns(record)]


def test_evidence_is_the_exact_characters(report, out):
    baobiao("run", report, "-o", out)
    (document,) = rows(out, "documents")
    raw = (out / document["text_path"]).read_bytes().decode()
    assert raw == REPORT
    found = {row["text"]: row for row in rows(out, "quantities")}
    assert {"128名", "312.5万元", "3.2万名", "18600名", "58.1%", "4000人次"} <= set(found)
    for text, row in found.items():
        assert raw[int(row["char_start"]) : int(row["char_end"])] == text
    assert float(found["312.5万元"]["value"]) == 3125000
    assert found["4000人次"]["status"] == "planned"


def test_data_package_is_valid_for_frictionless(report, out):
    baobiao("run", report, "-o", out)
    from frictionless import Package

    answer = Package(str(out / "datapackage.json")).validate()
    assert answer.valid, answer.flatten(["title", "fieldName", "message"])[:10]


def test_summary_as_json(report, out):
    done = baobiao("run", report, "-o", out, "--json")
    summary = json.loads(done.stdout)
    assert summary["read"] == 1
    assert summary["rows"]["documents"] == 1
    kept = json.loads((out / "run.json").read_text("utf-8"))
    assert {"versions", "options", "rows", "seconds"} <= set(kept)


def everything(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.glob("*.csv"))}


def test_same_tables_whatever_the_order_and_number_of_processes(tmp_path):
    names = []
    for number in range(6):
        path = tmp_path / f"r{number}.txt"
        path.write_text(REPORT.replace("128", str(100 + number)), encoding="utf-8")
        names.append(path)
    outs = [tmp_path / name for name in "abc"]
    assert baobiao("run", *names, "-o", outs[0], "-j", "1").returncode == 0
    assert baobiao("run", *reversed(names), "-o", outs[1], "-j", "3").returncode == 0
    assert baobiao("run", *names, "-o", outs[2], "-j", "0").returncode == 0
    assert everything(outs[0]) == everything(outs[1]) == everything(outs[2])


def test_second_run_reads_only_what_changed(report, out):
    baobiao("run", report.parent, "-o", out)
    again = json.loads(baobiao("run", report.parent, "-o", out, "--json").stdout)
    assert (again["read"], again["skipped"]) == (0, 1)
    report.write_text(REPORT.replace("128名", "131名"), encoding="utf-8")
    changed = json.loads(baobiao("run", report.parent, "-o", out, "--json").stdout)
    assert (changed["read"], changed["skipped"]) == (1, 0)
    assert "131名" in {row["text"] for row in rows(out, "quantities")}
    assert len(rows(out, "documents")) == 1


def test_pattern_and_standard_input(report, out):
    assert baobiao("run", report.parent / "*.txt", "-o", out).returncode == 0
    assert [row["source"] for row in rows(out, "documents")] == ["临泉县 总结.txt"]
    assert baobiao("run", "-", "-o", out, stdin=REPORT.replace("128", "129").encode()).returncode == 0
    assert len(rows(out, "documents")) == 2


def test_name_that_begins_with_a_dash(tmp_path, out):
    (tmp_path / "-报告.txt").write_text(REPORT, encoding="utf-8")
    assert baobiao("run", "-o", out, "--", "-报告.txt", cwd=tmp_path).returncode == 0


def test_two_files_of_one_name_are_told_apart(tmp_path, out):
    for folder, number in (("甲", "1"), ("乙", "2")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "总结.txt").write_text(REPORT.replace("128", "12" + number), encoding="utf-8")
    baobiao("run", tmp_path / "甲" / "总结.txt", tmp_path / "乙" / "总结.txt", "-o", out)
    assert sorted(row["source"] for row in rows(out, "documents")) == ["乙/总结.txt", "甲/总结.txt"]


def test_a_name_made_longer_is_nobody_elses(tmp_path, out):
    for number, folder in enumerate(("报告/乙", "乙", "丙")):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "总结.txt").write_text(REPORT.replace("128", f"12{number}"), encoding="utf-8")
    baobiao("run", tmp_path / "报告", tmp_path / "乙" / "总结.txt", tmp_path / "丙" / "总结.txt", "-o", out)
    names = {"报告/乙/总结.txt", f"{tmp_path.name}/乙/总结.txt", "丙/总结.txt"}
    assert {row["source"] for row in rows(out, "documents")} == names


def test_a_file_and_a_link_to_it_are_one_document(report, out):
    (report.parent / "一个链接.txt").symlink_to(report)
    done = baobiao("run", report.parent, "-o", out, "--json")
    assert json.loads(done.stdout)["read"] == 1
    assert [row["source"] for row in rows(out, "documents")] == [report.name]


def test_tables_hidden_and_office_leftovers_in_the_folder_are_no_reports(report):
    folder = report.parent
    for name in (".git/说明.md", "__MACOSX/._总结.txt", "~$总结.docx"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(REPORT, encoding="utf-8")
    for _ in range(2):
        baobiao("run", ".", "-o", "表格", cwd=folder)
        baobiao("report", "表格", cwd=folder)
    assert [row["source"] for row in rows(folder / "表格", "documents")] == [report.name]


def test_a_pattern_may_match_the_tables_of_the_run_before(report):
    for _ in range(2):
        done = baobiao("run", *report.parent.iterdir(), "-o", "表格", cwd=report.parent)
        assert done.returncode == 0, done.stderr.decode()
    assert [row["source"] for row in rows(report.parent / "表格", "documents")] == [report.name]


def test_what_lies_in_the_folder_and_is_no_report_is_said(report, out):
    for name in ("扫描 1.jpg", "扫描 2.JPG", "数据.xlsx"):
        (report.parent / name).write_bytes(b"x")
    (report.parent / "失效.txt").symlink_to("没有.txt")
    done = baobiao("run", report.parent, "-o", out)
    assert done.returncode == 3
    assert "not read: .jpg 2, .xlsx 1\n" in done.stderr.decode()
    assert "失效.txt: cannot be opened: No such file or directory\n" in done.stderr.decode()


def test_a_line_of_the_manifest_for_no_file_is_said(report, out, tmp_path):
    (tmp_path / "清单.csv").write_text(f"file,region_code\n{report.name},420115\n打错了.txt,420115\n", encoding="utf-8")
    done = baobiao("run", report, "-o", out, "--manifest", tmp_path / "清单.csv")
    assert done.returncode == 0
    assert "no file of this run: 打错了.txt" in done.stderr.decode()
    assert rows(out, "documents")[0]["region_basis"] == "given"


def test_the_users_own_cleaning_steps_are_used(report, out, tmp_path):
    (tmp_path / "规则").mkdir()
    step = "[[step]]\nname = 'our_stamp'\nneeds = '旗'\npattern = '“红旗引领”'\nbecomes = ''\n"
    (tmp_path / "规则" / "steps.toml").write_text(step, encoding="utf-8")
    done = baobiao("run", report, "-o", out, "--rules", tmp_path / "规则")
    assert done.returncode == 0, done.stderr.decode()
    assert [row["before"] for row in rows(out, "removals") if row["step"] == "our_stamp"] == ["“红旗引领”"]


def test_same_bytes_under_two_names_are_two_documents_one_a_copy(report, out):
    (report.parent / "副本.txt").write_bytes(report.read_bytes())
    baobiao("run", report.parent, "-o", out)
    first, second = rows(out, "documents")
    assert first["duplicate_of"] == ""
    assert second["duplicate_of"] == first["doc_id"] != second["doc_id"]


BAD = {
    "空.txt": (b"", "empty", "the file is empty"),
    "二进制.txt": (bytes(range(256)) * 40, "binary", "binary data"),
    "半截.pdf": (b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog", "truncated", "damaged or cut off"),
    "旧.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unsupported", "save it as .docx"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_file_costs_itself_only(name, report, out):
    content, category, words = BAD[name]
    (report.parent / name).write_bytes(content)
    done = baobiao("run", report.parent, "-o", out)
    assert done.returncode == 3
    assert f"{name}: " in done.stderr.decode()
    assert words in done.stderr.decode()
    by_source = {row["source"]: row for row in rows(out, "documents")}
    assert by_source[report.name]["status"] == "ok"
    assert by_source[name]["status"] == "failed"
    assert by_source[name]["category"] == category
    assert words in by_source[name]["message"]


def test_encrypted_pdf_says_so(report, out):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(report.parent / "加密.pdf"), encrypt="secret")
    canvas.drawString(72, 720, "x")
    canvas.save()
    done = baobiao("run", report.parent, "-o", out)
    assert done.returncode == 3
    assert "加密.pdf: the PDF is encrypted" in done.stderr.decode()


@pytest.mark.parametrize(
    ("paths", "words"),
    [(["没有.txt"], "there is no such file"), (["*.pdf"], "no file matches"), (["空"], "no reports in this folder")],
    ids=["missing file", "empty pattern", "folder without reports"],
)
def test_nothing_to_read_is_a_refusal(tmp_path, out, paths, words):
    (tmp_path / "空").mkdir()
    done = baobiao("run", *[tmp_path / p for p in paths], "-o", out)
    assert done.returncode == 2
    assert words in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_folder_that_cannot_be_written_is_a_refusal(report, tmp_path):
    (tmp_path / "file").write_text("x")
    done = baobiao("run", report, "-o", tmp_path / "file" / "out")
    assert done.returncode == 2
    assert "choose another folder" in done.stderr.decode()


def test_no_progress_bar_where_nobody_watches(report, out):
    assert baobiao("run", report, "-o", out).stderr == b""


def test_help_is_quick_to_load():
    code = (
        "import sys, pipeline.cli; print(*[m for m in ('pandas', 'spacy', 'jieba', 'pdfplumber') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout.strip() == ""


def test_every_command_is_documented():
    from click.testing import CliRunner

    from pipeline.cli import COMMANDS, main

    for name in COMMANDS:
        answer = CliRunner().invoke(main, [name, "--help"])
        assert answer.exit_code == 0, name
        assert len(answer.output) > 200, name
