"""Periods as papers write them."""

from __future__ import annotations

from datetime import date

import pytest

from kinward.scorecard.periods import Period, before, next_end, parse_period


@pytest.mark.parametrize(
    ("written", "end", "frequency"),
    [
        ("2015-12", date(2015, 12, 31), "monthly"),
        ("2016-02", date(2016, 2, 29), "monthly"),
        ("12/2015", date(2015, 12, 31), "monthly"),
        ("Dec 2015", date(2015, 12, 31), "monthly"),
        ("Sept-2015", date(2015, 9, 30), "monthly"),
        ("december  2015", date(2015, 12, 31), "monthly"),
        ("2011-12", date(2011, 12, 31), "monthly"),
        ("2015-Q3", date(2015, 9, 30), "quarterly"),
        ("Q3 2015", date(2015, 9, 30), "quarterly"),
        ("Q3 2015/16", date(2015, 12, 31), "quarterly"),
        ("2015/16 Q3", date(2015, 12, 31), "quarterly"),
        ("2015-16-Q4", date(2016, 3, 31), "quarterly"),
        ("Q1 2015/2016", date(2015, 6, 30), "quarterly"),
        ("2014-15", date(2015, 3, 31), "yearly"),
        ("2014/15", date(2015, 3, 31), "yearly"),
        ("1999/00", date(2000, 3, 31), "yearly"),
        ("2014/2015", date(2015, 3, 31), "yearly"),
        ("2015", date(2015, 12, 31), "yearly"),
        ("31/12/2015", date(2015, 12, 31), "monthly"),
        ("2015-12-31", date(2015, 12, 31), "monthly"),
    ],
)
def test_a_period_is_its_last_day(written: str, end: date, frequency: str) -> None:
    assert parse_period(written) == Period(end, frequency)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "written",
    ["", "soon", "2014-16", "2015-13", "13/2015", "2015-Q5", "Q0 2015", "Q2 2015/17", "31/02/2015",
     "D 2015", "Decem 15", "0100-12", "9999/00", "Q4 9999/00"],
)  # fmt: skip
def test_what_is_no_period_is_none(written: str) -> None:
    assert parse_period(written) is None


@pytest.mark.parametrize(
    ("written", "earlier"),
    [
        ("2016-03", date(2016, 2, 29)),
        ("2015-Q3", date(2015, 6, 30)),
        ("2014/15", date(2014, 3, 31)),
        ("2015", date(2014, 12, 31)),
        ("15/03/2015", date(2015, 2, 15)),
    ],
)
def test_the_period_before_is_as_long(written: str, earlier: date) -> None:
    period = parse_period(written)
    assert period is not None
    assert before(period).end == earlier


def test_the_next_end_is_a_period_on() -> None:
    assert next_end(date(2016, 1, 31), "monthly") == date(2016, 2, 29)
    assert next_end(date(2015, 9, 30), "quarterly") == date(2015, 12, 31)
    assert next_end(date(2016, 3, 31), "yearly") == date(2017, 3, 31)
