"""The review page in a real headless Chromium: from a row to its characters, corrections that last, without scripts, unharmed."""

import re

import pytest

from pipeline.decisions import Book
from pipeline.run import run
from tests.serving import REPORT, Visit, decided, lit, needs_browser, open_document, row, served

pytestmark = needs_browser


@pytest.fixture
def visit(browser, work):
    with served(work[1]) as address:
        made_ = Visit(browser, address)
        yield made_
        made_.page.context.close()
        assert made_.foreign == []
        assert made_.complaints == []


def test_open_filter_click_a_row_and_the_text_lights_up(visit):
    page = visit.open()
    open_document(page)
    for text in ("128名", "32%", "900多人次", "312.5万元"):
        row(page, text).get_by_role("link").first.click()
        page.locator("#editor .quote mark", has_text=text).wait_for()
        assert lit(page) == text
        assert page.locator("#text .chosen").first.is_visible()
        assert "row=quantities-" in page.url
    page.get_by_role("link", name=re.compile("做法")).last.click()
    page.wait_for_url(re.compile("table=measures"))
    first = page.locator("#rows tr.row").first
    first.get_by_role("link").click()
    page.locator("#editor .quote mark").wait_for()
    assert "".join(lit(page).split()) == "".join(page.locator("#editor .quote mark").text_content().split())


def test_click_on_a_highlight_chooses_its_row_and_again_the_row_around_it(visit):
    page = visit.open()
    open_document(page)
    page.locator("#text a.mark", has_text="41名").click()
    assert page.locator("#rows tr.chosen th").text_content() == "41名"
    page.locator("#editor .quote mark", has_text="41名").wait_for()
    page.locator("#text a.mark", has_text="41名").click()
    page.wait_for_url(re.compile("row=measures-|row=quantities-"))


def test_a_correction_outlives_reload_a_new_run_and_a_lost_store(visit, work):
    folder, out = work
    page = visit.open()
    open_document(page)
    row(page, "41名").get_by_role("link").first.click()
    page.locator("#editor .quote mark", has_text="41名").wait_for()
    page.get_by_label("数值").fill("14")
    page.get_by_label("理由").fill("看错一行")
    decided(page, "correct", "已更正")
    assert "14" in page.locator("#rows tr.chosen .num").first.text_content()
    assert "看错一行" in page.locator("#editor .history").text_content()
    page.reload()
    assert "14" in page.locator("#rows tr.chosen .num").first.text_content()
    for file in out.glob("baobiao.sqlite*"):
        file.unlink()
    run([folder], out, jobs=0)
    table = (out / "quantities.csv").read_text("utf-8-sig")
    assert re.search(r"41名.*,14,14,14,.*corrected", table)
    with served(out) as address:
        again = Visit(page.context.browser, address)
        open_document(again.open())
        assert "14" in row(again.page, "41名").locator(".num").first.text_content()
        assert "已更正" in row(again.page, "41名").text_content()
        again.page.context.close()


def test_keyboard_alone(visit, work):
    page = visit.open()
    open_document(page)
    page.keyboard.press("j")
    page.locator("#editor form").wait_for()
    page.keyboard.press("j")
    second = page.locator("#rows tr.chosen th").text_content().strip()
    page.locator("#editor .quote mark", has_text=second).wait_for()
    page.keyboard.press("a")
    page.locator("#rows .row.chosen .tag", has_text="已接受").wait_for()
    page.keyboard.press("u")
    page.locator("#rows .row.chosen .tag").wait_for(state="detached")
    page.keyboard.press("r")
    page.locator("#rows .row.chosen .tag", has_text="已拒绝").wait_for()
    page.keyboard.press("k")
    assert page.locator("#rows tr.chosen th").text_content().strip() != second
    page.locator("#editor .quote mark", has_text=page.locator("#rows tr.chosen th").text_content().strip()).wait_for()
    page.keyboard.press("e")
    page.keyboard.type("77")
    assert page.get_by_label("数值").input_value() == "77"
    page.keyboard.press("Enter")
    page.locator("#rows .row.chosen .tag", has_text="已更正").wait_for()
    assert [d.kind for d in Book(work[1]).read()] == ["accept", "undo", "reject", "correct"]


def test_the_queue_moves_on_by_itself(visit, work):
    page = visit.open("/queue")
    page.locator("#editor form").wait_for()
    first = page.locator("#rows tr.chosen").get_attribute("data-key")
    count = page.locator("#rows tr.row").count()
    page.keyboard.press("a")
    page.wait_for_function("n => document.querySelectorAll('#rows tr.row').length === n", arg=count - 1)
    page.locator("#rows tr.chosen").wait_for()
    assert page.locator("#rows tr.chosen").get_attribute("data-key") != first
    assert len(Book(work[1]).read()) == 1


