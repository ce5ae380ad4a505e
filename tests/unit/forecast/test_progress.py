"""A forecast says how far it is, and ends where it is told to."""

from __future__ import annotations

import pytest

from conftest import AS_AT
from kinward.cohort.model import Cohort
from kinward.forecast.run import Asked, forecast


@pytest.mark.parametrize(("explain", "of"), [(True, 16), (False, 8)])
def test_every_share_of_every_simulation_is_told(
    small_cohort: Cohort, explain: bool, of: int
) -> None:
    told: list[tuple[int, int]] = []
    asked = Asked(AS_AT, months=2, runs=16, explain=explain)
    plain = forecast(small_cohort, asked)
    watched = Asked(
        AS_AT, months=2, runs=16, explain=explain, progress=lambda *each: told.append(each)
    )
    found = forecast(small_cohort, watched)
    assert told == [(done, of) for done in range(1, of + 1)]
    assert (found.stock.mean == plain.stock.mean).all(), "being watched changes no figure"


class _StopError(Exception):
    pass


def test_what_is_raised_ends_it(small_cohort: Cohort) -> None:
    told: list[int] = []

    def stop(done: int, _of: int) -> None:
        told.append(done)
        raise _StopError

    with pytest.raises(_StopError):
        forecast(small_cohort, Asked(AS_AT, months=2, runs=16, threads=1, progress=stop))
    assert told == [1]
