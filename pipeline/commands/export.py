"""baobiao export: a run's tables in other formats."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands import refusals
from pipeline.export import FORMATS


@click.command("export")
@click.argument("out", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--format",
    "formats",
    multiple=True,
    required=True,
    type=click.Choice(tuple(FORMATS)),
    help="May be given several times. 可以给出多个。",
)
@click.option("--table", "names", multiple=True, help="Only these tables. 只要这些表。")
@click.option(
    "-o", "--to", type=click.Path(path_type=Path, file_okay=False), help="Folder; OUT/export if not given. 输出文件夹。"
)
@click.option("--machine", is_flag=True, help="As the machine made them, without people's decisions. 不含人工复核。")
def command(out: Path, formats: tuple[str, ...], names: tuple[str, ...], to: Path | None, machine: bool) -> None:
    """Write the tables of the run in OUT as CSV, Parquet, XLSX, SQLite, JSON lines, or their codebook. 导出。

    The tables carry what people decided (`baobiao review`): corrected cells, and the column review_status.
    """
    from pipeline.export import export
    from pipeline.run import tables_of

    with refusals(), tables_of(out, machine=machine) as tables:
        for path in export(tables, to or out / "export", formats, names=names):
            click.echo(str(path))
