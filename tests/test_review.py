"""The review page without a browser: what it answers, refuses and writes down."""

import json
import re

import httpx
import pytest

from pipeline.decisions import Book
from pipeline.run import run
from tests.asking import Rows, decide, doc_of, row_of
from tests.serving import served
from tests.support import baobiao

PAGES = ["/", "/queue", "/compare", "/coverage", "/practices", "/orphans", "/agreement"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_and_keeps_foreign_code_out(site, path):
    answer = site.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "<script>" not in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "example.com"}, 400),
        ({"host": "127.0.0.1.example.com:80"}, 400),
        ({"origin": "http://example.com"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
    ],
    ids=str,
)
def test_foreign_hosts_and_origins_are_refused(site, out, headers, status):
    doc = doc_of(site)
    data = {"row": row_of(site, doc, "41名"), "kind": "reject", "known": "0"}
    assert site.post(f"/documents/{doc}/decide", data=data, headers=headers).status_code == status
    assert Book(out).read() == []


def test_own_origin_may_post(site, out):
    doc = doc_of(site)
    data = {"row": row_of(site, doc, "41名"), "kind": "reject", "known": "0"}
    answer = site.post(f"/documents/{doc}/decide", data=data, headers={"origin": str(site.base_url).rstrip("/")})
    assert answer.status_code == 200  # after the redirect to the document
    assert [d.kind for d in Book(out).read()] == ["reject"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2f..%2fapp.py",
        "/static/../app.py",
        "/documents/..%2f..%2fetc%2fpasswd",
        "/documents/%2Fetc%2Fpasswd/pages/1/picture",
        "/evidence/..-q1",
        "/compare.exe",
    ],
)
def test_no_path_of_an_address_reaches_the_file_system(site, path):
    assert site.get(path).status_code == 404


def test_text_of_a_hostile_report_is_text(site):
    page = site.get(f"/documents/{doc_of(site, '敌意')}").text
    assert "&lt;script&gt;window.owned" in page
    for harm in ("<script>window", "<img src=x", "<svg/onload", "<iframe", "<b onmouseover"):
        assert harm not in page
    assert "<i>.txt" not in site.get("/").text


def test_filters_order_and_pages_are_in_the_address(site):
    assert "临泉" not in site.get("/?q=泗洪").text.split("<tbody>")[1]
    assert "没有符合条件" in site.get("/?q=%25").text  # a percent sign is a character, not a pattern
    names = re.findall(r'data-href="/documents/(\w+)"', site.get("/?sort=figures&page=1").text)
    assert names[0] == doc_of(site)
    assert site.get("/?page=99999999999999999999&sort=nonsense&region=x&status=';--").status_code == 200


def test_a_correction_with_what_follows_from_it(site, out):
    doc = doc_of(site)
    row = row_of(site, doc, "312.5万元")
    answer = decide(site, doc, row, "correct", value="3,215,000", indicator="", why="原件为准")
    assert answer.status_code == 200
    (decision,) = Book(out).read()
    assert decision.who == "李"
    assert decision.why == "原件为准"
    assert decision.was["value"] == 3125000
    assert {
        name: decision.becomes[name] for name in ("value", "value_low", "value_high", "base_value")
    } == dict.fromkeys(("value", "value_low", "value_high", "base_value"), 3215000)
    assert "unit" not in decision.becomes  # not in the form, not touched
    assert decision.anchor.quote == "312.5万元"


def test_what_cannot_be_read_is_said_and_nothing_is_written(site, out):
    doc = doc_of(site)
    row = row_of(site, doc, "41名")
    for cells, told in (
        ({"value": "四十"}, "不是数字"),
        ({"period": "去年"}, "时期写作"),
        ({"indicator": "没有的指标"}, "没有"),
        ({"region_code": "999999"}, "没有 999999"),
        ({"status": "maybe"}, "没有“maybe”"),
        ({}, "没有改动"),
    ):
        answer = decide(site, doc, row, "correct", **cells)
        assert answer.status_code == 422
        assert told in answer.text
    assert Book(out).read() == []


def test_the_second_of_two_tabs_is_told(site, out):
    doc = doc_of(site)
    row = row_of(site, doc, "41名")
    assert decide(site, doc, row, "correct", value="14", known=0).status_code == 200
    late = decide(site, doc, row, "correct", value="15", known=0)
    assert late.status_code == 409
    assert "14" in late.text
    assert Rows(late.text).inputs["value"] == "15"
    assert len(Book(out).read()) == 1
    again = decide(site, doc, row, "correct", value="15", known=Rows(late.text).inputs["known"])
    assert again.status_code == 200
    assert len(Book(out).read()) == 2


