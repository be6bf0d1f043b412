"""Worker processes on this machine that can be killed one by one."""

from __future__ import annotations

import os
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import TYPE_CHECKING

from pipeline.work import Result, Task, failed, process

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WINDOW = 4  # tasks under way for each worker: enough to keep it busy, few enough to keep memory flat
RECYCLE = 500  # documents after which a worker is replaced, so that a leak in a parser does not grow


def run(tasks: Iterable[Task], *, jobs: int, seconds: float) -> Iterator[Result]:
    """Results in the order in which they are ready. `jobs` 0 works in this very process, without limits.

    A document that takes longer than `seconds` or kills its worker is failed; the others go on.
    """
    if jobs == 0:
        yield from map(process, tasks)
        return
    from pebble import ProcessPool

    waiting = iter(tasks)
    under_way: dict[Future[Result], Task] = {}
    with ProcessPool(max_workers=jobs, max_tasks=RECYCLE) as pool:
        while True:
            for task in waiting:
                under_way[pool.schedule(process, args=(task,), timeout=seconds)] = task
                if len(under_way) >= jobs * WINDOW:
                    break
            if not under_way:
                return
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                yield _result(future, under_way.pop(future), seconds)


def _result(future: Future[Result], task: Task, seconds: float) -> Result:
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError:
        message = f"not done after {seconds:g} seconds: split the file or raise --seconds"
        return Result(source=task.source, document=failed("read", "timeout", message))
    except (ProcessExpired, MemoryError) as error:
        message = f"the reader crashed on this file ({error}): convert it to text or a new PDF"
        return Result(source=task.source, document=failed("read", "crash", message))


def all_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
