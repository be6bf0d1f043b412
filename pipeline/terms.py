"""The term-frequency panel: how often reports of each place and period speak of a word or concept."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from extractors.document import Document
from extractors.schema import column, columns
from pipeline import tables
from pipeline.cleaning import clean
from pipeline.errors import TableError
from pipeline.opening import opened

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.store import Store

_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """One word or concept in the reports of one place and period."""

    term: str = column("the word, or the concept that several words stand for")
    region_code: str = column("GB/T 2260 code of the place; empty where none could be read")
    region_name: str = column("its full name")
    period: str = column("time that the reports cover")
    n_documents: int | None = column("reports counted, copies left out", default=None)
    count: int | None = column("occurrences, counted on characters, longer words first", default=None)
    n_words: int | None = column("all words of these reports, punctuation left out", default=None)
    share_of_words: float | None = column("occurrences in 1,000 words", default=None, unit="‰")
    n_sentences: int | None = column("all sentences of these reports", default=None)
    share_of_sentences: float | None = column("sentences that name it", default=None, unit="%")


def read_words(path: Path) -> dict[str, str]:
    """word → term of a word file: a line is a word, or `concept<TAB>word;word`; # begins a comment. Raises TableError."""
    words: dict[str, str] = {}
    for number, line in enumerate(tables.read_text(path).splitlines(), 1):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        term, _, given = bare.partition("\t")
        for word in filter(None, (part.strip() for part in (given or term).split(";"))):
            if words.setdefault(word, term) != term:
                raise TableError(
                    f"{path}:{number}: {word} belongs to {words[word]} already; give each word one concept"
                )
    if not words:
        raise TableError(f"{path}: no words; write one a line, or concept, tab, words with ; between")
    return words


def term_rows(store: Store, words: dict[str, str]) -> list[TermRow]:
    """The panel, every term for every place and period, 0 where it is not named: the reports were read and do not name it."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    patterns = sorted(words)
    automaton = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest)
    cells: dict[tuple[str, str, str], Counter[str]] = {}
    for row in store.rows("documents"):
        if row["status"] == "failed" or row["duplicate_of"]:
            continue
        cell = cells.setdefault((row["region_code"], row["region_name"], row["period"]), Counter())
        _count(cell, clean(Document.of(store.text(row["doc_id"]))), automaton, [words[pattern] for pattern in patterns])
    terms = dict.fromkeys(words.values())
    return [_row(term, key, cell) for term in terms for key, cell in sorted(cells.items())]


def _count(cell: Counter[str], document: Document, automaton: Any, terms: list[str]) -> None:
    cell["documents"] += 1
    cell["words"] += sum(_WORD.search(token.word) is not None for token in document.tokens)
    for sentence in _SENTENCE.finditer(document.text):
        cell["sentences"] += 1
        found = [terms[index] for index, _, _ in automaton.find_matches_as_indexes(sentence.group())]
        cell.update(f"count {term}" for term in found)
        cell.update(f"named {term}" for term in set(found))


def _row(term: str, key: tuple[str, str, str], cell: Counter[str]) -> TermRow:
    count, named = cell[f"count {term}"], cell[f"named {term}"]
    return TermRow(
        term=term,
        region_code=key[0],
        region_name=key[1],
        period=key[2],
        n_documents=cell["documents"],
        count=count,
        n_words=cell["words"],
        share_of_words=round(1000 * count / cell["words"], 4) if cell["words"] else None,
        n_sentences=cell["sentences"],
        share_of_sentences=round(100 * named / cell["sentences"], 4) if cell["sentences"] else None,
    )


def write_terms(out: Path, words_file: Path, target: Path) -> int:
    """Write the panel of a run's folder as CSV; returns the number of rows. Raises StoreError and TableError."""
    words = read_words(words_file)
    with opened(out) as store:
        rows = term_rows(store, words)
    fields = columns(TermRow)
    names, types = [field.name for field in fields], [field.type for field in fields]
    return tables.write_csv(target, names, map(attrgetter(*(field.field for field in fields)), rows), types=types)
