"""The committed run over corpus/ is what the code gives today; `make sample` renews it, on purpose and never in CI."""

import pytest

from tests.support import ROOT, baobiao

SAMPLE = ROOT / "outputs" / "sample"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    out = tmp_path_factory.mktemp("sample")
    done = baobiao("run", ROOT / "corpus" / "reports", "-o", out)
    assert done.returncode == 0, done.stderr.decode()
    return out


def tables(folder):
    return {p.name: p for p in sorted([*folder.glob("*.csv"), folder / "datapackage.json"])}


def test_no_table_came_or_went(fresh):
    assert set(tables(fresh)) == set(tables(SAMPLE))


@pytest.mark.parametrize("name", sorted(tables(SAMPLE)))
def test_table_is_as_committed(fresh, name):
    now, then = ((folder / name).read_text("utf-8-sig").splitlines() for folder in (fresh, SAMPLE))
    changed = [f"line {n}: {a!r} was {b!r}" for n, (a, b) in enumerate(zip(now, then, strict=False), 1) if a != b]
    assert (len(now), changed[:5]) == (len(then), []), (
        f"{len(changed)} lines differ; if that is meant, run `make sample`"
    )


def test_texts_are_as_committed(fresh):
    now, then = ({p.name: p.read_bytes() for p in (folder / "texts").iterdir()} for folder in (fresh, SAMPLE))
    assert now == then
