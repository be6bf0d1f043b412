"""The Excel workbook: a sheet a table, codes as text, nothing that Excel could take for a formula, links to the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.export.source import Cell, Table

ROWS = 1_048_576  # of a sheet, Excel's limit
LENGTH = 32_767  # characters of a cell, Excel's limit
LINKS = 65_530  # of a sheet, Excel's limit
_EVIDENCE = ("quantity_ids", "quantity_id", "target_id")
_VALUES = {"comparison": "base_value", "conflicts": "base_value", "targets": "target_low", "coverage": "state"}
_WIDE = frozenset({"sentence", "text", "message", "before", "after", "expansion"})


def to_xlsx(tables: list[Table], target: Path) -> list[Path]:
    """Write all tables into one workbook. A table longer than a sheet goes on in the next; a cell is cut at Excel's limit."""
    import xlsxwriter

    path, beside = target / "baobiao.xlsx", target / "baobiao.xlsx.part"
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
        "in_memory": False,
    }
    with xlsxwriter.Workbook(str(beside), options) as book:
        book.set_properties({"title": "报表 baobiao", "comments": "每一行都指向原文；未知为空，不是零。"})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF2F6"}),
            "text": book.add_format({"num_format": "@"}),
            "link": book.add_format({"font_color": "#0B57D0", "underline": 1}),
        }
        evidence = _evidence_rows(tables)
        for table in tables:
            _sheets(book, table, formats, evidence)
    beside.replace(path)
    return [path]


def _evidence_rows(tables: list[Table]) -> dict[str, str]:
    """quantity_id → the place of its row: `internal:'quantities'!A2`."""
    for table in tables:
        if table.name == "quantities":
            at = [column.name for column in table.columns].index("quantity_id")
            return {str(row[at]): f"internal:'quantities'!A{n}" for n, row in enumerate(table.rows(), 2) if n <= ROWS}
    return {}


def _sheets(book: Any, table: Table, formats: dict[str, Any], evidence: dict[str, str]) -> None:
    names = [column.name for column in table.columns]
    linked = names.index(_VALUES[table.name]) if table.name in _VALUES else -1
    source = next((names.index(name) for name in _EVIDENCE if name in names), -1)
    sheet, line, part, links = None, 0, 0, 0
    for row in table.rows():
        if sheet is None or line == ROWS:
            part += 1
            sheet, line = _sheet(book, table, formats, part), 1
        for index, cell in enumerate(row):
            _write(sheet, line, index, cell, formats)
        goal = evidence.get(str(row[source]).partition(";")[0]) if linked >= 0 and source >= 0 else None
        if goal and links < LINKS:
            links += 1
            sheet.write_url(line, linked, goal, formats["link"], string=str(row[linked] or "→"))
            if isinstance(row[linked], (int, float)):
                sheet.write_number(line, linked, row[linked], formats["link"])
        line += 1
    if sheet is None:
        sheet, line = _sheet(book, table, formats, 1), 1
    sheet.autofilter(0, 0, max(line - 1, 0), len(names) - 1)


def _sheet(book: Any, table: Table, formats: dict[str, Any], part: int) -> Any:
    sheet = book.add_worksheet(table.name[:28] + (f" {part}" if part > 1 else ""))
    sheet.freeze_panes(1, 0)
    for index, column in enumerate(table.columns):
        text = column.type == "string"
        sheet.set_column(index, index, 48 if column.name in _WIDE else 16, formats["text"] if text else None)
    for index, column in enumerate(table.columns):
        sheet.write_string(0, index, column.name, formats["head"])
    return sheet


def _write(sheet: Any, line: int, index: int, cell: Cell, formats: dict[str, Any]) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(line, index, cell)
    elif isinstance(cell, str):
        sheet.write_string(line, index, cell[:LENGTH], formats["text"])
    else:
        sheet.write_number(line, index, cell)
