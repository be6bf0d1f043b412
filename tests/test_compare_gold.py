"""Over the team's annotated reports: a row of the comparison for every annotated indicator, right in place and value."""

from __future__ import annotations

import csv
import json

import pytest

from extractors.figures.units import load_units
from tests.support import SHARED, baobiao, needs_shared

pytestmark = needs_shared
REAL = ("h02", "h07", "h10", "h12")


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    out = tmp_path_factory.mktemp("gold")
    files = [SHARED / "real" / f"{name}.txt" for name in REAL]
    done = baobiao("run", SHARED / "seeds", *files, "-o", out)
    assert done.returncode == 0, done.stderr.decode()
    with (out / "comparison.csv").open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def annotated() -> list[tuple[str, str, float]]:
    """(indicator, place, value in the base unit) of every annotated figure that is surely one."""
    found = []
    for path in sorted((SHARED / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for item in gold["q"]:
            if item.get("ind") and not item.get("opt") and isinstance(item["v"], (int, float)):
                unit, _ = load_units().bare(item["u"], 0)
                factor = float(unit.factor) if unit else 1.0
                found.append((item["ind"], item.get("region") or gold["region"], item["v"] * factor))
    return found


def test_every_annotated_indicator_has_its_row(rows: list[dict[str, str]]) -> None:
    there = {
        (row["indicator"], round(float(row["base_value"]), 3)): row["region_name"] for row in rows if row["base_value"]
    }
    wanted = annotated()
    assert len(wanted) >= 60
    missing = [
        (code, place, value)
        for code, place, value in wanted
        if not there.get((code, round(value, 3)), "").endswith(place)
    ]
    assert missing == []
