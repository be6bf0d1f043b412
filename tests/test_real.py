"""The real files of ../shared/real, each with its troubles: every one goes through or is refused in words."""

import shutil
from importlib.util import find_spec

import pytest

from pipeline.reading import ReadError, ocr, read
from pipeline.work import Task, columns_of, process
from tests.support import SHARED, baobiao, needs_shared
from tests.test_run import rows

pytestmark = needs_shared
REAL = SHARED / "real"
needs_ocr = pytest.mark.skipif(
    not find_spec("rapidocr"), reason="the extra is not installed: pip install 'baobiao[ocr]'"
)


def first_pages(name: str, count: int, folder):
    """A copy of the first pages of a PDF: recognizing a page takes seconds."""
    import pypdfium2

    with pypdfium2.PdfDocument(REAL / name) as whole, pypdfium2.PdfDocument.new() as part:
        part.import_pages(whole, list(range(count)))
        part.save(folder / name)
    return folder / name


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """One run over everything but the scans."""
    folder = tmp_path_factory.mktemp("real")
    for path in REAL.iterdir():
        if not any(word in path.name for word in ("image-only", "garbled", "README", "h0", "h1")):
            shutil.copy(path, folder)
    done = baobiao("run", folder, "-o", folder / "out")
    assert done.returncode == 3  # one file of them failed
    return folder / "out"


def test_every_file_is_read_but_the_cut_one(out):
    documents = {row["source"]: row for row in rows(out, "documents")}
    failed = {name: row["message"] for name, row in documents.items() if row["status"] != "ok"}
    assert failed == {"shijiazhuang-budget-2025-truncated.pdf": "the PDF is damaged or cut off: ask for the file again"}
    assert {row["format"] for row in documents.values()} >= {"pdf", "docx", "html", "txt"}


def test_copies_are_marked_and_a_wrong_year_is_flagged(out):
    documents = {row["doc_id"]: row for row in rows(out, "documents")}
    copies = {
        row["source"]: documents[row["duplicate_of"]]["source"] for row in documents.values() if row["duplicate_of"]
    }
    assert {frozenset(pair) for pair in copies.items()} == {
        frozenset({"baoding-2006.txt", "baoding-2006-reposted-as-2007.txt"}),
        frozenset({"zhanjiang-budget-2025.html", "zhanjiang-budget-2025-same-report.txt"}),
    }
    flagged = {row["source"] for row in documents.values() if "check which is right" in row["message"]}
    assert flagged == {"baoding-2006.txt", "baoding-2006-reposted-as-2007.txt"}


def test_printed_table_gives_its_units(out):
    of = next(row["doc_id"] for row in rows(out, "documents") if row["source"].startswith("jiaozuo"))
    found = {(row["text"], row["unit"]) for row in rows(out, "quantities") if row["doc_id"] == of}
    wanted = {("256.7", "千瓦小时"), ("-18.3", "%"), ("827.5", "条"), ("24.8", "%"), ("346.7", "人"), ("0.003", "吨")}
    assert wanted <= found, wanted - found


@pytest.mark.parametrize(
    "name",
    [
        "ezhou-budget-2025",
        "jiaozuo-bulletin-2025-tables",
        "tianjin-budget-2025-fullwidth-digits",
        "hohhot-budget-2025-newspaper-columns",
    ],
)
def test_no_digit_of_the_text_layer_is_lost(name):
    import pypdfium2

    with pypdfium2.PdfDocument(REAL / f"{name}.pdf") as pdf:
        layer = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    ours = read(REAL / f"{name}.pdf").raw
    assert sorted(filter(str.isdigit, ours)) == sorted(filter(str.isdigit, layer))


def test_point_of_a_private_font_is_read_as_a_point():
    assert "一般公共预算收入２２２１.７亿元" in read(REAL / "tianjin-budget-2025-fullwidth-digits.pdf").raw.replace(
        "\n", ""
    )


@needs_ocr
def test_scan_gives_the_figures_that_a_person_reads(tmp_path):
    path = first_pages("zhangjiajie-bulletin-2025-image-only.pdf", 2, tmp_path)
    result = process(Task(path=path, source=path.name))
    assert (result.document["format"], result.document["status"]) == ("pdf-scan", "ok")
    names = [column.name for column in columns_of("quantities")]
    found = [dict(zip(names, row, strict=True)) for row in result.rows["quantities"]]
    read_ = {(row["text"], row["unit"]) for row in found if not row["missing"]}
    hits = [figure for figure in SEEN if any(text.startswith(figure[0]) and unit == figure[1] for text, unit in read_)]
    assert len(hits) >= 0.95 * len(SEEN), sorted(set(SEEN) - set(hits))
    assert all(0.5 < row["ocr_confidence"] <= 1 for row in found)


# Read off the picture of the first two pages: amounts, percents, points.
YUAN = "667.83 94.94 78.95 493.94 45274 430.35 274.0 55.33 210.87 127.63 157.90 100.30 11.43 33.55 5.15 7.48"
PERCENT = "3.0 3.1 5.9 4.6 14.2 11.8 74.0 16.0 -25.7 109.6 -19.5 4.2 2.7 3.5 3.3 3.0 1.8 3.3 5.3 4.9 3.1 3.9 7.1"
SEEN = [
    *((text, "元") for text in YUAN.split()),
    *((text, "%") for text in PERCENT.split()),
    ("0.9", "百分点"),
    ("1.2", "个百分点"),
    ("33.1", "个百分点"),
]


@needs_ocr
def test_garbled_page_is_read_from_its_picture(tmp_path):
    got = read(first_pages("huaian-budget-2026-garbled-text-layer.pdf", 1, tmp_path))
    assert got.format == "pdf-scan"
    assert "淮安市" in got.raw


@pytest.mark.parametrize("name", ["zhangjiajie-bulletin-2025-image-only", "huaian-budget-2026-garbled-text-layer"])
def test_without_the_extra_the_command_is_named(name, monkeypatch):
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(ReadError, match=r"pip install 'baobiao\[ocr\]'"):
        read(REAL / f"{name}.pdf")
