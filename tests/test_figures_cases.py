"""Each line of cases/figures.txt is a case: what the text says and which figures are in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.dates import find_dates
from extractors.document import Document
from extractors.figures import find_figures, find_readings
from extractors.records import Figure

CASES = Path(__file__).parent / "cases" / "figures.txt"
SIGNS = {"exact": "", "about": "约 ", "at_least": "至少 ", "at_most": "至多 ", "range": ""}


def cases() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" => ") for line in lines if line.strip() and not line.startswith("#")]
    return [(said, meant) for said, meant in pairs]


def written(figure: Figure) -> str:
    if figure.missing:
        return f"缺 {figure.unit}".strip()
    ends = f"{figure.value_low:.12g}到{figure.value_high:.12g}" if figure.value is None else ""
    number = ends or f"{figure.value:.12g}"
    per = f" 每{figure.per}" if figure.per and "/" not in figure.unit else ""
    return f"{SIGNS[figure.qualifier]}{number} {figure.unit}".strip() + per


def meaning(said: str) -> str:
    """What is read in the text, as the case file writes it."""
    document = Document.of(said)
    dates = find_dates(document)
    figures = find_figures(document, (), dates)
    if figures:
        return "；".join(written(figure) for figure in figures)
    reasons = [reading.reason for reading in find_readings(document, (), dates)]
    return f"无 {reasons[0]}" if reasons else "无"


@pytest.mark.parametrize(("said", "meant"), cases(), ids=[said for said, _ in cases()])
def test_case(said: str, meant: str) -> None:
    assert meaning(said) == meant


def test_cases_are_many_and_a_third_are_traps() -> None:
    pairs = cases()
    traps = sum(meant.startswith("无") for _, meant in pairs)
    assert len(pairs) >= 400
    assert traps * 3 >= len(pairs)
    assert len({said for said, _ in pairs}) == len(pairs), "the same case twice"
