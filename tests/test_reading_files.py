"""Text, Word and web pages: encodings, order, tables, what is refused."""

import io
import zipfile

import pytest

from pipeline.reading import ReadError, read
from pipeline.reading.text import read_text

TEXT = "临泉县委组织部2019年工作总结\n全县现有党员三万二千名，农村党员一万八千六百名，培训党员4000人次。\n"
TRADITIONAL = "本縣現有黨支部六百一十個，黨員一萬三千人。去年以來，全縣農業農村工作取得了明顯成效，農民收入增長。\n" * 3


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_text_is_read_in_its_encoding_without_the_mark(encoding):
    got = read_text(TEXT.encode(encoding))
    assert got.raw == TEXT
    assert not got.partial


def test_big5_is_not_taken_for_gb18030():
    assert read_text(TRADITIONAL.encode("big5")).raw == TRADITIONAL


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_broken_byte_is_said(encoding):
    content = TEXT.encode(encoding)
    got = read_text(content[:20] + b"\xff" + content[20:])
    assert got.partial
    assert "U+FFFD" in got.warnings[0]
    assert "培训党员4000人次" in got.raw


def test_line_ends_are_not_translated():
    assert read_text("一\r\n二\r三\n".encode()).raw == "一\r\n二\r三\n"


@pytest.fixture
def word(tmp_path):
    import docx

    document = docx.Document()
    document.add_paragraph("一、基本情况")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("指标", "单位", "2023年"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("党员", "名", "5"), strict=True):
        cell.text = text
    document.add_paragraph("全县现有党员五名。")
    document.save(tmp_path / "a.docx")
    return tmp_path / "a.docx"


def test_word_keeps_paragraphs_and_tables_in_order(word):
    got = read(word)
    assert got.raw == "一、基本情况\n指标\t单位\t2023年\n党员\t名\t5\n全县现有党员五名。\n"
    (cell,) = got.cells
    assert (got.raw[cell.start : cell.end], cell.row, cell.column, cell.unit) == ("5", "党员", "2023年", "名")


def test_two_cells_with_the_same_figure_are_two(tmp_path):
    import docx

    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(
        [*table.rows[0].cells, *table.rows[1].cells], ("项", "甲", "乙", "村", "5", "5"), strict=True
    ):
        cell.text = text
    document.save(tmp_path / "a.docx")
    assert [cell.column for cell in read(tmp_path / "a.docx").cells] == ["甲", "乙"]


def test_word_file_that_unpacks_to_a_bomb_is_not_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"word/{number}.xml", b"\0" * (100 * 2**20))
    with pytest.raises(ReadError, match="unpacks to 400 MB"):
        read(tmp_path / "a.docx")


def test_half_a_word_file_is_refused(word):
    whole = word.read_bytes()
    word.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ReadError, match="damaged or cut off"):
        read(word)


def test_xml_bomb_in_a_word_file_is_refused_or_harmless(word):
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">' + b"".join(
        b'<!ENTITY %s "%s">' % (bytes([99 + i]), b"&%s;" % bytes([98 + i]) * 10) for i in range(9)
    )
    bomb += b']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&k;</w:t></w:r></w:p></w:body></w:document>'
    source = zipfile.ZipFile(io.BytesIO(word.read_bytes()))
    with zipfile.ZipFile(word, "w") as archive:
        for entry in source.infolist():
            archive.writestr(entry, bomb if entry.filename == "word/document.xml" else source.read(entry))
    with pytest.raises(ReadError):
        read(word)


PAGE = """<!DOCTYPE html><html><head><title>t</title><script>var a=12;</script></head><body>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/b">政务公开</a></li></ul>
<h1>某县2021年工作总结</h1><p>全县投入资金<b>312.5</b>万元。<br>新建广场28处。</p>
<table><tr><th>指标</th><th>数值（万元）</th></tr><tr><td>财政收入</td><td>1203.5</td></tr></table>
</body></html>"""


def test_web_page_without_scripts_and_menus(tmp_path):
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    got = read(tmp_path / "a.html")
    assert (
        got.raw == "某县2021年工作总结\n全县投入资金312.5万元。\n新建广场28处。\n指标\t数值（万元）\n财政收入\t1203.5\n"
    )
    (cell,) = got.cells
    assert (cell.row, cell.column, cell.unit) == ("财政收入", "数值", "万元")


def test_web_page_in_its_declared_character_set(tmp_path):
    page = PAGE.replace("<head>", '<head><meta charset="gb2312">')
    (tmp_path / "a.htm").write_bytes(page.encode("gb18030"))
    assert "全县投入资金312.5万元" in read(tmp_path / "a.htm").raw


def test_web_page_cells_end_lines_where_the_page_does_and_hold_no_scripts(tmp_path):
    page = """<table><caption>主要指标（单位：万元）</caption><tr><th>指标</th><th>增长<br>（%）</th></tr>
    <tr><td>财政<br>收入<!-- 77 --></td><td><p>8.6</p><p>9.1</p></td></tr>
    <tr><td>税收</td><td>73<script>var x=55;</script></td></tr></table>"""
    (tmp_path / "a.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    assert read(tmp_path / "a.html").raw == "主要指标（单位：万元）\n指标\t增长（%）\n财政收入\t8.6 9.1\n税收\t73\n"


@pytest.mark.parametrize(
    "content",
    [
        ("<html><body>" + "<font>" * 900 + "<p>全县党员15320名。</p>").encode(),
        '<?xml version="1.0" encoding="utf-8"?><html><body><p>全县党员15320名。</p></body></html>'.encode(),
        "<html><body><p>全县党员15320名。</p></body></html>".encode("utf-16"),
        '<div class="content"><p>全县党员15320名。</p></div>'.encode(),
    ],
    ids=["tags never closed", "XML header", "UTF-16", "fragment"],
)
def test_web_pages_of_all_kinds_lose_no_text(tmp_path, content):
    (tmp_path / "a.html").write_bytes(content)
    got = read(tmp_path / "a.html")
    assert (got.format, got.raw) == ("html", "全县党员15320名。\n")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "soffice --convert-to docx"),
        (b"PK\x03\x04" + b"xl/workbook" * 9, "an archive or an Office file that is no Word document"),
        (b"   \n\t ", "the file is empty"),
        (b"\xef\xbb\xbf \n", "the file is empty"),
        ("\ufeff\n".encode("utf-16-le"), "the file is empty"),
        (rb"{\rtf1\ansi\ansicpg936 \'c8\'ab\'cf\'d8 11200\'c3\'fb}", "soffice --convert-to docx"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>=C8=AB</html>", "a web archive"),
        (bytes(range(1, 256)) * 9, "binary data"),
        (b"<html><body><script>1</script></body></html>", "holds no text"),
    ],
    ids=[
        "old Word",
        "Excel",
        "blank",
        "only a mark",
        "only a wide mark",
        "rich text",
        "web archive",
        "binary",
        "page without text",
    ],
)
def test_refusal_says_what_to_do(tmp_path, content, words):
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(ReadError, match=words):
        read(tmp_path / "a.txt")
