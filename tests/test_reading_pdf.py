"""PDFs as they come: order, headers, breaks, columns, tables, damage."""

import pytest

from pipeline.reading import ReadError, read
from tests.pages import WIDTH, canvas, header_and_footer, lines, wrapped
from tests.support import SHARED, needs_shared

PARAGRAPH = (
    "全县共选派驻村工作队四十二支，第一书记一百二十八名，协调帮扶资金三百一十二万元，修建村组道路六十五公里，"
    "新建文化广场二十八处，安装路灯八百一十六盏，培训党员三千二百余名，发展党员一百二十二名，群众满意度逐年提高。"
)


def test_paragraphs_are_joined_over_line_breaks_and_kept_apart(tmp_path):
    made = canvas(tmp_path / "a.pdf")
    lines(made, ["一、主要做法", *wrapped(PARAGRAPH), *wrapped("第二段从这里开始，到这里结束。")])
    made.save()
    assert read(tmp_path / "a.pdf").raw.split("\n")[:3] == [
        "一、主要做法",
        "\u3000\u3000" + PARAGRAPH,
        "\u3000\u3000第二段从这里开始，到这里结束。",
    ]


def test_headers_footers_and_page_numbers_are_furniture_and_sentences_cross_pages(tmp_path):
    made = canvas(tmp_path / "a.pdf")
    text = wrapped(PARAGRAPH * 3)
    for number in range(4):
        header_and_footer(made, "某县2015年工作总结", number + 1)
        lines(made, text[number * 3 : number * 3 + 3])
        made.showPage()
    made.save()
    got = read(tmp_path / "a.pdf")
    assert [got.raw[a:b].strip() for a, b in got.furniture].count("某县2015年工作总结") == 3  # the first one stays
    assert sum(got.raw[a:b].strip().startswith("—") for a, b in got.furniture) >= 3
    kept, done = [], 0
    for start, end in got.furniture:
        kept.append(got.raw[done:start])
        done = end
    kept.append(got.raw[done:])
    assert "".join(text[:12]).strip() in "".join(kept).replace("\n", "")
    assert got.page(got.raw.index("— 3 —")) == 3


def test_columns_drawn_row_by_row_are_read_column_by_column(tmp_path):
    made = canvas(tmp_path / "a.pdf")
    made.setFont("STSong-Light", 11)
    one, other = PARAGRAPH[:90], "另一栏说的是财政收支情况，" + PARAGRAPH[10:80]
    left, right = wrapped(one * 2, 18), wrapped(other * 2, 18)
    for number, (a, b) in enumerate(zip(left, right, strict=False)):
        made.drawString(60, 700 - number * 18, a)
        made.drawString(WIDTH / 2 + 20, 700 - number * 18, b)
    made.save()
    raw = read(tmp_path / "a.pdf").raw.replace("\n", "")
    assert one in raw
    assert raw.index(one) < raw.index("另一栏说的是")


def test_cell_of_a_table_knows_row_column_unit_and_caption(tmp_path):
    made = canvas(tmp_path / "a.pdf")
    lines(made, ["表1 主要经济指标完成情况", "单位：万元"], top=90)
    for row, cells in enumerate(
        [("指标", "2022年", "2023年"), ("财政总收入", "1203.5", "1310.2"), ("税收收入", "800.1", "911.3")]
    ):
        for column, text in enumerate(cells):
            made.drawString(90 + column * 150, 650 - row * 24, text)
    made.save()
    got = read(tmp_path / "a.pdf")
    found = {(cell.row, cell.column): (got.raw[cell.start : cell.end], cell.unit) for cell in got.cells}
    assert found["财政总收入", "2023年"] == ("1310.2", "万元")
    assert found["税收收入", "2022年"] == ("800.1", "万元")
    assert got.cells[0].caption == "表1 主要经济指标完成情况"


def test_empty_page_between_others_is_no_error(tmp_path):
    made = canvas(tmp_path / "a.pdf")
    lines(made, wrapped(PARAGRAPH))
    made.showPage()
    made.showPage()
    lines(made, wrapped(PARAGRAPH))
    made.save()
    assert len(read(tmp_path / "a.pdf").page_starts) == 3


def test_truncated_file_is_refused(tmp_path):
    made = canvas(tmp_path / "a.pdf")
    lines(made, wrapped(PARAGRAPH * 5))
    made.save()
    whole = (tmp_path / "a.pdf").read_bytes()
    (tmp_path / "b.pdf").write_bytes(whole[: len(whole) // 3])
    with pytest.raises(ReadError, match="damaged or cut off"):
        read(tmp_path / "b.pdf")


def test_wrong_suffix_is_found_by_content(tmp_path):
    made = canvas(tmp_path / "report.txt")
    lines(made, wrapped(PARAGRAPH))
    made.save()
    assert read(tmp_path / "report.txt").format == "pdf"


@needs_shared
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ezhou-budget-2025.pdf", "为汇总预算③（以下简称“预算”）的98.7%"),
        ("hohhot-budget-2025-newspaper-columns.pdf", "全市一般公共预算收入268.61亿元，为预算的100.28%，同比增长5.29%"),
        ("jiaozuo-bulletin-2025-tables.pdf", "全年全市地区生产总值2479.6亿元，同比增长6.5%"),
    ],
    ids=["page break with footnotes", "newspaper columns", "digits in full squares"],
)
def test_real_pages_read_on_over_breaks(name, words):
    got = read(SHARED / "real" / name)
    text = "".join(char for i, char in enumerate(got.raw) if not any(a <= i < b for a, b in got.furniture))
    assert words in text.replace("\n", "")


@needs_shared
def test_garbled_text_layer_gives_no_silent_rows():
    got = read(SHARED / "real" / "huaian-budget-2026-garbled-text-layer.pdf", ocr=False)
    assert got.waiting == 12
    assert not got.raw.strip()