def test_two_servers_on_one_folder_do_not_lose_each_others_words(out, site):
    doc = doc_of(site)
    row = row_of(site, doc, "41名")
    with served(out, "王") as other, httpx.Client(base_url=other) as second:
        assert decide(site, doc, row, "accept").status_code == 200
        assert decide(second, doc, row, "reject", known=0).status_code == 409
        assert decide(second, doc, row, "reject", known=1).status_code == 200
    assert [(d.who, d.kind) for d in Book(out).read()] == [("李", "accept"), ("王", "reject")]
    assert "已拒绝" in site.get(f"/documents/{doc}?row={row}").text


def test_blind_reviewers_do_not_see_each_other_and_agreement_is_measured(out):
    with (
        served(out, "李", blind=True) as one,
        served(out, "王", blind=True) as two,
        httpx.Client(base_url=one) as first,
        httpx.Client(base_url=two) as second,
    ):
        doc = doc_of(first)
        for text, kind in (("41名", "accept"), ("128名", "accept")):
            assert decide(first, doc, row_of(first, doc, text), kind).status_code == 200
        assert "已接受" not in second.get(f"/documents/{doc}").text.split("<tbody>")[1]
        for text, kind in (("41名", "accept"), ("128名", "reject")):
            assert decide(second, doc, row_of(second, doc, text), kind, known=0).status_code == 200
        page = second.get("/agreement").text
    assert "50.0%" in page
    lines = baobiao("decisions", "agreement", out).stdout.decode().splitlines()
    assert any(line.startswith("李\t王\tquantities.verdict\t1/2") for line in lines)


def test_undo_takes_back_ones_own_last_word(site, out):
    doc = doc_of(site)
    row = row_of(site, doc, "41名")
    assert decide(site, doc, row, "undo").status_code == 422
    decide(site, doc, row, "reject")
    assert decide(site, doc, row, "undo", known=1).status_code == 200
    assert "已拒绝" not in site.get(f"/documents/{doc}").text.split("<tbody>")[1]
    assert len(Book(out).read()) == 2


def test_a_missed_row_is_added_with_the_machines_first_guess(site, out):
    doc = doc_of(site, "临泉")
    text = httpx.URL(f"/documents/{doc}")
    raw = next(path.read_text("utf-8") for path in (out / "texts").glob(f"{doc}.txt"))
    start = raw.index("举办培训班16期")
    span = {"table": "quantities", "start": start, "end": start + len("举办培训班16期")}
    form = Rows(site.get(f"{text}/editor", params=span).text).inputs
    assert (form["value"], form["unit"], form["period"]) == ("16", "期", "2018")
    answer = decide(site, doc, "", "add", **span, value="16", unit="期", subject="培训班", status="actual")
    assert answer.headers["hx-redirect"].startswith(f"/documents/{doc}?row=quantities-{start}-")
    assert "人工补录" in site.get(answer.headers["hx-redirect"]).text
    for bad in (
        {"start": "-1"},
        {"end": "9999999"},
        {"table": "documents"},
        {"start": span["end"], "end": span["start"]},
    ):
        assert decide(site, doc, "", "add", **(span | bad)).status_code == 400


def test_the_queue_shows_the_urgent_first_and_leaves_out_what_is_decided(site):
    keys = Rows(site.get("/queue").text).keys
    assert "**万元" in keys
    doc, _, row = keys["**万元"].partition("-")
    assert decide(site, doc, row, "accept").status_code == 200
    assert "**万元" not in Rows(site.get("/queue").text).keys
    assert site.get("/queue?table=measures&reason=low&doc=x&page=7").status_code == 200


def test_new_rules_new_rows_and_a_running_page(site, out, tmp_path):
    (tmp_path / "reports" / "新来.txt").write_text("泰和县2018年总结\n\n2018年，发展新党员55名。\n", encoding="utf-8")
    run([tmp_path / "reports"], out, jobs=0)
    assert "新来.txt" in site.get("/").text


def test_the_command_refuses_a_folder_without_a_run(tmp_path):
    done = baobiao("review", tmp_path)
    assert done.returncode == 2
    assert "baobiao run -o" in done.stderr.decode()


def test_decisions_are_json_lines_with_everything_that_the_issue_asks(site, out):
    doc = doc_of(site)
    decide(site, doc, row_of(site, doc, "41名"), "correct", value="14", why="看错")
    line = json.loads((out / "decisions.jsonl").read_text("utf-8"))
    assert {"who", "when", "sha256", "table", "anchor", "kind", "was", "is", "why"} <= set(line)
    assert (line["was"]["value"], line["is"]["value"]) == (41, 14)
