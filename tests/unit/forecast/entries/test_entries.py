"""Season, months and cases: from the entries seen to those expected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from cohorts import cohort
from kinward.forecast.entries import fit as entries_fit
from kinward.forecast.entries.cases import cases
from kinward.forecast.entries.fit import Entries
from kinward.forecast.entries.season import season
from kinward.forecast.histories import Histories, histories
from kinward.forecast.settings import settings
from kinward.reference.population import POPULATION_SCHEMA

MONTHS = np.arange(96) % 12


def _counts(shape: np.ndarray, rate: float, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).poisson(rate * shape[MONTHS]).astype(float)


def test_a_strong_season_is_found() -> None:
    shape = 1 + 0.5 * np.sin(np.arange(12) * np.pi / 6)
    found = season(_counts(shape, 20.0, 1), np.full(96, 20.0), MONTHS)
    np.testing.assert_allclose(found, shape, atol=0.12)
    assert found.mean() == pytest.approx(1, abs=0.01)
    assert np.ptp(found) < np.ptp(shape) + 0.05


def test_a_season_is_shrunk_where_there_are_few() -> None:
    shape = np.ones(12)
    shape[8] = 3.0
    few = season(_counts(shape, 1.0, 3), np.ones(96), MONTHS)
    many = season(_counts(shape, 60.0, 3), np.ones(96), MONTHS)
    assert 1 < few[8] < many[8]
    assert 2 < many[8] < 3 / (14 / 12)


def test_chance_makes_hardly_any_season() -> None:
    flat = np.ones(12)
    found = [season(_counts(flat, 8.0, seed), np.full(96, 8.0), MONTHS) for seed in range(40)]
    assert np.mean([np.ptp(each) == 0 for each in found]) > 0.5
    assert np.mean([np.ptp(each) for each in found]) < 0.15


def test_noise_beyond_chance_makes_no_season() -> None:
    """Siblings and busy months: the same months of other years do not bear it out."""
    rng = np.random.default_rng(6)
    noisy = [
        season(rng.poisson(rng.gamma(2.0, 5.0, 96)).astype(float), np.full(96, 10.0), MONTHS)
        for _ in range(30)
    ]
    assert np.mean([np.ptp(each) for each in noisy]) < 0.2


@pytest.mark.parametrize("counts", [np.zeros(96), np.full(23, 5.0)])
def test_no_cases_or_less_than_two_years_have_no_season(counts: np.ndarray) -> None:
    months = np.arange(len(counts)) % 12
    assert season(counts, np.ones(len(counts)), months).tolist() == [1.0] * 12


HEADER = "CHILD DOB\na 2015-01-01\nb 2015-01-01\nc 2015-01-01\nd 2007-01-01\ne 2015-01-01"
ROWS = """
CHILD DECOM      DEC        RNE REC PLACE PLACE_PROVIDER HOME_POST
a     2021-03-30 -          S   -   U4    PR4            -
b     2021-04-01 2021-05-01 S   E4A U4    PR4            -
c     2022-02-28 -          S   -   U4    PR4            -
d     2022-02-01 -          S   -   H5    PR4            -
e     2022-07-14 -          S   -   U4    PR4            -
"""
AS_AT = date(2022, 7, 14)


def known() -> Histories:
    given = cohort((2022, 2023), Header=HEADER, Episodes=ROWS, UASC="CHILD SEX\nd 1")
    return histories(given, AS_AT)


def fitted(population: pl.DataFrame | None = None) -> Entries:
    h = known()
    return entries_fit.fit(h, cases(h), settings(), population)


def test_months_seen_run_from_the_first_day_to_the_as_at_date() -> None:
    """a was there before the data begins; e came on the last day; July is in part."""
    family, uasc = fitted().streams
    assert family is not None
    assert uasc is not None
    counts = [0] * 16
    counts[0] = counts[10] = counts[15] = 1
    assert family.counts.tolist() == counts
    assert uasc.counts.tolist() == [0] * 10 + [1] + [0] * 5
    days = [30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30, 14]
    assert family.days.tolist() == days
    assert family.season.tolist() == [1.0] * 12


def test_the_population_multiplies_the_days() -> None:
    people = pl.DataFrame(
        [(year, age, n) for year, n in ((2021, 100), (2022, 200)) for age in range(18)],
        schema=POPULATION_SCHEMA,
        orient="row",
    )
    family = fitted(people).streams[0]
    plain = fitted().streams[0]
    assert family is not None
    assert plain is not None
    share = family.days / plain.days
    assert share[-1] == 1
    # Until July 2022, half a month after mid-year, it is 200; half a month before mid-2021, 100.
    assert share[:3].tolist() == [0.5, 0.5, 0.5]
    assert (np.diff(share[2:15]) > 0).all()


def test_a_stream_never_seen_expects_nobody() -> None:
    given = cohort((2022, 2023), Header=HEADER, Episodes=ROWS)
    h = histories(given, AS_AT)
    found = entries_fit.fit(h, cases(h), settings(), None)
    assert found.streams[1] is None
    rng = np.random.default_rng(1)
    draws = rng.standard_normal((2, 40, entries_fit.draws_needed(6)))
    ahead = entries_fit.expected(found, np.full(6, 30.0), np.arange(6), draws, rng.random((40, 2)))
    assert ahead.cases.shape == (2, 40, 6)
    assert (ahead.cases[1] == 0).all()
    assert (ahead.cases[0] >= 0).all()
    assert ahead.cases[0].mean() > 0


def test_cases_expected_follow_days_and_season() -> None:
    """Twice the days, twice the cases; the multiples of the season as they are."""
    family = fitted().streams[0]
    assert family is not None
    shape = np.linspace(0.5, 1.5, 12)
    rng = np.random.default_rng(1)
    draws = rng.standard_normal((2, 500, entries_fit.draws_needed(12)))
    uniforms = rng.random((500, 2))

    def expected(of: Entries, days: float) -> np.ndarray:
        found = entries_fit.expected(of, np.full(12, days), np.arange(12), draws, uniforms)
        return found.cases[0]

    flat = Entries((family, None))
    seasonal = Entries((replace(family, season=shape), None))
    np.testing.assert_allclose(expected(flat, 60.0), 2 * expected(flat, 30.0))
    np.testing.assert_allclose(expected(seasonal, 30.0), shape * expected(flat, 30.0))


def test_the_noise_of_a_month_keeps_its_mean() -> None:
    """Variation beyond chance adds spread between months, not cases."""
    family = fitted().streams[0]
    assert family is not None
    rng = np.random.default_rng(8)
    draws = rng.standard_normal((2, 20_000, entries_fit.draws_needed(3)))
    uniforms = rng.random((20_000, 2))
    quiet = draws.copy()
    quiet[:, :, :3] = 0.0  # those of the months come first
    noisy, still = (
        entries_fit.expected(
            Entries((family, None)), np.full(3, 30.0), np.arange(3), each, uniforms
        ).cases[0]
        for each in (draws, quiet)
    )
    held = still > 0
    ratio = noisy[held] / still[held]
    assert ratio.mean() == pytest.approx(1, abs=0.03)
    assert ratio.std() > 0.05
