"""The report to mail, in a real browser: whole in one file, silent on the network, readable for everyone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import ROOT, baobiao

AXE = ROOT / ".venv" / "axe" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine: `bash .ci/browser` installs it"
)

REPORTS = {
    "甲.txt": "江夏区2014年工作总结\n全区现有党员18000名，辖200个行政村。全年发展党员360名，培训党员##人次。\n"
    "区委组织部开展“双联一带”活动，选派700名干部到村帮扶。\n",
    "乙.txt": "林口县2014年工作总结\n全县现有党员9000多名，发展党员120名。发展党员130名<script>alert(1)</script><img src=x onerror=alert(1)>。\n"
    "地区生产总值完成86亿元，下降3.2%。2015年力争地区生产总值增长5%以上。\n",
    "空.txt": "",
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    (folder / "in").mkdir()
    for name, text in REPORTS.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    assert baobiao("run", folder / "in", "-o", folder / "out", "-j", "0").returncode == 3
    done = baobiao("report", folder / "out", "-o", folder / "report.html", "--title", "两县<比较>")
    assert done.returncode == 0, done.stderr.decode()
    return folder / "report.html"


def test_every_value_links_to_its_highlighted_figure(page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    links = set(re.findall(r'href="#(d[0-9a-f]{12}[^"]*)"', html))
    marked = dict(re.findall(r'<div id="(d[0-9a-f]{12}[^"]*)">.*?<mark>(.*?)</mark>', html, re.DOTALL))
    assert links
    assert links <= set(marked)
    assert "18000名" in marked.values()


def test_what_was_not_read_and_not_said_is_shown(page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    assert "失败 1" in html
    assert 'class="withheld"' in html
    assert "数值不一" in html
    assert 'class="planned"' in html


def test_texts_of_reports_are_escaped(page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html
    assert "<img" not in html
    assert "<title>两县&lt;比较&gt;</title>" in html


def test_an_indicator_can_be_chosen(page: Path) -> None:
    chosen = page.with_name("chosen.html")
    done = baobiao("report", page.with_name("out"), "-o", chosen, "--indicator", "party.members")
    assert done.returncode == 0
    titles = re.findall(r"<h3>(.*?)</h3>", chosen.read_text(encoding="utf-8"))
    assert [title for title in titles if "党员总数" in title]
    assert not [title for title in titles if "地区生产总值" in title]


@pytest.fixture(scope="module")
def opened(page: Path) -> Iterator[tuple[Any, list[str], list[str]]]:
    from playwright.sync_api import sync_playwright

    requests: list[str] = []
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1200, "height": 900})
        tab.on("request", lambda request: requests.append(request.url))
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.goto(page.as_uri())
        yield tab, requests, complaints
        browser.close()


@needs_browser
def test_no_request_leaves_the_page_and_nothing_complains(opened: tuple[Any, list[str], list[str]], page: Path) -> None:
    _, requests, complaints = opened
    assert requests == [page.as_uri()]
    assert complaints == []


@needs_browser
def test_a_click_on_a_value_shows_its_sentence(opened: tuple[Any, list[str], list[str]]) -> None:
    tab, _, _ = opened
    tab.get_by_role("link", name="1.8万", exact=True).first.click()
    target = tab.locator("dl.evidence > div:target")
    assert target.locator("mark").inner_text() == "18000名"
    assert target.is_visible()


@needs_browser
def test_it_prints(opened: tuple[Any, list[str], list[str]]) -> None:
    tab, _, _ = opened
    assert tab.pdf(format="A4").startswith(b"%PDF")


@needs_browser
@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not in .venv/axe: `bash .ci/browser` fetches it with npm")
def test_axe_finds_no_serious_violation(opened: tuple[Any, list[str], list[str]]) -> None:
    tab, _, _ = opened
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    found = tab.evaluate("axe.run()")["violations"]
    assert [(item["id"], item["impact"]) for item in found if item["impact"] in {"serious", "critical"}] == []
