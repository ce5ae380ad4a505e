"""When a band turns: laws under which a child leaves as soon as it is in one band, and never in
another, so that the days of care tell the day of the turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
import pytest

from engine_scenes import KEYS, flat_law, played
from kinward.forecast.bands import AGE_CUTS, AGES, CLOCK_CUTS, LONGEST, UNKNOWN_CLOCK
from oracles.forecast import MOVE, Case, Child, Law, Newcomer, turns_at

AS_AT = date(2023, 8, 17)
AT_ONCE = 50.0
"""A rate a day at which something happens within an hour or two."""
KINSHIP, RESIDENTIAL = KEYS.index("kinship"), KEYS.index("external_residential")
BORN = date(2014, 9, 1)


def only(band: int, bands: int) -> tuple[float, ...]:
    return tuple(1.0 if place == band else 0.0 for place in range(bands))


def leaving(**where: Mapping[str, Sequence[float]]) -> Law:
    """Home at once where the multiples are 1, never where one is 0."""
    flat = flat_law()
    changed = {name: {**getattr(flat, name), **where[name]} for name in where}
    return flat_law(base={**flat.base, "home": AT_ONCE}, **changed)


def days_of_care(law: Law, child: Child, months: int = 60) -> np.ndarray:
    counts = played(AS_AT, months, law, children=[child], runs=200)
    whole: np.ndarray = counts.days.sum(axis=(1, 2))
    return whole


def leaves_on(days: np.ndarray, day: int) -> None:
    assert days.min() >= day - 0.01
    assert days.mean() == pytest.approx(day + 1 / AT_ONCE, abs=0.01)


@pytest.mark.parametrize("clock", ["stay", "care"])
@pytest.mark.parametrize("band", range(1, LONGEST + 1))
@pytest.mark.parametrize("before", [0, 27])
def test_a_known_clock_turns_on_its_day(clock: str, band: int, before: int) -> None:
    law = leaving(**{clock: {"home": only(band, 8)}})
    child = Child(BORN, "kinship", **{f"{clock}_start": -before})
    leaves_on(days_of_care(law, child), CLOCK_CUTS[band - 1] - before)


@pytest.mark.parametrize("clock", ["stay", "care"])
def test_an_unknown_clock_turns_to_the_longest(clock: str) -> None:
    """One who has been seen there for four years is known to have been there as long."""
    child = Child(BORN, "kinship", **{f"{clock}_start": -1000, f"{clock}_known": False})
    leaves_on(days_of_care(leaving(**{clock: {"home": only(LONGEST, 8)}}), child), 461)
    unknown = leaving(**{clock: {"home": only(UNKNOWN_CLOCK, 8)}})
    leaves_on(days_of_care(unknown, child), 0)
    for band in range(LONGEST):
        none = leaving(**{clock: {"home": only(band, 8)}})
        assert (days_of_care(none, child, months=12) == (date(2024, 7, 31) - AS_AT).days).all()


@pytest.mark.parametrize("band", range(1, AGES))
def test_an_age_turns_on_its_day(band: int) -> None:
    """On a birthday, or half a year after it: of one born on 31 August on 2 or 3 March."""
    months = AGE_CUTS[band - 1]
    law = leaving(age={"home": only(band, AGES)})
    years = months // 12
    leap_days = [date(year, 2, 29) for year in range(2004, 2024, 4)]
    usual = (date(2024 - years, 5, 9), date(2024 - years, 1, 31), date(2023 - years, 8, 31))
    for born in (*usual, *leap_days):
        day = (turns_at(born, months) - AS_AT).days
        if 0 < day < 1800:
            leaves_on(days_of_care(law, Child(born, "kinship")), day)


def moving(**where: Mapping[str, Sequence[float]]) -> Law:
    """A move to residential care at once in the first quarter's second band; then home as told."""
    flat = flat_law()
    changed = {name: {**getattr(flat, name), **where[name]} for name in where}
    changed["stay"] = {**changed.get("stay", flat.stay), MOVE: only(1, 8)}
    changed["category"] = {MOVE: {"external_residential": 0.0}, "home": {"kinship": 0.0}}
    return flat_law(
        base={**flat.base, "home": AT_ONCE, MOVE: AT_ONCE},
        destinations={("kinship", False): {"external_residential": 1.0}},
        **changed,
    )


def after_move(law: Law, child: Child) -> np.ndarray:
    """Days in residential care of a child who moves there on day 8."""
    counts = played(AS_AT, 60, law, children=[child], runs=200)
    leaves_on(counts.days[:, :, KINSHIP].sum(axis=1), 8)
    days: np.ndarray = counts.days[:, :, RESIDENTIAL].sum(axis=1)
    return days


@pytest.mark.parametrize("band", range(1, LONGEST + 1))
def test_a_move_starts_the_time_in_placement_anew(band: int) -> None:
    child = Child(BORN, "kinship", stay_start=-20, care_start=-300)
    law = moving(stay={**flat_law().stay, "home": only(band, 8)})
    leaves_on(after_move(law, child), CLOCK_CUTS[band - 1])


