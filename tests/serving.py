"""A review page that is really served, and a browser that opens it: for the tests of the page."""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from pipeline.review.app import create_app
from pipeline.run import run

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = Path(".venv/axe/axe.min.js")
needs_browser = pytest.mark.skipif(
    not CHROMIUM, reason="no Chromium on this machine: `bash .ci/browser` installs Debian's where it may"
)

REPORT = """泗洪县2018年党建工作总结

一、主要做法
2018年，泗洪县委在全县开展“红旗引领”活动，发展新党员128名，其中女党员41名，占新党员总数的32%。县委组织部选派第一书记60名，协调帮扶资金312.5万元。
全县共有党员3.2万名，党支部860个。培训党员骨干900多人次，投入资金**万元。
二、下步打算
2019年，计划发展新党员150名，力争培训党员1000人次。
"""
OTHER = """临泉县2018年工作总结

2018年，临泉县委组织部举办培训班16期，发展新党员230名，其中女党员88名。全县共有党员4.1万名，党支部1050个。筹集资金XX万元，新建活动场所**处。
"""
HOSTILE = """恭城县2018年总结<script>window.owned=1</script>

2018年，<img src=x onerror="window.owned=2">县委“<b onmouseover='window.owned=3'>红旗</b>”活动投入资金45万元，发展新党员'"><svg/onload=window.owned=4>77名。</div></section><iframe srcdoc="<script>parent.owned=5</script>"></iframe>
=HYPERLINK("http://example.com")村级组织12个。\r\n党支部 30\r个。
"""


def reports(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("泗洪.txt", REPORT), ("临泉.txt", OTHER), ("敌意<i>.txt", HOSTILE)):
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def made(tmp_path: Path) -> tuple[Path, Path]:
    """Reports and the run over them."""
    folder, out = reports(tmp_path / "reports"), tmp_path / "out"
    run([folder], out, jobs=0)
    return folder, out


@contextmanager
def served(out: Path, who: str = "李", *, blind: bool = False) -> Iterator[str]:
    """The address, without slash at the end, of a server that lives as long as the context."""
    server = uvicorn.Server(
        uvicorn.Config(create_app(out, who, blind=blind), port=0, log_level="error", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


class Visit:
    """A page in the browser, with everything that it asked for and complained about."""

    def __init__(self, browser, address, **options):
        self.address, self.foreign, self.complaints = address, [], []
        self.page = browser.new_context(viewport={"width": 1400, "height": 900}, **options).new_page()
        self.page.on("request", self._asked)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))

    def _asked(self, request):
        if not request.url.startswith(self.address + "/"):
            self.foreign.append(request.url)

    def open(self, path="/"):
        self.page.goto(self.address + path)
        return self.page


def lit(page):
    return "".join(page.locator("#text .chosen").all_text_contents())


def row(page, text):
    return page.locator("#rows tr.row", has=page.get_by_role("link", name=text, exact=True))


def open_document(page, name="泗洪"):
    page.get_by_label("查找").fill(name)
    page.get_by_role("button", name="筛选").click()
    assert page.locator("#rows tr.row").count() == 1
    assert "q=" in page.url
    page.locator("#rows tr.row a").first.click()
    page.wait_for_selector("#text")


def decided(page, kind, text):
    """Press a button of the editor and wait until the row's mark says so."""
    page.locator(f'#editor button[value="{kind}"]').click()
    page.locator("#rows .row.chosen .tag", has_text=text).wait_for()
