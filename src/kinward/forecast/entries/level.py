"""How many cases enter a month, and how that may change: one stream of entries.

The log rate is a level, a trend that fades and whose prior is near zero, a season, and a
mean-reverting deviation (`kernels`). Counts are negative binomial around it. The hyper-parameters
(kind, spread and memory of the deviation, dispersion of the counts) are averaged over a grid by
their marginal likelihood under a prior estimated from every English authority
(`forecast.published.prior`); given them the posterior is Gaussian by Laplace's approximation (Rue,
Martino and Chopin 2009, JRSS B 71, 319-392), and so is the future.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.entries.kernels import Kernel
from kinward.forecast.entries.laplace import laplace
from kinward.forecast.settings import LevelPrior

Floats = NDArray[np.float64]

NODE_MONTHS: Final = 3
"""The deviation is told once a quarter, in its middle, and goes straight in between."""
_SPREADS: Final = (-2.0, -1.2, -0.4, 0.4, 1.2, 2.0)
_REVERSIONS: Final = ((0.5, 0.25), (1.0, 0.5), (2.0, 0.25))
_MEMORIES: Final = ((1.0, 0.3), (2.0, 0.4), (4.0, 0.3))
"""Matern's length scales in years, and their weights."""
_DISPERSIONS: Final = ((0.0, 0.4), (0.03, 0.35), (0.1, 0.25))
_LEVEL_SD: Final = 2.0
_SMOOTH_RATE: Final = float(np.sqrt(3.0))


@dataclass(frozen=True)
class Component:
    """One setting of the hyper-parameters.

    Attributes:
        kernel: of the deviation.
        spread: its stationary standard deviation.
        dispersion: variance of the multiple of a month's rate beyond chance.
        log_prior: the logarithm of its prior weight.
    """

    kernel: Kernel
    spread: float
    dispersion: float
    log_prior: float


@dataclass(frozen=True)
class Level:
    """The posterior of a stream's rate, a mixture over the hyper-parameters.

    Attributes:
        components: those with any weight.
        weight: of each; they sum to 1.
        mode: level, slope and deviations: (components, 2 + nodes).
        covariance: of the same: (components, 2 + nodes, 2 + nodes).
        fade_years: the trend's.
        belief: what the mean log rate of the next year is believed to be, and with what standard
            deviation (`believing`); None where nothing is.
    """

    components: tuple[Component, ...]
    weight: Floats
    mode: Floats
    covariance: Floats
    fade_years: float
    belief: tuple[float, float] | None = None


def fit(
    counts: Floats,
    exposure: Floats,
    prior: LevelPrior,
    components: list[Component] | None = None,
) -> Level:
    """The posterior of the rate after the months seen.

    Args:
        counts: cases of consecutive months, the last one ending on the as-at date.
        exposure: what multiplies the rate in each month: its days, times season and population.
        prior: before the months are seen.
        components: the hyper-parameters tried; None for those of the prior.

    Returns:
        The posterior of the logarithm of the rate per unit of exposure.
    """
    components = components or _components(prior)
    months = len(counts)
    node = np.arange(months)[::-1] // NODE_MONTHS  # 0 is the last one
    nodes = int(node.max()) + 1
    design = np.zeros((months, 2 + nodes))
    design[:, 0] = 1.0
    design[:, 1] = (np.arange(months) - (months - 1)) / 12
    design[np.arange(months), 2 + nodes - 1 - node] = 1.0
    centre = np.zeros(2 + nodes)
    centre[0] = np.log((counts.sum() + 0.5) / exposure.sum())
    fitted = laplace(
        counts,
        np.log(exposure),
        design,
        centre,
        _precisions(components, nodes, prior.trend_sd),
        np.array([each.dispersion for each in components]),
    )
    score = fitted.evidence + np.array([each.log_prior for each in components])
    weight = np.exp(score - score.max())
    weight /= weight.sum()
    kept = np.flatnonzero(weight > _LEAST_WEIGHT)
    return Level(
        components=tuple(components[place] for place in kept),
        weight=weight[kept] / weight[kept].sum(),
        mode=fitted.mode[kept],
        covariance=fitted.covariance[kept],
        fade_years=prior.trend_fade_years,
    )


