"""Word files as offices leave them: tracked changes, tags that Word sets by itself, boxes, notes, frames, nested tables."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

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


KINDS = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="77">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>"""
LISTS = ("", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride>')


@pytest.fixture
def outline():
    """A document with two lists, 701 and 702 (which begins at nine), and a way to add numbered paragraphs."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(KINDS))
    for number, override in enumerate(LISTS, 701):
        inside = f'<w:abstractNumId w:val="77"/>{override}'
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{inside}</w:num>'))

    def add(text, level, number=701):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(element(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))

    document.numbered = add
    return document


def test_numbers_that_word_prints_by_itself(outline, word):
    for text, level in (
        ("主要工作", 0), ("抓队伍", 1), ("2018年培训党员。", 2), ("2019年发展党员。", 2), ("抓阵地", 1), ("来年打算", 0), ("谋划", 1),
    ):  # fmt: skip
        outline.numbered(text, level)
    outline.numbered("要点", 3)
    outline.numbered("附则", 0, 702)
    outline.numbered("附件", 0, 702)
    outline.add_paragraph("完。")
    assert word(outline).raw.split("\n")[:-1] == [
        "一、主要工作", "（一）抓队伍", "1. 2018年培训党员。", "2. 2019年发展党员。", "（二）抓阵地", "二、来年打算", "（一）谋划",
        "要点", "九、附则", "十、附件", "完。",
    ]  # fmt: skip


def test_numbers_by_style_and_none_where_a_paragraph_says_so(outline, word):
    style = outline.styles.add_style("公文一级", 1)
    style.element.get_or_add_pPr().append(element('<w:numPr><w:numId w:val="701"/></w:numPr>'))
    outline.add_paragraph("主要工作", style)
    outline.numbered("不编号", 0, 0)
    outline.add_paragraph("来年打算", style)
    assert word(outline).raw == "一、主要工作\n不编号\n二、来年打算\n"


@pytest.mark.parametrize(
    ("form", "number", "said"),
    [
        ("chineseCounting", 10, "十"), ("chineseCounting", 21, "二十一"), ("chineseCounting", 111, "111"), ("decimal", 3, "3"),
        ("decimalEnclosedCircleChinese", 2, "②"), ("upperRoman", 14, "XIV"), ("lowerLetter", 28, "bb"), ("unheard", 5, "5"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_their_list_says(outline, word, form, number, said):
    first = outline.part.numbering_part.element[0][0]
    first[0].set(qn("w:val"), str(number))
    first[1].set(qn("w:val"), form)
    outline.numbered("事项", 0)
    assert word(outline).raw == f"{said}、事项\n"
