"""What the machine makes of characters that a person selected: a first filling of the form for a missed row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractors.document import Document
from pipeline.decisions import EDITABLE
from pipeline.work import columns_of

if TYPE_CHECKING:
    import sqlite3

_RECORDS = {"quantities": "figures", "organizations": "organizations", "campaigns": "campaigns", "measures": "measures"}


def suggest(raw: str, start: int, end: int, table: str, document: sqlite3.Row) -> dict[str, Any]:
    """Cells for a new row at `raw[start:end]`: of the extractors' first find in the selection alone, and the report's own place."""
    from pipeline.cleaning import clean
    from pipeline.extract import extract

    quote = raw[start:end]
    found = getattr(extract(clean(Document.of(quote))), _RECORDS[table])
    cells: dict[str, Any] = dict.fromkeys(EDITABLE[table], "")
    if found:
        fields = {column.name: column.field for column in columns_of(table)}
        cells = {name: getattr(found[0], fields[name]) for name in EDITABLE[table]}
    elif table in {"organizations", "campaigns"}:
        cells["canonical_name"] = "".join(quote.split())
        if table == "campaigns":
            cells["name"] = cells["canonical_name"].strip('“”"《》')
    if "region_code" in cells and not cells["region_code"]:
        cells |= {"region_code": document["region_code"] or "", "region_name": document["region_name"] or ""}
    if table == "quantities":
        cells["period"] = cells["period"] or document["period"] or ""
        cells["status"] = cells["status"] or "actual"
    return cells
