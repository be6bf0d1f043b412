"""The format of corpus/gold: what a careful reader found in a report, a line a thing.

A file is TOML: `report` (file name in corpus/reports), `region` (full name), optional `title`, `period`, `source` (the text that a PDF was
drawn from) and `note`, then blocks of lines. Columns stand between `|`; `#` begins a comment; `?` at the front makes a
line optional: finding the thing neither helps nor hurts. See corpus/README.md for a worked example of every block.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UserError
from pipeline.evaluating.anchors import Anchor, AnchorError, parse_anchor

QUALIFIERS = frozenset({"exact", "about", "at_least", "at_most", "range"})
STATUSES = frozenset({"actual", "planned"})
ROLES = frozenset({"measure", "mixed"})
BLOCKS = frozenset({"figures", "missing", "organizations", "campaigns", "sentences", "checks"})
HEAD = frozenset({"report", "source", "encoding", "title", "region", "period", "note"})


class GoldError(UserError):
    """A gold file that cannot be read; the message names file, block, line and what is allowed."""


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A figure: `low` and `high` differ only for a range; `units` and `indicators` hold all that is accepted ("" among the codes: none is fine)."""

    anchor: Anchor
    low: float
    high: float
    units: tuple[str, ...]
    subjects: tuple[str, ...]
    indicators: tuple[str, ...]
    qualifier: str
    status: str
    period: str
    region: str
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldMissing:
    """A figure that the text withholds (`redacted`) or lost (`blank`)."""

    anchor: Anchor
    kind: str
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldName:
    """An organization or campaign; `kind` is the organization's type or the campaign's kind word."""

    name: str
    kind: str
    others: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A run of text that tells a measure (or, `mixed`, a measure among other things). All other text tells none."""

    role: str
    opening: str
    closing: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldCheck:
    """A claim whose arithmetic is wrong; a warning on any of the quoted figures finds it."""

    kind: str
    anchors: tuple[Anchor, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """All annotations of one report."""

    name: str
    report: str
    source: str
    encoding: str
    title: str
    region: str
    period: str
    figures: tuple[GoldFigure, ...]
    missing: tuple[GoldMissing, ...]
    organizations: tuple[GoldName, ...]
    campaigns: tuple[GoldName, ...]
    sentences: tuple[GoldSentence, ...]
    checks: tuple[GoldCheck, ...]


def read_gold(path: Path) -> Gold:
    """Read one gold file. Raises GoldError."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise GoldError(f"{path.name}: not valid TOML: {error}") from error
    unknown = set(content) - BLOCKS - HEAD
    if unknown or "report" not in content:
        raise GoldError(f"{path.name}: unknown {sorted(unknown)}; wants report, may have {sorted(BLOCKS | HEAD)}")
    blocks = {name: list(_lines(path, name, content.get(name, ""))) for name in BLOCKS}
    return Gold(
        name=path.stem,
        report=content["report"],
        source=content.get("source", ""),
        encoding=content.get("encoding", "utf-8"),
        title=content.get("title", ""),
        region=content.get("region", ""),
        period=content.get("period", ""),
        figures=tuple(_figures(blocks["figures"])),
        missing=tuple(_missing(line) for line in blocks["missing"]),
        organizations=tuple(_name(line) for line in blocks["organizations"]),
        campaigns=tuple(_name(line) for line in blocks["campaigns"]),
        sentences=tuple(_sentence(line) for line in blocks["sentences"]),
        checks=tuple(_check(line) for line in blocks["checks"]),
    )


def read_folder(folder: Path) -> list[Gold]:
    """Every gold file of a folder, by name. Raises GoldError, also where there is none."""
    golds = [read_gold(path) for path in sorted(folder.glob("*.toml"))]
    if not golds:
        raise GoldError(f"{folder}: no gold file (*.toml) here")
    return golds


