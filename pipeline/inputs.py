"""Which files a run reads, and under which names."""

from __future__ import annotations

import glob  # a pattern may be absolute, which Path.glob refuses
import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.reading.files import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Input:
    """One file: where it is, its name in the tables, the hash of its bytes (empty where it cannot be read)."""

    path: Path
    source: str
    sha256: str

    @property
    def origin(self) -> str:
        """The absolute path: what tells two inputs of one name apart."""
        return str(self.path.resolve())


def find_inputs(paths: Iterable[Path]) -> list[Input]:
    """The files named, and those of the suffixes that are read in the folders named, in order of their names.

    `source` is the path relative to the named folder, or the file's name; where two files would share it, as much of
    their folders as tells them apart. Raises InputError for a path that does not exist and for a folder without reports.
    """
    found: dict[Path, str] = {}
    for path in paths:
        members = (
            [path]
            if path.exists() or not glob.has_magic(str(path))
            else [Path(name) for name in sorted(glob.glob(str(path), recursive=True))]  # noqa: PTH207 - the pattern may be absolute
        )
        if not members:
            raise InputError(f"{path}: no file matches this pattern")
        for member in members:
            found.update(_files(member))
    names = _tell_apart(found)
    return sorted(
        (Input(path, names[path], _sha256(path)) for path in found), key=lambda item: (item.source, item.origin)
    )


def _files(path: Path) -> dict[Path, str]:
    if path.is_dir():
        inside = {
            p: p.relative_to(path).as_posix()
            for p in sorted(path.rglob("*"))
            if p.is_file() and p.suffix.lower() in SUFFIXES and not p.name.startswith((".", "~$"))
        }
        if not inside:
            raise InputError(
                f"{path}: no reports in this folder; files ending in {', '.join(sorted(SUFFIXES))} are read"
            )
        return inside
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder")
    return {path: path.name}


def _tell_apart(found: dict[Path, str]) -> dict[Path, str]:
    by_name: dict[str, list[Path]] = {}
    for path, name in found.items():
        by_name.setdefault(name, []).append(path)
    names = {}
    for name, paths in by_name.items():
        if len({p.resolve() for p in paths}) == 1:
            names[paths[0]] = name
            continue
        parts = {path: PurePosixPath(path.resolve().as_posix()).parts for path in paths}
        depth = next(
            d
            for d in range(1, max(map(len, parts.values())) + 1)
            if len({p[-d:] for p in parts.values()}) == len({p.resolve() for p in paths})
        )
        names |= {path: "/".join(part[-depth:]) for path, part in parts.items()}
    for path in [p for p in found if p not in names]:
        del found[path]
    return names


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return ""


def keep_standard_input(out: Path) -> Path:
    """Write standard input to a file in the output folder, since a report is read more than once; returns its path."""
    kept = out / "inputs" / "stdin"
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(sys.stdin.buffer.read())
    except OSError as error:
        raise InputError(
            f"{out}: standard input cannot be kept here ({error}); choose another folder with -o"
        ) from error
    return kept
