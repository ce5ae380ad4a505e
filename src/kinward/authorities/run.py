"""The whole way for many authorities: find, look what is done, do the rest, put side by side."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from kinward.authorities import processes
from kinward.authorities.find import Authority, find
from kinward.authorities.request import Job, absolute, record, work
from kinward.authorities.store import Store
from kinward.authorities.summary import Row, Summary, row, table
from kinward.errors import ArgumentError, KinwardError
from kinward.forecast.cost import read_prices
from kinward.pipeline import Ahead, Inputs
from kinward.reference import categories, lait, population

_SUMMARY: Final = "summary.csv"


@dataclass(frozen=True)
class Progress:
    """An authority has been done, or has failed.

    Attributes:
        name: of the authority; empty in the first report, before any has been done.
        error: why it failed, else None.
        done: how many have been, with those that were there already.
        total: how many there are.
    """

    name: str
    error: str | None
    done: int
    total: int


def forecast_each(
    folder: Path,
    out: Path,
    inputs: Inputs,
    ahead: Ahead,
    *,
    scheduler: str | None = None,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Summary:
    """Forecast each authority of a folder, and write NAME.json for each and summary.csv.

    A document that is there and answers the same request is left as it is. So a run that was
    stopped goes on where it was, and one that is repeated does nothing. An authority that fails
    leaves NAME.error.txt, and the others go on.

    Args:
        folder: each of its subfolders and zip archives is an authority's returns.
        out: the folder of the results; made if it is not there.
        inputs: what holds for all; `returns` are set for each, and so is `authority`, to its
            folder's name, by which its row of a wide population file is known.
        ahead: what is asked of each forecast; `threads` is here how many are made at once, each on
            one thread.
        scheduler: the address of a Dask cluster to do the work, or None for this machine.
        tell: is told as the work goes on.

    Raises:
        InputError: a folder or a file that all share cannot be used.
        ArgumentError: the cluster cannot be used, or an option.
    """
    authorities = find(folder, but=out)
    _refuse_shared(inputs, ahead, len(authorities))
    store = Store(out)
    store.refuse_file()
    rows, jobs = _recalled(store, _jobs(authorities, inputs, ahead))
    failed: dict[str, str] = {}
    already = len(rows)
    tell(Progress("", None, already, len(authorities)))
    with closing(_do(jobs, ahead.threads, scheduler)) as results:
        for job, result in results:
            error = None
            if isinstance(result, KinwardError):
                failed[job.name] = error = str(result)
                store.fail(job.name, result)
            else:
                rows[job.name] = row(job.name, result)
                store.keep(job.name, result)
            done = len(rows) + len(failed)
            tell(Progress(job.name, error, done, len(authorities)))
    summary = Summary(
        tuple(rows[name] for name in sorted(rows)), dict(sorted(failed.items())), already
    )
    store.write(out / _SUMMARY, table(summary).write_csv())
    return summary


def _refuse_shared(inputs: Inputs, ahead: Ahead, authorities: int) -> None:
    """Read what all share once, so that its error is told once."""
    categories.load(inputs.categories)
    if inputs.lait is not None:
        lait.read(inputs.lait)
    if ahead.prices is not None:
        read_prices(ahead.prices)
    if inputs.population is not None and authorities > 1:
        try:
            population.read(inputs.population)
        except ArgumentError:
            return  # a wide table, of which each authority takes its row
        raise ArgumentError(
            "This is the population of one authority",
            where=inputs.population.name,
            remedy="Give a wide table with a row for each authority, named as its folder is.",
        )


def _jobs(authorities: Sequence[Authority], inputs: Inputs, ahead: Ahead) -> Iterator[Job]:
    for each in authorities:
        own, one = absolute(
            replace(inputs, returns=(each.returns,), authority=each.name),
            replace(ahead, threads=1),
        )
        yield Job(each.name, own, one, record(own, one))


def _recalled(store: Store, jobs: Iterable[Job]) -> tuple[dict[str, Row], list[Job]]:
    """The rows of what has been done for the same request, and the jobs that are left."""
    rows, left = {}, []
    for job in jobs:
        given = store.kept(job.name, job.request)
        if given is None:
            left.append(job)
        else:
            rows[job.name] = row(job.name, given)
    return rows, left


def _do(
    jobs: Sequence[Job], at_once: int | None, scheduler: str | None
) -> Generator[tuple[Job, dict[str, Any] | KinwardError], None, None]:
    if not jobs:
        return
    if scheduler is None:
        from kinward.forecast.compiled import kept

        workers = at_once or os.cpu_count() or 1
        yield from processes.each(work, jobs, workers, first_alone=not kept())
    else:
        from kinward.authorities import elsewhere

        yield from elsewhere.each(scheduler, jobs)
