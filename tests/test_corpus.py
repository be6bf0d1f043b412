"""The samples hold what their gold quotes, are described, and are drawn the same each time."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.evaluating.anchors import Locator
from pipeline.evaluating.gold import Gold, GoldName, read_gold
from pipeline.evaluating.matching import squeeze
from tests.support import ROOT, SHARED, needs_shared

CORPUS = ROOT / "corpus"
GOLDS = sorted((CORPUS / "gold").glob("*.toml"))
REPORTS = sorted((CORPUS / "reports").iterdir())


def text_of(gold: Gold) -> str:
    """What a reader should make of the report: the decoded file, or what a PDF was drawn from."""
    if gold.source:
        return (CORPUS / gold.source).read_bytes().decode("utf-8")
    return (CORPUS / "reports" / gold.report).read_bytes().decode(gold.encoding)


@pytest.fixture(params=GOLDS, ids=lambda path: path.stem)
def gold(request) -> Gold:
    return read_gold(request.param)


def test_every_report_has_gold_and_every_gold_its_report():
    assert sorted(read_gold(path).report for path in GOLDS) == sorted(path.name for path in REPORTS)
    assert len(REPORTS) >= 14
    assert sum(path.suffix == ".pdf" for path in REPORTS) >= 4


def test_quotes_stand_in_the_report_in_their_order(gold):
    locator = Locator(text_of(gold))
    for block in (gold.figures, gold.missing):
        locator.rewind()
        lost = [str(item.anchor) for item in block if locator.span(item.anchor, anywhere=False) is None]
        assert lost == []
    locator.rewind()
    lost = [
        item.opening for item in gold.sentences if locator.extent(item.opening, item.closing, anywhere=False) is None
    ]
    assert lost == []
    for check in gold.checks:
        assert all(Locator(text_of(gold)).span(anchor) for anchor in check.anchors)


def test_no_figure_is_quoted_twice(gold):
    locator = Locator(text_of(gold))
    spots = [locator.number(item.anchor) for item in gold.figures]
    assert len(spots) == len(set(spots))


def test_the_value_of_gold_is_written_in_its_quote(gold):
    """A slip of the annotator's pen: the digits of the quote, multiplier worked in, are the value."""
    factors = {"千": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8}
    for item in gold.figures:
        quote = item.anchor.quote.replace("&nbsp;", "").translate(
            str.maketrans("０１２３４５６７８９．", "0123456789.")
        )
        plain = re.fullmatch(r"\D*?(\d+(?:\.\d+)?)[多余]?([千万萬亿])?\D*", re.sub(r"（.*?）|PM2\.5", "", quote))
        if plain and not re.search(r"分|倍|/|千.百", quote):
            value = float(plain[1]) * factors.get(plain[2] or "", 1)
            caption = 1e4 if quote.isdigit() else 1  # a cell of the table in 万元
            assert item.low == pytest.approx(value * caption), str(item.anchor)


def test_required_names_stand_in_the_report(gold):
    text = squeeze(text_of(gold).replace("&ldquo;", "").replace("&rdquo;", ""))

    def there(item: GoldName) -> bool:
        return any(squeeze(name) in text for name in (item.name, *item.others))

    assert [item.name for item in (*gold.organizations, *gold.campaigns) if not item.optional and not there(item)] == []


@needs_shared
def test_codes_are_those_of_the_contract(gold):
    def column(name: str) -> set[str]:
        with (SHARED / "contract" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as handle:
            return {row["code"] for row in csv.DictReader(handle)}

    assert {code for item in gold.figures for code in item.indicators} <= column("indicators") | {""}
    assert {item.kind for item in gold.organizations} <= column("org_types") | {""}
    assert {topic for item in gold.sentences for topic in item.topics} <= column("topics")


def test_pdfs_are_drawn_the_same_each_time(tmp_path):
    subprocess.run([sys.executable, CORPUS / "make_pdfs.py", tmp_path], check=True, capture_output=True)
    drawn = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.pdf"))
    assert drawn == sorted(path.relative_to(CORPUS) for path in CORPUS.rglob("*.pdf"))
    for path in drawn:
        assert (tmp_path / path).read_bytes() == (CORPUS / path).read_bytes(), f"{path}: run python corpus/make_pdfs.py"


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_the_readme_says_what_each_report_shows(path: Path):
    assert f"| {path.name} |" in (CORPUS / "README.md").read_text(encoding="utf-8")
