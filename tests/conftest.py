"""What the tests of the review page share: a run, its page served, a browser."""

import httpx
import pytest

from tests.serving import CHROMIUM, FLAGS, made, served


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def work(tmp_path):
    """The folder of reports and the run over it."""
    return made(tmp_path)


@pytest.fixture
def out(work):
    """A run's folder."""
    return work[1]


@pytest.fixture
def site(out):
    """The review page of `out`, asked without a browser."""
    with served(out) as address, httpx.Client(base_url=address, follow_redirects=True) as client:
        yield client
