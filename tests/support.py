"""What several tests share: case files, the command, the team's shared material where it is there."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
SHARED = ROOT.parent / "shared"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="../shared, the team's real reports and gold, is not beside the project"
)


def cases(name: str) -> Iterator[tuple[str, str]]:
    """(said, meant) of every `said => meant` line of a case file; lines that begin with # are comments."""
    for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            said, _, meant = line.partition(" => ")
            yield said, meant.strip()


def baobiao(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a user does."""
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, cwd=cwd, timeout=300)
