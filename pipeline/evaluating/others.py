"""Scoring names, measures and checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.evaluating.anchors import Locator
from pipeline.evaluating.matching import Row, names_of, span, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.evaluating.gold import Gold, GoldName
    from pipeline.evaluating.scores import Scores


def score_names(
    gold: Gold, items: Sequence[GoldName], rows: list[Row], columns: Sequence[str], metric: str, scores: Scores
) -> None:
    """Distinct names a document. A row goes by the names in `columns`; the first is the one that tells rows apart."""
    tally = scores.tallies[metric]
    found: dict[str, set[str]] = {}
    for row in rows:
        key = squeeze(row.get(columns[0], ""))
        if key:
            found.setdefault(key, set()).update(names_of(row, columns))
    used: set[str] = set()
    for item in items:
        wanted = _spellings(item)
        keys = [key for key, names in found.items() if names & wanted]
        used.update(keys)
        if not item.optional:
            tally.right += bool(keys)
            tally.missed += not keys
            if not keys:
                scores.errors.append(f"{gold.name} {metric}: missed {item.name}")
    for key in found:
        if key not in used:
            tally.extra += 1
            scores.errors.append(f"{gold.name} {metric}: extra {key}")


def score_org_types(gold: Gold, rows: list[Row], scores: Scores) -> None:
    """The type of each required organization that was found under its name or another spelling."""
    types = {squeeze(row.get("text", "")): row.get("org_type", "") for row in rows}
    for item in gold.organizations:
        found = next((types[name] for name in map(squeeze, (item.name, *item.others)) if name in types), None)
        if (
            not item.optional
            and item.kind
            and found is not None
            and not scores.ratios["org_type"].add(found == item.kind)
        ):
            scores.errors.append(f"{gold.name} org_type: {item.name} want {item.kind}, got {found}")


def score_measures(gold: Gold, text: str, rows: list[Row], scores: Scores) -> None:
    """Characters of measures covered, white space apart; of each half-covered measure the topic that covers most."""
    if not gold.sentences:
        return
    tally = scores.tallies["measures"]
    solid = [not char.isspace() for char in text]
    topics: list[str] = [""] * len(text)
    for row in rows:
        start, end = span(row)
        for i in range(max(start, 0), min(end, len(text))):
            topics[i] = row.get("topic") or "other"
    told = [False] * len(text)
    locator = Locator(text)
    for sentence in gold.sentences:
        extent = locator.extent(sentence.opening, sentence.closing)
        if extent is None:
            scores.errors.append(f"{gold.name} measures: not in text: {sentence.opening}…{sentence.closing}")
            continue
        inside = [i for i in range(*extent) if solid[i]]
        for i in inside:
            told[i] = True
        if sentence.role == "measure":
            hit = [topics[i] for i in inside if topics[i]]
            tally.right += len(hit)
            tally.missed += len(inside) - len(hit)
            _score_topic(gold, sentence.opening, sentence.topics, hit, len(inside), scores)
    outside = [i for i in range(len(text)) if topics[i] and solid[i] and not told[i]]
    tally.extra += len(outside)
    for start, end in _runs(outside):
        if end - start > 12:  # a heading's edge is not worth a line
            scores.errors.append(f"{gold.name} measures: extra @{start} {text[start:end][:40]!r}")


def _score_topic(
    gold: Gold, opening: str, accepted: tuple[str, ...], hit: list[str], length: int, scores: Scores
) -> None:
    if len(hit) * 2 < length:
        scores.errors.append(f"{gold.name} measures: missed {opening}…")
        return
    most = max(sorted(set(hit)), key=hit.count)
    if not scores.ratios["topic"].add(most in accepted):
        scores.errors.append(f"{gold.name} topic: {opening}… want {'/'.join(accepted)}, got {most}")


def score_checks(gold: Gold, text: str, rows: list[Row], scores: Scores) -> None:
    """Wrong claims found; a mismatch that is none costs precision."""
    tally = scores.tallies["checks"]
    wrong = [row for row in rows if row.get("status") == "mismatch"]
    used: set[int] = set()
    for item in gold.checks:
        places = [place for anchor in item.anchors if (place := Locator(text).span(anchor))]
        hits = [
            i
            for i, row in enumerate(wrong)
            if any(span(row)[0] < end and start < span(row)[1] for start, end in places)
        ]
        used.update(hits)
        if not item.optional:
            tally.right += bool(hits)
            tally.missed += not hits
            if not hits:
                scores.errors.append(f"{gold.name} checks: missed {item.kind} {' '.join(map(str, item.anchors))}")
    for index, row in enumerate(wrong):
        if index not in used:
            tally.extra += 1
            scores.errors.append(f"{gold.name} checks: extra {row.get('kind')} {row.get('message')}")


def _spellings(item: GoldName) -> set[str]:
    """The names accepted for an item, each with and without its kind word."""
    names = {squeeze(name) for name in (item.name, *item.others)}
    kind = squeeze(item.kind)
    return names | {name + kind for name in names} | {name.removesuffix(kind) for name in names} - {""}


def _runs(indices: list[int]) -> list[tuple[int, int]]:
    """Half-open runs of neighbouring indices, gaps of white space up to three characters bridged."""
    runs: list[tuple[int, int]] = []
    for index in indices:
        if runs and index - runs[-1][1] <= 3:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs
