"""Work done on a Dask cluster: of many jobs, or the forecast of one authority."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from kinward.authorities.request import absolute, paths
from kinward.distributed import connect
from kinward.errors import KinwardError
from kinward.forecast.model import Forecast
from kinward.pipeline import Ahead, Inputs, forecast

J = TypeVar("J")
R = TypeVar("R")


def each(
    scheduler: str, work: Callable[[J], R], jobs: Sequence[J], seen: Sequence[Path]
) -> Iterator[tuple[J, R | KinwardError]]:
    """Do the jobs on a cluster, at the address of its scheduler; give the results as they come.

    Raises:
        KinwardError: the cluster cannot be used, or does not see one of the paths.
    """
    with connect(scheduler, seen) as cluster:
        yield from cluster.each(work, jobs)


def forecast_on(scheduler: str, inputs: Inputs, ahead: Ahead) -> Forecast:
    """Forecast one authority on a cluster: one worker does it all.

    Raises:
        KinwardError: as `pipeline.forecast`; or the cluster cannot be used, or does not see the
            files.
    """
    asked = absolute(inputs), absolute(ahead)
    ((_, given),) = each(scheduler, _forecast, [asked], paths(*asked))
    if isinstance(given, KinwardError):
        raise given
    return given


def _forecast(asked: tuple[Inputs, Ahead]) -> Forecast:
    return forecast(*asked)
