"""The house rules, so that one command proves everything."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support import ROOT

LONGEST = 300
CHECKS = {
    "ruff: no smell": ["ruff", "check", "."],
    "ruff: one format": ["ruff", "format", "--check", "."],
    "mypy: strict types": ["mypy"],
    "README derives from the schema": ["cogapp", "--check", "README.md"],
}


@pytest.mark.parametrize("command", CHECKS.values(), ids=CHECKS)
def test_tool_is_content(command):
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_layers_hold():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]


def tracked(pattern):
    done = subprocess.run(["git", "ls-files", pattern], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout: cannot tell the project's files from others")
    return [ROOT / name for name in done.stdout.splitlines() if (ROOT / name).exists()]


def test_files_are_small_enough_to_hold_in_the_head():
    long = {
        str(p.relative_to(ROOT)): n for p in tracked("*.py") if (n := len(p.read_text("utf-8").splitlines())) > LONGEST
    }
    assert not long


def test_top_level_is_what_the_user_fixed():
    allowed = {
        "pyproject.toml",
        "pipeline",
        "extractors",
        "corpus",
        "outputs",
        "tests",
        "README.md",
        "Makefile",
        ".ci",
        "LICENSE",
        ".gitignore",
    }
    assert {p.relative_to(ROOT).parts[0] for p in tracked("")} <= allowed


def test_every_dependency_says_why_it_is_there():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    listed = text[text.index("dependencies = [") : text.index("[project.optional-dependencies]")]
    silent = [line for line in listed.splitlines() if line.strip().startswith('"') and "#" not in line]
    assert not silent


def test_locked_versions_cover_every_dependency():
    lock = (ROOT / ".ci" / "requirements.lock").read_text("utf-8")
    locked = {line.partition("==")[0].lower().replace("_", "-") for line in lock.splitlines()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(one for extra in extras for one in extra)]
    names = {re.match(r"[A-Za-z0-9_.-]+", one).group().lower().replace("_", "-") for one in wanted}
    assert names <= locked
