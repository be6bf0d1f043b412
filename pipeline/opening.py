"""A run's store opened to be read, by the commands that ask it something."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.decisions import overlay
from pipeline.errors import StoreError
from pipeline.store import NAME, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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
