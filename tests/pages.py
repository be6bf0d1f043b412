"""Draws PDFs for the tests: plain pages, running headers, columns drawn row by row, tables, pictures of pages."""

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = A4


def canvas(path: Path) -> Canvas:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    made = Canvas(str(path), pagesize=A4, invariant=True)
    made.setFont(FONT, 14)
    return made


def lines(made: Canvas, texts: list[str], *, left: float = 90, top: float = 120, step: float = 24) -> None:
    """Write lines one under the other; an empty one leaves a gap."""
    for number, text in enumerate(texts):
        made.drawString(left, HEIGHT - top - number * step, text)


def wrapped(text: str, width: int = 28, indent: int = 2) -> list[str]:
    """A paragraph as a printer sets it: first line indented, every line full."""
    text = "\u3000" * indent + text
    return [text[i : i + width] for i in range(0, len(text), width)]


def header_and_footer(made: Canvas, header: str, number: int) -> None:
    made.setFont(FONT, 10)
    made.drawCentredString(WIDTH / 2, HEIGHT - 40, header)
    made.drawCentredString(WIDTH / 2, 36, f"— {number} —")
    made.setFont(FONT, 14)
