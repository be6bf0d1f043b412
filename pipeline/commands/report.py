"""baobiao report: one page to mail."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands import refusals


@click.command("report")
@click.argument("out", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "-o",
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    help="HTML file; OUT/report.html if not given. 输出文件。",
)
@click.option(
    "--indicator", "indicators", multiple=True, help="Code, family of codes (econ.) or part of a label. 指标。"
)
@click.option("--region", "regions", multiple=True, help="Code, its beginning (42) or part of a name. 地区。")
@click.option("--year", "years", multiple=True, help="Year that the period must contain. 年份。")
@click.option("--title", default="报表：横向比较", show_default=True, help="Title of the page. 标题。")
def command(
    out: Path,
    to: Path | None,
    indicators: tuple[str, ...],
    regions: tuple[str, ...],
    years: tuple[str, ...],
    title: str,
) -> None:
    """Write one self-contained HTML page about the run in OUT: comparison, coverage, practices, doubts. 静态报告。"""
    from pipeline.report import report

    with refusals():
        target = to or out / "report.html"
        click.echo(str(report(out, target, indicators=indicators, regions=regions, years=years, title=title)))
