"""Places in text: `text => codes`, and the gazetteer behind them."""

import csv
from itertools import pairwise

import pytest

from extractors.document import Document
from extractors.places import find_places, lookup
from extractors.places.build_gazetteer import build_divisions
from extractors.places.contexts import is_elsewhere
from extractors.places.gazetteer import _lines, divisions, in_year, parents, townships_named
from extractors.places.names import stem, township_forms
from tests.support import ROOT, SHARED, cases, needs_shared


def codes(text: str) -> str:
    places = find_places(Document.of(text.replace("\\n", "\n")))
    return " ".join(place.code or "?" for place in places) or "-"


@pytest.mark.parametrize(("said", "meant"), [pytest.param(*case, id=case[0]) for case in cases("places")])
def test_place(said, meant):
    assert codes(said) == meant


def test_spans_are_ordered_and_hold_the_name():
    document = Document.of("云南省红河州蒙自市与元阳县，富宁县洞波乡那哈村")
    places = find_places(document)
    assert [place.text for place in places] == [document.text[p.start : p.end] for p in places]
    assert [place.text for place in places] == ["云南省红河州蒙自市", "元阳县", "富宁县洞波乡那哈村"]


def test_a_village_carries_the_code_of_its_township():
    (village,) = find_places(Document.of("林口县建堂乡小盘道村党支部"))
    assert (village.level, village.code, village.name) == (
        "village",
        "231025202",
        "黑龙江省牡丹江市林口县建堂乡小盘道村",
    )


def test_an_open_name_lists_its_candidates():
    (place,) = find_places(Document.of("鼓楼区组织部"))
    assert place.code == place.name == ""
    assert {"江苏省南京市鼓楼区", "福建省福州市鼓楼区"} <= {full for _, full, _ in place.candidates}


def test_places_of_a_visit_are_marked():
    (place,) = find_places(Document.of("组织支部书记到浙江省安吉县学习考察"))
    assert (place.code, place.rule) == ("330523", "visit")


def test_each_code_has_one_division_a_year():
    by_code = {}
    for division in divisions():
        by_code.setdefault(division.code, []).append((division.since, division.until))
    for code, spans in by_code.items():
        spans.sort()
        assert all(first[1] <= second[0] for first, second in pairwise(spans)), code


def test_successors_are_in_force_today():
    assert not [d.full for d in divisions() if d.now and in_year(d.now).until != 9999]


def test_parents_are_those_of_its_time():
    (former,) = (d for d in lookup("蒙自县") if d.level == "county")
    assert [parent.name for parent in parents(former)] == ["红河哈尼族彝族自治州", "云南省"]


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("江夏", "420115"),
        ("532503", "532503"),
        ("湖北省武汉市江夏区", "420115"),
        ("建堂乡", "231025202"),
        ("红河", "532500"),
        ("乌盟", "152600"),
    ],
)
def test_lookup(name, first):
    assert lookup(name)[0].code == first


def test_lookup_of_nothing():
    assert lookup("无此地县") == ()
    assert townships_named("无此镇") == ()


@needs_shared
def test_the_gazetteer_is_what_its_script_makes():
    with (SHARED / "places" / "areacodes_result.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert build_divisions(rows) == [line for line in _lines("divisions.tsv.gz") if line]


def test_the_gazetteer_stays_small():
    package = ROOT / "extractors" / "places"
    assert sum(path.stat().st_size for path in package.glob("*.gz")) < 1_000_000


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("红河哈尼族彝族自治州", "红河"),
        ("内蒙古自治区", "内蒙古"),
        ("东乡族自治县", "东乡"),
        ("鄂伦春自治旗", "鄂伦春"),
        ("克孜勒苏柯尔克孜自治州", "克孜勒苏"),
        ("龙胜各族自治县", "龙胜"),
        ("和田地区", "和田"),
        ("神农架林区", "神农架"),
        ("白水县", "白水"),
        ("香港特别行政区", "香港"),
    ],
)
def test_stem(name, short):
    assert stem(name) == short


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("洞波瑶族乡", ("洞波瑶族乡", "洞波乡")),
        ("化作苗族彝族乡", ("化作苗族彝族乡", "化作乡")),
        ("萨马街鄂温克民族乡", ("萨马街鄂温克民族乡", "萨马街乡")),
        ("东四街道", ("东四街道", "东四街道办事处")),
        ("建堂镇", ("建堂镇",)),
    ],
)
def test_forms_of_a_township(name, forms):
    assert township_forms(name) == forms


def test_users_own_names_and_contexts(tmp_path):
    (tmp_path / "aliases.tsv").write_text("short\tname\n金银潭区\t东西湖区\n", encoding="utf-8")
    (tmp_path / "contexts.toml").write_text('[[rule]]\nname = "twin"\npattern = "姊妹城市〔"\n', encoding="utf-8")
    document = Document.of("武汉市金银潭区与姊妹城市江苏省如皋市往来")
    places = find_places(document, extra=tmp_path)
    assert [(place.code, place.rule) for place in places] == [("420112", "name"), ("320682", "twin")]
    assert is_elsewhere(places[1])
