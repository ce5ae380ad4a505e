"""The plain Markov model: a cohort worked by hand, its equations against a simulation."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import pytest
from numpy.typing import NDArray

from cohorts import cohort
from kinward.errors import ArgumentError
from kinward.forecast.baselines.markov import markov, markov_cost
from kinward.forecast.baselines.markov.forward import ahead
from kinward.forecast.baselines.markov.rates import BINS, STATES, Rates, rates
from kinward.forecast.histories import Histories, histories
from kinward.forecast.simulation.calendar import month_ends_after
from kinward.reference.parameters import parameter
from kinward.terms import CATEGORIES

AS_AT: Final = date(2020, 3, 31)
HEADER = """
    CHILD DOB        SEX
    A     2012-06-01 1
    B     2009-10-01 1
    C     2015-01-15 2
    D     2001-12-31 2
    E     2019-12-01 1
    F     2004-01-01 2
"""
EPISODES = """
    CHILD DECOM      DEC        RNE LS PLACE PLACE_PROVIDER REC
    A     2017-05-01 -          S   C2 U1    PR1            -
    B     2017-05-01 2019-08-01 S   C2 U1    PR1            X1
    B     2019-08-01 -          P   C2 K2    PR1            -
    C     2018-05-01 2019-06-10 S   C2 U1    PR1            E4A
    D     2018-05-01 2019-12-31 S   C2 K2    PR1            E11
    E     2019-12-05 2020-01-04 S   V2 U1    PR1            T
    E     2020-01-04 -          T   V2 U1    PR1            -
    F     2018-06-01 2018-09-01 S   V2 K2    PR1            E4A
""".replace("            T\n", "            X1\n")


def state(category: str, group: int) -> int:
    """The place of a state; groups are below 1, 1 to 4, 5 to 9, 10 to 15, 16 and 17."""
    return list(CATEGORIES).index(category) * BINS + group


HOME = "in_house_residential"


@pytest.fixture(scope="module")
def stays() -> Histories:
    return histories(cohort([2019, 2020], Header=HEADER, Episodes=EPISODES), AS_AT)


@pytest.fixture(scope="module")
def found(stays: Histories) -> Rates:
    """The rates of the last year, 365 days: from 1 April 2019 on."""
    return rates(stays, 1)


def test_the_rates_are_events_over_child_days(found: Rates) -> None:
    """In kinship care, 5 to 9: A all 365 days, B (10 in October) 122 days until the move to a
    home; the one event is that move. C, 4 years old, leaves after 70 days. E is there 117 days. In
    the home: B, 9 until 1 October, 61 days until growing out of the age group, and then older 182
    days; D 274 days to the 18th birthday. F left before the window."""
    kinship = found.daily[state("kinship", 2)]
    assert kinship[state(HOME, 2)] == pytest.approx(1 / (365 + 122))
    assert kinship[state("kinship", 2)] == pytest.approx(1 - 1 / 487)
    assert found.daily[state("kinship", 0), state("kinship", 0)] == 1
    assert found.daily[state("kinship", 1)].sum() == pytest.approx(1 - 1 / 70)
    home = found.daily[state(HOME, 2)]
    assert (home[state(HOME, 3)], home[state(HOME, 2)]) == pytest.approx((1 / 61, 60 / 61))
    assert found.daily[state(HOME, 3), state(HOME, 3)] == 1
    assert found.daily[state(HOME, 4)].sum() == pytest.approx(1 - 1 / 274)


def test_where_nobody_was_children_grow_older_evenly(found: Rates) -> None:
    for group, years in enumerate([1, 4, 5, 6]):
        row = found.daily[state("secure", group)]
        assert row[state("secure", group + 1)] == pytest.approx(1 / (365.25 * years))
        assert row.sum() == pytest.approx(1)
    assert found.daily[state("secure", 4), state("secure", 4)] == 1


def test_who_came_and_who_is_there(found: Rates) -> None:
    """E came in the window, C, D and F before. A is 7 today, B 10, E four months old."""
    assert np.flatnonzero(found.entrants).tolist() == [state("kinship", 0)]
    assert found.entrants.sum() == pytest.approx(1 / 365)
    there = {place: number for place, number in enumerate(found.today) if number}
    assert there == {state("kinship", 2): 1, state(HOME, 3): 1, state("kinship", 0): 1}


def test_a_longer_window_sees_more_and_ends_where_the_returns_begin(stays: Histories) -> None:
    """Two years and more are 730 days from 1 April 2018 on: C, D, E and F came."""
    found = rates(stays, 2)
    assert found.entrants.sum() == pytest.approx(4 / 730)
    assert rates(stays, 30).daily.tolist() == found.daily.tolist()
    assert 1 - found.daily[state(HOME, 3)].sum() == pytest.approx(1 / (92 + 182))


def test_no_state_sends_out_more_than_it_has() -> None:
    """A child who comes and leaves on one day gives an exit without exposure."""
    episodes = """
        CHILD DECOM      DEC        RNE LS PLACE PLACE_PROVIDER REC
        A     2017-05-01 -          S   C2 U1    PR1            -
        B     2019-08-01 2019-08-01 S   V2 H5    PR4            E4A
    """
    built = cohort([2019, 2020], Header=HEADER, Episodes=episodes)
    found = rates(histories(built, AS_AT), 1)
    assert found.daily.min() >= 0
    assert found.daily.sum(axis=1).max() == pytest.approx(1)
    told = markov(histories(built, AS_AT), month_ends_after(AS_AT, 36))
    assert np.isfinite(told.points).all()


def _chain(seed: int) -> Rates:
    """A made-up chain of three states, the others empty."""
    luck = np.random.default_rng(seed)
    daily, entrants, today = np.eye(STATES), np.zeros(STATES), np.zeros(STATES)
    daily[:3, :3] = luck.dirichlet([1, 1, 1, 1], 3)[:, :3] * 0.02 + np.eye(3) * 0.98
    entrants[:3] = luck.uniform(0, 0.3, 3)
    today[:3] = [12, 7, 20]
    return Rates(daily, entrants, today)


def test_the_equations_go_day_by_day() -> None:
    chain = _chain(1)
    groups = np.eye(STATES)[:, :3]
    found = ahead(chain, [1, 9, 40], groups)
    there, came = np.eye(STATES), np.zeros(STATES)
    for day in range(1, 41):
        there, came = there @ chain.daily, came @ chain.daily + chain.entrants
        if day in (1, 9, 40):
            place = [1, 9, 40].index(day)
            assert found.there[place] == pytest.approx(there @ groups)
            assert found.came[place] == pytest.approx(came @ groups)


def _lived(chain: Rates, days: int, runs: int, seed: int) -> NDArray[np.int64]:
    """Children by state after so many days, in many runs of the chain, day by day: (runs, 3)."""
    luck = np.random.default_rng(seed)
    there = np.repeat(chain.today[None, :3].astype(np.int64), runs, axis=0)
    row = np.column_stack([chain.daily[:3, :3], 1 - chain.daily[:3].sum(axis=1)])
    for _ in range(days):
        moved = sum(luck.multinomial(there[:, place], row[place])[:, :3] for place in range(3))
        there = moved + luck.poisson(chain.entrants[:3], (runs, 3))
    return there


def test_the_equations_agree_with_a_simulation() -> None:
    """Mean and variance of every state and of two together, 20,000 runs of 60 days."""
    chain = _chain(2)
    lived = _lived(chain, 60, 20_000, seed=3)
    groups = np.zeros((STATES, 4))
    groups[:3, :3] = np.eye(3)
    groups[:2, 3] = 1
    lived = np.column_stack([lived, lived[:, :2].sum(axis=1)])
    found = ahead(chain, [60], groups)
    there, came = found.there[0], found.came[0]
    mean = chain.today @ there + came
    variance = chain.today @ (there * (1 - there)) + came
    assert lived.mean(axis=0) == pytest.approx(mean, abs=4 * np.sqrt(variance.max() / 20_000))
    assert lived.var(axis=0) == pytest.approx(variance, rel=0.05)


def test_the_cost_agrees_with_a_simulation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three states of one category and a price each would tell nothing: the states are put into
    three categories. Of 20,000 runs to the middle of a month, mean and spread of the cost."""
    chain = _chain(4)
    apart = np.arange(3) * BINS
    daily, entrants, today = np.eye(STATES), np.zeros(STATES), np.zeros(STATES)
    daily[np.ix_(apart, apart)] = chain.daily[:3, :3]
    entrants[apart], today[apart] = chain.entrants[:3], chain.today[:3]
    monkeypatch.setattr(
        "kinward.forecast.baselines.markov.cost.rates", lambda *_: Rates(daily, entrants, today)
    )
    prices = np.zeros((1, len(CATEGORIES)))
    prices[0, :3] = [1000, 3000, 200]
    stays = histories(cohort([2019, 2020], Header=HEADER, Episodes=EPISODES), AS_AT)

    told = markov_cost(stays, [date(2020, 4, 30)], prices)

    lived = _lived(chain, 15, 20_000, seed=5) @ prices[0, :3]
    assert told.keys == ("cost",)
    assert told.mean[0, 0] == pytest.approx(lived.mean(), abs=4 * lived.std() / 141)
    low, high = told.quantiles[[1, 5], 0, 0]
    assert (low, high) == pytest.approx(tuple(np.quantile(lived, [0.1, 0.9])), rel=0.02)


