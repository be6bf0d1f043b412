"""What users do by mistake, and what they are told: wrong folders, wrong files, tables about to be overwritten."""

import os

import pytest

from tests.support import baobiao
from tests.test_decisions_run import REPORT, on, rows_of


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """A folder of reports and the run over it."""
    folder = tmp_path_factory.mktemp("misuse")
    (folder / "报告").mkdir()
    (folder / "报告" / "总结.txt").write_text(REPORT, encoding="utf-8")
    assert baobiao("run", folder / "报告", "-o", folder / "out", "-j", "0").returncode == 0
    return folder


GIVE_A_RUN = "give the folder that `baobiao run -o` wrote"


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("compare 空", GIVE_A_RUN),
        ("export 空 --format csv", GIVE_A_RUN),
        ("report 空", GIVE_A_RUN),
        ("review 空 --no-open", GIVE_A_RUN),
        ("terms 空 --words 词表.txt", GIVE_A_RUN),
        ("decisions export 空", GIVE_A_RUN),
        ("decisions orphans 空", GIVE_A_RUN),
        ("evaluate 空 空", GIVE_A_RUN),
        ("evaluate out 空", "no gold file"),
        ("explain 没有.txt", "没有.txt: there is no such file"),
        ("explain 空", "空: there is no such file"),
        ("run 报告 -o 报告", "a folder of their own"),
        ("run 管道 -o 空/x", "管道: no file but a pipe"),
        ("export out --format csv -o out", "which would be overwritten"),
        ("export out --format csv --machine -o out", "which would be overwritten"),
        ("compare out --format xlsx -o out", "which would be overwritten"),
        ("compare out --format csv -o /dev/null/x", "/dev/null/x: Not a directory"),
        ("decisions export out -o /dev/null/x", "/dev/null/x: Not a directory"),
    ],
)
def test_one_line_names_the_file_and_says_what_to_do(ran, command, words):
    (ran / "空").mkdir(exist_ok=True)
    (ran / "词表.txt").write_text("党员\n", encoding="utf-8")
    if not (ran / "管道").exists():
        os.mkfifo(ran / "管道")
    before = {path: path.stat().st_mtime_ns for path in ran.rglob("*.csv")}
    done = baobiao(*command.split(), cwd=ran)
    assert (done.returncode, done.stderr.decode().count("\n")) == (2, 1), done.stderr.decode()
    assert words in done.stderr.decode()
    assert not list((ran / "空").iterdir())
    assert {path: path.stat().st_mtime_ns for path in ran.rglob("*.csv")} == before


def test_words_from_excel(ran, tmp_path):
    (tmp_path / "词表.txt").write_bytes("党员\n".encode("gb18030"))
    done = baobiao("terms", ran / "out", "--words", tmp_path / "词表.txt", "-o", tmp_path / "t.csv")
    assert done.returncode == 0, done.stderr.decode()
    assert "\n党员," in (tmp_path / "t.csv").read_text("utf-8-sig")


def test_a_run_that_was_stopped_is_said(ran, tmp_path):
    import shutil
    import sqlite3

    shutil.copytree(ran / "out", tmp_path / "out")
    with sqlite3.connect(tmp_path / "out" / "baobiao.sqlite") as db:
        db.execute("UPDATE documents SET doc_id = NULL")
    done = baobiao("compare", tmp_path / "out")
    assert done.returncode == 2
    assert "is not done" in done.stderr.decode()


def test_what_nobody_asked_for_says_so(ran):
    done = baobiao("compare", ran / "out", "--indicator", "没有这个")
    assert done.returncode == 0
    assert "no row meets these conditions" in done.stderr.decode()


@pytest.mark.parametrize("machine", [True, False], ids=["machine's own", "as people left it"])
def test_json_lines_of_either_kind_hold_the_text(ran, tmp_path, machine):
    options = ["--machine"] if machine else []
    done = baobiao("export", ran / "out", "--format", "jsonl", "-o", tmp_path, *options)
    assert done.returncode == 0, done.stderr.decode()
    assert "全县发展新党员128名" in (tmp_path / "baobiao.jsonl").read_text("utf-8")


def test_compare_and_report_show_what_people_decided(tmp_path):
    path, out = tmp_path / "总结.txt", tmp_path / "out"
    path.write_text(REPORT, encoding="utf-8")
    baobiao("run", path, "-o", out, "-j", "0")
    number = rows_of(out)["128名"]["quantity_id"]

    def shown():
        baobiao("report", out, "-o", tmp_path / "r.html")
        compared = baobiao("compare", out, "--format", "csv").stdout.decode()
        return number in compared, number in (tmp_path / "r.html").read_text("utf-8")

    assert shown() == (True, True)
    on(out, REPORT, "128名", "reject")
    assert shown() == (False, False)


def test_explain_reads_a_file_as_a_run_does(tmp_path):
    rows = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in (("财政收入", 1203), ("税收", 871)))
    page = f"<html><body><table><tr><th>指标</th><th>数值（万元）</th></tr>{rows}</table></body></html>"
    (tmp_path / "表.html").write_text(page, encoding="utf-8")
    assert "12,030,000 元" in baobiao("explain", tmp_path / "表.html").stdout.decode()


def test_explain_says_about_for_a_rounded_figure():
    assert "约 12,000 名" in baobiao("explain", "全县共有农村党员近1.2万名。").stdout.decode()


def test_standard_input_may_be_in_an_old_encoding():
    done = baobiao("explain", "-", stdin="全县党员15320名，其中农村党员8120名。".encode("gb18030"))
    assert "15,320 名" in done.stdout.decode()
