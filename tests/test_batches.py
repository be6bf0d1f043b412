"""Batches: many files, broken ones among them, runs that are killed, two at a time; every engine the same tables."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.engines import local
from pipeline.work import Task, process
from tests.support import baobiao
from tests.synthetic import BROKEN, report, write_batch
from tests.test_run import everything, rows


@pytest.fixture(scope="module")
def batch(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("batch") / "in"
    write_batch(folder, 60)
    return folder


@pytest.fixture(scope="module")
def undisturbed(batch) -> dict[str, bytes]:
    assert baobiao("run", batch, "-o", batch.parent / "whole", "-j", "2").returncode == 0
    return everything(batch.parent / "whole")


def test_broken_files_cost_themselves_only(tmp_path):
    write_batch(tmp_path / "in", 200, 4)
    done = baobiao("run", tmp_path / "in", "-o", tmp_path / "out", "--json")
    assert done.returncode == 3
    documents = rows(tmp_path / "out", "documents")
    status = [(row["status"], row["source"].startswith("broken")) for row in documents]
    assert status.count(("ok", False)) == 200
    assert status.count(("failed", True)) == 4 * len(BROKEN) == 40
    assert len(status) == 240
    assert all(row["message"] and row["category"] for row in documents if row["status"] == "failed")
    assert not [row for row in documents if row["category"] == "bug"]


def test_killed_at_any_moment_the_next_run_finishes_the_work(batch, undisturbed, tmp_path):
    dice = random.Random(7)
    for number in range(20):
        out = tmp_path / str(number)
        command = [sys.executable, "-m", "pipeline", "run", str(batch), "-o", str(out), "-j", "2"]
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(dice.uniform(0.05, 2.5))
        run.send_signal(signal.SIGKILL)
        run.wait()
        if number % 4 == 0:  # the store is readable as it was left, then finished
            again = baobiao("run", batch, "-o", out, "-j", "2", "--json")
            assert again.returncode == 0, again.stderr.decode()
            assert everything(out) == undisturbed
        else:
            again = baobiao("run", batch / "00000.txt", "-o", out, "-j", "0")
            assert again.returncode == 0, again.stderr.decode()


def test_second_run_at_the_same_time_is_refused(batch, tmp_path):
    from pipeline.store import Store

    held = Store.open(tmp_path, to_write=True)
    done = baobiao("run", batch, "-o", tmp_path)
    held.close()
    assert done.returncode == 2
    assert "another run is writing here" in done.stderr.decode()
    assert baobiao("run", batch / "00001.txt", "-o", tmp_path).returncode == 0


def test_disk_full_is_said_and_nothing_is_lost(batch, undisturbed, tmp_path):
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000)); "
    limited += "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    limited += f"import sys; sys.argv = ['baobiao', 'run', {str(batch)!r}, '-o', {str(tmp_path)!r}, '-j', '0']; "
    limited += "from pipeline.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", limited], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "writing failed" in done.stderr
    assert baobiao("run", batch, "-o", tmp_path, "-j", "2").returncode == 0
    assert everything(tmp_path) == undisturbed


def test_one_process_gives_the_same_tables(batch, undisturbed, tmp_path):
    assert baobiao("run", batch, "-o", tmp_path, "-j", "1").returncode == 0
    assert everything(tmp_path) == undisturbed


def test_dask_gives_the_same_tables(batch, undisturbed, tmp_path):
    pytest.importorskip("distributed", reason="the extra baobiao[dask] is not installed")
    done = baobiao("run", batch, "-o", tmp_path, "--engine", "dask", "-j", "2")
    assert done.returncode == 0, done.stderr.decode()
    assert everything(tmp_path) == undisturbed


def test_dask_scheduler_that_does_not_answer_is_a_refusal(batch, tmp_path):
    pytest.importorskip("distributed", reason="the extra baobiao[dask] is not installed")
    done = baobiao("run", batch, "-o", tmp_path, "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert "the Dask scheduler does not answer" in done.stderr.decode()


def _hang(task: Task):
    if task.source == "hang":
        time.sleep(60)
    if task.source == "crash":
        import os

        os._exit(9)
    if task.source == "eat":
        return len(bytearray(64 * 2**30))
    return process(task)


def test_document_that_hangs_crashes_or_eats_memory_costs_itself_only(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(report(1), encoding="utf-8")
    monkeypatch.setattr(local, "process", _hang)
    names = ["a", "hang", "b", "crash", "c", "eat", "d"]
    tasks = [Task(path=tmp_path / "a.txt", source=name) for name in names]
    got = {result.source: result.document for result in local.run(tasks, jobs=2, seconds=3)}
    assert {name: got[name]["status"] for name in names} == {
        name: "failed" if name in ("hang", "crash", "eat") else "ok" for name in names
    }
    assert (got["hang"]["category"], got["crash"]["category"], got["eat"]["category"]) == ("timeout", "crash", "memory")


def test_repeated_run_over_unchanged_input_reads_nothing(batch, undisturbed):
    again = json.loads(baobiao("run", batch, "-o", batch.parent / "whole", "--json").stdout)
    assert (again["read"], again["skipped"]) == (0, 60)
    assert everything(batch.parent / "whole") == undisturbed
