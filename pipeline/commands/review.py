"""baobiao review: the local page on which people look at the evidence and correct it."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands import refusals

PORT = 8377


@click.command("review")
@click.argument("out", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--name", help="Your name, written beside every decision. 复核人姓名。")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="0: any free one. 端口。")
@click.option(
    "--blind", is_flag=True, help="Do not show what others decided, for double coding. 独立复核，不看他人的决定。"
)
@click.option("--open/--no-open", "show", default=True, help="Open the browser. 打开浏览器。")
def command(out: Path, name: str | None, port: int, blind: bool, show: bool) -> None:
    """Open the review page of the run in OUT on this machine: evidence, corrections, comparison. 本机复核页面。

    Decisions are added to OUT/decisions.jsonl; the next `baobiao run` or `baobiao export` writes them into the tables.
    """
    from pipeline.review.app import create_app
    from pipeline.review.server import serve, user_name

    with refusals():
        app = create_app(out, (name or user_name()).strip(), blind=blind)
        serve(app, port, lambda address: _tell(address, show=show))


def _tell(address: str, *, show: bool) -> None:
    click.echo(f"{address}  （Ctrl+C 结束）")
    if show:
        import webbrowser

        webbrowser.open(address)
