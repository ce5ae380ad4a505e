"""A forecast of each authority of a folder: the whole way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from kinward.authorities.find import Authority, find
from kinward.authorities.request import Job, absolute, paths, record, work
from kinward.authorities.shared import refuse_shared
from kinward.authorities.spread import Crew, Task, Tell, nobody, spread
from kinward.authorities.summary import Row, Summary, row, table
from kinward.pipeline import Ahead, Inputs


def forecast_each(
    folder: Path,
    out: Path,
    inputs: Inputs,
    ahead: Ahead,
    *,
    scheduler: str | None = None,
    tell: Tell = nobody,
) -> Summary[Row]:
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
        InputError: the folder, or a file that `refuse_shared` reads, cannot be used; a worker of
            the cluster does not see a file; the results cannot be written.
        ArgumentError: the population is that of one authority; the cluster cannot be used.
        KinwardError: the connection with the cluster is lost.
    """
    authorities = find(folder, but=out)
    refuse_shared(inputs, ahead, len(authorities))
    jobs = list(_jobs(authorities, inputs, ahead))
    crew = Crew(ahead.threads, scheduler, paths(jobs[0].inputs, jobs[0].ahead))
    return spread(jobs, _TASK, out, crew, tell)


def _row(job: Job, document: Mapping[str, Any]) -> Row:
    return row(job.name, document)


_TASK: Final = Task(work, _row, table, "kernel.simulate")


def _jobs(authorities: Sequence[Authority], inputs: Inputs, ahead: Ahead) -> Iterator[Job]:
    for each in authorities:
        own = absolute(replace(inputs, returns=(each.returns,), authority=each.name))
        one = absolute(replace(ahead, threads=1))
        yield Job(each.name, own, one, record(own, one))
