"""Comparing on the review page: what is shown, linked and given away."""

import csv
import io
import re

import httpx
import openpyxl

from pipeline.run import run
from tests.asking import decide, doc_of, row_of
from tests.serving import served


def table_of(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_comparison_is_downloaded_as_it_is_shown(site):
    query = "indicator=party.members&indicator=party.members.new&status=actual"
    rows = table_of(site.get(f"/compare.csv?{query}"))
    page = site.get(f"/compare?{query}").text
    assert rows[0][:4] == ["指标代码", "指标", "地区代码", "地区"]
    assert len(rows) - 1 == page.count('<th scope="row">')
    sheet = openpyxl.load_workbook(io.BytesIO(site.get(f"/compare.xlsx?{query}").content)).active
    assert [["" if c is None else str(c) for c in row] for row in sheet.iter_rows(values_only=True)] == rows
    (members,) = [row for row in rows if row[0] == "party.members" and "泗洪" in row[3]]
    assert members[6] == "32000"
    answer = site.get(f"/evidence/{members[-1]}")
    assert "3.2万名" in re.search(r"<mark>(.*?)</mark>", answer.text).group(1)


def test_corrected_and_rejected_values_are_compared_as_people_left_them(site):
    doc = doc_of(site)
    query = "/compare.csv?indicator=party.members"
    row = row_of(site, doc, "3.2万名")
    decide(site, doc, row, "correct", value="33000")
    assert [r[6] for r in table_of(site.get(query)) if "泗洪" in r[3]] == ["33000"]
    decide(site, doc, row, "reject", known=1)
    assert [r for r in table_of(site.get(query)) if "泗洪" in r[3]] == []


def test_a_chosen_place_without_a_value_is_grey_not_zero(site):
    page = site.get(
        "/compare?indicator=party.branches&indicator=cadres.first_secretaries&place=341221&place=321324"
    ).text
    assert "未提及" in page
    assert 'class="none"' in page
    coverage = table_of(site.get("/coverage.csv?indicator=party.members&indicator=party.branches"))
    assert len(coverage[0]) == 4
    assert all(cell.startswith(("已写明", "未提及", "原文隐去")) for row in coverage[1:] for cell in row[2:])


def test_practices_matrix_links_to_its_evidence(site):
    page = site.get("/practices").text
    link = re.search(r'href="(/evidence/[^"]+-p[^"]+)"', page).group(1)
    assert 'id="editor"' in site.get(link).text
    assert table_of(site.get("/practices.csv"))[0][:2] == ["地区代码", "地区"]


def test_practices_of_a_report_without_a_year(tmp_path):
    (tmp_path / "总结.txt").write_text(
        "泗洪县工作总结\n\n县委组织部选派第一书记60名，举办培训班3期。\n", encoding="utf-8"
    )
    run([tmp_path / "总结.txt"], tmp_path / "out", jobs=0)
    with served(tmp_path / "out") as address:
        page = httpx.get(f"{address}/practices")
    assert (page.status_code, "泗洪县" in page.text) == (200, True)
