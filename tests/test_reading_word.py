"""Word files as offices leave them: tracked changes, tags that Word sets by itself, boxes, notes, frames, nested tables."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.reading import read

RUN = "<w:r><w:t>{}</w:t></w:r>"
SHAPE = (
    '<w:r xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
    "<mc:Choice><w:drawing><w:txbxContent><w:p>{0}</w:p></w:txbxContent></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent><w:p>{0}</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def element(xml):
    """The first element of some WordprocessingML."""
    return parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")[0]


@pytest.fixture
def word(tmp_path):
    """Saves a document and gives what is read."""

    def made(document):
        document.save(tmp_path / "a.docx")
        return read(tmp_path / "a.docx")

    return made


INSIDE = {
    "tracked insertion": ("<w:ins>{}</w:ins>", True),
    "tracked deletion": ("<w:del><w:r><w:delText>46个</w:delText></w:r></w:del>", False),
    "moved away": ("<w:moveFrom>{}</w:moveFrom>", False),
    "smart tag": ("<w:smartTag>{}</w:smartTag>", True),
    "field": ("<w:fldSimple>{}</w:fldSimple>", True),
    "hyperlink": ("<w:hyperlink>{}</w:hyperlink>", True),
    "content control": ("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", True),
    "control not filled in": (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        False,
    ),
}


@pytest.mark.parametrize(("xml", "seen"), INSIDE.values(), ids=INSIDE)
def test_words_inside_a_paragraph_are_what_a_reader_sees(word, xml, seen):
    document = docx.Document()
    paragraph = document.add_paragraph("新建活动场所")
    paragraph._p.append(element(xml.format(RUN.format("46个"))))
    paragraph.add_run("。")
    assert word(document).raw == f"新建活动场所{'46个' if seen else ''}。\n"


def test_a_text_box_stands_behind_its_paragraph_and_only_once(word):
    document = docx.Document()
    document.add_paragraph("选派干部。")._p.append(element(SHAPE.format(RUN.format("第一书记161名。"))))
    document.add_paragraph("下一段。")
    assert word(document).raw == "选派干部。\n第一书记161名。\n下一段。\n"


def test_blocks_in_content_controls_are_read_but_no_table_of_contents(word):
    document = docx.Document()
    last = document.add_paragraph("完。")._p
    contents = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    for properties, text in ((contents, "一、做法3"), ("", "培训党员4300人次。")):
        block = f"<w:sdt>{properties}<w:sdtContent><w:p>{RUN.format(text)}</w:p></w:sdtContent></w:sdt>"
        last.addprevious(element(block))
    assert word(document).raw == "培训党员4300人次。\n完。\n"


def test_a_frame_around_a_text_is_no_table(word):
    document = docx.Document()
    frame = document.add_table(rows=1, cols=2)
    frame.cell(0, 0).text = "主要做法"
    cell = frame.cell(0, 1)
    cell.text = "一、抓队伍"
    cell.add_paragraph("全县选派第一书记161名。" * 20)
    assert word(document).raw.startswith("主要做法\n一、抓队伍\n全县选派第一书记161名。")


def test_a_table_in_a_table_is_read(word):
    document = docx.Document()
    inner = document.add_table(rows=1, cols=2).cell(0, 1).add_table(rows=2, cols=2)
    for cell, text in zip(inner._cells, ("党支部（个）", "786", "党委（个）", "46"), strict=True):
        cell.text = text
    got = word(document)
    assert [(got.raw[c.start : c.end], c.row, c.unit) for c in got.cells] == [
        ("786", "党支部", "个"),
        ("46", "党委", "个"),
    ]


def test_a_head_over_two_rows_names_its_column_once(word):
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    for cell, text in zip(table._cells, ("指标", "增长（%）", "", "", "财政收入", "8.6"), strict=True):
        cell.text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(1, 1))
    (cell,) = word(document).cells
    assert (cell.row, cell.column, cell.unit) == ("财政收入", "增长", "%")


def test_footnotes_follow_the_text(word):
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = docx.Document()
    document.add_paragraph("全县党员15320名。")
    notes = "".join(
        f'<w:footnote w:type="{kind}"><w:p>{RUN.format(text)}</w:p></w:footnote>'
        for kind, text in (("separator", "——"), ("normal", "其中农村党员8120名。"))
    )
    blob = f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert word(document).raw == "全县党员15320名。\n其中农村党员8120名。\n"
