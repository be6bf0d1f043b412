"""Draw the PDF samples of corpus/ from their sources, byte for byte the same each time.

    python corpus/make_pdfs.py [FOLDER]     writes reports/*.pdf and broken/*.pdf below FOLDER (default: corpus/)

The font STSong-Light is named, not embedded, as in most PDFs that Chinese offices print: a reader must know the CMap.
A source's first line is the title; `| a | b |` lines are the rows of a ruled table; everything else is a paragraph.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table

CORPUS = Path(__file__).resolve().parent
FONT = "STSong-Light"
WIDTH, HEIGHT = A4


@dataclass(frozen=True)
class Sample:
    """A source and how its page looks: running head (None: neither head nor page number), columns, type size in points."""

    pdf: str
    source: str
    head: str | None = None
    columns: int = 1
    size: float = 14
    password: str | None = None


SAMPLES = (
    Sample(
        "reports/沂水县委组织部2021年工作总结.pdf",
        "沂水县委组织部2021年工作总结.txt",
        head="沂水县2021年度部门工作总结汇编",
        size=17,
    ),
    Sample("reports/恭城瑶族自治县2018年统计公报.pdf", "恭城瑶族自治县2018年统计公报.txt"),
    Sample("reports/祥云县 党建综述（两栏）.pdf", "xiangyun-2011.txt", columns=2, size=11),
    Sample("reports/shangcheng-2016-fupin.pdf", "shangcheng-2016.txt"),
    Sample("broken/加密.pdf", "shangcheng-2016.txt", password="baobiao"),  # noqa: S106 - for the error path
)


def draw(sample: Sample, folder: Path) -> Path:
    """Draw one sample below `folder` and return its path."""
    path = folder / sample.pdf
    path.parent.mkdir(parents=True, exist_ok=True)
    page = BaseDocTemplate(
        str(path),
        pagesize=A4,
        invariant=1,
        encrypt=StandardEncryption(sample.password, strength=40) if sample.password else None,
    )
    gap, side = 8 * mm, 26 * mm
    width = (WIDTH - 2 * side - gap * (sample.columns - 1)) / sample.columns
    frames = [
        Frame(
            side + i * (width + gap), 30 * mm, width, HEIGHT - 62 * mm, id=f"column{i}", leftPadding=0, rightPadding=0
        )
        for i in range(sample.columns)
    ]
    page.addPageTemplates(PageTemplate(frames=frames, onPage=_furniture(sample.head)))
    text = (CORPUS / "sources" / sample.source).read_text(encoding="utf-8")
    page.build(list(_flow(text, sample.size)))
    return path


def truncate(whole: Path, path: Path) -> None:
    """Write the first third of a PDF: no cross-reference table, as after a broken download."""
    content = whole.read_bytes()
    path.write_bytes(content[: len(content) // 3])


def _furniture(head: str | None) -> Callable[[Any, Any], None]:
    def paint(canvas: Any, document: Any) -> None:
        if head is None:
            return
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 18 * mm, head)
        canvas.line(26 * mm, HEIGHT - 20 * mm, WIDTH - 26 * mm, HEIGHT - 20 * mm)
        canvas.drawCentredString(WIDTH / 2, 15 * mm, f"— {document.page} —")

    return paint


def _flow(text: str, size: float) -> Iterator[Flowable]:
    body = ParagraphStyle(
        "body", fontName=FONT, fontSize=size, leading=size * 1.6, firstLineIndent=2 * size, wordWrap="CJK"
    )
    centred = ParagraphStyle("centred", parent=body, firstLineIndent=0, alignment=TA_CENTER)
    title = ParagraphStyle("title", parent=centred, fontSize=size * 1.3, leading=size * 2)
    rows: list[list[str]] = []
    for number, line in enumerate([*text.splitlines(), ""]):
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            yield _table(rows)
            rows = []
        if line:
            yield Paragraph(
                line, title if number == 0 else centred if line.startswith(("（20", "表", "单位：")) else body
            )
        else:
            yield Spacer(1, size * 0.4)


def _table(rows: list[list[str]]) -> Table:
    style = [
        ("FONT", (0, 0), (-1, -1), FONT, 11),
        ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
    ]
    return Table(rows, colWidths=[62 * mm, 28 * mm, 28 * mm, 36 * mm][: len(rows[0])], style=style)


def main(folder: Path) -> None:
    """Draw all samples below `folder`."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    drawn = [draw(sample, folder) for sample in SAMPLES]
    truncate(drawn[0], folder / "broken" / "下载中断.pdf")
    for path in drawn:
        print(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS)
