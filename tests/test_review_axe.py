"""axe-core finds no serious violation on any page of the review."""

import json

import pytest

from tests.serving import AXE, Visit, decided, needs_browser, open_document, row, served
from tests.support import ROOT

pytestmark = needs_browser


@pytest.mark.skipif(not (ROOT / AXE).is_file(), reason="axe-core is not in .venv: `bash .ci/browser` fetches it")
@pytest.mark.parametrize(
    "path", ["/", "/queue", "document", "/compare", "/coverage", "/practices", "/orphans", "/agreement", "/nothing"]
)
def test_axe_finds_no_serious_violation(browser, work, path):
    with served(work[1]) as address:
        visit = Visit(browser, address, bypass_csp=True)  # so that axe may be put into the page
        page = visit.open("/" if path == "document" else path)
        if path == "document":
            open_document(page)
            row(page, "41名").get_by_role("link").first.click()
            page.locator("#editor form").wait_for()
            decided(page, "reject", "已拒绝")
        page.add_script_tag(content=(ROOT / AXE).read_text("utf-8"))
        found = page.evaluate("axe.run().then(result => result.violations)")
        page.context.close()
    serious = [v for v in found if v["impact"] in {"serious", "critical"}]
    told = [(v["id"], [node["html"][:160] for node in v["nodes"][:3]]) for v in serious]
    assert not serious, json.dumps(told, ensure_ascii=False, indent=1)
