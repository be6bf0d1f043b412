"""Canonical names, and what holds for every text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Document
from extractors.organizations import find_organizations, name_organizations
from extractors.places import find_places
from extractors.records import Region
from extractors.sections import find_sentences
from tests.support import cases

MEANT = re.compile(r"(?P<text>.+?) = (?P<name>.+?) \((?P<level>\w*) (?P<code>\d*)\)")


def region_of(said):
    """The region of `532628 云南省…富宁县`; its level from the zeros of the code."""
    if said == "-":
        return Region()
    code, name = said.split()
    level = "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"
    return Region(code=code, name=name, level=level, basis="given")


@pytest.mark.parametrize(("said", "meant"), [pytest.param(*case, id=case[0][:60]) for case in cases("canonical")])
def test_names_are_one_across_reports(said, meant):
    where, _, text = said.partition(" | ")
    document = Document.of(text.replace("\\", "\n"))
    places = find_places(document)
    rows = name_organizations(document, find_organizations(document, places), region_of(where), places)
    found = {(row.text, row.canonical_name, row.level, row.region_code) for row in rows}
    for part in meant.split("; "):
        one = MEANT.fullmatch(part)
        assert one, part
        assert one.groups() in found


def test_the_same_body_has_one_name_in_two_reports():
    def names(text, region):
        document = Document.of(text)
        places = find_places(document)
        rows = name_organizations(document, find_organizations(document, places), region, places)
        return {row.canonical_name for row in rows}

    county = region_of("130628 河北省保定市高阳县")
    city = region_of("130600 河北省保定市")
    assert names("县纪委通报", county) == names("高阳县纪委通报", city)
    assert names("市委通知", county) == names("中共保定市委通知", city)


def test_a_user_can_add_a_body(tmp_path):
    columns = "body\ttype\tname\tinner\tleft\n"
    (tmp_path / "bodies.tsv").write_text(columns + "葡萄办\tdepartment\t{}葡萄产业办公室\t\tfree\n", encoding="utf-8")
    document = Document.of("县葡萄办组织验收。")
    [row] = find_organizations(document, (), extra=tmp_path)
    assert (row.text, row.org_type, row.canonical_name) == ("县葡萄办", "department", "{县}葡萄产业办公室")


def test_a_list_that_shares_its_tail_keeps_each_span():
    document = Document.of("曹集镇新河村、李圩村党支部结成对子。")
    first, second = find_organizations(document, ())
    assert (first.text, document.text[first.start : first.end]) == ("曹集镇新河村党支部", "曹集镇新河村")
    assert (second.text, document.text[second.start : second.end]) == ("李圩村党支部", "李圩村党支部")


def test_the_page_around_a_report_names_no_organization_but_the_issuer():
    said = "发文单位：某县教育局\n县教育局扎实推进各项工作，队伍稳定，群众满意。全年举办培训班9期。\n主办单位：某县政府办公室"
    document = Document.of(said)
    found = find_organizations(document, (), find_sentences(document))
    assert [row.text for row in found] == ["县教育局", "县教育局"]


PIECES = [
    "县委",
    "、",
    "村党支部",
    "双宝村",
    "市",
    "各",
    "农业局",
    "等",
    "企业",
    "第十八届人大",
    "“两委”",
    "\n",
    "12个",
    "在",
    "和",
    "公司",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_spans_lie_in_the_text_and_no_slot_is_left_open(pieces):
    document = Document.of("".join(pieces))
    rows = name_organizations(document, find_organizations(document, ()), Region(), ())
    assert [row.start for row in rows] == sorted(row.start for row in rows)
    for row in rows:
        assert 0 <= row.start < row.end <= len(document.text)
        assert row.text
        assert not set("{}") & set(row.canonical_name)


def test_long_junk_takes_no_longer_than_its_length_asks():
    document = Document.of("县" * 50_000 + "、村" * 50_000 + "各级" * 25_000 + "等" * 50_000)
    assert find_organizations(document, ()) == ()
