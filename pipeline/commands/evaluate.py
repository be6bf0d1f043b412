"""baobiao evaluate: a run's tables against gold."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from pipeline.commands import refusals

BELOW = 1  # exit code: a metric is below its least value


@click.command("evaluate")
@click.argument("tables", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("gold", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--errors", default=0, show_default=True, help="Print the first N errors. 列出前 N 处差错。")
@click.option(
    "--min", "least", multiple=True, metavar="METRIC=VALUE", help="Exit 1 where a metric is below. 最低要求。"
)
@click.option("--json", "as_json", is_flag=True, help="Print the metrics as JSON. 以 JSON 输出。")
@click.option(
    "--write-floors",
    "floors",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Raise the floors in this file to what the run reached. 提高下限。",
)
@click.option("--lower", is_flag=True, help="Let floors drop too. 允许下限降低。")
def command(
    tables: Path, gold: Path, errors: int, least: tuple[str, ...], as_json: bool, floors: Path | None, lower: bool
) -> None:
    """Score a run's tables against annotations made by hand. 以人工标注为准，给结果打分。

    TABLES is the output folder of a run, GOLD a folder of TOML files in the format of corpus/gold.
    """
    from pipeline.evaluate import evaluate, write_floors

    wanted = dict(_least(text) for text in least)
    with refusals():
        scores = evaluate(tables, gold)
    click.echo(json.dumps(scores.values(), ensure_ascii=False) if as_json else scores.describe())
    for line in scores.errors[:errors]:
        click.echo(f"  {line}", err=as_json)
    if floors:
        write_floors(scores, gold.parent, floors, lower=lower)
    short = scores.short(wanted)
    for line in short:
        click.echo(f"below: {line}", err=True)
    sys.exit(BELOW if short else 0)


def _least(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        return name, float(value)
    except ValueError as error:
        raise click.BadParameter(f"want METRIC=VALUE, not {text!r}", param_hint="--min") from error
