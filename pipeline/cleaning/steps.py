"""The cleaning steps of steps.toml: each a name and either a pattern with what it becomes, or a function of the document."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from extractors.document import Document, Replacement
from extractors.rules import RuleError, load_tables
from pipeline.cleaning.letters import (
    blanks,
    full_width,
    half_width,
    no_blank,
    parts,
    plain_sign,
    quote,
    unescape,
    unify,
)
from pipeline.cleaning.pages import drop_chunk_numbers, drop_page_numbers
from pipeline.cleaning.scripts import simplify
from pipeline.cleaning.stops import western_stops
from pipeline.cleaning.wraps import join_wraps, strip_ends

T = TypeVar("T")
PACKAGE, FILE = "pipeline.cleaning", "steps.toml"
REPLACE = MappingProxyType(
    {f.__name__: f for f in (blanks, full_width, half_width, no_blank, plain_sign, quote, unescape, unify)},
)
WHOLE = MappingProxyType(
    {f.__name__: f for f in (drop_chunk_numbers, drop_page_numbers, join_wraps, simplify, strip_ends, western_stops)},
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step. The text must hold a character of the class `needs`, and `where`, for the step to have work."""

    name: str
    change: Callable[[Document, str], Document]
    needs: re.Pattern[str] | None
    where: re.Pattern[str] | None
    found: tuple[tuple[str, str], ...]  # before, after
    left: tuple[str, ...]
    digits: bool  # may take digits away or make new ones

    def apply(self, document: Document, alphabet: str) -> Document:
        """The document after this step; `alphabet` holds those of the text's characters that steps need."""
        if self.needs is not None and not self.needs.search(alphabet):
            return document
        if self.where is not None and not self.where.search(document.text):
            return document
        return self.change(document, self.name)


@cache
def load_steps(extra: Path | None = None) -> tuple[Step, ...]:
    """All steps in order, the user's own after the package's. Raises RuleError."""
    required, optional = (
        frozenset({"name"}),
        frozenset({"pattern", "becomes", "by", "whole", "needs", "where", "found", "left", "note", "digits"}),
    )
    return tuple(_step(table, parts(extra)) for table in load_tables(PACKAGE, FILE, "step", required, optional, extra))


@cache
def needed(extra: Path | None = None) -> re.Pattern[str]:
    """Any character that some step needs: searched once a round, so that no step searches the text in vain."""
    steps = [step.needs.pattern[1:-1] for step in load_steps(extra) if step.needs is not None]
    return re.compile(f"[{''.join(steps)}]")


def _step(table: dict[str, Any], named: dict[str, str]) -> Step:
    examples = [example.partition(" => ") for example in table.get("found", ())]
    return Step(
        table["name"],
        _change(table, named),
        _compile(table["name"], f"[{table['needs']}]", named) if "needs" in table else None,
        _compile(table["name"], table["where"], named) if "where" in table else None,
        tuple((before, after) for before, _, after in examples),
        tuple(table.get("left", ())),
        table.get("digits", False),
    )


def _change(table: dict[str, Any], named: dict[str, str]) -> Callable[[Document, str], Document]:
    name = table["name"]
    if "whole" in table:
        return _pick(WHOLE, name, table["whole"])
    if "pattern" not in table or ("becomes" in table) == ("by" in table):
        raise RuleError(f"{FILE}: step {name}: wants `whole`, or `pattern` with one of `becomes` and `by`")
    replacement: Replacement = _pick(REPLACE, name, table["by"]) if "by" in table else table["becomes"]
    pattern = _compile(name, table["pattern"], named)
    return lambda document, step: document.sub(pattern, replacement, step=step)


def _compile(name: str, pattern: str, named: dict[str, str]) -> re.Pattern[str]:
    for part, value in named.items():
        pattern = pattern.replace(f"⟨{part}⟩", value)
    try:
        return re.compile(pattern, re.VERBOSE)
    except re.error as error:
        raise RuleError(f"{FILE}: step {name}: pattern does not compile: {error}") from error


def _pick(choices: MappingProxyType[str, T], step: str, name: str) -> T:
    if name not in choices:
        raise RuleError(f"{FILE}: step {step}: no function {name}; there are {', '.join(sorted(choices))}")
    return choices[name]
