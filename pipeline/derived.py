"""Tables made from all documents together: comparison, coverage, practices, adoption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.comparing import write_comparison
from pipeline.practices import write_practices

if TYPE_CHECKING:
    from pathlib import Path

    from extractors.records import Column
    from pipeline.store import Store


def write_derived(store: Store, out: Path, counts: dict[str, int]) -> dict[str, tuple[Column, ...]]:
    """Write them and return their schemas."""
    return {**write_comparison(store, out, counts), **write_practices(store, out, counts)}
