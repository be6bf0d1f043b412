"""JSON lines with spans: one document a line, its raw text and everything found in it by character."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.export.source import Table

_OWN = "doc_id"


def to_jsonl(tables: list[Table], target: Path) -> list[Path]:
    """`{"doc_id", …, "text", "quantities": [{"char_start", "char_end", …}], "organizations": […], …}`; unknown cells are left out.

    Only tables of spans are in it; the text is the raw text that the spans count in.
    """
    out = tables[0].path.parent
    documents = next((table for table in tables if table.name == "documents"), None)
    spans = [table for table in tables if {"char_start", _OWN} <= {column.name for column in table.columns}]
    found: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for table in spans:
        for row in _rows(table):
            found.setdefault(row.pop(_OWN), {}).setdefault(table.name, []).append(row)
    path, beside = target / "baobiao.jsonl", target / "baobiao.jsonl.part"
    with beside.open("w", encoding="utf-8", newline="\n") as handle:
        for document in _rows(documents) if documents else ({_OWN: doc_id} for doc_id in found):
            doc_id = document[_OWN]
            raw = out / "texts" / f"{doc_id}.txt"  # a document that failed has none
            text = {"text": raw.read_bytes().decode()} if raw.is_file() else {}
            line = {
                **document,
                **text,
                **{table.name: found.get(doc_id, {}).get(table.name, []) for table in spans},
            }
            handle.write(json.dumps(line, ensure_ascii=False) + "\n")
    beside.replace(path)
    return [path]


def _rows(table: Table) -> list[dict[str, Any]]:
    names = [column.name for column in table.columns]
    return [{name: cell for name, cell in zip(names, row, strict=True) if cell is not None} for row in table.rows()]
