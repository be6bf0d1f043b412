"""baobiao explain: what was read and why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import refusals
from pipeline.own_rules import RulesFolder

if TYPE_CHECKING:
    from pipeline.reading import ReadText


@click.command("explain")
@click.argument("source", required=False)
@click.option(
    "--jsonl", is_flag=True, help='Read {"id","text"} lines from stdin, write {"id","readings"} lines. 逐行读写 JSON。'
)
@click.option(
    "--rules",
    type=RulesFolder(),
    help="Folder of your own rule files. 自定规则。",
)
def command(source: str | None, *, jsonl: bool, rules: Path | None) -> None:
    """Show each sentence, number and name of a text, how it was read, by which rule, and why it was left out. 解释读法。

    SOURCE is a file, - for standard input, or the text itself.
    """
    from pipeline.explain import explain_jsonl

    with refusals():
        if jsonl:
            lines = (line.decode(errors="replace") for line in sys.stdin.buffer)
            for line in explain_jsonl(lines, rules=rules):
                click.echo(line)
            return
        if not source:
            raise click.UsageError("give a text, a file, or --jsonl")
        _table(_text(source), rules)


def _text(source: str) -> str | ReadText:
    from pipeline.errors import InputError
    from pipeline.reading import ReadError, read
    from pipeline.reading.files import SUFFIXES
    from pipeline.reading.text import read_text

    path = Path(source)
    try:
        if source == "-":
            return read_text(sys.stdin.buffer.read())
        if path.is_file():
            return read(path)
        a_file = path.exists() or path.suffix.lower() in SUFFIXES
    except ReadError as error:
        raise InputError(f"{source}: {error}") from error
    except OSError:  # too long for a file name: a text
        a_file = False
    if a_file:
        raise InputError(f"{source}: there is no such file; give a file, or the text itself")
    return source


def _table(text: str | ReadText, rules: Path | None) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from pipeline.explain import explain_all

    table = Table("位置", "原文", "类别", "读作", "规则", "不取的原因", box=None, header_style="bold", pad_edge=False)
    for line in explain_all(text, rules=rules):
        cells = (
            f"{line.start}-{line.end}",
            " ".join(line.text.split()),
            line.kind,
            line.reading,
            line.rule,
            line.reason,
        )
        table.add_row(*(Text(cell) for cell in cells), style="dim" if line.reason else "")
    Console(width=None if sys.stdout.isatty() else 160).print(table)
