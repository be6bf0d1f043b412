"""Sentences and the indicators in them, through the whole extraction."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Document
from extractors.indicators import load_catalogue
from pipeline.cleaning import clean
from pipeline.extract import extract

CASES = Path(__file__).parent / "cases" / "indicators.txt"
SCALE = {"万": 10_000, "亿": 100_000_000}


def lines() -> list[tuple[str, str]]:
    pairs = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            said, arrow, meant = line.partition(" => ")
            assert arrow, f"no ' => ' in {line!r}"
            pairs.append((said, meant))
    return pairs


def number(written: str) -> float:
    scale = SCALE.get(written[-1], 1)
    return round(float(written.rstrip("万亿")) * scale, 4)


def meant_codes(meant: str) -> list[tuple[str, float]]:
    if meant == "-":
        return []
    pairs = (part.split("=") for part in meant.split("; "))
    return sorted((code, number(written)) for code, written in pairs)


def found_codes(said: str) -> list[tuple[str, float | None]]:
    figures = extract(clean(Document.of(said))).figures
    return sorted(
        (figure.indicator or figure.indicator_wide, round(figure.value, 4) if figure.value is not None else None)
        for figure in figures
        if figure.indicator or figure.indicator_wide
    )


@pytest.mark.parametrize(("said", "meant"), [pytest.param(*pair, id=pair[0][:40]) for pair in lines()])
def test_sentence_means(said: str, meant: str) -> None:
    assert found_codes(said) == meant_codes(meant)


def test_cases_name_codes_of_the_catalogue() -> None:
    codes = {item.code for item in load_catalogue().indicators}
    assert {code for _, meant in lines() for code, _ in meant_codes(meant)} <= codes


def test_there_are_300_lines_a_third_of_them_traps() -> None:
    everything = lines()
    assert len(everything) >= 300
    assert sum(meant == "-" for _, meant in everything) * 3 >= len(everything)