SELECT = """([words]) => {
  const walker = document.createTreeWalker(document.querySelector('#text'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + words.length); return true; }
  }
  return false;
}"""


def test_a_missed_row_is_added_by_selecting_text(visit, work):
    page = visit.open()
    open_document(page)
    page.get_by_role("link", name=re.compile("机构")).last.click()
    page.wait_for_url(re.compile("table=organizations"))
    assert page.evaluate(SELECT, ["协调帮扶"])
    page.locator("#adder button[data-table=organizations]").click()
    page.locator("#editor .quote mark", has_text="协调帮扶").wait_for()
    page.get_by_label("规范名称").fill("协调帮扶办")
    page.locator('#editor button[value="add"]').click()
    page.locator("#rows tr.chosen .tag", has_text="人工补录").wait_for()
    assert lit(page) == "协调帮扶"
    (decision,) = Book(work[1]).read()
    assert (decision.kind, decision.anchor.quote) == ("add", "协调帮扶")
    assert REPORT[decision.anchor.position :].startswith("协调帮扶")


def test_the_second_of_two_tabs_sees_both(visit, browser):
    page = visit.open()
    open_document(page)
    row(page, "41名").get_by_role("link").first.click()
    page.locator("#editor .quote mark", has_text="41名").wait_for()
    other = Visit(browser, visit.address)
    other.open(page.url.removeprefix(visit.address))
    decided(other.page, "reject", "已拒绝")
    other.page.context.close()
    page.get_by_label("数值").fill("14")
    page.locator('#editor button[value="correct"]').click()
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "拒绝" in alert.text_content()
    assert page.get_by_label("数值").input_value() == "14"
    visit.complaints.clear()  # the browser logs the 409
    decided(page, "correct", "已更正")


def test_an_orphan_is_shown_with_both_texts(visit, work):
    folder, out = work
    page = visit.open()
    open_document(page)
    row(page, "41名").get_by_role("link").first.click()
    page.locator("#editor .quote mark", has_text="41名").wait_for()
    decided(page, "accept", "已接受")
    (folder / "泗洪.txt").write_text(REPORT.replace("女党员41名", "女党员五十一名"), encoding="utf-8")
    run([folder], out, jobs=0)
    visit.open("/orphans")
    (line,) = page.locator("#orphans tbody tr").all()
    assert line.locator("td.then mark").text_content() == "41名"
    assert "五十一名" in line.locator("td.now").text_content()


def test_reading_without_javascript(browser, work):
    with served(work[1]) as address:
        visit = Visit(browser, address, java_script_enabled=False)
        page = visit.open()
        open_document(page)
        row(page, "312.5万元").get_by_role("link").first.click()
        assert lit(page) == "312.5万元"
        assert page.locator("#editor .quote mark").text_content() == "312.5万元"
        page.locator("#text a.mark", has_text="128名").first.click()
        assert page.locator("#rows tr.chosen th").text_content().strip() == "128名"
        page.locator('#editor button[value="accept"]').click()  # and even deciding works
        assert "已接受" in page.locator("#rows tr.chosen").text_content()
        for path in ("/queue", "/compare", "/coverage", "/practices"):
            visit.open(path)
            page.locator('a[href*="/evidence/"], #rows a').first.click()
            assert page.locator("#text").count() == 1
        page.context.close()
        assert visit.foreign == []


def test_a_hostile_report_shows_no_script(visit):
    page = visit.open()
    open_document(page, "敌意")
    raw = page.locator("#text").text_content()
    assert "<script>window.owned=1</script>" in raw
    page.get_by_role("link", name=re.compile("机构")).last.click()
    page.wait_for_url(re.compile("table=organizations"))
    for _ in range(page.locator("#rows tr.row").count()):
        page.keyboard.press("j")
        page.locator("#editor form").wait_for()
    page.locator("#text").hover()
    assert page.evaluate("window.owned") is None
    assert page.locator("#text script, #text img, #text iframe, #text svg, #text b").count() == 0
    for path in ("/", "/queue", "/compare", "/practices"):
        visit.open(path)
        assert page.evaluate("window.owned") is None


def test_a_link_carries_the_whole_state(visit, browser):
    page = visit.open()
    open_document(page)
    row(page, "900多人次").get_by_role("link").first.click()
    page.locator("#editor .quote mark", has_text="900多人次").wait_for()
    other = Visit(browser, visit.address)
    other.open(page.url.removeprefix(visit.address))
    assert lit(other.page) == "900多人次"
    assert other.page.locator("#rows tr.chosen th").text_content().strip() == "900多人次"
    other.page.context.close()
