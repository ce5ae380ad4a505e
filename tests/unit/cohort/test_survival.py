"""Survival against examples worked by hand."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from kinward.cohort.survival import (
    CENSORED,
    RiskTable,
    cumulative_incidence,
    kaplan_meier,
    risk_table,
    share_after,
)
from oracles import survival as slow


def _table(stays: list[slow.Stay], causes: int = 1, least: int = 1) -> RiskTable:
    first, last, cause = (np.array(column, np.int64) for column in zip(*stays, strict=True))
    return risk_table(first, last, cause, causes, least)


REMISSION = [(6, 3, 1), (7, 1, 0), (9, 0, 1), (10, 1, 1), (11, 0, 1), (13, 1, 0), (16, 1, 0)]
REMISSION += [(17, 0, 1), (19, 0, 1), (20, 0, 1), (22, 1, 0), (23, 1, 0), (25, 0, 1), (32, 0, 2)]
REMISSION += [(34, 0, 1), (35, 0, 1)]
"""Weeks of remission on 6-mercaptopurine, relapses, censored: the 21 patients of Freireich and
others, Blood 1963, 21:699-716, the first example of many textbooks."""


@pytest.fixture
def remission() -> RiskTable:
    stays = []
    for week, relapses, censored in REMISSION:
        stays += [(0, week, 0)] * relapses + [(0, week, CENSORED)] * censored
    assert len(stays) == 21
    return _table(stays)


def test_kaplan_meier_of_the_remission_data(remission: RiskTable) -> None:
    steps = [(18, 21), (16, 17), (14, 15), (11, 12), (10, 11), (6, 7), (5, 6)]

    assert remission.day.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert remission.at_risk.tolist() == [there for _, there in steps]
    worked = [math.prod(Fraction(*step) for step in steps[: i + 1]) for i in range(7)]
    assert kaplan_meier(remission).survival == pytest.approx([float(share) for share in worked])
    assert float(worked[-1]) == pytest.approx(0.448, abs=0.0005)


def test_its_interval_is_greenwoods_on_the_log_log_scale(remission: RiskTable) -> None:
    """After week 6: S = 6/7, the sum is 3 / (21 x 18) = 1/126, its root 0.0890871; log S =
    -0.1541507; 1.959964 x 0.0890871 / 0.1541507 = 1.132704, whose exponential is 3.104040; so
    the interval is from (6/7) ** 3.104040 = 0.6197 to (6/7) ** (1 / 3.104040) = 0.9516."""
    curve = kaplan_meier(remission)

    assert (curve.low[0], curve.high[0]) == pytest.approx((0.6197, 0.9516), abs=0.00005)
    after_7 = Fraction(1, 126) + Fraction(1, 17 * 16)
    share = 6 / 7 * 16 / 17
    half = 1.959963984540054 * math.sqrt(after_7) / -math.log(share)
    assert curve.low[1] == pytest.approx(share ** math.exp(half))
    assert curve.high[1] == pytest.approx(share ** math.exp(-half))


def test_causes_compete() -> None:
    """Four stays: day 1 home, day 2 still open, day 3 adopted, day 4 home. Home takes 1/4, then
    adoption half of the 3/4 left, then home the 3/8 left. One minus Kaplan-Meier of home alone
    would be 1, and of adoption 1/2: more than all there is."""
    table = _table([(0, 1, 0), (0, 2, CENSORED), (0, 3, 1), (0, 4, 0)], causes=2)

    survival = kaplan_meier(table).survival
    shares = cumulative_incidence(table, survival)

    assert table.day.tolist() == [1, 3, 4]
    assert shares.tolist() == [[1 / 4, 1 / 4, 5 / 8], [0, 3 / 8, 3 / 8]]
    assert survival.tolist() == [3 / 4, 3 / 8, 0]


def test_who_enters_late_is_at_risk_from_then_on() -> None:
    """Three stays: days 0 to 3 (left), 2 to 5 (left), 4 to 6 (open). On day 3 one of two leaves,
    on day 5 one of two: 1/2, then 1/4. With the late ones at risk from day 0 it would be 2/3."""
    table = _table([(0, 3, 0), (2, 5, 0), (4, 6, CENSORED)])

    assert table.at_risk.tolist() == [2, 2]
    assert kaplan_meier(table).survival.tolist() == [1 / 2, 1 / 4]
    assert table.to_day == 6


def test_who_leaves_on_a_day_leaves_before_the_censored_of_that_day() -> None:
    table = _table([(0, 5, 0), (0, 5, CENSORED), (0, 9, CENSORED)])
    assert kaplan_meier(table).survival.tolist() == pytest.approx([2 / 3])


def test_a_stay_that_ends_on_its_first_day_counts() -> None:
    assert kaplan_meier(_table([(0, 0, 0), (0, 1, 0)])).survival.tolist() == [1 / 2, 0]


def test_few_at_risk_early_do_not_set_the_curve() -> None:
    """One of the two seen from the start leaves on day 1; eight come in on day 10. A curve from
    day 0 would never rise above a half again. It starts on day 10, of those still in care then."""
    early = [(0, 1, 0), (0, 30, CENSORED)]
    late = [(10, 20, 0), (10, 20, 0), *[(10, 40, CENSORED)] * 6]

    assert kaplan_meier(_table(early + late)).survival.tolist() == [1 / 2, 1 / 2 * 7 / 9]
    table = _table(early + late, least=5)
    assert (table.from_day, table.to_day) == (10, 40)
    assert kaplan_meier(table).survival.tolist() == [7 / 9]


def test_a_curve_does_not_fall_to_0_while_more_come_in() -> None:
    """Both seen early have left by day 2, others come in on day 5: nothing is known of day 2 to
    4, and a share of 0 would be wrong."""
    table = _table([(0, 1, 0), (0, 2, 0), (5, 9, 0), (5, 8, CENSORED)])

    assert (table.from_day, table.to_day) == (0, 1)
    assert kaplan_meier(table).survival.tolist() == [1 / 2]


def test_the_end_of_a_curve_without_late_entry_needs_no_least_number() -> None:
    table = _table([(0, day, 0) for day in range(1, 7)], least=5)
    assert kaplan_meier(table).survival == pytest.approx([5 / 6, 4 / 6, 3 / 6, 2 / 6, 1 / 6, 0])


def test_no_interval_is_made_where_the_share_is_0() -> None:
    curve = kaplan_meier(_table([(0, 1, 0), (0, 2, 0)]))
    assert np.isnan([curve.low[1], curve.high[1]]).all()
    assert 0 < curve.low[0] < 1 / 2 < curve.high[0] < 1


def test_the_share_after_a_day() -> None:
    table = _table([(0, 3, 0), (0, 5, 0), (0, 6, CENSORED)])
    survival = kaplan_meier(table).survival
    shares = [share_after(table, survival, day) for day in (0, 3, 4, 5, 6, 7)]
    assert shares == [
        1,
        pytest.approx(2 / 3),
        pytest.approx(2 / 3),
        *[pytest.approx(1 / 3)] * 2,
        None,
    ]


def test_the_share_after_everybody_left_is_0() -> None:
    table = _table([(0, 3, 0)])
    assert share_after(table, kaplan_meier(table).survival, 365) == 0


def test_no_stays_no_days() -> None:
    none = np.zeros(0, np.int64)
    table = risk_table(none, none, none, 2)
    curve = kaplan_meier(table)
    assert (table.from_day, table.to_day, len(table.day)) == (0, -1, 0)
    assert (len(curve.survival), cumulative_incidence(table, curve.survival).shape) == (0, (2, 0))
    assert share_after(table, curve.survival, 1) is None
