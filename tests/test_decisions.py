"""Decisions: kept line by line, found again in a changed text, laid over the rows, moved, compared."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.decisions import Anchor, Book, Decision, anchor_of, apply, locate
from pipeline.decisions.agreement import VERDICT, agreement, cohen
from pipeline.decisions.anchors import squeezed
from pipeline.decisions.applying import live
from pipeline.decisions.model import now, parse
from pipeline.errors import TableError

TEXT = "去年全县发展新党员128名，其中女党员41名。\n今年计划发展新党员128名，培训党员骨干900人次。\n"
SHA = "a" * 64
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # other work may share the machine


def decision(quote, kind="accept", *, text=TEXT, nth=0, table="quantities", who="李", sha=SHA, **cells):
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return Decision(
        who=who, when=now(), sha256=sha, source="总结.txt", table=table, kind=kind,
        anchor=anchor_of(text, start, start + len(quote)), was=cells.pop("was", {}), becomes=cells,
    )  # fmt: skip


def row(quote, text=TEXT, nth=0, **cells):
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return {
        "text": quote,
        "char_start": start,
        "char_end": start + len(quote),
        "quantity_id": f"q{start:06d}",
        "review_status": "",
        **cells,
    }


def reviewed(rows, decisions, text=TEXT, sha=SHA):
    return list(apply("quantities", rows, decisions, text, sha))


def test_a_quotation_that_stands_twice_is_told_by_its_context():
    for nth in (0, 1):
        start = decision("128名", nth=nth).anchor.position
        assert locate(decision("128名", nth=nth).anchor, "另加一行。\n" + TEXT) == (start + 6, start + 10)


@pytest.mark.parametrize(
    "again",
    [TEXT.replace("，", "，\n"), TEXT.replace("128", "1 28"), "\u3000\u3000" + TEXT.replace("\n", "\r\n\r\n")],
    ids=["换行", "数字里的空格", "缩进"],
)
def test_white_space_that_another_reader_makes_does_not_matter(again):
    found = locate(decision("128名", nth=1).anchor, again)
    assert squeezed(again[slice(*found)]) == "128名"
    assert again[: found[0]].count("新党员") == 2


def test_a_moved_running_header_is_forgiven_only_where_the_bytes_are_the_same():
    anchor = decision("41名").anchor
    header = TEXT.replace("，其中女党员", "，工作总结第3页其中女党员")
    assert locate(anchor, header, same_bytes=True)
    assert locate(anchor, header, same_bytes=False) is None


def test_another_fact_with_the_same_number_in_a_changed_file_is_not_taken():
    changed = TEXT.replace("其中女党员", "其中男党员")
    assert locate(decision("41名").anchor, changed, same_bytes=False) is None
    assert locate(decision("900人次").anchor, changed, same_bytes=False)


def test_a_blank_that_the_report_leaves_is_found_between_its_neighbours():
    text = "全县共有党员  名，党支部12个。"
    anchor = anchor_of(text, 6, 8)
    start, end = locate(anchor, "说明：\n" + text)
    assert ("说明：\n" + text)[start:end].strip() == ""
    assert start == 10


@UNHURRIED
@given(st.text("党员新发展名1 2\n，", min_size=1, max_size=60), st.data())
def test_every_span_is_found_again_in_its_own_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert locate(anchor_of(text, start, end), text) == (start, end)


def test_corrected_rejected_accepted_and_untouched_rows():
    rows = [
        row("128名", value=128.0, period="2015"),
        row("41名", value=41.0),
        row("128名", nth=1, value=128.0),
        row("900人次", value=900.0),
    ]
    decisions = [decision("128名", "correct", period="2016"), decision("41名", "reject"), decision("128名", nth=1)]
    done = reviewed(rows, decisions)
    assert [r["review_status"] for r in done] == ["corrected", "rejected", "accepted", ""]
    assert (done[0]["period"], done[0]["value"]) == ("2016", 128.0)
    assert rows[0]["period"] == "2015"  # the machine's own is left alone


def test_later_words_build_on_earlier_ones_and_each_takes_back_only_the_own():
    first = decision("41名", "correct", value=14.0)
    second = decision("41名", "correct", who="王", subject="女党员")
    (done,) = reviewed([row("41名", value=41.0, subject="")], [first, second])
    assert (done["value"], done["subject"]) == (14.0, "女党员")
    undo = decision("41名", "undo")
    (done,) = reviewed([row("41名", value=41.0, subject="")], [first, second, undo])
    assert (done["value"], done["subject"], done["review_status"]) == (41.0, "女党员", "corrected")
    assert live([first, undo, undo]) == []


def test_accepted_cells_outlive_worse_rules_and_gain_from_better_ones():
    accepted = decision("41名", was={"value": 41.0, "indicator": ""})
    (done,) = reviewed([row("41名", value=4.0, indicator="party.members.female")], [accepted])
    assert (done["value"], done["indicator"]) == (41.0, "party.members.female")


def test_a_wider_reading_keeps_the_decision_and_a_lost_row_comes_back():
    text = TEXT.replace("41名", "近41名")
    accepted = decision("41名", text=text, was={"value": 41.0, "unit": "名"})
    (wide,) = reviewed([row("近41名", text=text, value=41.0)], [accepted], text=text)
    assert (wide["text"], wide["review_status"]) == ("近41名", "accepted")
    (alone,) = reviewed([], [accepted], text=text)
    assert (alone["text"], alone["value"], alone["unit"], alone["rule"]) == ("41名", 41.0, "名", "review")
    assert reviewed([], [replace(accepted, kind="reject")], text=text) == []


def test_an_added_row_stands_in_its_place_beside_what_the_machine_finds():
    added = decision("女党员41名", "add", value=41.0, unit="名", subject="女党员")
    done = reviewed([row("41名", value=41.0), row("900人次")], [added])
    assert [(r["text"], r["review_status"]) for r in done] == [("女党员41名", "added"), ("41名", ""), ("900人次", "")]


def test_lines_read_back_and_bad_ones_are_named(tmp_path):
    book = Book(tmp_path)
    made = [decision("41名", "correct", value=14.0), decision("900人次", "reject")]
    assert book.add(made)
    assert book.read() == made
    with book.path.open("a", encoding="utf-8") as handle:
        handle.write('{"who": "李", "when"')  # cut off by a crash
    assert book.damaged() == [3]
    book.add([decision("41名", "undo")])
    assert [d.kind for d in book.read()] == ["correct", "reject", "undo"]
    assert book.damaged() == [3]
    assert '{"who": "李", "when"' in book.path.read_text("utf-8")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "approve"}, "accept, correct"),
        ({"table": "sentences"}, "quantities"),
        ({"is": {"price": 1}}, "value_low"),
        ({"is": {"value": "12"}}, "number"),
        ({"anchor": {"quote": 7}}, "texts"),
        ({"anchor": {"words": "x"}}, "no decision"),
    ],
)
def test_a_line_that_is_none_says_what_is_wrong(change, told):
    with pytest.raises(TableError, match=told):
        parse(json.dumps(json.loads(decision("41名").line()) | change))


def test_nothing_is_added_where_somebody_was_faster(tmp_path):
    book = Book(tmp_path)
    assert book.add([decision("41名")], size=0)
    _, size = book.after(0)
    assert not book.add([decision("41名", "reject")], size=0)
    assert book.add([decision("41名", "undo")], size=size)
    assert [found.kind for found in book.after(size)[0]] == ["undo"]


def test_import_adds_only_what_is_not_there_and_refuses_a_bad_file_whole(tmp_path):
    here, there = Book(tmp_path / "甲"), Book(tmp_path / "乙")
    here.path.parent.mkdir()
    there.path.parent.mkdir()
    here.add([decision("41名"), decision("900人次")])
    assert there.import_from(here.path) == (2, 0)
    assert there.import_from(here.path) == (0, 2)
    assert there.read() == here.read()
    bad = tmp_path / "bad.jsonl"
    bad.write_text(decision("128名").line() + "\n{}\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"bad\.jsonl:2"):
        there.import_from(bad)
    assert len(there.read()) == 2


def test_cohen_of_the_textbook():
    # 50 applications, two readers: 20 both yes, 15 both no, 5 yes-no, 10 no-yes
    pairs = [(1, 1)] * 20 + [(0, 0)] * 15 + [(1, 0)] * 5 + [(0, 1)] * 10
    assert cohen(pairs) == pytest.approx(0.4)
    assert cohen([("a", "a")] * 3) is None
    assert cohen([]) is None


def test_agreement_by_field_over_the_rows_that_both_decided():
    was = {"value": 41.0, "period": "2015", "subject": ""}
    rows = ["128名", "41名", "900人次"]
    mine = [decision(quote, was=was) for quote in rows]
    theirs = [
        decision("128名", who="王", was=was),
        decision("41名", "correct", who="王", was=was, period="2016"),
        decision("900人次", "reject", who="王", was=was),
    ]
    found = {row.field: row for row in agreement([*mine, *theirs, decision("128名", nth=1, who="王")])}
    assert (found[VERDICT].rows, found[VERDICT].agreed) == (3, 1)
    assert (found["period"].rows, found["period"].agreed) == (2, 1)  # the rejected row has no cells
    assert found["value"].share == 1
    assert "subject" not in found


def test_an_anchor_is_plain_data():
    assert json.loads(decision("41名").line())["anchor"] == {
        "quote": "41名", "prefix": "128名，其中女党员"[-8:], "suffix": "。今年计划发展新", "position": TEXT.index("41名"),
    }  # fmt: skip
    assert Anchor(quote="x") == Anchor(quote="x", prefix="", suffix="", position=0)
