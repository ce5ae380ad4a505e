"""Ticks and their words: round, within the axis, and told with as many decimals as they need."""

from __future__ import annotations

import itertools
from datetime import date
from math import sqrt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kinward_web.charts import data, ticks, words

SPANS = st.tuples(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))


@given(SPANS, st.integers(3, 10))
@example((499999.0, 1e6), 3)
def test_ticks_stand_within_the_axis_evenly_and_about_as_many_as_asked(
    span: tuple[float, float], count: int
) -> None:
    low, high = span[0], span[0] + span[1]
    found = ticks.numbers(low, high, count)
    apart = ticks.step(low, high, count)
    assert all(low - apart * 1e-6 <= at <= high + apart * 1e-6 for at in found)
    # A distance is rounded by no more than from the root of 10 to 5, or down to 2.
    most = 5 / sqrt(10)
    assert count / most - 1 - 1e-6 <= len(found) <= count * most + 1 + 1e-6
    assert all(
        b - a == pytest.approx(apart, rel=1e-6, abs=1e-9) for a, b in itertools.pairwise(found)
    )


@given(SPANS)
def test_round_ends_hold_the_values(span: tuple[float, float]) -> None:
    low, high = span[0], span[0] + span[1]
    first, last = ticks.nice(low, high)
    room = span[1] * 1e-6
    assert first <= low + room
    assert last >= high - room
    assert last - first <= span[1] * 1.6 + 1e-9


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(40, 6000), st.integers(3, 8))
def test_ticks_of_days_are_firsts_of_months_within_the_axis(
    low: date, length: int, count: int
) -> None:
    high = date.fromordinal(low.toordinal() + length)
    found = ticks.days(low, high, count)
    assert all(low <= day <= high and day.day == 1 for day in found)
    months = {b.year * 12 + b.month - a.year * 12 - a.month for a, b in itertools.pairwise(found)}
    assert len(months) <= 1


def test_a_scale_of_one_value_still_has_two_ends() -> None:
    assert ticks.nice(3.0, 3.0) == (3.0, 4.0)
    assert ticks.numbers(0, 0, 5) == [0]


@pytest.mark.parametrize(
    ("value", "form", "step", "said"),
    [
        (0.25, "%", 0.05, "25%"),
        (0.125, "%", 0.005, "12.5%"),
        (1500, ",~f", 500, "1,500"),
        (0.4, ",~f", 0.2, "0.4"),
        (-200, ",~f", 200, "−200"),
        (0, ",~f", 200, "0"),
        (2026, "d", 2, "2026"),
        (12000, ",d", 1000, "12,000"),
    ],
)
def test_a_tick_is_told_as_the_report_tells_it(
    value: float, form: str, step: float, said: str
) -> None:
    assert words.on_axis(value, form, step) == said


def test_every_third_month_is_named_with_the_year_under_january() -> None:
    months = [date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)]
    expression = "(month(datum.value) % 3 == 0) ? (month(datum.value) == 0 ? 1 : 2) : ''"
    assert words.month_labels(months, expression) == ["Oct", "", "", "Jan\n2026"]


@pytest.mark.parametrize(
    ("expression", "kept"),
    [
        ("datum.late", [2]),
        ("!datum.late", [1, 3]),
        ("datum.way == 'over'", [1, 3]),
        ("isValid(datum.share)", [1, 2]),
        ("datum.order >= 2", [2, 3]),
    ],
)
def test_a_filter_keeps_the_rows_that_it_says(expression: str, kept: list[int]) -> None:
    rows = [
        {"n": 1, "late": False, "way": "over", "share": 0.0, "order": 1},
        {"n": 2, "late": True, "way": "under", "share": 0.5, "order": 2},
        {"n": 3, "late": False, "way": "over", "share": None, "order": 3},
    ]
    assert [row["n"] for row in rows if data.test(expression)(row)] == kept
