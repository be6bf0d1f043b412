"""The codebook, generated from the schema and the catalogue of indicators: no column without its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.indicators import load_catalogue
from pipeline.tables import write_csv, write_text

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.export.source import Table

HEADER = ("table", "column", "type", "unit", "meaning")


def to_codebook(tables: list[Table], target: Path) -> list[Path]:
    """codebook.csv (a line a column) and codebook.md (the same, and the indicators)."""
    lines = [(table.name, c.name, c.type, c.unit, c.meaning) for table in tables for c in table.columns]
    write_csv(target / "codebook.csv", HEADER, lines)
    write_text(target / "codebook.md", _markdown(tables))
    return [target / "codebook.csv", target / "codebook.md"]


def _markdown(tables: list[Table]) -> str:
    parts = ["# 编码手册 Codebook\n", "未知的单元格为空，不是零。An unknown cell is empty, never 0.\n"]
    for table in tables:
        parts.append(f"\n## {table.name}\n\n| column | type | unit | meaning |\n|---|---|---|---|\n")
        parts += [f"| {_plain(c.name)} | {c.type} | {_plain(c.unit)} | {_plain(c.meaning)} |\n" for c in table.columns]
    parts.append(
        "\n## 指标 Indicators\n\n| code | 名称 | meaning | unit | theme | catalogue |\n|---|---|---|---|---|---|\n"
    )
    for item in load_catalogue().indicators:
        tier = "wide" if item.wide else "agreed"
        parts.append(f"| {item.code} | {item.label_zh} | {item.label_en} | {item.unit} | {item.theme} | {tier} |\n")
    return "".join(parts)


def _plain(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
