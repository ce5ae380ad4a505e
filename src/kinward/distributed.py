"""Running a function for many items on a Dask cluster: the one module that opens a socket.

The workers must have the same version of Kinward, and see the files under the same paths as here.
Results come back to the caller, who writes what there is to write.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, TypeVar

from kinward.errors import ArgumentError, InputError, KinwardError, unforeseen

T = TypeVar("T")
R = TypeVar("R")

_PATIENCE_S: Final = 4
"""Seconds within which a scheduler answers, or is taken not to be there."""
_OPTION: Final = "--scheduler"


@dataclass(frozen=True)
class Cluster:
    """A cluster that is there, has workers, and can do the work (see `connect`)."""

    client: Any

    def each(
        self, function: Callable[[T], R], items: Sequence[T]
    ) -> Iterator[tuple[T, R | KinwardError]]:
        """Call the function for each item on the workers; give the results as they come.

        An error takes the place of the result of its item, and the others go on.

        Args:
            function: of a module of Kinward, as workers know it by its name.
            items: they are sent to the workers, as results are sent back: both must pickle.

        Raises:
            KinwardError: the connection is lost.
        """
        import distributed

        as_completed: Any = distributed.as_completed
        futures = self.client.map(function, items, pure=False)
        asked = {future.key: item for future, item in zip(futures, items, strict=True)}
        try:
            for future in as_completed(futures, loop=self.client.loop):
                error = future.exception()
                result = future.result() if error is None else _told(error)
                yield asked[future.key], result
        except (CancelledError, OSError) as lost:
            raise KinwardError(
                "The connection with the cluster was lost",
                where=_OPTION,
                remedy="See that its scheduler runs, and run the same command again.",
            ) from lost


@contextmanager
def connect(address: str, seen: Sequence[Path] = ()) -> Iterator[Cluster]:
    """Connect with a cluster, and see that it can do the work.

    Args:
        address: of the scheduler, such as `tcp://10.0.0.5:8786`.
        seen: absolute paths that the workers are going to read.

    Raises:
        ArgumentError: `distributed` is not installed; no scheduler answers within seconds; it has
            no workers; a worker has another version of Kinward, or none.
        InputError: a worker does not see one of the paths.
    """
    try:
        import distributed
    except ImportError:
        raise ArgumentError(
            "Clusters need Dask, which is not installed",
            where=_OPTION,
            remedy="Install it: pip install 'kinward[cluster]'",
        ) from None
    # What Dask logs while a connection breaks would stand beside the one line that says so.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    _refuse_silence(address)
    make: Any = distributed.Client
    with make(address, timeout=_PATIENCE_S, set_as_default=False) as client:
        _refuse_workers(client, address)
        for path in seen:
            _refuse_unseen(client, path)
        yield Cluster(client)


def _refuse_silence(address: str) -> None:
    """A client would wait for ever for an answer from a port that belongs to something else."""
    try:
        asyncio.run(asyncio.wait_for(_identity(address), _PATIENCE_S))
    except (TimeoutError, OSError, ValueError, TypeError) as error:
        raise ArgumentError(
            f"No scheduler of Dask answers at '{address}'",
            where=_OPTION,
            remedy="Give the address that it told when it started, such as tcp://10.0.0.5:8786.",
        ) from error


async def _identity(address: str) -> None:
    from distributed import core

    call: Any = core.rpc
    async with call(address, timeout=_PATIENCE_S) as scheduler:
        await scheduler.identity()


def _refuse_workers(client: Any, address: str) -> None:
    """Other versions may give other figures."""
    own = version("kinward")
    found = client.run(version, "kinward", on_error="return")
    if not found:
        raise ArgumentError(
            f"The cluster at '{address}' has no workers",
            where=_OPTION,
            remedy=f"Start one or more: dask worker {address}",
        )
    for worker, theirs in found.items():
        if theirs != own:
            has = f"Kinward {theirs}" if isinstance(theirs, str) else "no Kinward"
            raise ArgumentError(
                f"The worker {worker} has {has}, where {own} is needed",
                where=_OPTION,
                remedy="Install the same version of Kinward on every worker.",
            )


def _refuse_unseen(client: Any, path: Path) -> None:
    if not path.exists():
        return  # whoever reads it says so
    seen = client.run(os.path.exists, str(path), on_error="return")
    missing = [worker for worker, there in seen.items() if there is not True]
    if missing:
        raise InputError(
            f"The worker {missing[0]} does not see this",
            where=str(path),
            remedy="Put the files where every worker can read them under the same path as here.",
        )


def _told(error: BaseException) -> KinwardError:
    from distributed.scheduler import KilledWorker

    if isinstance(error, KilledWorker):
        return KinwardError(
            "The workers that tried it ended",
            remedy="They may have too little memory: give them more.",
        )
    return error if isinstance(error, KinwardError) else unforeseen(error)
