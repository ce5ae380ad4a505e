"""Calling a function for many items in processes of their own, one thread each, on every core."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Final, TypeVar

from kinward.errors import KinwardError, unforeseen

T = TypeVar("T")
R = TypeVar("R")

_ONE_THREAD: Final = ("POLARS_MAX_THREADS", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
"""Read by libraries when they are imported, and so set before a process begins."""


def each(
    function: Callable[[T], R],
    items: Sequence[T],
    workers: int,
    *,
    first_alone: bool = False,
) -> Iterator[tuple[T, R | KinwardError]]:
    """Call the function for each item, several at once; give the results as they come.

    An error takes the place of the result of its item, and the others go on: also where the system
    ends a process, for want of memory, say.

    Args:
        function: of a module; items and results must pickle.
        items: what to call it with.
        workers: so many processes.
        first_alone: whether the others wait until one call is done, which may compile what all use.
    """
    todo = deque(items)
    with _one_thread_each():
        while todo:
            crew = min(workers, len(todo))
            suspects = yield from _until_broken(function, todo, crew, first_alone=first_alone)
            for item in suspects:
                alone = deque([item])
                if (yield from _until_broken(function, alone, 1, first_alone=False)):
                    yield item, _ended()


def _until_broken(
    function: Callable[[T], R], todo: deque[T], crew: int, *, first_alone: bool
) -> Generator[tuple[T, R | KinwardError], None, list[T]]:
    """Take from what is to do until it is done, or a process ends and takes the others with it.

    Returns:
        The items under way when a process ended, one of which is to blame.
    """
    running: dict[Future[R], T] = {}
    lost: list[T] = []
    room = 1 if first_alone else crew
    with ProcessPoolExecutor(crew, get_context("spawn"), _begin) as pool:
        while (todo or running) and not lost:
            while todo and len(running) < room and not lost:
                item = todo.popleft()
                try:
                    running[pool.submit(function, item)] = item
                except BrokenProcessPool:
                    lost.append(item)
            # Only as many are handed out as there are processes: the rest is safe if one ends.
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            room = crew
            for future in done:
                item, error = running.pop(future), future.exception()
                if isinstance(error, BrokenProcessPool):
                    lost.append(item)
                else:
                    yield item, future.result() if error is None else _told(error)
    return [*lost, *running.values()]


def _told(error: BaseException) -> KinwardError:
    return error if isinstance(error, KinwardError) else unforeseen(error)


def _ended() -> KinwardError:
    return KinwardError(
        "The system ended the process that worked on it",
        remedy="There may be too little memory: run it again with fewer --runs or --threads.",
    )


def _begin() -> None:
    """Leave Ctrl-C to the parent, and end when the parent has been ended without a word."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
