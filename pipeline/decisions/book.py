"""The decisions file of an output folder: lines are added at its end, nothing in it is ever changed."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from pipeline.decisions.model import Decision, parse
from pipeline.errors import StoreError, TableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

NAME = "decisions.jsonl"


class Book:
    """`OUT/decisions.jsonl`. Several processes may add to it; a line cut off by a crash is passed over and named, not removed."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def read(self) -> list[Decision]:
        """All decisions in the order in which they were made."""
        return self._parsed(self._content())[0]

    def damaged(self) -> list[int]:
        """Numbers of the lines that cannot be read."""
        return self._parsed(self._content())[1]

    def fingerprint(self) -> str:
        """Of the file's bytes; empty where there is none."""
        content = self._content()
        return hashlib.sha256(content).hexdigest()[:16] if content else ""

    def add(
        self, decisions: Iterable[Decision], *, unless: Callable[[list[Decision]], bool] | None = None
    ) -> list[Decision]:
        """Add lines to the file in one write and return them; [] where `unless`, asked with all decisions so far, says so.

        Nobody else adds between the question and the write. Raises StoreError where the file cannot be written.
        """
        new = list(decisions)
        try:
            with self.path.open("a+b") as handle:
                _lock(handle.fileno())
                handle.seek(0)
                content = handle.read()
                if unless and unless(self._parsed(content)[0]):
                    return []
                whole = b"" if not content or content.endswith(b"\n") else b"\n"
                handle.write(whole + "".join(decision.line() + "\n" for decision in new).encode())
                handle.flush()
                os.fsync(handle.fileno())
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be written ({error}); free some space or mend the folder") from error
        return new

    def import_from(self, path: Path) -> tuple[int, int]:
        """Add the decisions of another file that are not here yet; returns how many were added and how many were here.

        Raises TableError, which names file and line, before anything is added.
        """
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise TableError(f"{path}: cannot be read ({error})") from error
        given = []
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    given.append(parse(line))
                except TableError as error:
                    raise TableError(f"{path}:{number}: {error}") from error
        there = {decision.line() for decision in self.read()}
        new = {decision.line(): decision for decision in given if decision.line() not in there}
        if new:
            self.add(new.values())
        return len(new), len(given) - len(new)

    def _content(self) -> bytes:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be read ({error})") from error

    @staticmethod
    def _parsed(content: bytes) -> tuple[list[Decision], list[int]]:
        found, damaged = [], []
        for number, line in enumerate(content.decode("utf-8", errors="replace").split("\n"), 1):
            if line.strip():
                try:
                    found.append(parse(line))
                except TableError:
                    damaged.append(number)
        found.sort(key=lambda decision: decision.when)
        return found, damaged


def _lock(descriptor: int) -> None:
    """Wait for the file; the system frees it when it is closed."""
    try:
        import fcntl
    except ImportError:  # Windows: one reviewer at a time
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
