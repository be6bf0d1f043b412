"""The command line: thin commands over functions that can be used without it."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.run import Summary

FAILED_SOME = 3  # exit code: the tables are written, but some files could not be read


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="baobiao")
def main() -> None:
    """报表: reads the work reports of Chinese counties and writes tables that can be compared.

    读取各县的工作报告，写出可以横向比较的表格；每一行都指向原文的字符位置。
    """


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the tables. 输出文件夹。")
@click.option("-j", "--jobs", type=click.IntRange(0), help="Processes; all cores if not given, 0 works in this one. 进程数。")
@click.option("--seconds", type=click.FloatRange(0, min_open=True), default=120.0, show_default=True, help="Limit for one document. 单个文件的时限。")
@click.option("--rules", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Folder of your own rule files. 自己的规则文件夹。")
@click.option("--manifest", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="CSV file,region_code,year that wins over the text. 清单。")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON. 以 JSON 输出摘要。")
def run(paths: tuple[Path, ...], out: Path, jobs: int | None, seconds: float, rules: Path | None, manifest: Path | None, as_json: bool) -> None:
    """Read reports (files, folders, patterns) and write the tables. 读取报告，写出表格。

    Exit code 0: all read; 3: some files failed, each named on stderr and in documents.csv; 2: wrong usage.
    """
    from pipeline import run as job
    from pipeline.progress import shown

    with _refusals(), shown() as progress:
        summary = job.run(paths, out, jobs=jobs, seconds=seconds, rules=rules, manifest=manifest, progress=progress)
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


@contextmanager
def _refusals() -> Iterator[None]:
    """Errors that are the user's to mend: one clear line, exit code 2."""
    from extractors.rules import RuleError
    from pipeline.inputs import InputError
    from pipeline.store import StoreError

    try:
        yield
    except (InputError, StoreError, RuleError) as error:
        click.echo(f"baobiao: {error}", err=True)
        sys.exit(2)
