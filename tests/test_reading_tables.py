"""Tables: each figure gets row, column and unit as a reader of the table would say them, or no unit; never a wrong one."""

import pytest

from pipeline.reading import read
from tests.pages import canvas, lines

# Each case: what stands above the table, its rows (| between cells), and figures with the row, column and unit expected.
CASES = {
    "unit of the whole table": (
        ["单位：万元"],
        ["项目|2021年|2022年", "税收收入|311|340"],
        ["340=税收收入/2022年/万元"],
    ),
    "amounts and rates under one line of units": (
        ["单位：亿元、%"],
        ["指标|绝对数|同比增长", "农业总产值|52.1|4.4", "林业总产值|3.2|6.1"],
        ["52.1=农业总产值/绝对数/亿元", "6.1=林业总产值/同比增长/%"],
    ),
    "a rate takes no unit of an amount": (
        ["单位：亿元"],
        ["指标|2023年|增速", "存款余额|410|8.8", "贷款余额|350|9.1"],
        ["410=存款余额/2023年/亿元", "8.8=存款余额/增速/"],
    ),
    "an increase in money is money": (
        ["（单位：万元）"],
        ["项目|本年|比上年增加额", "教育支出|911|20", "卫生支出|612|15"],
        ["20=教育支出/比上年增加额/万元"],
    ),
    "unit in the head of the row": (
        [],
        ["指标|2020年|2021年", "公路里程（公里）|1290|1311", "城镇化率（%）|44.1|45.0", "户籍人口(万人)|61|62"],
        ["1311=公路里程/2021年/公里", "45.0=城镇化率/2021年/%", "61=户籍人口/2020年/万人"],
    ),
    "column of units": (
        [],
        ["指标|计量单位|数量|增长（%）", "化肥|万吨|8.3|-1.2", "用电量|亿千瓦小时|14.2|3.3", "医院床位|张|950|2"],
        ["8.3=化肥/数量/万吨", "-1.2=化肥/增长/%", "14.2=用电量/数量/亿千瓦小时", "950=医院床位/数量/张"],
    ),
    "brackets that hold no unit": (
        [],
        ["行业|投资额（不含农户）|增长（可比价）", "采矿业|12.5|3.1", "制造业|44.0|2.2"],
        ["12.5=采矿业/投资额（不含农户）/", "3.1=采矿业/增长（可比价）/"],
    ),
    "row under another": (
        ["单位：万元"],
        ["项目|决算数", "本级收入|900", "其中：增值税|300", "　　　企业所得税|120", "转移支付|400"],
        ["300=本级收入：增值税/决算数/万元", "120=本级收入：企业所得税/决算数/万元", "400=转移支付/决算数/万元"],
    ),
    "marks of two depths": (
        [],
        ["品名|产量（吨）", "水果|50", "#苹果|20", "##红富士|12", "#梨|9", "茶叶|7"],
        ["12=水果：苹果：红富士/产量/吨", "9=水果：梨/产量/吨", "7=茶叶/产量/吨"],
    ),
    "years as heads": (
        ["单位：人"],
        ["乡镇|2019|2020", "东河乡|5120|5077", "西河乡|4410|4398"],
        ["5077=东河乡/2020/人"],
    ),
    "years as names of rows": (
        [],
        ["年份|产值（亿元）", "2019|31.5", "2020|33.7"],
        ["33.7=2020年/产值/亿元"],
    ),
    "two halves side by side": (
        [],
        ["地区|收入（元）|地区|收入（元）", "全市|21000|丙县|18800", "甲县|20100|丁县|17500"],
        ["18800=丙县/收入/元", "20100=甲县/收入/元"],
    ),
    "serial numbers": (
        ["单位：人"],
        ["序号|单位|在编", "1|城关镇|45", "2|南坪乡|31"],
        ["45=城关镇/在编/人", "2=南坪乡/序号/"],
    ),
    "another table below, with its own title and unit": (
        [],
        ["项目|金额（万元）", "修路|50", "建桥|70", "表2 劳力投入情况", "项目|用工（人）", "修路|21", "建桥|30"],
        ["70=建桥/金额/万元", "30=建桥/用工/人"],
    ),
    "continued with its head again": (
        ["单位：亩"],
        ["村名|水田|旱地", "上村|120|44", "下村|90|31", "村名|水田|旱地", "前村|77|12", "合计|287|87"],
        ["12=前村/旱地/亩", "287=合计/水田/亩"],
    ),
    "a group of rows": (
        ["单位：个"],
        ["类别|支部|小组", "一、农村", "东片|12|30", "西片|11|28"],
        ["30=东片/小组/个"],
    ),
    "cells with units of their own": (
        [],
        ["项目|投入|受益", "水渠|120万元|350户", "塘坝|80万元|210户"],
        ["120万元=水渠/投入/", "210户=塘坝/受益/"],
    ),
    "index numbers": (
        ["（上年=100）", "单位：%、元"],
        ["类别|价格指数|比上年涨跌", "食品|101.2|1.2", "衣着|99.9|-0.1"],
        ["101.2=食品/价格指数/", "-0.1=衣着/比上年涨跌/%"],
    ),
    "households are no money": (
        ["单位：万元"],
        ["乡镇|户数|补助", "北乡|112|34", "南乡|98|30"],
        ["112=北乡/户数/", "34=北乡/补助/万元"],
    ),
    "two units that nobody can deal out": (
        ["单位：亿元、万人"],
        ["指标|2018年|2019年", "总量|31|33", "规模|52|54"],
        ["31=总量/2018年/"],
    ),
}


