"""baobiao decisions: move what people decided, and measure how far they agree."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.commands import refusals

FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.group("decisions")
def command() -> None:
    """Move, list and compare what people decided on the review page. 复核决定：导出、导入、失锚、一致性。"""


@command.command("export")
@click.argument("out", type=FOLDER)
@click.option("-o", "--to", type=click.Path(path_type=Path, dir_okay=False), help="File; standard output if not given.")
def export(out: Path, to: Path | None) -> None:
    """Write the decisions of OUT as JSON lines. 导出为 JSONL。"""
    from pipeline.decisions import Book
    from pipeline.errors import StoreError
    from pipeline.store import NAME

    with refusals():
        lines = "".join(decision.line() + "\n" for decision in Book(out).read())
        if not lines and not (out / NAME).is_file():
            raise StoreError(f"{out}: neither a run nor decisions here; give the folder that `baobiao run -o` wrote")
        if to:
            to.write_text(lines, encoding="utf-8", newline="\n")
        else:
            sys.stdout.buffer.write(lines.encode())


@command.command("import")
@click.argument("out", type=FOLDER)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def import_(out: Path, file: Path) -> None:
    """Add the decisions of FILE to OUT; those already there are passed over. 导入；已有的跳过。"""
    from pipeline.decisions import Book

    with refusals():
        added, there = Book(out).import_from(file)
    click.echo(f"导入 added {added}, 已有 already there {there}")


@command.command("orphans")
@click.argument("out", type=FOLDER)
def orphans(out: Path) -> None:
    """List the decisions that no longer find their place in the text. 列出在原文中已找不到位置的决定。"""
    from pipeline.decisions import overlay
    from pipeline.decisions.overlay import orphans_of
    from pipeline.opening import opened

    with refusals(), opened(out) as store:
        for orphan in orphans_of(store, overlay(store, out)):
            decision, anchor = orphan.decision, orphan.decision.anchor
            then = f"{anchor.prefix}[{anchor.quote}]{anchor.suffix}"
            click.echo(
                "\t".join((decision.source, decision.table, decision.kind, decision.who, then, orphan.now or "—"))
            )


@command.command("agreement")
@click.argument("out", type=FOLDER)
def agreement(out: Path) -> None:
    """How far each two reviewers agree, field by field: share and Cohen's kappa. 两人一致率与 Cohen κ。"""
    from pipeline.decisions import Book
    from pipeline.decisions.agreement import agreement as measured

    with refusals():
        found = measured(Book(out).read())
    for row in found:
        kappa = "—" if row.kappa is None else f"{row.kappa:.3f}"
        click.echo(
            f"{row.one}\t{row.other}\t{row.table}.{row.field}\t{row.agreed}/{row.rows}\t{row.share:.3f}\t{kappa}"
        )
    if not found:
        click.echo("没有两人都复核过的行 no row was decided by two people", err=True)
