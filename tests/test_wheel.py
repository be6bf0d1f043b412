"""The wheel works where the repository is not: every data file is in it, the command runs in an empty folder."""

import csv
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.synthetic import report

LARGEST = 8 * 2**20  # bytes


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("baobiao-*.whl")
    return made


def test_wheel_is_small(wheel):
    assert wheel.stat().st_size < LARGEST


def test_installed_elsewhere_it_runs(wheel, tmp_path):
    home = tmp_path / "env"
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    subprocess.run([home / "bin" / "pip", "install", "--quiet", "--no-deps", str(wheel)], check=True)
    (library,) = (home / "lib").glob("python*/site-packages")
    # the dependencies are those of this test run; the package itself comes before them, from the wheel
    (library / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "报告.txt").write_text(report(5), encoding="utf-8")
    outside = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    where = "import pipeline, extractors; print(pipeline.__path__[0], extractors.__path__[0])"
    code = subprocess.run(
        [home / "bin" / "python", "-c", where], cwd=empty, env=outside, capture_output=True, text=True, check=True
    )
    assert code.stdout.split() == [str(library / "pipeline"), str(library / "extractors")]
    done = subprocess.run(
        [home / "bin" / "baobiao", "run", "报告.txt", "-o", "out"],
        cwd=empty,
        env=outside,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with (empty / "out" / "quantities.csv").open(encoding="utf-8-sig", newline="") as handle:
        assert len(list(csv.DictReader(handle))) > 5
