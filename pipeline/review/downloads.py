"""A table of the page as a file: the cells that are shown, nothing else."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import Response

from pipeline.tables import cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_file(kind: str, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """The table as `csv` (UTF-8 with BOM, CRLF) or `xlsx` (texts stay texts, numbers are numbers); 404 for another kind."""
    if kind not in {"csv", "xlsx"}:
        raise HTTPException(404, "只能下载 csv 或 xlsx")
    content, media = (_csv(header, rows), "text/csv; charset=utf-8") if kind == "csv" else (_xlsx(header, rows), _SHEET)
    return Response(
        content, media_type=media, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}.{kind}"}
    )


def _csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    import xlsxwriter

    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, header, book.add_format({"bold": True}))
        for number, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                if isinstance(value, (int, float)) and not isinstance(value, bool):
                    sheet.write_number(number, at, value)
                else:
                    sheet.write_string(number, at, cell(value))
    return made.getvalue()
