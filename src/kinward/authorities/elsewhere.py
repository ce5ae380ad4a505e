"""Forecasts made on a Dask cluster: of many authorities, or of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kinward.authorities.request import Job, absolute, files, work
from kinward.distributed import connect
from kinward.errors import KinwardError
from kinward.forecast.model import Forecast
from kinward.pipeline import Ahead, Inputs, forecast


def each(
    scheduler: str, jobs: Sequence[Job]
) -> Iterator[tuple[Job, dict[str, Any] | KinwardError]]:
    """Do the jobs on a cluster, at the address of its scheduler; give the results as they come.

    Raises:
        KinwardError: the cluster cannot be used, or does not see the files of the first job.
    """
    first = jobs[0]
    seen = [path for paths in files(first.inputs, first.ahead).values() for path in paths]
    with connect(scheduler, seen) as cluster:
        yield from cluster.each(work, jobs)


def forecast_on(scheduler: str, inputs: Inputs, ahead: Ahead) -> Forecast:
    """Forecast one authority on a cluster: one worker does it all.

    Raises:
        KinwardError: as `pipeline.forecast`; or the cluster cannot be used, or does not see the
            files.
    """
    asked = absolute(inputs, ahead)
    seen = [path for paths in files(*asked).values() for path in paths]
    with connect(scheduler, seen) as cluster:
        ((_, given),) = cluster.each(_forecast, [asked])
    if isinstance(given, KinwardError):
        raise given
    return given


def _forecast(asked: tuple[Inputs, Ahead]) -> Forecast:
    return forecast(*asked)
