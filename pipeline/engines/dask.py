"""Many machines by Dask, an extra: baobiao[dask]. The same tables as from one process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.errors import EngineError
from pipeline.work import Result, Task, failed, process

WINDOW = 4  # tasks under way for each thread of the cluster
LIVES = 1  # times that a document may kill its worker before it is failed, after the first


def run(tasks: Iterable[Task], *, jobs: int, scheduler: str | None = None) -> Iterator[Result]:
    """Results in the order in which they are ready.

    `scheduler` (tcp://…) joins an existing cluster, whose workers must have baobiao installed and see the input files
    under the same paths; without it a local cluster of `jobs` processes is started. A document that kills its worker
    twice is failed. Raises EngineError where the extra is missing or the scheduler does not answer.
    """
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise EngineError("--engine dask needs the extra: pip install 'baobiao[dask]'") from error
    with _client(Client, jobs, scheduler) as client:
        waiting = iter(tasks)
        of: dict[str, Task] = {}
        room = WINDOW * max(1, sum(client.nthreads().values()))
        done = as_completed(with_results=False)
        for task in _first(waiting, room):
            _submit(client, done, of, task)
        for future in done:
            task = of.pop(future.key)
            yield _result(future, task)
            for following in _first(waiting, 1):
                _submit(client, done, of, following)


def _client(client: Any, jobs: int, scheduler: str | None) -> Any:
    import dask

    dask.config.set({"distributed.scheduler.allowed-failures": LIVES, "distributed.worker.daemon": False})
    try:
        if scheduler:
            return client(scheduler, timeout="10s")
        return client(n_workers=max(1, jobs), threads_per_worker=1, processes=True, dashboard_address=None)
    except (OSError, TimeoutError) as error:
        raise EngineError(f"{scheduler}: the Dask scheduler does not answer ({error}); check the address") from error


def _first(tasks: Iterator[Task], count: int) -> Iterator[Task]:
    for _ in range(count):
        task = next(tasks, None)
        if task is None:
            return
        yield task


def _submit(client: Any, done: Any, of: dict[str, Task], task: Task) -> None:
    future = client.submit(process, task, pure=False)
    of[future.key] = task
    done.add(future)


def _result(future: Any, task: Task) -> Result:
    error = future.exception()
    if error is None:
        result: Result = future.result()
        return result
    message = f"the reader crashed on this file twice ({type(error).__name__}): convert it to text or a new PDF"
    return Result(source=task.source, document=failed("read", "crash", message))
