"""Functions that other processes can import, to be called in them by tests."""

from __future__ import annotations

import os
import signal

import polars as pl

from kinward.errors import ArgumentError


def tenfold(number: int) -> int:
    """Ten times the number; but 3 is refused, 4 is not foreseen, and 5 ends the process."""
    if number == 3:
        raise ArgumentError("Three is too many", where="--number", remedy="Take two.")
    if number == 4:
        raise ValueError("the child C0004")
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return 10 * number


def threads(_: int) -> tuple[int, int]:
    """The process, and how many threads Polars has in it."""
    return os.getpid(), pl.thread_pool_size()
