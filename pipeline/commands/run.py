"""baobiao run: the main job."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import refusals
from pipeline.own_rules import RulesFolder

if TYPE_CHECKING:  # its imports are for when the command runs
    from pipeline.run import Summary

FAILED_SOME = 3  # exit code: the tables are written, but some files could not be read


@click.command("run")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the tables. 输出文件夹。",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(0), help="Processes; all cores if not given, 0 works in this one. 进程数。"
)
@click.option(
    "--seconds",
    type=click.FloatRange(0, min_open=True),
    default=120.0,
    show_default=True,
    help="Limit for one document. 单个文件的时限。",
)
@click.option(
    "--rules",
    type=RulesFolder(),
    help="Folder of your own rule files. 自己的规则文件夹。",
)
@click.option(
    "--manifest",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV file,region_code,year that wins over the text. 清单。",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Processes of this machine, or a Dask cluster. 计算方式。",
)
@click.option("--scheduler", help="Address of a running Dask cluster, tcp://…. 已有集群的地址。")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON. 以 JSON 输出摘要。")
def command(
    paths: tuple[Path, ...],
    out: Path,
    jobs: int | None,
    seconds: float,
    rules: Path | None,
    manifest: Path | None,
    engine: str,
    scheduler: str | None,
    as_json: bool,
) -> None:
    """Read reports (files, folders, patterns, - for standard input) and write the tables. 读取报告，写出表格。

    Exit code 0: all read; 3: some files failed, each named on stderr and in documents.csv; 2: wrong usage.
    """
    from pipeline import run as job
    from pipeline.inputs import keep_standard_input
    from pipeline.progress import shown

    with refusals(), shown() as progress:
        if Path("-") in paths:
            paths = tuple(keep_standard_input(out) if path == Path("-") else path for path in paths)
        summary = job.run(
            paths,
            out,
            jobs=jobs,
            seconds=seconds,
            rules=rules,
            manifest=manifest,
            engine=engine,
            scheduler=scheduler,
            progress=progress,
        )
    for note in summary.notes:
        click.echo(note, err=True)
    for source, message in summary.failures:
        click.echo(f"{source}: {message}", err=True)
    _print(summary, as_json)
    sys.exit(FAILED_SOME if summary.failures else 0)


def _print(summary: Summary, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(summary.as_json(), ensure_ascii=False))
        return
    from pipeline.progress import describe

    click.echo(describe(summary))