@dataclass(frozen=True, slots=True)
class _Line:
    where: str
    cells: tuple[str, ...]
    optional: bool

    def cell(self, index: int) -> str:
        return self.cells[index] if index < len(self.cells) else ""

    def error(self, message: str) -> GoldError:
        return GoldError(f"{self.where}: {message}")

    def anchor(self, text: str) -> Anchor:
        try:
            return parse_anchor(text)
        except AnchorError as error:
            raise self.error(str(error)) from error


def _lines(path: Path, block: str, text: str) -> Iterator[_Line]:
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare and not bare.startswith("# "):
            cells = tuple(cell.strip() for cell in bare.removeprefix("?").split("|"))
            yield _Line(f"{path.name}, {block} line {number}", cells, bare.startswith("?"))


def _figures(lines: list[_Line]) -> Iterator[GoldFigure]:
    """`quote | value unit,or | subject/or | notes`; a line `@ notes` sets the notes of the lines after it."""
    standing: dict[str, str] = {}
    for line in lines:
        if line.cell(0).startswith("@"):
            standing = _notes(line, line.cell(0)[1:])
            continue
        number, _, unit = line.cell(1).partition(" ")
        low, _, high = number.partition("..")
        notes = standing | _notes(line, line.cell(3))
        try:
            ends = float(low), float(high or low)
        except ValueError as error:
            raise line.error(f"want `value unit` or `low..high unit`, not {line.cell(1)!r}") from error
        yield GoldFigure(
            anchor=line.anchor(line.cell(0)),
            low=ends[0],
            high=ends[1],
            units=tuple(unit.strip().split(",")),
            subjects=tuple(filter(None, line.cell(2).split("/"))),
            indicators=tuple(notes["indicator"].split("/")) if notes.get("indicator") else (),
            qualifier=notes.get("qualifier", "range" if high else "exact"),
            status=notes.get("status", "actual"),
            period=notes.get("period", ""),
            region=notes.get("region", ""),
            optional=line.optional,
        )


def _notes(line: _Line, text: str) -> dict[str, str]:
    """`planned about party.members period=2015 region=…` as a dictionary; words say by themselves what they are."""
    notes: dict[str, str] = {}
    for word in text.split():
        key, equals, value = word.partition("=")
        if equals and key in {"period", "region"}:
            notes[key] = value
        elif word in QUALIFIERS:
            notes["qualifier"] = word
        elif word in STATUSES:
            notes["status"] = word
        elif "." in word:
            notes["indicator"] = word
        else:
            raise line.error(f"{word!r} is neither a code nor one of {sorted(QUALIFIERS | STATUSES)}, period=, region=")
    return notes


def _missing(line: _Line) -> GoldMissing:
    """`before[glyph]after | redacted or blank`: `[]` marks the place of a figure of which nothing is left."""
    if line.cell(1) not in {"redacted", "blank"}:
        raise line.error(f"want redacted or blank, not {line.cell(1)!r}")
    return GoldMissing(line.anchor(line.cell(0)), line.cell(1), line.optional)


def _name(line: _Line) -> GoldName:
    """`name | type or kind word | other / spellings`."""
    others = tuple(part.strip() for part in line.cell(2).split(" / ") if part.strip())
    return GoldName(line.cell(0), line.cell(1), others, line.optional)


def _sentence(line: _Line) -> GoldSentence:
    """`role | opening words…closing words | topics, best first`."""
    opening, dots, closing = line.cell(1).partition("…")
    topics = tuple(line.cell(2).split())
    if line.cell(0) not in ROLES or not dots or (line.cell(0) == "measure") != bool(topics):
        raise line.error(f"want `measure | opening…closing | topics` or `mixed | opening…closing`, not {line.cells}")
    return GoldSentence(line.cell(0), opening, closing, topics)


def _check(line: _Line) -> GoldCheck:
    """`kind | quote ; quote`."""
    return GoldCheck(line.cell(0), tuple(line.anchor(part) for part in line.cell(1).split(" ; ")), line.optional)
