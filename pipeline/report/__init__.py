"""The report to mail: one HTML page with everything in it, readable on paper, each value linked to its sentence."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from pipeline.opening import opened
from pipeline.report.view import make_view
from pipeline.tables import write_text

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


def report(
    out: Path,
    target: Path,
    *,
    indicators: Collection[str] = (),
    regions: Collection[str] = (),
    years: Collection[str] = (),
    title: str = "报表：横向比较",
) -> Path:
    """Write the report on the run in `out` as one HTML file; indicators, regions and years as in `baobiao compare`.

    The page asks no network, holds no script and escapes every text of the reports. Raises StoreError where there is no run.
    """
    with opened(out) as store:
        view = make_view(store, indicators=indicators, regions=regions, years=years, topics=_topics())
    target.parent.mkdir(parents=True, exist_ok=True)
    write_text(target, _page(view=view, title=title))
    return target


def _page(**values: object) -> str:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = (files("pipeline.report") / "page.html").read_text(encoding="utf-8")
    return environment.from_string(template).render(**values)


def _topics() -> dict[str, str]:
    """Topic code → Chinese label."""
    from extractors.rules import load_rows

    return {row["topic"]: row["label_zh"] for row in load_rows("pipeline.report", "topics.tsv", ("topic", "label_zh"))}
