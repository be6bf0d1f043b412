"""The team's annotated reports, where they are beside the project: no metric may fall below what the issues ask."""

import subprocess
import sys

from tests.support import SHARED, baobiao, needs_shared

LEAST = {
    "documents": 1, "region": 1, "q_detect": 0.985, "q_strict": 0.97, "q_subject": 0.93, "q_qualifier": 0.98,
    "q_status": 0.95, "q_period": 0.90, "q_region": 0.97, "q_confident": 0.99, "q_confident_cover": 0.85, "missing": 0.95,
    "q_indicator": 0.90, "orgs": 0.88, "org_type": 0.95, "campaigns": 0.85, "measures": 0.85, "topic": 0.80,
}  # fmt: skip


@needs_shared
def test_annotated_reports_reach_what_the_issues_ask(tmp_path):
    texts = [*sorted((SHARED / "seeds").glob("*.txt")), *sorted((SHARED / "real").glob("h*.txt"))]
    assert baobiao("run", *texts, "-o", tmp_path).returncode == 0
    least = [f"{name}={value}" for name, value in LEAST.items()]
    command = [
        sys.executable,
        SHARED / "score" / "score.py",
        tmp_path,
        SHARED / "gold",
        "--errors",
        "20",
        "--min",
        *least,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
