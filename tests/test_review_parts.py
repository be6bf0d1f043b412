"""The review page's parts: pictures of pages, highlights, what follows from a form."""

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.review.drawing import DrawingError, draw
from pipeline.review.forms import FormError, changes
from pipeline.review.marks import PART, Mark, parts, segments
from pipeline.run import run
from tests import pages as pdf
from tests.asking import doc_of, row_of
from tests.serving import served


@pytest.fixture(scope="module")
def pdf_run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pdf")
    made_ = pdf.canvas(folder / "报告.pdf")
    for number in (1, 2):
        pdf.header_and_footer(made_, "泗洪县工作总结", number)
        pdf.lines(
            made_,
            [
                *pdf.wrapped(
                    f"二〇一八年，全县举办培训班{number}6期，培训党员骨干{number}24名，新建活动场所12处，投入资金{number}07万元。"
                ),
                "",
            ],
        )
        made_.showPage()
    made_.save()
    run([folder / "报告.pdf"], folder / "out", jobs=0)
    return folder


def test_the_page_of_a_pdf_with_the_line_marked(pdf_run):
    with served(pdf_run / "out") as address, httpx.Client(base_url=address, follow_redirects=True) as site:
        doc = doc_of(site, "")
        row = row_of(site, doc, "224名")
        page = site.get(f"/documents/{doc}/pages/2?row={row}").text
        assert "已标出" in page
        plain, marked = (site.get(f"/documents/{doc}/pages/2/picture{q}").content for q in ("", f"?row={row}"))
        assert plain.startswith(b"\x89PNG")
        assert plain != marked
        assert site.get(f"/documents/{doc}/pages/3").status_code == 404


def test_a_file_that_is_gone_or_changed_is_said(tmp_path, pdf_run):
    with pytest.raises(DrawingError, match="不在原处"):
        draw(str(tmp_path / "gone.pdf"), "x", 1, ("", "", ""))
    copy = tmp_path / "报告.pdf"
    copy.write_bytes((pdf_run / "报告.pdf").read_bytes())
    with pytest.raises(DrawingError, match="改过"):
        draw(str(copy), "0" * 64, 1, ("", "", ""))


UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # other work may share the machine
MARKS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=8)


@UNHURRIED
@given(st.text("甲乙丙1\n\r<&", min_size=41, max_size=60), MARKS)
def test_segments_are_the_text_and_each_mark_its_own_characters(text, spans):
    marks = [
        Mark(start, min(start + length, len(text)), str(n), "quantities") for n, (start, length) in enumerate(spans)
    ]
    found = segments(text, marks)
    assert "".join(one.text for one in found) == text
    for mark in marks:
        assert "".join(one.text for one in found if mark.key in one.keys.split()) == text[mark.start : mark.end]
    firsts = [mark.key for one in found for mark in one.first]
    assert sorted(firsts) == sorted(mark.key for mark in marks)


@UNHURRIED
@given(st.text("甲乙\n", max_size=50).map(lambda piece: piece * 4000))
def test_parts_are_the_text(text):
    pieces = parts(text)
    assert "".join(text[start:end] for start, end in pieces) == text
    assert all(end - start <= PART * 1.3 for start, end in pieces)


FIGURE = {"value": 7127000.0, "value_low": 7127000.0, "value_high": 7127000.0, "unit": "元", "base_value": 7127000.0, "base_unit": "元", "qualifier": "exact", "indicator": "", "indicator_wide": "", "region_code": "", "region_name": ""}  # fmt: skip


@pytest.mark.parametrize(
    ("form", "changed"),
    [
        ({"value": "80000", "unit": "亩"}, {"value": 80000, "unit": "亩", "base_unit": "m2", "dimension": "area"}),
        ({"value": "5", "qualifier": "at_least"}, {"value": 5, "value_low": 5, "value_high": None}),
        (
            {"qualifier": "range", "value": "", "value_low": "5", "value_high": "5.5"},
            {"value": None, "value_low": 5, "value_high": 5.5},
        ),
        ({"region_code": "420115"}, {"region_code": "420115", "region_name": "湖北省武汉市江夏区"}),
        ({"indicator": "党员总数"}, {"indicator": "party.members"}),
        ({"value": "7127000"}, {}),
    ],
    ids=str,
)
def test_what_follows_from_a_change(form, changed):
    found = changes(form, FIGURE, "quantities")
    assert {name: found[name] for name in changed} == changed
    if not changed:
        assert found == {}


def test_a_form_error_names_the_column():
    with pytest.raises(FormError) as caught:
        changes({"value": "inf", "period": "2015-13x"}, FIGURE, "quantities")
    assert set(caught.value.problems) == {"value", "period"}
