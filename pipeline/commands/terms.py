"""baobiao terms: the term-frequency panel."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands import refusals


@click.command("terms")
@click.argument("out", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--words",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A word a line, or: concept, tab, words with ; between. 词表。",
)
@click.option(
    "-o",
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    help="CSV file; OUT/terms.csv if not given. 输出文件。",
)
def command(out: Path, words: Path, to: Path | None) -> None:
    """Count words or concepts by place and period: count, share of words, share of sentences. 词频面板。"""
    from pipeline.terms import write_terms

    with refusals():
        target = to or out / "terms.csv"
        count = write_terms(out, words, target)
        click.echo(f"{target}: {count} 行 rows")