_LEAST_WEIGHT: Final = 1e-3
_JITTER: Final = 1e-9
_PLACES: Final = 12
"""Sums of many numbers may differ in the last bit between processes; figures must not."""


def believing(level: Level, mean: float, sd: float) -> Level:
    """The posterior when the mean log rate of the next year is believed to be normal, too.

    Each component is weighed by how well it agrees, and its future is drawn given the belief.
    """
    score = np.log(level.weight)
    for place in range(len(level.components)):
        told, year = _ahead(level, place, 12), _next_year(level.fade_years)
        spread = float((year @ told.root) @ (year @ told.root)) + sd**2
        score[place] -= 0.5 * (np.log(spread) + (mean - float(year @ told.mean)) ** 2 / spread)
    weight = np.exp(score - score.max())
    return replace(level, weight=weight / weight.sum(), belief=(mean, sd))


def expected_log_rate(level: Level) -> float:
    """The logarithm of the expected mean rate of the next year."""
    logs = []
    for place in range(len(level.components)):
        told, year = _ahead(level, place, 12), _next_year(level.fade_years)
        root = year @ told.root
        logs.append(float(year @ told.mean) + 0.5 * float(root @ root))
    return float(np.log(level.weight @ np.exp(logs)))


def future_nodes(months: int) -> int:
    """How many quarters ahead the deviation is told at, for so many months: those of whole years,
    so that the part of a year asked for moves as the year does."""
    return -(-months // 12) * 12 // NODE_MONTHS + 1


def futures(
    level: Level, months: int, draws: Floats, choice: Floats, *, steady: bool = False
) -> Futures:
    """Paths of the log rate, one a run.

    Args:
        level: the posterior.
        months: how many ahead.
        draws: standard normals: (runs, 3 + `future_nodes(months)`).
        choice: uniform draws that choose the component: (runs,).
        steady: whether to stay where the rate stands today: no deviation moves, no trend goes on.
    """
    part = np.minimum(np.searchsorted(np.cumsum(level.weight), choice), len(level.weight) - 1)
    runs = len(choice)
    log_rate, shocks = np.empty((runs, months)), np.zeros((runs, -(-months // 12)))
    for place in range(len(level.components)):
        own = np.flatnonzero(part == place)
        if len(own):
            told = _ahead(level, place, months)
            log_rate[own] = told.paths(draws[own], months, level.fade_years, steady=steady)
            shocks[own] = told.shocks(draws[own], months)
    dispersion = np.array([each.dispersion for each in level.components])[part]
    return Futures(np.round(log_rate, 9), dispersion, np.round(shocks, 9))


@dataclass(frozen=True)
class Futures:
    """Drawn paths of a stream.

    Attributes:
        log_rate: per unit of exposure: (runs, months).
        dispersion: of each run.
        shocks: how far the deviation of each year ahead moved beside what was to be expected of
            it, in standard deviations: (runs, years).
    """

    log_rate: Floats
    dispersion: Floats
    shocks: Floats


@dataclass(frozen=True)
class _Ahead:
    """Level, slope, last deviation and those to come of a component: mean and a root of the
    covariance."""

    mean: Floats
    root: Floats

    def paths(self, draws: Floats, months: int, fade_years: float, *, steady: bool) -> Floats:
        told = self.mean + draws @ self.root.T
        if steady:
            return np.repeat(told[:, :1] + told[:, 2:3], months, axis=1)
        years = (np.arange(months) + 0.5) / 12
        faded = fade_years * (1 - np.exp(-years / fade_years))
        path: Floats = told[:, :1] + told[:, 1:2] * faded + told[:, 2:] @ _between(months)
        return path

    def shocks(self, draws: Floats, months: int) -> Floats:
        steps = np.diff(_yearly(months), axis=1, prepend=0.0)
        steps[0, 0] -= 1.0  # from the last deviation seen
        moved = self.root[2:].T @ steps
        shocks: Floats = draws @ moved / np.maximum(np.linalg.norm(moved, axis=0), 1e-12)
        return shocks


def _ahead(level: Level, place: int, months: int) -> _Ahead:
    component = level.components[place]
    nodes = level.mode.shape[1] - 2
    weights, rest = _conditional(component.kernel, nodes, future_nodes(months))
    to = np.zeros((3 + len(weights), 2 + nodes))
    to[0, 0] = to[1, 1] = to[2, -1] = 1.0
    to[3:, 2:] = weights
    covariance = to @ level.covariance[place] @ to.T
    covariance[3:, 3:] += component.spread**2 * rest
    mean = to @ level.mode[place]
    if level.belief is not None:
        mean, covariance = _given(mean, covariance, _padded(level, len(mean)), *level.belief)
    # A triangular root, so that a longer look ahead changes nothing nearer.
    steady = np.round(covariance, _PLACES) + _JITTER * np.eye(len(mean))
    root = np.linalg.cholesky(steady).astype(np.float64)
    return _Ahead(mean, root)


def _given(
    mean: Floats, covariance: Floats, of: Floats, believed: float, sd: float
) -> tuple[Floats, Floats]:
    """Mean and covariance given that a sum of the variables is believed to be normal."""
    with_it = covariance @ of
    gain = with_it / (float(of @ with_it) + sd**2)
    return mean + gain * (believed - float(of @ mean)), covariance - np.outer(gain, with_it)


def _next_year(fade_years: float) -> Floats:
    """Weights that give the mean log rate of the next year from level, slope and deviations."""
    years = (np.arange(12) + 0.5) / 12
    faded = fade_years * (1 - np.exp(-years / fade_years))
    return np.concatenate([[1.0, float(faded.mean())], _between(12).mean(axis=1)])


def _padded(level: Level, length: int) -> Floats:
    year = _next_year(level.fade_years)
    return np.append(year, np.zeros(length - len(year)))


@lru_cache(maxsize=64)
def _conditional(kernel: Kernel, past: int, future: int) -> tuple[Floats, Floats]:
    step = NODE_MONTHS / 12
    seen = np.linspace(-(past - 1) * step, 0.0, past)
    return kernel.ahead(seen, np.linspace(step, future * step, future))


def _between(months: int) -> Floats:
    """Weights that give a month's deviation from those of the quarters: (1 + nodes, months)."""
    # The last quarter seen has its middle one and a half months before the as-at date.
    place = (np.arange(months) + 0.5 + NODE_MONTHS / 2) / NODE_MONTHS
    weights: Floats = np.maximum(
        1 - np.abs(place - np.arange(1 + future_nodes(months))[:, None]), 0.0
    )
    return weights


def _yearly(months: int) -> Floats:
    """Weights that give a year's mean deviation from those of the quarters: (1 + nodes, years)."""
    years = -(-months // 12)
    by_month = _between(12 * years)
    yearly: Floats = by_month.reshape(len(by_month), years, 12).mean(axis=2)
    return yearly


def _components(prior: LevelPrior) -> list[Component]:
    """The hyper-parameters tried. Every kind of process is believed to change as much in a year."""
    wide = 1 / np.sqrt(2 * prior.weight_years)
    change = prior.spread * np.sqrt(2 * (1 - np.exp(-prior.reversion)))
    rough = [
        (Kernel(prior.reversion * r, smooth=False), 1 - prior.smooth, w) for r, w in _REVERSIONS
    ]
    smooth = [
        (Kernel(_SMOOTH_RATE / years, smooth=True), prior.smooth, w) for years, w in _MEMORIES
    ]
    return [
        Component(
            kernel,
            kernel.spread(float(change * np.exp(wide * z))),
            dispersion,
            float(np.log(believed * w * v) - 0.5 * z * z),
        )
        for kernel, believed, w in (*rough, *smooth)
        if believed > 0
        for z in _SPREADS
        for dispersion, v in _DISPERSIONS
    ]


def _precisions(components: list[Component], nodes: int, trend_sd: float) -> Floats:
    """The prior precision of level, slope and deviations of each component."""
    times = np.arange(nodes) * NODE_MONTHS / 12
    inverse = {
        kernel: np.linalg.inv(kernel.correlation(times[:, None] - times) + 1e-6 * np.eye(nodes))
        for kernel in {each.kernel for each in components}
    }
    whole = np.zeros((len(components), 2 + nodes, 2 + nodes))
    whole[:, 0, 0], whole[:, 1, 1] = 1 / _LEVEL_SD**2, 1 / trend_sd**2
    for place, each in enumerate(components):
        whole[place, 2:, 2:] = inverse[each.kernel] / each.spread**2
    return whole
