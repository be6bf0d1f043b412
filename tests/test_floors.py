"""Quality is a ratchet: a run over the samples must not score below what was reached before."""

import pytest

from pipeline.evaluate import evaluate, fingerprint, read_floors
from pipeline.run import run
from tests.support import ROOT

CORPUS = ROOT / "corpus"
RENEW = "baobiao evaluate OUT corpus/gold --write-floors corpus/floors.toml"


@pytest.fixture(scope="module")
def scores(tmp_path_factory):
    out = tmp_path_factory.mktemp("floors")
    run([CORPUS / "reports"], out)
    return evaluate(out, CORPUS / "gold")


def test_the_floors_were_measured_on_this_corpus():
    assert read_floors(CORPUS / "floors.toml")[0] == fingerprint(CORPUS), f"the samples changed: {RENEW}"


def test_no_metric_is_below_its_floor(scores):
    _, floors = read_floors(CORPUS / "floors.toml")
    assert floors
    below = scores.short(floors)
    assert not below, "\n".join([*below, *scores.errors[:60]])
