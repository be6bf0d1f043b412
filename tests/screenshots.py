"""The pictures of the review page in outputs/sample, which the README shows.

    python -m tests.screenshots

Runs over corpus/reports in a passing folder, decides a few rows as a person would, and takes four small pictures.
"""

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from pipeline.run import run
from tests.serving import CHROMIUM, FLAGS, served
from tests.support import ROOT

TARGET = ROOT / "outputs" / "sample"
SIZE = {"width": 1280, "height": 880}


def take(page: Page, name: str) -> None:
    """Save what the window shows with 128 colours: a third of the bytes, and nobody sees it."""
    page.wait_for_timeout(300)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(128)
    picture.save(TARGET / f"review-{name}.png", optimize=True)


def choose(page: Page, text: str) -> None:
    """Click the row of that text and wait for the editor."""
    page.locator("#rows").get_by_role("link", name=text, exact=True).first.click()
    page.locator("#editor .quote mark", has_text=text).wait_for()


def decide(page: Page, kind: str, told: str) -> None:
    """Press a button of the editor and wait for the row's mark."""
    page.locator(f'#editor button[value="{kind}"]').click()
    page.locator("#rows .row.chosen .tag", has_text=told).wait_for()


def open_document(page: Page, address: str, source: str) -> None:
    """Open the document whose source holds these characters."""
    page.goto(f"{address}/?q={source}")
    page.locator("#rows tr.row a").first.click()
    page.wait_for_selector("#text")


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        out = Path(folder) / "out"
        run([ROOT / "corpus" / "reports"], out, jobs=0)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport=SIZE)
        with served(out, "李") as address:
            open_document(page, address, "沂水")
            first, second, third = page.locator("#rows tbody th").all_text_contents()[1:4]
            choose(page, first.strip())
            decide(page, "accept", "已接受")
            choose(page, third.strip())
            decide(page, "reject", "已拒绝")
            choose(page, second.strip())
            page.get_by_label("对象").fill("县管党员干部")
            decide(page, "correct", "已更正")
            take(page, "document")
            page.locator("#editor .facts a", has_text="原页").click()
            page.wait_for_selector("img.page")
            take(page, "page")
            page.goto(f"{address}/")
            take(page, "documents")
            page.goto(f"{address}/compare?indicator=party.members&indicator=party.branches&indicator=econ.gdp_growth")
            take(page, "compare")
        browser.close()


if __name__ == "__main__":
    main()
