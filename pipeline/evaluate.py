"""How well a run did: its tables against annotations made by hand (the format of corpus/gold).

Metrics have the names and meaning of the team's scorer in ../shared/score. F1: `q_detect` a row covers the figure's first
numeral, `q_strict` its value and unit are right too, `q_indicator`, `missing`, `orgs`, `campaigns`, `measures` (characters),
`checks`. Shares of right answers: `documents`, `title`, `region`, `period`, and of the rightly read figures `q_subject`,
`q_qualifier`, `q_status`, `q_period`, `q_region`, `q_confident_cover` (rows at 0.9 and above); of the rows at 0.9 and above
`q_confident`; `missing_kind`, `org_type`, `topic`.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.errors import StoreError
from pipeline.evaluating.figures import score_figures
from pipeline.evaluating.gold import Gold, read_folder
from pipeline.evaluating.matching import Row, region_right, squeeze
from pipeline.evaluating.others import score_checks, score_measures, score_names, score_org_types
from pipeline.evaluating.scores import Scores

if TYPE_CHECKING:
    from pathlib import Path

_BY_DOCUMENT = ("quantities", "organizations", "campaigns", "measures", "checks")


def evaluate(tables: Path, gold: Path) -> Scores:
    """Score a run's output folder against a folder of gold files. Documents without gold do not count.

    Raises GoldError, and StoreError where there are no tables.
    """
    scores = Scores()
    documents = {row["source"].rpartition("/")[2]: row for row in _read(tables, "documents")}
    grouped = {name: _by_document(_read(tables, name)) for name in _BY_DOCUMENT}
    for item in read_folder(gold):
        document = documents.get(item.report)
        rows = {name: groups[document["doc_id"]] if document else [] for name, groups in grouped.items()}
        _score_document(item, document, scores)
        _score_rows(item, _raw_text(tables, document), rows, scores)
    return scores


def fingerprint(corpus: Path) -> str:
    """A short hash of every report and gold file of a corpus: floors hold for the corpus that they were measured on."""
    digest = hashlib.sha256()
    for path in sorted([*(corpus / "reports").iterdir(), *(corpus / "gold").iterdir()]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def read_floors(path: Path) -> tuple[str, dict[str, float]]:
    """The corpus fingerprint and the least value of each metric, as `write_floors` left them; nothing where there is no file."""
    content = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return content.get("corpus", ""), content.get("floors", {})


def write_floors(scores: Scores, corpus: Path, path: Path, *, lower: bool = False) -> None:
    """Raise each floor to what the run reached, rounded down to .001. Floors drop only if `lower` says so."""
    _, old = read_floors(path)
    reached = {name: int(value * 1000) / 1000 for name, value in scores.values().items()}
    floors = reached if lower else {name: max(value, old.get(name, 0.0)) for name, value in (old | reached).items()}
    lines = [
        "# The least that a run over corpus/reports may score against corpus/gold (F1, or share of right answers).",
        "# Written by `baobiao evaluate OUT corpus/gold --write-floors corpus/floors.toml`; a floor drops only with --lower.",
        f'corpus = "{fingerprint(corpus)}"',
        "",
        "[floors]",
        *(f"{name} = {value:.3f}" for name, value in sorted(floors.items())),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _score_document(gold: Gold, document: Row | None, scores: Scores) -> None:
    scores.ratios["documents"].add(document is not None)
    if document is None:
        scores.errors.append(f"{gold.name} documents: {gold.report} is not in the tables")
    found = document or {}
    if gold.region and not scores.ratios["region"].add(region_right(gold.region, found.get("region_name", ""))):
        scores.errors.append(f"{gold.name} region: want {gold.region}, got {found.get('region_name') or 'nothing'}")
    if gold.title and not scores.ratios["title"].add(squeeze(found.get("title", "")) == squeeze(gold.title)):
        scores.errors.append(f"{gold.name} title: want {gold.title}, got {found.get('title') or 'nothing'}")
    if gold.period and not scores.ratios["period"].add(found.get("period", "") == gold.period):
        scores.errors.append(f"{gold.name} period: want {gold.period}, got {found.get('period') or 'nothing'}")


def _score_rows(gold: Gold, text: str, rows: dict[str, list[Row]], scores: Scores) -> None:
    score_figures(gold, text, rows["quantities"], scores)
    organizations = rows["organizations"]
    score_names(gold, gold.organizations, organizations, ("text", "canonical_name"), "orgs", scores)
    score_org_types(gold, organizations, scores)
    score_names(gold, gold.campaigns, rows["campaigns"], ("name",), "campaigns", scores)
    score_measures(gold, text, rows["measures"], scores)
    score_checks(gold, text, rows["checks"], scores)


def _read(folder: Path, name: str) -> list[Row]:
    path = folder / f"{name}.csv"
    if not path.is_file():
        raise StoreError(f"{folder}: no tables here (no {name}.csv); give the folder that `baobiao run -o` wrote")
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def _by_document(rows: list[Row]) -> defaultdict[str, list[Row]]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["doc_id"]].append(row)
    return groups


def _raw_text(folder: Path, document: Row | None) -> str:
    """The raw text that offsets count, byte for byte (no newline translation)."""
    if document is None or not document["text_path"]:
        return ""
    return (folder / document["text_path"]).read_bytes().decode("utf-8")
