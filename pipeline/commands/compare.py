"""baobiao compare: indicators side by side."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import asdict, astuple
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands import refusals
from pipeline.comparing.choose import LEVELS
from pipeline.own_rules import RulesFolder

if TYPE_CHECKING:
    from pipeline.comparing.schema import Comparison


@click.command("compare")
@click.argument("out", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--indicator", "indicators", multiple=True, help="Code, family of codes (econ.) or part of a label. 指标。"
)
@click.option("--region", "regions", multiple=True, help="Code, its beginning (42) or part of a name. 地区。")
@click.option("--year", "years", multiple=True, help="Year that the period must contain. 年份。")
@click.option("--level", "levels", multiple=True, type=click.Choice(LEVELS), help="Level of the place. 层级。")
@click.option(
    "--format",
    "shape",
    type=click.Choice(("table", "csv", "json", "xlsx")),
    default="table",
    show_default=True,
    help="What to print, or to write with -o. 格式。",
)
@click.option(
    "-o", "--to", type=click.Path(path_type=Path, file_okay=False), help="Folder for CSV or XLSX files. 输出文件夹。"
)
@click.option(
    "--rules",
    type=RulesFolder(),
    help="Folder of your own rule files. 自定规则。",
)
def command(
    out: Path,
    indicators: tuple[str, ...],
    regions: tuple[str, ...],
    years: tuple[str, ...],
    levels: tuple[str, ...],
    shape: str,
    to: Path | None,
    rules: Path | None,
) -> None:
    """Lay indicators of the run in OUT side by side: places, years, coverage, conflicts, targets. 横向比较指标。

    Each value keeps its evidence (quantity_ids). Values that disagree stand beside each other, flagged, never averaged.
    """
    from pipeline.comparing import compare_run
    from pipeline.comparing.choose import choose

    with refusals():
        made = choose(compare_run(out, rules=rules), indicators=indicators, regions=regions, years=years, levels=levels)
        if to is not None or shape == "xlsx":
            _write(made, out, to or out / "compare", workbook=shape == "xlsx")
        elif shape == "json":
            click.echo(
                json.dumps({name: [asdict(row) for row in rows] for name, rows in made.items()}, ensure_ascii=False)
            )
        elif shape == "csv":
            _csv(made["comparison"])
        else:
            _table(made["comparison"])


def _write(made: dict[str, list[Any]], out: Path, to: Path, *, workbook: bool) -> None:
    from pipeline.comparing import write_tables
    from pipeline.export import Table, keep_runs, read_package
    from pipeline.export.workbook import to_xlsx

    keep_runs(to)
    to.mkdir(parents=True, exist_ok=True)
    schemas = write_tables(made, to, {})
    if workbook:
        tables = [Table(name, columns, "", (), to / f"{name}.csv") for name, columns in schemas.items()]
        paths = to_xlsx([*tables, *read_package(out, ("quantities",))], to)
        for table in tables:
            table.path.unlink()
    else:
        paths = [to / f"{name}.csv" for name in schemas]
    for path in paths:
        click.echo(str(path))


def _csv(rows: list[Comparison]) -> None:
    from extractors.schema import columns
    from pipeline.comparing.schema import Comparison
    from pipeline.tables import cell

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(column.name for column in columns(Comparison))
    writer.writerows([cell(value) for value in astuple(row)] for row in rows)


def _table(rows: list[Comparison]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from pipeline.tables import cell

    if not rows:
        click.echo("没有符合条件的行 no row meets these conditions", err=True)
    table = Table(
        "指标",
        "地区",
        "时期",
        "数值",
        "单位",
        "口径",
        "状态",
        "来源",
        "冲突",
        box=None,
        header_style="bold",
        pad_edge=False,
    )
    for row in rows:
        number = (
            cell(row.base_value) if row.base_value is not None else f"{cell(row.value_low)}..{cell(row.value_high)}"
        )
        cells = (f"{row.label_zh} {row.indicator}", row.region_name or row.doc_ids, row.period, number, row.base_unit)
        rest = (row.qualifier, row.status, str(row.n_sources), row.conflict)
        table.add_row(*(Text(text) for text in (*cells, *rest)))
    Console(width=None if sys.stdout.isatty() else 160).print(table)