def test_the_cost_needs_a_price_of_every_month(stays: Histories) -> None:
    with pytest.raises(ArgumentError, match="prices of 2 months"):
        markov_cost(stays, month_ends_after(AS_AT, 2), np.zeros((3, len(CATEGORIES))))


def test_what_it_tells(stays: Histories) -> None:
    ends = month_ends_after(AS_AT, 36)
    told = markov(stays, ends)

    assert told.keys[:3] == ("total", "kinship", HOME)
    assert told.keys[3:] == ("<1", "1-4", "5-9", "10-15", "16-17")
    assert told.month_ends == tuple(ends)
    assert told.mean[0] == pytest.approx(told.mean[1:3].sum(axis=0))
    assert told.mean[0] == pytest.approx(told.mean[3:].sum(axis=0))
    assert (told.quantiles == np.rint(told.quantiles)).all()
    assert (np.diff(told.quantiles, axis=0) >= 0).all()
    assert told.points.mean(axis=0) == pytest.approx(told.mean, abs=0.02)


def test_the_days_asked_for_change_nothing(stays: Histories) -> None:
    ends = month_ends_after(AS_AT, 36)
    every, some = markov(stays, ends), markov(stays, [ends[2], ends[35]])
    assert some.mean == pytest.approx(every.mean[:, [2, 35]])
    assert (some.quantiles == every.quantiles[:, :, [2, 35]]).all()


def test_the_window_is_a_parameter(stays: Histories) -> None:
    ends = month_ends_after(AS_AT, 3)
    shipped = markov(stays, ends, parameter("markov_window_years").value)
    assert markov(stays, ends).mean.tolist() == shipped.mean.tolist()
    assert markov(stays, ends, 0.25).mean.tolist() != shipped.mean.tolist()
