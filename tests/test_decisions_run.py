"""Decisions over whole runs: written into the tables, moved, orphaned."""

import csv
from dataclasses import replace

from pipeline.decisions import Book
from tests.support import baobiao
from tests.test_decisions import decision

REPORT = "泗洪县2018年党建工作总结\n\n2018年，全县发展新党员128名，其中女党员41名，培训党员骨干900人次。\n"


def rows_of(folder, table="quantities"):
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as handle:
        return {r["text"]: r for r in csv.DictReader(handle)}


def on(out, report, quote, kind, **cells):
    (document,) = list(csv.DictReader((out / "documents.csv").open(encoding="utf-8-sig", newline="")))
    made = decision(quote, kind, text=report, sha=document["sha256"], **cells)
    Book(out).add([replace(made, source=document["source"])])


def test_a_run_writes_what_people_decided_and_export_gives_the_machines_own(tmp_path):
    path, out = tmp_path / "总结.txt", tmp_path / "out"
    path.write_text(REPORT, encoding="utf-8")
    assert baobiao("run", path, "-o", out, "-j", "0").returncode == 0
    machine = rows_of(out)["41名"]
    on(out, REPORT, "41名", "correct", value=14.0, value_low=14.0, value_high=14.0)
    baobiao("run", path, "-o", out, "-j", "0")
    assert (rows_of(out)["41名"]["value"], rows_of(out)["41名"]["review_status"]) == ("14", "corrected")
    done = baobiao("export", out, "--format", "csv", "--machine", "-o", tmp_path / "own")
    assert done.returncode == 0, done.stderr.decode()
    assert rows_of(tmp_path / "own")["41名"] == machine
    # the store is lost and made anew: the decision is found again
    for file in out.glob("baobiao.sqlite*"):
        file.unlink()
    baobiao("run", path, "-o", out, "-j", "0")
    assert rows_of(out)["41名"]["value"] == "14"


def test_a_rejected_figure_stays_marked_and_takes_no_part_in_comparison(tmp_path):
    path, out = tmp_path / "总结.txt", tmp_path / "out"
    path.write_text(REPORT, encoding="utf-8")
    baobiao("run", path, "-o", out, "-j", "0")

    def compared():
        return (out / "comparison.csv").read_text("utf-8-sig")

    assert rows_of(out)["128名"]["quantity_id"] in compared()
    on(out, REPORT, "128名", "reject")
    baobiao("run", path, "-o", out, "-j", "0")
    assert rows_of(out)["128名"]["review_status"] == "rejected"
    assert rows_of(out)["128名"]["quantity_id"] not in compared()


def test_orphans_are_listed_with_old_and_new_text_and_the_rest_stays_decided(tmp_path):
    path, out = tmp_path / "总结.txt", tmp_path / "out"
    path.write_text(REPORT, encoding="utf-8")
    baobiao("run", path, "-o", out, "-j", "0")
    on(out, REPORT, "41名", "correct", value=14.0)
    on(out, REPORT, "900人次", "accept", was={"value": 900.0})
    path.write_text(REPORT.replace("女党员41名", "女党员四十二名"), encoding="utf-8")
    baobiao("run", path, "-o", out, "-j", "0")
    lines = baobiao("decisions", "orphans", out).stdout.decode().splitlines()
    assert len(lines) == 1
    assert "[41名]" in lines[0]
    assert "四十二名" in lines[0]
    assert rows_of(out)["900人次"]["review_status"] == "accepted"
    assert len(Book(out).read()) == 2


def test_decisions_move_between_folders_as_json_lines(tmp_path):
    path = tmp_path / "总结.txt"
    path.write_text(REPORT, encoding="utf-8")
    outs = [tmp_path / "甲", tmp_path / "乙"]
    for out in outs:
        baobiao("run", path, "-o", out, "-j", "0")
    on(outs[0], REPORT, "41名", "correct", value=14.0)
    lines = baobiao("decisions", "export", outs[0])
    (tmp_path / "moved.jsonl").write_bytes(lines.stdout)
    assert baobiao("decisions", "import", outs[1], tmp_path / "moved.jsonl").returncode == 0
    baobiao("run", path, "-o", outs[1], "-j", "0")
    assert rows_of(outs[1])["41名"]["value"] == "14"
    bad = baobiao("decisions", "import", outs[1], path)
    assert bad.returncode == 2
    assert "总结.txt:1" in bad.stderr.decode()
