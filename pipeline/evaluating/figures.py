"""Scoring quantities: found, read right, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.evaluating.anchors import Locator
from pipeline.evaluating.matching import Row, region_right, span, subject_right, sure, value_right

if TYPE_CHECKING:
    from pipeline.evaluating.gold import Gold, GoldFigure
    from pipeline.evaluating.scores import Scores


def score_figures(gold: Gold, text: str, rows: list[Row], scores: Scores) -> None:
    """Score the figures and the withheld figures of one report; `text` is the raw text that the rows' offsets count."""
    real = [row for row in rows if not row.get("missing")]
    withheld = [row for row in rows if row.get("missing")]
    locator = Locator(text)
    spots = [(figure, locator.number(figure.anchor)) for figure in gold.figures]
    taken: set[int] = set()
    for figure, spot in sorted(spots, key=lambda pair: pair[0].optional):
        index = _row_at(figure, spot, real, taken)
        if index is not None:
            taken.add(index)
        if not figure.optional:
            _score_one(gold, figure, spot, None if index is None else real[index], scores)
    for index, row in enumerate(real):
        if index not in taken:
            _score_extra(gold, row, scores)
    _score_withheld(gold, text, withheld, scores)


def _row_at(figure: GoldFigure, spot: int | None, rows: list[Row], taken: set[int]) -> int | None:
    """The free row that covers the figure's first numeral, a right one first."""
    if spot is None:
        return None
    here = [i for i, row in enumerate(rows) if i not in taken and span(row)[0] <= spot < span(row)[1]]
    return next((i for i in here if value_right(figure, rows[i])), here[0] if here else None)


def _score_one(gold: Gold, figure: GoldFigure, spot: int | None, row: Row | None, scores: Scores) -> None:
    name = f"{gold.name} {figure.anchor}@{spot if spot is not None else 'not in text'}"
    right = row is not None and value_right(figure, row)
    detect, strict = scores.tallies["q_detect"], scores.tallies["q_strict"]
    detect.right += row is not None
    detect.missed += row is None
    strict.right += right
    strict.missed += not right
    strict.extra += row is not None and not right
    if not right:
        want = f"{figure.low:g}" if figure.low == figure.high else f"{figure.low:g}..{figure.high:g}"
        scores.errors.append(f"{name} q_strict: want {want} {'/'.join(figure.units)}, got {_reading(row)}")
    _score_indicator(name, figure, row, scores)
    if row is None:
        return
    if sure(row):
        scores.ratios["q_confident"].add(right)
    if right:
        scores.ratios["q_confident_cover"].add(sure(row))
        _score_attributes(name, gold, figure, row, scores)


def _score_attributes(name: str, gold: Gold, figure: GoldFigure, row: Row, scores: Scores) -> None:
    """What is asked of rightly read figures only."""

    def ask(metric: str, right: bool, want: str, got: str | None) -> None:
        if not scores.ratios[metric].add(right):
            scores.errors.append(f"{name} {metric}: want {want}, got {got or 'nothing'}")

    if figure.subjects:
        ask("q_subject", subject_right(figure, row), "/".join(figure.subjects), row.get("subject"))
    where = figure.region or gold.region
    if where:
        ask("q_region", region_right(where, row.get("region_name", "")), where, row.get("region_name"))
    ask("q_qualifier", row.get("qualifier") == figure.qualifier, figure.qualifier, row.get("qualifier"))
    ask("q_status", row.get("status") == figure.status, figure.status, row.get("status"))
    if figure.period:
        ask("q_period", (row.get("period") or "").startswith(figure.period), figure.period, row.get("period"))


def _score_indicator(name: str, figure: GoldFigure, row: Row | None, scores: Scores) -> None:
    """Codes: any accepted one is right; where none is accepted too, an accepted one neither helps nor hurts."""
    tally = scores.tallies["q_indicator"]
    found = (row or {}).get("indicator", "")
    if found in figure.indicators and "" in figure.indicators:
        return
    wanted = bool(figure.indicators) and "" not in figure.indicators
    right = wanted and found in figure.indicators
    tally.right += right
    tally.missed += wanted and not right
    tally.extra += bool(found) and not right
    if row and (wanted or found) and not right:  # a figure not found has its own line
        want = "/".join(figure.indicators) or "none"
        scores.errors.append(f"{name} q_indicator: want {want}, got {found or 'none'}")


def _score_extra(gold: Gold, row: Row, scores: Scores) -> None:
    scores.tallies["q_detect"].extra += 1
    scores.tallies["q_strict"].extra += 1
    if sure(row):
        scores.ratios["q_confident"].add(False)
    scores.errors.append(f"{gold.name} {row.get('text')}@{span(row)[0]} q_detect: no figure, got {_reading(row)}")


def _score_withheld(gold: Gold, text: str, rows: list[Row], scores: Scores) -> None:
    """A gap has no glyph of its own: a row that touches it within two characters finds it."""
    tally, kinds = scores.tallies["missing"], scores.ratios["missing_kind"]
    locator = Locator(text)
    spots = [(item, locator.span(item.anchor)) for item in gold.missing]
    used: set[int] = set()
    for item, place in sorted(spots, key=lambda pair: pair[0].optional):
        near = (
            i
            for i, row in enumerate(rows)
            if place and i not in used and span(row)[0] - 2 <= place[0] <= span(row)[1] + 2
        )
        hit = next(near, None)
        if hit is not None:
            used.add(hit)
        if item.optional:
            continue
        tally.right += hit is not None
        tally.missed += hit is None
        if hit is None:
            scores.errors.append(f"{gold.name} {item.anchor}@{place and place[0]} missing: not reported")
        elif not kinds.add(rows[hit].get("missing") == item.kind):
            scores.errors.append(f"{gold.name} {item.anchor} missing_kind: want {item.kind}")
    for index, row in enumerate(rows):
        if index not in used:
            tally.extra += 1
            scores.errors.append(f"{gold.name} {row.get('text')}@{span(row)[0]} missing: nothing is withheld here")


def _reading(row: Row | None) -> str:
    if row is None:
        return "no row"
    value = row.get("value") or f"{row.get('value_low')}..{row.get('value_high')}"
    return f"{row.get('text')!r} = {value} {row.get('unit')} ({row.get('rule')})"
