"""The place of a report: `opening => code basis`; and the place of each figure: `【code】text => figure@code`."""

import re

import pytest

from extractors.document import Document
from extractors.places import add_places, find_places, given_region, report_region
from extractors.places.gazetteer import _lines, in_year, townships_named
from extractors.records import Figure, Region, Sentence
from tests.support import cases

TITLE = re.compile(r"《([^》]*)》")
HOME = re.compile(r"【(\d*)】")
FIGURE = re.compile(r"\d+(?:\.\d+)?(?![\d年月日])")


@pytest.mark.parametrize(("said", "meant"), [pytest.param(*case, id=case[0][:40]) for case in cases("regions")])
def test_region(said, meant):
    text, title = said.replace("\\n", "\n"), ""
    if match := TITLE.match(text):
        title, text = match[1], f"{match[1]}\n{text[match.end() :]}"
    document = Document.of(text)
    region = report_region(document, (), find_places(document), title=title)
    assert f"{region.code} {region.basis}".strip() == ("" if meant == "-" else meant)
    assert bool(region.evidence) == bool(region.code)


@pytest.mark.parametrize(("said", "meant"), [pytest.param(*case, id=case[0][:40]) for case in cases("fact_places")])
def test_place_of_figures(said, meant):
    home = HOME.match(said)
    text = said[home.end() :].replace("\\n", "\n").replace("＃", "")
    region = given_region(home[1]) if home[1] else Region()
    document = Document.of(text)
    headings = tuple(
        Sentence(start=m.start(), end=m.end(), level=1)
        for m in re.finditer(r"(?m)^[一二三四五]、[^，。\n]{1,20}$|[一二三四五]是[^，。\n]{1,12}。", text)
    )
    figures = tuple(Figure(start=m.start(), end=m.end(), text=m.group()) for m in FIGURE.finditer(text))
    placed = add_places(document, figures, headings, find_places(document), region)
    assert " ".join(f"{figure.text}@{figure.region_code}" for figure in placed) == meant


def test_a_code_that_never_was_is_refused():
    with pytest.raises(ValueError, match="999999"):
        given_region("999999")


def test_a_given_place_is_named_as_of_its_year():
    assert given_region("420600", 2005).name == "湖北省襄樊市"
    assert given_region("420600", 2015).name == "湖北省襄阳市"


@pytest.mark.parametrize("county", ["130623", "231025", "341524", "430524", "532628", "513326", "622926", "150430"])
def test_any_three_townships_tell_their_county(county):
    name = in_year(county).name
    own = [line.split("\t")[0] for line in _lines("townships.tsv.gz") if f"\t{county}" in line or f";{county}" in line]
    towns = [town for town in own if town.endswith(("镇", "乡")) and len(townships_named(town)) == 1][:3]
    assert len(towns) == 3
    text = f"我{name[-1]}抓点示范。{'、'.join(towns)}先行先试，全{name[-1]}跟进。"
    document = Document.of(text)
    region = report_region(document, (), find_places(document), title="")
    assert (region.code, region.basis, region.evidence) == (county, "inferred", "、".join(towns))
