"""A run's store opened to be read, by the commands that ask it something."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.decisions import overlay
from pipeline.errors import StoreError
from pipeline.store import NAME, Store

if TYPE_CHECKING:
    from collections.abc import Iterator

RULES = "rules"  # in the store's memory: the user's own folder of rule files of the last run


def rules_of(store: Store) -> Path | None:
    """The user's own rule files that the run was made with, if they are still there."""
    folder = Path(store.meta(RULES) or ".")
    return folder if store.meta(RULES) and folder.is_dir() else None


@contextmanager
def opened(out: Path) -> Iterator[Store]:
    """The store of the run in a folder, its rows as people left them.

    Raises StoreError where there is no run, or one that was stopped before its documents had their ids.
    """
    if not (out / NAME).is_file():
        raise StoreError(f"{out}: no run of baobiao here (no {NAME}); give the folder that `baobiao run -o` wrote")
    store = Store.open(out)
    try:
        if store.db.execute("SELECT count(*) FROM documents WHERE doc_id IS NULL").fetchone()[0]:
            raise StoreError(f"{out}: the run here is not done; wait for it, or start it again if it was stopped")
        store.review = overlay(store, out)
        yield store
    finally:
        store.close()
