"""Other projects' own cases, where they lie beside the repository: the words must be read as those projects read them."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.explain import explain_jsonl

PEERS = Path(__file__).resolve().parents[2] / "shared" / "peers"
FLOORS = {"number": 0.985, "percent": 0.97, "currency": 0.95, "dimension": 0.95, "range": 0.95, "ordinal": 0.95}

pytestmark = pytest.mark.skipif(not PEERS.is_dir(), reason="the cases are not beside this checkout")


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    spec = importlib.util.spec_from_file_location("score_peers", PEERS / "score_peers.py")
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    lines = (PEERS / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for line, answer in zip(lines, explain_jsonl(lines), strict=True):
        case, readings = json.loads(line), json.loads(answer)["readings"]
        for want in case["expected"]:
            asked[case["kind"]] += 1
            near = [r for r in readings if r["start"] < want["end"] and want["start"] < r["end"]]
            right[case["kind"]] += any(scorer.right(want, r) for r in near)
    return {kind: right[kind] / asked[kind] for kind in asked}


@pytest.mark.parametrize("kind", FLOORS)
def test_peers(shares: dict[str, float], kind: str) -> None:
    assert shares[kind] >= FLOORS[kind]


def test_a_line_that_is_no_case_is_named() -> None:
    with pytest.raises(InputError, match="line 2"):
        list(explain_jsonl(['{"id": "1", "text": "3个"}', '{"id": "2"}']))
