"""The public prior of drift: it finds the truth behind made-up panels."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from kinward.errors import ArgumentError
from kinward.forecast.published.estimate import estimate_prior
from kinward.forecast.published.panel import Panel
from kinward.forecast.published.prior import DriftPrior, shipped_prior
from kinward.reference.parameters import parameters
from published_panels import DISPERSION, World, world

QUICK_AND_ALIKE = World(
    entry_sd=0.1,
    entry_reversion=0.2,
    exit_sd=0.2,
    exit_reversion=0.8,
    correlation=-0.2,
    own_spread=0.0,
)


def _assert_near(found: DriftPrior, truth: World) -> None:
    """Within what one panel of 150 authorities and ten years can tell."""
    assert found.entry_sd == pytest.approx(truth.entry_sd, rel=0.15)
    assert found.exit_sd == pytest.approx(truth.exit_sd, rel=0.15)
    assert abs(np.log(found.entry_reversion / truth.entry_reversion)) < np.log(1.7)
    assert abs(np.log(found.exit_reversion / truth.exit_reversion)) < np.log(1.7)
    assert found.correlation == pytest.approx(truth.correlation, abs=0.2)
    assert found.entry_dispersion == pytest.approx(DISPERSION, abs=0.6)
    assert found.exit_dispersion < 1.5  # here children leave one by one
    assert found.exit_rate == pytest.approx(0.4, rel=0.1)


@pytest.mark.parametrize("truth", [World(), QUICK_AND_ALIKE], ids=["slow", "quick"])
def test_the_truth_is_found(truth: World) -> None:
    found = estimate_prior(world(truth, seed=2))

    _assert_near(found, truth)
    assert (found.authorities, found.first_year, found.last_year) == (150, 2016, 2025)


@pytest.mark.study
@pytest.mark.parametrize("truth", [World(), QUICK_AND_ALIKE], ids=["slow", "quick"])
def test_over_many_panels_the_middle_is_the_truth(truth: World) -> None:
    found = [estimate_prior(world(truth, seed)) for seed in range(10, 22)]

    def middle(name: str) -> float:
        return float(np.median([getattr(each, name) for each in found]))

    assert middle("entry_sd") == pytest.approx(truth.entry_sd, rel=0.07)
    assert middle("exit_sd") == pytest.approx(truth.exit_sd, rel=0.07)
    assert middle("entry_reversion") == pytest.approx(truth.entry_reversion, rel=0.25)
    assert middle("exit_reversion") == pytest.approx(truth.exit_reversion, rel=0.25)
    assert middle("correlation") == pytest.approx(truth.correlation, abs=0.1)
    assert middle("entry_dispersion") == pytest.approx(DISPERSION, rel=0.2)


def test_without_drift_little_is_found() -> None:
    found = estimate_prior(world(World(entry_sd=0, exit_sd=0, correlation=0), seed=5))

    assert found.entry_sd < 0.06
    assert found.exit_sd < 0.06
    assert found.exit_yearly_change_sd < 0.05
    assert found.balance_sd < 0.04


def test_authorities_that_differ_weigh_the_common_spread_less() -> None:
    alike = estimate_prior(world(World(own_spread=0.0), seed=4))
    unlike = estimate_prior(world(World(own_spread=0.7), seed=4))

    assert unlike.weight_years < 3
    assert alike.weight_years > 10


def test_gaps_tiny_authorities_and_later_years_do_not_matter() -> None:
    whole = world(World(authorities=40, years=6), seed=1)
    tiny = np.zeros(40, dtype=bool)
    tiny[3] = True
    series = ("looked_after", "started", "ceased")
    gone = {name: getattr(whole, name).copy() for name in series}
    for values in gone.values():
        values[5] = np.nan
        values[tiny] = np.round(values[tiny] * 20 / whole.looked_after[tiny].mean())
    spoilt = dataclasses.replace(whole, **gone)
    rest = np.arange(40)
    without = whole.of((rest != 3) & (rest != 5))

    assert estimate_prior(spoilt) == estimate_prior(without)
    assert estimate_prior(whole.until(2023)).last_year == 2023


def test_too_little_to_estimate_from_is_refused() -> None:
    few = world(World(authorities=9, years=5), seed=1)
    short = world(World(authorities=20, years=3), seed=1)

    for panel, authorities in ((few, 9), (short, 0)):
        with pytest.raises(ArgumentError, match=f"Only {authorities} authorities have the years"):
            estimate_prior(panel)


def test_the_shipped_prior_is_the_parameters() -> None:
    shipped = dataclasses.asdict(shipped_prior())
    found = {each.key.removeprefix("drift_"): each.value for each in parameters()}

    assert {name: found[name] for name in shipped} == shipped


def test_one_bad_year_of_all_is_part_of_the_spread() -> None:
    """A year in which every authority's entries fall by a quarter, as in 2020/21, is drift too."""
    calm = world(World(authorities=60, years=8, entry_sd=0.05, own_spread=0), seed=3)
    starts = calm.started.copy()
    starts[:, 4] = np.round(starts[:, 4] * 0.75)
    struck: Panel = dataclasses.replace(calm, started=starts)

    found = estimate_prior(struck)
    assert found.entry_yearly_change_sd > 1.4 * estimate_prior(calm).entry_yearly_change_sd
