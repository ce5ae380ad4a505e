"""The simulation against the slow oracle: the same law, other random numbers, the same figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from random import Random

import numpy as np
import pytest
from scipy import stats

from engine_scenes import KEYS, flat_law, played
from kinward.forecast.bands import REPORT_BAND_OF
from kinward.forecast.simulation.arrays import ENTERED, MOVED_IN, MOVED_OUT, Counts
from kinward.forecast.simulation.calendar import calendar
from oracles.forecast import ADOPTERS, CAUSES, EVENTS, MOVE, Case, Child, Law, Newcomer, Run, World

AS_AT = date(2023, 9, 14)
MONTHS = 20
ENGINE_RUNS, SLOW_RUNS = 20_000, 1_600
FAR = 4.5
"""So many standard errors between two means of some hundred are no accident."""
DRIFT = (1.0, 1.6)
POPULATION = (1.3, 1.0, 0.7, 1.0, 1.0, 1.2, 1.0, 0.9)

CHILDREN = (
    Child(date(2006, 2, 3), "in_house_fostering", stay_start=-700, care_start=-1500, order=1),
    Child(date(2006, 8, 31), "external_residential", stay_start=-20, care_start=-400, order=3),
    Child(date(2008, 2, 29), "kinship", stay_start=-80, care_start=-80),
    Child(date(2022, 11, 30), "kinship", stay_start=-150, care_start=-170, order=1),
    Child(
        date(2014, 1, 31),
        "in_house_fostering",
        stay_start=-1200,
        stay_known=False,
        care_start=-1300,
        care_known=False,
        order=4,
    ),
    Child(date(2007, 6, 1), "external_residential", True, stay_start=-360, care_start=-360),
    Child(date(2010, 9, 20), "in_house_fostering", stay_start=0, care_start=-720, order=2),
)
CASES = (
    Case((Newcomer(0, 12, "kinship"),), 0, 2.0),
    Case((Newcomer(-40, 3, "kinship"), Newcomer(-64, 20, "in_house_fostering")), 1, 1.0),
    Case((Newcomer(-14 * 12, 30, "external_residential", re_entry=True),), 4, 3.0),
    Case((Newcomer(-215, 16, "in_house_fostering"),), 7, 1.5),
    Case((Newcomer(-17 * 12 + 3, 9, "external_residential"),), 5, 1.0, uasc=True),
)
EXPECTED = (0.8, 0.3)


@cache
def law() -> Law:
    """Leaving and moving depend on everything that they may depend on, and strongly."""
    fast, slow = 1 / 300, 1 / 1200
    return flat_law(
        base=dict(
            zip(EVENTS, (slow, slow, slow / 2, slow / 2, slow / 3, fast, slow / 2), strict=True)
        ),
        age={
            **flat_law().age,
            "adopted": (3.0, 1.0, 0.2, 0.1, 0.0, 0.0, 0.0, 0.0),
            "independent": (0.0, 0.0, 0.0, 0.0, 0.2, 1.0, 2.0, 4.0),
            MOVE: (0.5, 0.6, 0.8, 0.8, 1.1, 1.3, 0.3, 0.6),
            ADOPTERS: (5.0, 3.0, 1.0, 0.3, 0.0, 0.0, 0.0, 0.0),
        },
        stay={
            **flat_law().stay,
            "home": (2.0, 1.5, 1.0, 0.8, 0.6, 0.3, 0.1, 0.5),
            MOVE: (2.0, 1.5, 1.2, 1.0, 0.8, 0.5, 0.3, 0.6),
        },
        care={
            **flat_law().care,
            "permanence_order": (0.1, 0.5, 1.0, 2.0, 2.5, 1.0, 0.5, 1.2),
            "home": (2.0, 1.5, 1.0, 1.0, 0.8, 0.6, 0.4, 0.9),
            ADOPTERS: (0.0, 0.2, 1.0, 2.0, 1.5, 1.0, 0.5, 1.0),
        },
        order={**flat_law().order, MOVE: (0.6, 0.9, 1.1, 1.4, 0.7), "home": (1.3, 1, 0.7, 0.5, 1)},
        category={
            "permanence_order": {"kinship": 3.0, "external_residential": 0.1},
            MOVE: {"external_residential": 1.5, "kinship": 0.5},
            ADOPTERS: {"placed_for_adoption": 0.2},
        },
        uasc={**flat_law().uasc, "home": 0.1, MOVE: 1.3},
        special={("custody_or_other", "external_residential", 5, 0): 6.0},
        age_care={
            ("home", 4, 1): 2.5,
            ("home", 4, 2): 0.4,
            (MOVE, 1, 3): 3.0,
            (MOVE, 5, 5): 0.2,
        },
        destinations_care={
            ("external_residential", 2): 4.0,
            ("external_residential", 3): 0.2,
            ("in_house_fostering", 4): 3.0,
            ("supported_accommodation", 1): 0.1,
        },
        destinations={
            ("kinship", False): {"in_house_fostering": 0.7, "external_residential": 0.3},
            ("kinship", True): {"external_residential": 1.0},
            ("in_house_fostering", False): {"in_house_fostering": 0.6, "external_residential": 0.4},
            ("in_house_fostering", True): {"supported_accommodation": 0.8, "kinship": 0.2},
            ("external_residential", False): {
                "external_residential": 0.5,
                "in_house_fostering": 0.5,
            },
            ("external_residential", True): {
                "supported_accommodation": 0.9,
                "external_residential": 0.1,
            },
            ("supported_accommodation", True): {"supported_accommodation": 1.0},
            ("placed_for_adoption", False): {"in_house_fostering": 1.0},
        },
    )


@cache
def engine() -> Counts:
    return played(
        AS_AT,
        MONTHS,
        law(),
        children=CHILDREN,
        cases=CASES,
        expected=EXPECTED,
        population=POPULATION,
        drift=DRIFT,
        runs=ENGINE_RUNS,
        seed=11,
    )


@cache
def oracle() -> tuple[Run, ...]:
    world = World(
        AS_AT,
        calendar(AS_AT, MONTHS).ends.tolist(),
        law(),
        drift=DRIFT,
        cases=CASES,
        expected=EXPECTED,
        population=POPULATION,
    )
    random = Random(12)
    return tuple(world.play(CHILDREN, random) for _ in range(SLOW_RUNS))


def slow(take: Callable[[Run], Counter[tuple[int, ...]]], shape: tuple[int, ...]) -> np.ndarray:
    """What the oracle counted, as the engine lays it out: (runs, ...)."""
    values = np.zeros((SLOW_RUNS, *shape))
    for number, run in enumerate(oracle()):
        for place, value in take(run).items():
            values[(number, *place)] += value
    return values


def by_category(counts: Counter[tuple[int, str]]) -> Counter[tuple[int, ...]]:
    return Counter({(month, KEYS.index(key)): value for (month, key), value in counts.items()})


def same_means(fast: np.ndarray, obvious: np.ndarray, least: int) -> None:
    """Means over the runs differ by no more than chance, and many of them can be told apart."""
    assert fast.shape[1:] == obvious.shape[1:]
    error = np.sqrt(fast.var(axis=0) / len(fast) + obvious.var(axis=0) / len(obvious))
    told = obvious.sum(axis=0) >= 25
    assert told.sum() >= least
    far = (fast.mean(axis=0) - obvious.mean(axis=0))[told] / error[told]
    assert np.abs(far).max() < FAR
    never = obvious.sum(axis=0) == 0
    assert fast.mean(axis=0)[never].max(initial=0.0) < 0.01


def test_children_by_category_at_month_ends() -> None:
    wanted = slow(lambda run: by_category(run.stock), (MONTHS, len(KEYS)))
    same_means(engine().stock, wanted, least=4 * MONTHS)
    same_means(engine().stock.sum(axis=2), wanted.sum(axis=2), least=MONTHS)


def test_children_by_age_band_at_month_ends() -> None:
    wanted = slow(
        lambda run: Counter(
            {
                (month, report): sum(
                    run.ages[month, band] for band in range(8) if REPORT_BAND_OF[band] == report
                )
                for month in range(MONTHS)
                for report in range(5)
            }
        ),
        (MONTHS, 5),
    )
    same_means(engine().ages, wanted, least=4 * MONTHS)


def test_days_of_care() -> None:
    wanted = slow(lambda run: by_category(run.days), (MONTHS, len(KEYS)))
    same_means(engine().days, wanted, least=4 * MONTHS)


def test_exits_by_cause() -> None:
    causes = (*CAUSES, "eighteen")
    wanted = slow(
        lambda run: Counter({(m, causes.index(key)): n for (m, key), n in run.exits.items()}),
        (MONTHS, len(causes)),
    )
    same_means(engine().exits, wanted, least=3 * MONTHS)
    same_means(engine().exits.sum(axis=1), wanted.sum(axis=1), least=6)


def test_entries_by_stream_and_re_entries() -> None:
    wanted = slow(lambda run: Counter({(m, int(u)): n for (m, u), n in run.entries.items()}), (
        MONTHS, 2,
    ))  # fmt: skip
    same_means(engine().streams, wanted, least=2 * MONTHS)
    same_means(engine().entries, wanted.sum(axis=2), least=MONTHS)
    again = slow(lambda run: Counter({(m,): n for m, n in run.re_entries.items()}), (MONTHS,))
    same_means(engine().re_entries, again, least=MONTHS)


def test_moves_between_categories() -> None:
    kept = engine().flows / ENGINE_RUNS
    into: Counter[tuple[int, str]] = Counter()
    left: Counter[tuple[int, str]] = Counter()
    for run in oracle():
        for (month, here, there), number in run.moves.items():
            into[month, there] += number
            left[month, here] += number
    for kind, counted in ((MOVED_OUT, left), (MOVED_IN, into)):
        told = 0
        for (month, key), number in counted.items():
            if number < 25:
                continue
            told += 1
            mean = number / SLOW_RUNS
            error = np.sqrt(mean / SLOW_RUNS + mean / ENGINE_RUNS)
            assert abs(kept[kind, month, KEYS.index(key)] - mean) < FAR * error
        assert told > 2 * MONTHS
    assert kept[ENTERED].sum() == pytest.approx(engine().entries.mean(axis=0).sum())


@pytest.mark.parametrize("month", [0, 5, 12, MONTHS - 1])
def test_the_spread_of_the_stock_over_the_runs(month: int) -> None:
    """Two samples of one distribution, by chi-square over the numbers of children."""
    fast = engine().stock[:, month].sum(axis=1)
    obvious = slow(lambda run: by_category(run.stock), (MONTHS, len(KEYS)))[:, month].sum(axis=1)
    low, high = np.quantile(obvious, (0.02, 0.98)).astype(int)
    table = [
        [np.sum(np.clip(sample, low, high) == number) for number in range(low, high + 1)]
        for sample in (fast, obvious)
    ]
    assert stats.chi2_contingency(table).pvalue > 1e-3


@pytest.mark.parametrize("month", [3, MONTHS - 1])
def test_the_spread_of_the_days_of_care(month: int) -> None:
    fast = engine().days[:, month].sum(axis=1)
    obvious = slow(lambda run: by_category(run.days), (MONTHS, len(KEYS)))[:, month].sum(axis=1)
    assert stats.ks_2samp(fast, np.round(obvious, 3)).pvalue > 1e-3
