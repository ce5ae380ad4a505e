"""The work of many jobs: look what is done, do the rest on every core or a cluster, keep it all."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import polars as pl

from kinward.authorities import processes
from kinward.authorities.store import Store
from kinward.authorities.summary import Summary
from kinward.errors import KinwardError


class Job(Protocol):
    """Something to do, on any machine that sees the files.

    Attributes:
        name: of its document, in the folder of results.
        request: the record by which its document is known again (`request.record`).
    """

    @property
    def name(self) -> str: ...

    @property
    def request(self) -> Mapping[str, Any]: ...


J = TypeVar("J", bound=Job)
R = TypeVar("R")


@dataclass(frozen=True)
class Progress:
    """A job has been done, or has failed.

    Attributes:
        name: of the job; empty in the first report, before any has been done.
        error: why it failed, else None.
        done: how many have been, with those that were there already.
        total: how many there are.
    """

    name: str
    error: str | None
    done: int
    total: int


Tell = Callable[[Progress], None]


def nobody(_: Progress) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class Task(Generic[J, R]):
    """What is to be done with each job.

    Attributes:
        work: makes its document, as plain JSON, with `request` in it; a function of a module, as
            other processes know it by its name.
        row: what the summary tells of it.
        table: the summary as it is written.
        compiled: the compiled function that all use, for which they wait if it is not kept yet.
    """

    work: Callable[[J], dict[str, Any]]
    row: Callable[[J, Mapping[str, Any]], R]
    table: Callable[[Summary[R]], pl.DataFrame]
    compiled: str


@dataclass(frozen=True)
class Crew:
    """Who does the work.

    Attributes:
        at_once: processes of this machine; None for as many as it has cores.
        scheduler: the address of a Dask cluster that does it, or None for this machine.
        seen: files that the workers of a cluster are going to read.
    """

    at_once: int | None = None
    scheduler: str | None = None
    seen: Sequence[Path] = ()


def spread(
    jobs: Iterable[J], task: Task[J, R], out: Path, crew: Crew, tell: Tell = nobody
) -> Summary[R]:
    """Do each job that the folder has no document of, keep what comes of it, and sum it all up.

    Raises:
        InputError: the results cannot be written; a worker of the cluster does not see a file.
        ArgumentError: the cluster cannot be used.
        KinwardError: the connection with the cluster is lost.
    """
    store = Store(out)
    store.refuse_file()
    rows, left = _recalled(store, jobs, task)
    failed: dict[str, str] = {}
    already = len(rows)
    total = already + len(left)
    tell(Progress("", None, already, total))
    with closing(_do(left, task, crew)) as results:
        for job, result in results:
            error = None
            if isinstance(result, KinwardError):
                failed[job.name] = error = str(result)
                store.fail(job.name, result)
            else:
                rows[job.name] = task.row(job, result)
                store.keep(job.name, result)
            tell(Progress(job.name, error, len(rows) + len(failed), total))
    summary = Summary(
        tuple(rows[name] for name in sorted(rows)), dict(sorted(failed.items())), already
    )
    store.summarise(task.table(summary))
    return summary


def _recalled(store: Store, jobs: Iterable[J], task: Task[J, R]) -> tuple[dict[str, R], list[J]]:
    """The rows of what has been done for the same request, and the jobs that are left."""
    rows, left = {}, []
    for job in jobs:
        given = store.kept(job.name, job.request)
        if given is None:
            left.append(job)
        else:
            rows[job.name] = task.row(job, given)
    return rows, left


def _do(
    jobs: Sequence[J], task: Task[J, R], crew: Crew
) -> Generator[tuple[J, dict[str, Any] | KinwardError], None, None]:
    if not jobs:
        return
    if crew.scheduler is None:
        from kinward.forecast.compiled import kept

        workers = crew.at_once or os.cpu_count() or 1
        yield from processes.each(task.work, jobs, workers, first_alone=not kept(task.compiled))
    else:
        from kinward.authorities import elsewhere

        yield from elsewhere.each(crew.scheduler, task.work, jobs, crew.seen)