def expected(case: list[str]) -> list[tuple[str, str, str, str]]:
    return [(figure, *rest.split("/", 2)) for figure, _, rest in (line.partition("=") for line in case)]


@pytest.mark.parametrize("name", CASES)
def test_cells_of_a_web_table(tmp_path, name):
    above, rows, wanted = CASES[name]
    body = "".join(f"<p>{line}</p>" for line in above) + "<table>"
    for row in rows:
        cells = row.split("|")
        span = f" colspan={len(rows[0].split('|'))}" if len(cells) == 1 else ""
        body += "<tr>" + "".join(f"<td{span}>{cell}</td>" for cell in cells) + "</tr>"
    (tmp_path / "a.html").write_text(f"<html><body>{body}</table></body></html>", encoding="utf-8")
    _has(read(tmp_path / "a.html"), wanted)


@pytest.mark.parametrize("name", [name for name in CASES if name != "a group of rows"])
def test_cells_of_a_printed_table(tmp_path, name):
    above, rows, wanted = CASES[name]
    made = canvas(tmp_path / "a.pdf")
    lines(made, ["本页的表由统计员按季度汇总，数据以年终决算为准，各乡镇留存备查并按期公布。", *above], top=90)
    for number, row in enumerate(rows):
        for column, text in enumerate(row.split("|")):
            place, y = 80 + column * 115, 700 - number * 22
            if column and text.replace(".", "").replace("-", "").isdigit():
                made.drawRightString(place + 60, y, text)
            else:
                made.drawString(place, y, text)
    made.save()
    _has(read(tmp_path / "a.pdf"), wanted)


def _has(got, wanted):
    found = {(got.raw[cell.start : cell.end], cell.row, cell.column, cell.unit) for cell in got.cells}
    assert set(expected(wanted)) <= found, found


MERGED = """<html><body><table>
<tr><td rowspan=2>地区</td><td colspan=2>粮食</td><td colspan=2>油料</td></tr>
<tr><td>面积（亩）</td><td>产量（吨）</td><td>面积（亩）</td><td>产量（吨）</td></tr>
<tr><td rowspan=2>东片</td><td>10</td><td>20</td><td>30</td><td rowspan=2>40</td></tr>
<tr><td>11</td><td>21</td><td>31</td></tr>
</table></body></html>"""


def test_merged_heads_reach_over_their_columns_and_a_merged_figure_counts_once(tmp_path):
    (tmp_path / "a.html").write_text(MERGED, encoding="utf-8")
    got = read(tmp_path / "a.html")
    found = [(got.raw[c.start : c.end], c.row, c.column, c.unit) for c in got.cells]
    assert ("21", "东片", "粮食产量", "吨") in found
    assert ("31", "东片", "油料面积", "亩") in found
    assert [figure for figure, *_ in found].count("40") == 1


