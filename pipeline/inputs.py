"""Which files a run reads, and under which names."""

from __future__ import annotations

import glob  # a pattern may be absolute, which Path.glob refuses
import hashlib
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.reading.files import SUFFIXES
from pipeline.store import NAME as STORE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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
    their folders as tells them apart. A file that is met twice, by a link too, is one input. Of a folder named, hidden
    folders and the output folders of runs are left out. Raises InputError for a path that does not exist or is no file,
    and for a folder without reports.
    """
    found: dict[Path, str] = {}
    members = list(_members(paths))
    for member in members:
        found.update(_files(member))
    if not found:
        raise InputError(f"{', '.join(map(str, members))}: the tables of a run, no reports")
    names = _tell_apart(_once(found))
    return sorted(
        (Input(path, name, _sha256(path)) for path, name in names.items()), key=lambda item: (item.source, item.origin)
    )


def left_out(paths: Iterable[Path], inputs: Iterable[Input]) -> Counter[str]:
    """How many files of each suffix lie in the folders named and are not read, since they are of no kind of report."""
    read = {item.origin for item in inputs}
    inside = (path for member in _members(paths) if member.is_dir() for path, _ in _visible(member))
    return Counter(path.suffix.lower() or path.name for path in inside if str(path.resolve()) not in read)


def _members(paths: Iterable[Path]) -> Iterator[Path]:
    """The files and folders named, patterns written out."""
    for path in paths:
        if path.exists() or not glob.has_magic(str(path)):
            yield path
            continue
        matching = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 - the pattern may be absolute
        if not matching:
            raise InputError(f"{path}: no file matches this pattern")
        yield from map(Path, matching)


def _files(path: Path) -> dict[Path, str]:
    if path.is_dir():
        inside = {p: name for p, name in _visible(path) if p.suffix.lower() in SUFFIXES}
        if not inside and not (path / STORE).exists():
            raise InputError(
                f"{path}: no reports in this folder; files ending in {', '.join(sorted(SUFFIXES))} are read"
            )
        return inside
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder")
    if not path.is_file():
        raise InputError(
            f"{path}: no file but a pipe or device, which can be read only once: give - for standard input"
        )
    return {path: path.name}


def _visible(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files of a folder and their names in it, links that lead nowhere too; neither hidden ones, nor tables of runs."""
    there = [(path, path.relative_to(folder)) for path in sorted(folder.rglob("*"))]
    runs = {name.parent for _, name in there if name.name == STORE}
    for path, name in there:
        hidden = name.name.startswith("~$") or any(part.startswith(".") for part in name.parts)
        lost = path.is_symlink() and not path.exists()
        if not hidden and runs.isdisjoint(name.parents) and (lost or path.is_file()):
            yield path, name.as_posix()


def _once(found: dict[Path, str]) -> dict[Path, str]:
    """Each file under one path: its own before a link to it, then the shortest name."""
    paths = sorted(found, key=lambda path: (path.is_symlink(), len(found[path]), found[path], str(path)))
    chosen = {path.resolve(): path for path in reversed(paths)}
    return {path: found[path] for path in chosen.values()}


def _tell_apart(found: dict[Path, str]) -> dict[Path, str]:
    """Path → name; where several files share one, all of them go by as much of their paths as tells them apart."""
    names, depth = dict(found), 1
    while len(often := Counter(names.values())) < len(names):
        depth += 1
        for path in [path for path, name in names.items() if often[name] > 1]:
            names[path] = "/".join(PurePosixPath(path.resolve().as_posix()).parts[-depth:])
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
