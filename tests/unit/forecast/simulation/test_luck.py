"""Random numbers by identity: uniform, independent between keys, and shaped as they claim."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
import pytest
from scipy import stats

from kinward.forecast.bands import EVENTS
from kinward.forecast.simulation import room
from kinward.forecast.simulation.arrays import Laid
from kinward.forecast.simulation.draw import begin
from kinward.forecast.simulation.layout import DRAWS
from kinward.forecast.simulation.luck import (
    exponential,
    gamma,
    key_of,
    log,
    mixed,
    normal_at,
    normals,
    poisson_at,
    uniform,
)

MANY = 20_000
NORMAL = NormalDist()


def draws(number: int, count: int = MANY) -> np.ndarray:
    return np.array([uniform(np.uint64(number), np.uint64(place)) for place in range(count)])


def key(parent: int, part: int) -> np.uint64:
    return np.uint64(key_of(np.uint64(parent), np.uint64(part)))


def over_keys(parent: int, count: int = MANY) -> np.ndarray:
    """The first draw of each of many keys that differ in one part only."""
    return np.array([uniform(key(parent, part), np.uint64(0)) for part in range(count)])


@pytest.mark.parametrize(
    ("take", "number"), [(draws, 1), (draws, 2**63 + 5), (over_keys, 0), (over_keys, 77)]
)
def test_draws_are_uniform(take: Callable[[int], np.ndarray], number: int) -> None:
    sample = take(number)
    assert sample.min() > 0
    assert sample.max() < 1
    assert stats.kstest(sample, "uniform").pvalue > 1e-3
    pairs, *_ = np.histogram2d(sample[:-1:2], sample[1::2], bins=20)
    assert stats.chisquare(pairs.ravel()).pvalue > 1e-3
    assert abs(np.corrcoef(sample[:-1], sample[1:])[0, 1]) < 4 / math.sqrt(MANY)


def test_keys_of_neighbours_have_nothing_in_common() -> None:
    """Runs, children and draws are numbered in a row: their luck must not be."""
    for one, other in [
        (draws(1), draws(2)),
        (draws(7), over_keys(7)),
        (over_keys(1), over_keys(2)),
    ]:
        assert abs(np.corrcoef(one, other)[0, 1]) < 4 / math.sqrt(MANY)
        assert not np.isin(one[:2000], other).any()
    assert key(12, 34) != key(34, 12)


def test_every_bit_of_a_word_changes_every_bit() -> None:
    words = np.random.default_rng(3).integers(0, 2**63, 300).astype(np.uint64)
    for bit in range(64):
        flipped = [int(mixed(w)) ^ int(mixed(w ^ np.uint64(1 << bit))) for w in words]
        share = np.array([[(x >> place) & 1 for place in range(64)] for x in flipped]).mean(axis=0)
        assert (np.abs(share - 0.5) < 5 * 0.5 / math.sqrt(len(words))).all()


def test_exponential_draws_are_exponential() -> None:
    sample = [exponential(np.uint64(9), np.uint64(place)) for place in range(MANY)]
    assert stats.kstest(sample, "expon").pvalue > 1e-3
    assert min(sample) > 0


def test_the_logarithm_is_the_logarithm() -> None:
    random = np.random.default_rng(1)
    near = np.concatenate([1 + random.normal(0, 1e-3, 3000), [1.0, 0.5, 2.0, np.nextafter(1, 0)]])
    for x in [*random.random(5000), *np.exp(random.uniform(-36, 36, 3000)), *near, 2.0**-54]:
        assert log(float(x)) == pytest.approx(math.log(x), rel=2e-15, abs=2e-15)


def test_the_normal_quantile_is_that_of_the_library() -> None:
    for p in [*np.linspace(1e-4, 1 - 1e-4, 3001), 1e-12, 1e-9, 0.02425, 0.97575, 1 - 1e-9, 2**-54]:
        assert normal_at(p) == pytest.approx(NORMAL.inv_cdf(p), rel=2e-9, abs=2e-9)


def test_many_normals_at_once_are_those_one_by_one() -> None:
    out, points = np.empty(5000), np.empty(5000)
    normals(np.uint64(4), points, out)
    assert out.tolist() == [
        normal_at(uniform(np.uint64(4), np.uint64(place))) for place in range(5000)
    ]
    assert stats.kstest(out, "norm").pvalue > 1e-3


@pytest.mark.parametrize("shape", [0.02, 0.4, 1.0, 2.5, 40.0, 1e6])
def test_gamma_draws_are_gamma(shape: float) -> None:
    sample = [gamma(shape, key(5, part)) for part in range(MANY)]
    assert stats.kstest(sample, "gamma", args=(shape,)).pvalue > 1e-3


@pytest.mark.parametrize("shape", [1.0, 1.7, 4.0, 30.0, 1000.0])
def test_the_cube_of_a_normal_is_nearly_gamma(shape: float) -> None:
    """Error of the mean under 0.2% and of the variance under 2%, by integration."""
    third = 1 / (9 * shape)
    z = np.linspace(-9, 9, 200_001)
    cube = np.maximum(1 - third + math.sqrt(third) * z, 0) ** 3
    weight = stats.norm.pdf(z) * (z[1] - z[0])
    mean = float(cube @ weight)
    variance = float((cube - mean) ** 2 @ weight)
    assert mean == pytest.approx(1, rel=2e-3)
    assert variance * shape == pytest.approx(1, rel=0.02)


def test_a_run_draws_its_multiples_as_cubes_of_normals() -> None:
    """With nothing expected of any level a multiple is its mean; the overall rate alone varies."""
    shape = 6.5
    third = np.zeros(EVENTS * DRAWS)
    third[::DRAWS] = 1 / (9 * shape)
    nothing = np.zeros(EVENTS * DRAWS)
    cells = room.drawn().cell.size
    count = len(np.zeros(cells)) // 8 * EVENTS
    laid = Laid(
        1 - third,
        np.sqrt(third),
        np.ones(EVENTS * DRAWS),
        nothing,
        np.ones(count),
        np.zeros(count),
        np.ones(EVENTS),
    )
    drawn, found = room.drawn(), []
    for number in range(3000):
        begin(drawn, laid, np.uint64(number))
        found.append(drawn.cell.reshape(-1, 8)[5, :EVENTS].copy())
    rates = np.array(found)
    assert (np.abs(rates.mean(axis=0) - 1) < 4 / math.sqrt(3000 * shape)).all()
    for event in range(EVENTS):
        assert stats.kstest(rates[:, event] * shape, "gamma", args=(shape,)).pvalue > 1e-3


@pytest.mark.parametrize("mean", [0.003, 0.4, 3.0, 60.0, 499.0])
def test_poisson_draws_are_quantiles(mean: float) -> None:
    for p in np.linspace(0.0005, 0.9995, 400):
        assert poisson_at(mean, p) == stats.poisson.ppf(p, mean)


def test_large_poisson_draws_are_nearly_quantiles() -> None:
    for p in np.linspace(0.001, 0.999, 200):
        assert poisson_at(2000.0, p) == pytest.approx(stats.poisson.ppf(p, 2000.0), abs=3)


def test_nobody_is_drawn_where_nobody_is_expected() -> None:
    assert [poisson_at(0.0, p) for p in (1e-9, 0.5, 1 - 1e-9)] == [0, 0, 0]


@pytest.mark.parametrize("p", [0.001, 0.2, 0.5, 0.93, 0.9999])
def test_more_expected_at_the_same_luck_never_gives_fewer(p: float) -> None:
    counts = [poisson_at(mean, p) for mean in np.arange(0.0, 480.0, 0.37)]
    assert (np.diff(counts) >= 0).all()


def test_no_draw_depends_on_the_ones_before() -> None:
    calls: list[Callable[[], float]] = [
        lambda: uniform(np.uint64(3), np.uint64(10)),
        lambda: gamma(0.3, np.uint64(8)),
        lambda: exponential(np.uint64(3), np.uint64(2)),
    ]
    assert [call() for call in calls] == [call() for call in calls[::-1]][::-1]
