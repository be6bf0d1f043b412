"""Pages without a text layer: a picture is drawn, set into a PDF, and read again by the recognizer that users have."""

from importlib.resources import files
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.reading import ReadError, ocr, read
from pipeline.reading.layout import Line
from pipeline.work import Task, columns_of, process
from tests.pages import HEIGHT, WIDTH, canvas, lines

needs_ocr = pytest.mark.skipif(not ocr.available(), reason=f"the extra is not installed: {ocr.HOW_TO}")
FONT = files("reportlab") / "fonts" / "Vera.ttf"  # Latin: every machine has it, and numbers are what must not be lost
ROWS = ["2019 1864 km", "2020 2375.6 km", "2021 90318 km", "2022 47.25 km", "2023 506 km", "2024 7719 km"]


def picture(path: Path, rows: list[str]) -> Path:
    """A page scanned at 150 dots an inch."""
    page = Image.new("RGB", (1240, 1754), "white")
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), 34)
    for number, row in enumerate(rows):
        draw.text((200, 200 + 60 * number), row, fill="black", font=font)
    page.save(path)
    return path


def scanned(folder: Path, *, text_first: bool = False) -> Path:
    path = folder / "scan.pdf"
    made = canvas(path)
    if text_first:
        lines(made, ["全县新建农村公路186.4公里，改造危桥27座。", "全县培训党员3150人次。"])
        made.showPage()
    made.drawImage(str(picture(folder / "page.png", ROWS)), 0, 0, WIDTH, HEIGHT)
    made.save()
    return path


@needs_ocr
def test_every_number_of_a_scanned_page_is_read_and_marked_with_its_confidence(tmp_path):
    got = read(scanned(tmp_path))
    assert got.format == "pdf-scan"
    assert [word for row in ROWS for word in row.split() if word not in got.raw] == []
    for start, end, sure in got.recognized:
        assert got.raw[start:end].strip()
        assert 0.5 < sure <= 1


@needs_ocr
def test_figures_of_a_scanned_page_carry_page_and_confidence_those_of_a_text_page_none(tmp_path):
    result = process(Task(path=scanned(tmp_path, text_first=True), source="scan.pdf"))
    names = [column.name for column in columns_of("quantities")]
    rows = [dict(zip(names, row, strict=True)) for row in result.rows["quantities"]]
    by_page = {page: [row for row in rows if row["page"] == page] for page in (1, 2)}
    assert {"186.4公里", "27座", "3150人次"} <= {row["text"] for row in by_page[1]}
    assert all(row["ocr_confidence"] is None for row in by_page[1])
    assert by_page[2]
    assert all(0.5 < row["ocr_confidence"] <= 1 for row in by_page[2])


def test_without_the_extra_a_scan_is_refused_with_the_command_that_installs_it(tmp_path, monkeypatch):
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(ReadError, match=r"pip install 'baobiao\[ocr\]'"):
        read(scanned(tmp_path))


def test_without_the_extra_the_text_pages_of_a_mixed_file_are_kept_and_the_gap_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(ocr, "available", lambda: False)
    got = read(scanned(tmp_path, text_first=True))
    assert got.partial
    assert "186.4公里" in got.raw
    assert any("pip install 'baobiao[ocr]'" in warning for warning in got.warnings)


def paragraph(tops: list[float]) -> list[list[Line]]:
    return [
        [Line(text="字" * 30, left=90, top=top, right=500, bottom=top + 12, size=12, page=1, sure=0.9)] for top in tops
    ]


def test_a_gap_as_wide_as_a_line_with_ink_in_it_is_a_dropped_line():
    tops = [100 + 24 * number for number in range(10) if number != 5]
    everything, nothing = [True] * 1754, [False] * 1754
    assert ocr.dropped_lines(paragraph(tops), everything) == 1
    assert ocr.dropped_lines(paragraph(tops), nothing) == 0
    assert ocr.dropped_lines(paragraph([100 + 24 * number for number in range(10)]), everything) == 0
