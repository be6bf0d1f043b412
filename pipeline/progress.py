"""What a person sees of a run: a bar on stderr while it works, a short summary at the end."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.run import Summary

_LABELS = {
    "documents": "文件 documents",
    "quantities": "数据 figures",
    "organizations": "机构 organizations",
    "campaigns": "活动 campaigns",
    "measures": "做法 measures",
    "checks": "核对 checks",
    "comparison": "比较 comparison",
}


@contextmanager
def shown() -> Iterator[Callable[[int, int, str], None] | None]:
    """A progress bar on stderr if that is a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        job = bar.add_task("读取 reading", total=None)

        def advance(done: int, total: int, source: str) -> None:
            bar.update(job, completed=done, total=total, description=source)

        yield advance


def describe(summary: Summary) -> str:
    """The summary that a run prints: where the tables are and how many rows each has."""
    lines = [f"表格 tables: {summary.out}/"]
    lines += [f"  {label}: {summary.counts[name]}" for name, label in _LABELS.items() if name in summary.counts]
    lines.append(
        f"本次读取 read {summary.read}, 未变跳过 unchanged {summary.skipped}, 失败 failed {len(summary.failures)}; "
        f"{summary.seconds.get('total', 0):.1f} s"
    )
    return "\n".join(lines)