def test_word_cells_merged_downwards_name_each_row_and_are_written_once(tmp_path):
    import docx

    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(table.rows, ["片区|乡镇|党员（名）", "北片|甲乡|51", "|乙乡|62"], strict=True):
        for cell, text in zip(row.cells, texts.split("|"), strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    document.save(tmp_path / "a.docx")
    got = read(tmp_path / "a.docx")
    assert got.raw.count("北片") == 1
    assert [(c.row, c.unit) for c in got.cells] == [("北片甲乡", "名"), ("北片乙乡", "名")]


def test_table_goes_on_over_the_page_without_its_head(tmp_path):
    made = canvas(tmp_path / "a.pdf")
    lines(made, ["表3 各乡镇造林情况", "单位：亩"], top=600)
    for row, cells in enumerate([("乡镇", "计划", "完成"), ("甲乡", "310", "322"), ("乙乡", "280", "281")]):
        for column, text in enumerate(cells):
            made.drawString(90 + column * 150, 190 - row * 22, text)
    made.drawCentredString(300, 30, "— 7 —")
    made.showPage()
    made.setFont("STSong-Light", 14)
    for column, text in enumerate(("丙乡", "155", "160")):
        made.drawString(90 + column * 150, 740, text)
    lines(made, ["造林工作由林业站负责，各乡镇政府配合，入冬前完成整地，来年春季完成栽植和验收工作。"] * 2, top=140)
    made.save()
    _has(read(tmp_path / "a.pdf"), ["160=丙乡/完成/亩"])


def _set_tight(made, rows, top, size=14, gap=13):
    """Columns as wide as their widest cell, with Word's margins between them."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    widths = [max(stringWidth(text, "STSong-Light", size) for text in cells) + gap for cells in zip(*rows, strict=True)]
    for number, cells in enumerate(rows):
        for column, text in enumerate(cells):
            made.drawString(80 + sum(widths[:column]), top - number * 22, text)


PROSE = "本页的表由统计员按季度汇总，数据以年终决算为准，各乡镇留存备查并按期公布。"


def test_cells_set_so_tight_that_a_blank_would_fit_are_cells(tmp_path):
    made = canvas(tmp_path / "a.pdf")
    lines(made, [PROSE], top=90)
    _set_tight(made, [("指标", "单位", "绝对数"), ("工业产值", "万元", "7321"), ("常住人口", "万人", "16.8")], 700)
    made.save()
    got = read(tmp_path / "a.pdf")
    assert "工业产值\t万元\t7321\n" in got.raw
    _has(got, ["7321=工业产值/绝对数/万元", "16.8=常住人口/绝对数/万人"])


def test_words_set_apart_in_prose_are_no_cells(tmp_path):
    made = canvas(tmp_path / "a.pdf")
    lines(made, [PROSE], top=90)
    _set_tight(made, [("张三", "男", "汉族"), ("李四", "女", "白族")], 700)
    lines(made, ["总 结 与 计 划", "共 3 页"], top=250)
    made.save()
    got = read(tmp_path / "a.pdf")
    assert not got.cells
    assert "\t" not in got.raw


def test_figures_of_neighbouring_cells_are_no_range(tmp_path):
    from pipeline.work import Task, columns_of, process

    page = "<html><body><table><tr><td>品名</td><td>产量（吨）</td><td>增长（%）</td></tr>"
    page += "<tr><td>莲子</td><td>4</td><td>-13</td></tr><tr><td>木耳</td><td>0.2</td><td>-7.5</td></tr></table></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    result = process(Task(path=tmp_path / "a.html", source="a.html"))
    names = [column.name for column in columns_of("quantities")]
    found = [dict(zip(names, row, strict=True)) for row in result.rows["quantities"]]
    assert [(row["value"], row["unit"]) for row in found] == [(4, "吨"), (-13, "%"), (0.2, "吨"), (-7.5, "%")]
