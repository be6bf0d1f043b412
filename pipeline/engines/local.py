"""Worker processes on this machine that can be killed one by one."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from itertools import chain
from multiprocessing import get_start_method

from pipeline.work import Result, Task, failed, prepare, process

WINDOW = 4  # tasks under way for each worker: enough to keep it busy, few enough to keep memory flat
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
OCR_SECONDS = 60.0  # more time for each page that is recognized; measured: 6 to 14
MEMORY = 4 * 2**30  # bytes of address space for one worker: a report needs a twentieth, a bomb all there is
RECYCLE = 500  # documents after which a worker is replaced, so that a leak in a parser does not grow


def run(tasks: Iterable[Task], *, jobs: int, seconds: float) -> Iterator[Result]:
    """Results in the order in which they are ready. `jobs` 0 works in this very process, without limits.

    A document that takes longer than `seconds` (and a minute more for each page that wants OCR), takes more than
    MEMORY, or kills its worker twice is failed; the others go on.
    """
    if jobs == 0:
        yield from map(process, tasks)
        return
    from pebble import ProcessPool

    waiting = iter(tasks)
    first = next(waiting, None)
    if first is None:
        return
    if get_start_method() == "fork":
        prepare(first.rules)
    waiting = chain([first], waiting)
    again: deque[tuple[Task, float]] = deque()  # tasks to be done once more, with their time
    under_way: dict[Future[Result], tuple[Task, float]] = {}
    crashed: set[str] = set()
    with ProcessPool(max_workers=jobs, max_tasks=RECYCLE, initializer=begin_worker) as pool:
        while True:
            while len(under_way) < jobs * WINDOW:
                task, limit = again.popleft() if again else (next(waiting, None), seconds)
                if task is None:
                    break
                now = replace(task, ocr=False) if limit == seconds else task
                under_way[pool.schedule(process, args=(now,), timeout=limit)] = task, limit
            if not under_way:
                return
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                task, limit = under_way.pop(future)
                result = _result(future, task, limit)
                if result.waiting:
                    again.append((task, limit + OCR_SECONDS * result.waiting))
                elif result.document.get("category") == "crash" and task.source not in crashed:
                    crashed.add(task.source)
                    again.append((task, limit))
                else:
                    yield result


def begin_worker() -> None:
    """Give this worker no more than MEMORY of address space, and let it die with the run that started it."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _result(future: Future[Result], task: Task, limit: float) -> Result:
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError:
        message = f"not done after {limit:g} seconds: split the file or raise --seconds"
        return Result(source=task.source, document=failed("read", "timeout", message))
    except MemoryError:
        message = "needs more memory than one document may take: split the file"
        return Result(source=task.source, document=failed("read", "memory", message))
    except ProcessExpired as error:
        message = f"the reader crashed on this file twice (exit code {error.exitcode}): convert it to text or a new PDF"
        return Result(source=task.source, document=failed("read", "crash", message))


def all_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
