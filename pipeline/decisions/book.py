"""The decisions file of an output folder: lines are added at its end, nothing in it is ever changed."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from pipeline.decisions.model import Decision, parse
from pipeline.errors import StoreError, TableError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAME = "decisions.jsonl"


class Book:
    """`OUT/decisions.jsonl`. Several processes may add to it; a line cut off by a crash is passed over and named, not removed."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def read(self) -> list[Decision]:
        """All decisions in the order in which they were made."""
        return sorted(self.after(0)[0], key=lambda decision: decision.when)

    def damaged(self) -> list[int]:
        """Numbers of the lines that cannot be read."""
        return [
            number for number, line in enumerate(self._content().split(b"\n"), 1) if line.strip() and not _parsed(line)
        ]

    def after(self, size: int) -> tuple[list[Decision], int]:
        """The decisions in the lines behind the first `size` bytes, as they stand there, and the bytes of all whole lines.

        A last line without its end counts if it can be read: nobody is writing it any more.
        """
        content = self._content(size)
        end = content.rfind(b"\n") + 1
        whole = content if _parsed(content[end:]) else content[:end]
        return [found for line in whole.split(b"\n") if (found := _parsed(line))], size + len(whole)

    def size(self) -> int:
        """Bytes of the file, 0 where there is none."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def fingerprint(self) -> str:
        """Of the file's bytes; empty where there is none."""
        content = self._content()
        return hashlib.sha256(content).hexdigest()[:16] if content else ""

    def add(self, decisions: Iterable[Decision], *, size: int | None = None) -> bool:
        """Add lines to the file in one write; with `size` only if its whole lines have that many bytes, so that nobody else
        has added any since they were read. Says whether they were added.

        Raises StoreError where the file cannot be written.
        """
        lines = "".join(decision.line() + "\n" for decision in decisions).encode()
        try:
            with self.path.open("a+b") as handle:
                _lock(handle.fileno())
                if size is not None and self.after(min(size, self.size()))[1] != size:
                    return False
                if handle.seek(0, os.SEEK_END):
                    handle.seek(-1, os.SEEK_END)
                    lines = lines if handle.read() == b"\n" else b"\n" + lines
                handle.write(lines)
                handle.flush()
                os.fsync(handle.fileno())
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be written ({error}); free some space or mend the folder") from error
        return True

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

    def _content(self, start: int = 0) -> bytes:
        try:
            with self.path.open("rb") as handle:
                handle.seek(start)
                return handle.read()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be read ({error})") from error


def _parsed(line: bytes) -> Decision | None:
    """The decision of a line, None for a blank or damaged one."""
    if not line.strip():
        return None
    try:
        return parse(line.decode("utf-8", errors="replace"))
    except TableError:
        return None


def _lock(descriptor: int) -> None:
    """Wait for the file; the system frees it when it is closed."""
    try:
        import fcntl
    except ImportError:  # Windows: one reviewer at a time
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
