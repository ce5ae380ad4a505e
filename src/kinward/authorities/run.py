"""A forecast of each authority of a folder: the whole way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from kinward.authorities.find import Authority, find
from kinward.authorities.request import Job, absolute, files, record, work
from kinward.authorities.shared import refuse_shared
from kinward.authorities.spread import Crew, Task, Tell, nobody, spread
from kinward.authorities.store import Store
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
        InputError: a folder or a file that all share cannot be used.
        ArgumentError: the cluster cannot be used, or an option.
    """
    authorities = find(folder, but=out)
    refuse_shared(inputs, ahead, len(authorities))
    store = Store(out)
    store.refuse_file()
    jobs = list(_jobs(authorities, inputs, ahead))
    seen = [path for paths in files(jobs[0].inputs, jobs[0].ahead).values() for path in paths]
    summary = spread(jobs, _TASK, store, Crew(ahead.threads, scheduler, seen), tell)
    store.summarise(table(summary))
    return summary


def _row(job: Job, document: Mapping[str, Any]) -> Row:
    return row(job.name, document)


_TASK: Final = Task(work, _row, "kernel.simulate")


def _jobs(authorities: Sequence[Authority], inputs: Inputs, ahead: Ahead) -> Iterator[Job]:
    for each in authorities:
        own = absolute(replace(inputs, returns=(each.returns,), authority=each.name))
        one = absolute(replace(ahead, threads=1))
        yield Job(each.name, own, one, record(own, one))
