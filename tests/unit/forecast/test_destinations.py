"""Where children move to: the fit to a past whose shares are known."""

from __future__ import annotations

import numpy as np
import pytest

from kinward.forecast.bands import ADOPTERS, MOVE
from kinward.forecast.destinations import fit
from kinward.forecast.exposure import SHAPE, Exposure

A, B, C = 0, 3, 9
"""Categories moved between."""
EARLY, LATE = 1, 4
"""Bands of time in care."""


def moves(counts: dict[tuple[int, int, int, int], int]) -> Exposure:
    """Moves by (stream, age band, time in care, destination), all from the first category."""
    where = [(s, A, age, 0, care, 0) for s, age, care, _ in counts]
    flat = np.ravel_multi_index(np.array(where).T, SHAPE)
    cells, cell = np.unique(flat, return_inverse=True)
    repeats = np.array(list(counts.values()))
    many = int(repeats.sum())
    return Exposure(
        cells=cells,
        days=np.ones((1, len(cells))),
        year=np.zeros(many, dtype=np.int64),
        event=np.full(many, MOVE),
        cell=np.repeat(cell, repeats),
        destination=np.repeat([there for *_, there in counts], repeats),
    )


def test_a_share_follows_the_time_in_care() -> None:
    """Nine in ten go to B early and one in ten late; both bands are as sure as their moves."""
    seen = moves(
        {(0, 2, EARLY, B): 900, (0, 2, EARLY, C): 100, (0, 2, LATE, B): 100, (0, 2, LATE, C): 900}
    )
    shares = fit(seen, np.ones(1)).means()
    assert shares[0, A, 2, EARLY, [B, C]] == pytest.approx([0.9, 0.1], abs=0.02)
    assert shares[0, A, 2, LATE, [B, C]] == pytest.approx([0.1, 0.9], abs=0.02)


def test_a_band_without_moves_takes_the_share_of_all() -> None:
    seen = moves({(0, 2, EARLY, B): 300, (0, 2, EARLY, C): 100})
    shares = fit(seen, np.ones(1)).means()
    assert shares[0, A, 2, LATE, [B, C]] == pytest.approx([0.75, 0.25], abs=0.02)


def test_few_moves_are_drawn_towards_those_of_others() -> None:
    """Two moves to C at 16 say little beside hundreds to B at another age."""
    seen = moves({(0, 2, EARLY, B): 400, (0, 5, EARLY, C): 2})
    shares = fit(seen, np.ones(1)).means()
    assert 0.01 < shares[0, A, 5, EARLY, C] < 0.9
    assert shares[0, A, 2, EARLY, B] > 0.98


def test_what_is_certain_is_told_by_the_moves_of_the_group() -> None:
    seen = moves({(0, 2, EARLY, B): 500, (0, 5, EARLY, B): 20, (0, 5, EARLY, C): 20})
    weight = fit(seen, np.ones(1)).weight
    sure = weight[0, A].sum(axis=-1)
    assert sure[2] - sure[5] == pytest.approx(500 - 40)
    assert 1 <= sure[0] <= 64


def test_years_that_weigh_nothing_tell_nothing() -> None:
    seen = moves({(0, 2, EARLY, B): 10, (0, 2, EARLY, C): 10})
    shares = fit(seen, np.zeros(1)).means()
    assert shares[0, A, 2, EARLY, [A, B, C]] == pytest.approx([1 / 3] * 3)


def test_adopters_have_no_share() -> None:
    """A move to them is an event of its own, and what is not known of shares is not theirs."""
    seen = moves({(0, 1, EARLY, B): 5, (0, 1, LATE, C): 5})
    assert (fit(seen, np.ones(1)).means()[..., ADOPTERS] == 0).all()
    nothing = fit(moves({(0, 1, EARLY, B): 0}), np.ones(1)).means()
    assert (nothing[..., ADOPTERS] == 0).all()
    assert nothing.sum(axis=-1) == pytest.approx(1)