@pytest.mark.parametrize("band", [4, 5, 6])
def test_a_move_leaves_the_time_in_care_as_it_is(band: int) -> None:
    """In care for 300 days on the as-at date, and for 308 on the day of the move."""
    child = Child(BORN, "kinship", stay_start=-20, care_start=-300)
    days = after_move(moving(care={"home": only(band, 8)}), child)
    # The move comes up to an hour or two after the eighth day begins, the turn of care does not.
    assert days.mean() == pytest.approx(CLOCK_CUTS[band - 1] - 308, abs=0.02)


@pytest.mark.parametrize(("order", "then"), [(0, 1), (1, 2), (2, 3), (3, 3), (4, 4)])
def test_a_move_counts_a_placement_where_they_are_known(order: int, then: int) -> None:
    child = Child(BORN, "kinship", stay_start=-20, care_start=-300, order=order)
    leaves_on(after_move(moving(order={"home": only(then, 5)}), child), 0)


def test_rates_of_leaving_drift_by_year_ahead_and_moves_do_not() -> None:
    """Nobody leaves in the first year of 365.25 days, or after the second."""
    law = flat_law(base={**flat_law().base, "home": 2.0})
    counts = played(AS_AT, 40, law, children=[Child(BORN, "kinship")], drift=[0.0, 1.0], runs=400)
    days = counts.days.sum(axis=(1, 2))
    assert days.min() >= 365.24
    assert days.mean() == pytest.approx(365.25 + 0.5, abs=0.1)
    moves = flat_law(
        base={**flat_law().base, MOVE: 2.0},
        destinations={(key, False): {"external_residential": 1.0} for key in KEYS},
    )
    counts = played(AS_AT, 2, moves, children=[Child(BORN, "kinship")], drift=[0.0], runs=400)
    assert counts.days[:, :, KINSHIP].sum(axis=1).mean() == pytest.approx(0.5, abs=0.1)


def test_unaccompanied_children_have_rates_of_their_own() -> None:
    law = flat_law(base={**flat_law().base, "home": AT_ONCE}, uasc={**flat_law().uasc, "home": 0.0})
    counts = played(
        AS_AT,
        3,
        law,
        children=[Child(BORN, "kinship"), Child(BORN, "external_residential", uasc=True)],
        runs=50,
    )
    assert counts.stock[:, 0, KINSHIP].tolist() == [0] * 50
    assert counts.stock[:, -1, RESIDENTIAL].tolist() == [1] * 50


def test_newcomers_begin_at_nought_and_spread_over_the_month() -> None:
    """They leave 28 days after they come: those of the last 28 days are there at a month's end."""
    law = leaving(stay={"home": only(1, 8)}, care={"home": (0.0, 1.0, *[0.0] * 6)})
    cases = [Case((Newcomer(-60, 4, "kinship"), Newcomer(-84, 9, "kinship")), 2, 1.0)]
    counts = played(AS_AT, 24, law, cases=cases, expected=(40.0, 0.0), runs=100)
    length = np.diff([0, *np.cumsum([14, 30, 31, 30, 31, 31, 29, 31])])
    stays = counts.exits[:, 12:].sum() / counts.entries[:, 11:23].sum()
    assert stays == pytest.approx(1, abs=0.1)
    for month in (1, 2, 3, 4):
        share = counts.stock[:, month].sum() / counts.entries[:, month].sum()
        assert share == pytest.approx(28 / length[month], abs=0.03)
    assert (counts.entries % 2 == 0).all()  # brothers and sisters come together


def test_a_newcomer_near_18_comes_before_the_birthday_and_leaves_on_it() -> None:
    """Born on the 21st of a month, 18 years before: whoever comes, comes before the 21st."""
    still = flat_law()
    cases = [Case((Newcomer(-216, 20, "kinship"),), 6, 1.0)]
    counts = played(AS_AT, 6, still, cases=cases, expected=(5.0, 0.0), runs=50)
    assert counts.entries[:, 0].sum() > 0  # 18 to 20 August
    np.testing.assert_array_equal(counts.exits[:, :, -1], counts.entries)
    assert counts.stock.sum() == 0
    mean = counts.days[:, 1:].sum() / counts.entries[:, 1:].sum()
    assert mean == pytest.approx(10.5, abs=0.6)  # from the 1st to the 21st


def test_a_newborn_comes_on_the_day_of_birth_or_later() -> None:
    cases = [Case((Newcomer(0, 20, "kinship"),), 0, 1.0)]
    counts = played(AS_AT, 3, flat_law(), cases=cases, expected=(0.0, 0.0), runs=1)
    assert counts.entries.sum() == 0
    counts = played(AS_AT, 3, flat_law(), cases=cases, expected=(8.0, 0.0), runs=60)
    days = counts.days[:, 1].sum() - 30 * counts.stock[:, 0].sum()
    assert days / counts.entries[:, 1].sum() == pytest.approx(5.0, abs=0.4)  # the 21st to the 30th
    assert AS_AT + timedelta(days=14) == date(2023, 8, 31)
