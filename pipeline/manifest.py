"""The user's own word on which place and year a report is about: a CSV file,region_code,year."""

from __future__ import annotations

import csv
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from extractors.places import given_region
from pipeline.errors import TableError
from pipeline.tables import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from extractors.records import Region

COLUMNS = ("file", "region_code", "year")


def read_manifest(path: Path) -> dict[str, tuple[Region | None, int | None]]:
    """Source → its place and year, as far as the line gives them.

    `file` is the path as in the column `source` of documents.csv; Excel's encodings (UTF-8 with BOM, GB18030) are read.
    Raises TableError, which names the file, the line and what to do.
    """
    found: dict[str, tuple[Region | None, int | None]] = {}
    reader = csv.DictReader(read_text(path).splitlines(), restkey="more")
    names = tuple(name.strip() for name in reader.fieldnames or ())
    reader.fieldnames = list(names)
    if not set(names) <= set(COLUMNS) or "file" not in names or len(names) == 1:
        raise TableError(
            f"{path}: the first line must name the columns {','.join(COLUMNS)} (found: {','.join(names) or 'nothing'})"
        )
    for row in reader:
        if None in row.values() or "more" in row:
            raise TableError(f"{path}:{reader.line_num}: {len(names)} cells wanted, one for each of {','.join(names)}")
        file, code, year = (str(row.get(name, "")).strip() for name in COLUMNS)
        if not file and not code and not year:
            continue
        if not file:
            raise TableError(f"{path}:{reader.line_num}: no file; write the path as in documents.csv, column source")
        source = str(PurePosixPath(file.replace("\\", "/")))
        if source in found:
            raise TableError(f"{path}:{reader.line_num}: {file} stands here twice; keep one line")
        found[source] = _place_and_year(f"{path}:{reader.line_num}", code, year)
    return found


def _place_and_year(where: str, code: str, year: str) -> tuple[Region | None, int | None]:
    if year and not re.fullmatch(r"(?:19|20)\d\d", year):
        raise TableError(f"{where}: year {year!r} is no year; write four digits like 2015, or nothing")
    when = int(year) if year else None
    if not code:
        return None, when
    if not re.fullmatch(r"\d{6}", code):
        raise TableError(
            f"{where}: region_code {code!r} is no GB/T 2260 code of six digits; `baobiao places NAME` shows codes"
        )
    try:
        return given_region(code, when), when
    except ValueError as error:
        raise TableError(f"{where}: {error}") from error
