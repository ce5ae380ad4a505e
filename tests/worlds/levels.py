"""The levels of an authority that nobody sees: of entries, of UASC, and of the speed of exits.

Each is a smooth Gaussian process (Matern, smoothness 3/2: a level that carries a momentum and
returns to its mean), with steps that the process of the authority names, and for entries sudden
jumps that fade. State and law of what follows are known on every day.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, sqrt
from typing import Final

import numpy as np
from numba import njit

from worlds.catalogue import Curve, Process
from worlds.state import Floats

ENTRIES, EXITS, FOREIGN = 0, 1, 2
LEVELS: Final = 3
_YEAR: Final = 365.25


@dataclass(frozen=True)
class Paths:
    """Levels day by day.

    Attributes:
        smooth: (futures, days, levels, 2): each level's Gaussian part and its momentum.
        jumps: (futures, days): what is left of the jumps.
    """

    smooth: Floats
    jumps: Floats

    def level(self, which: int) -> Floats:
        """(futures, days): the whole log level without the steps."""
        values: Floats = self.smooth[:, :, which, 0]
        return values + self.jumps if which == ENTRIES else values

    def after(self, days: int) -> Paths:
        """The same without the first days."""
        return Paths(self.smooth[:, days:], self.jumps[:, days:])

    def on(self, day: int) -> tuple[Floats, float]:
        """Of the only path there is, the state on a day."""
        return self.smooth[0, day], float(self.jumps[0, day])


def begin(process: Process, rng: np.random.Generator) -> tuple[Floats, float]:
    """A state such as the process is in at any time before its steps."""
    sd = _sds(process)
    spread = np.stack([sd, sd * sqrt(3.0) / (process.memory_years * _YEAR)], axis=1)
    return spread * rng.standard_normal((LEVELS, 2)), 0.0


def follow(
    process: Process,
    state: tuple[Floats, float],
    futures: int,
    days: int,
    rng: np.random.Generator,
) -> Paths:
    """Ways in which the levels may go on; day 0 is that of the state."""
    rate = sqrt(3.0) / (process.memory_years * _YEAR)
    step, noise = _transition(rate)
    shocks = rng.standard_normal((futures, days - 1, LEVELS, 2))
    rho = process.correlation
    shocks[:, :, EXITS] = rho * shocks[:, :, ENTRIES] + sqrt(1 - rho * rho) * shocks[:, :, EXITS]
    shocks = np.einsum("fdlj,ij->fdli", shocks, noise) * _sds(process)[:, None]
    happens = rng.random((futures, days - 1)) < process.jumps_a_year / _YEAR
    jumps = happens * process.jump_sd * rng.standard_normal((futures, days - 1))
    smooth = np.empty((futures, days, LEVELS, 2))
    left = np.empty((futures, days))
    smooth[:, 0], left[:, 0] = state
    _walk(smooth, left, step, shocks, jumps)
    return Paths(smooth, left)


def steps(curves: tuple[Curve, ...], days: Floats) -> Floats:
    """The sum of the steps on days counted from the last origin."""
    years = days / _YEAR
    total = np.zeros(len(days))
    for curve in curves:
        total += curve.by / (1.0 + np.exp(-(years - curve.middle) / curve.width))
    return total


def spread(change: float, memory_years: float) -> float:
    """The sd of a level whose yearly means change from year to year with the sd `change`."""
    grid = (np.arange(24) + 0.5) / 24
    gaps = np.abs(grid[:, None] - grid[None, :])
    later = np.abs(grid[:, None] + 1.0 - grid[None, :])

    def mean_kernel(gap: Floats) -> float:
        scaled = sqrt(3.0) * gap / memory_years
        return float(((1.0 + scaled) * np.exp(-scaled)).mean())

    return change / sqrt(2.0 * (mean_kernel(gaps) - mean_kernel(later)))


def _sds(process: Process) -> Floats:
    changes = (process.entry_change, process.exit_change, process.uasc_change)
    return np.array([spread(change, process.memory_years) for change in changes])


def _transition(rate: float) -> tuple[Floats, Floats]:
    """A day's transition of (level, momentum) and the root of its noise, for a level of sd 1."""
    step = exp(-rate) * np.array([[1.0 + rate, 1.0], [-rate * rate, 1.0 - rate]])
    rest = np.diag([1.0, rate * rate])
    return step, np.linalg.cholesky(rest - step @ rest @ step.T)


@njit(cache=True)
def _walk(
    smooth: np.ndarray, left: np.ndarray, step: np.ndarray, shocks: np.ndarray, jumps: np.ndarray
) -> None:
    fade = 0.5 ** (1.0 / 365.25)
    for future in range(smooth.shape[0]):
        for day in range(1, smooth.shape[1]):
            left[future, day] = fade * left[future, day - 1] + jumps[future, day - 1]
            for level in range(smooth.shape[2]):
                value, momentum = smooth[future, day - 1, level]
                shock = shocks[future, day - 1, level]
                smooth[future, day, level, 0] = (
                    step[0, 0] * value + step[0, 1] * momentum + shock[0]
                )
                smooth[future, day, level, 1] = (
                    step[1, 0] * value + step[1, 1] * momentum + shock[1]
                )
