"""What a placement costs in a financial year, by the conventions of the published tables.

2022/23 (2023) has 365 days, 2023/24 (2024) has 366. Agency is paid for 52 weeks, Fostering for 55,
Home by the day.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from kinward.ledger.year import in_year
from ledger_tables import ledger

BEFORE = date(2022, 3, 1)


def _year(rows: str, columns: str = "", year: int = 2023, as_at: date = BEFORE) -> dict[str, Any]:
    """The one placement of a year."""
    columns = f"placement_id child_id service_type start end weekly_cost {columns}"
    return in_year(ledger(f"{columns}\n{rows}"), year, as_at).placements.row(0, named=True)


@pytest.mark.parametrize(
    ("row", "year", "pounds"),
    [
        ("p a Agency 2020-01-01 - 1000", 2023, "52000"),
        ("p a Agency 2020-01-01 - 1000", 2024, "52000"),
        ("p a Fostering 2020-01-01 - 1000", 2023, "55000"),
        ("p a Fostering 2022-04-01 2023-04-01 1000", 2023, "55000"),
        ("p a Agency 2022-04-01 2022-10-01 1000", 2023, "26071.23"),
        ("p a Agency 2023-10-01 - 1000", 2024, "26000"),
        ("p a Agency 2022-04-01 2022-04-02 365", 2023, "52"),
        ("p a Agency 2024-02-29 2024-03-01 366", 2024, "52"),
        ("p a Home 2020-01-01 - 700", 2023, "36500"),
        ("p a Home 2020-01-01 - 700", 2024, "36600"),
        ("p a Agency 2020-01-01 - -100", 2023, "-5200"),
        ("p a Agency 2020-01-01 - 0", 2023, "0"),
    ],
)
def test_a_weekly_cost_over_a_year_or_part_of_it(row: str, year: int, pounds: str) -> None:
    assert Fraction(_year(row, year=year)["cost"], 100) == Fraction(pounds)


def test_the_weeks_of_the_placement_come_before_those_of_its_service_type() -> None:
    assert _year("p a Fostering 2020-01-01 - 1000 50", "paid_weeks")["cost"] == 50_000_00


def test_contributions_come_for_52_weeks_whatever_weeks_are_paid() -> None:
    found = _year(
        "p a Fostering 2020-01-01 - 1000 200 100", "health_contribution education_contribution"
    )
    assert found["cost"] == 55_000_00 - 52 * 300_00
    assert (found["weekly"], found["net"]) == (1000_00, 700_00)


def test_a_new_rate_counts_from_its_day_and_each_is_rounded_once() -> None:
    rows = "p a Agency 2022-04-01 - 1000 -\np a Agency 2022-04-01 - 1200 2022-10-01"
    found = _year(rows, "rate_from")
    assert found["cost"] == 26_071_23 + 31_114_52
    assert found["net"] == 1200_00


@pytest.mark.parametrize(
    ("first", "second"),
    [("2022-10-01", "-"), ("-", "2022-10-01"), ("2022-10-01", "2022-04-01")],
)
def test_rates_may_stand_in_any_order(first: str, second: str) -> None:
    price = {"-": 1000, "2022-04-01": 1000, "2022-10-01": 1200}
    rows = "\n".join(f"p a Agency 2022-04-01 - {price[day]} {day}" for day in (first, second))
    assert _year(rows, "rate_from")["cost"] == 57_185_75


@pytest.mark.parametrize(
    ("rates", "weekly"),
    [
        ("1000 2022-06-01", 1000),
        ("1000 2022-01-01", 1000),
        ("900 2021-06-01, 1000 2022-01-01", 1000),
        ("900 2022-01-01, 1000 -", 1000),
        ("900 -, 1000 -", 1000),
        ("900 2022-04-01, 1000 -", 1000),
        ("900 2022-06-01, 1000 2022-06-01", 1000),
        ("1000 -, 900 2023-04-01", 1000),
    ],
)
def test_the_rate_in_force_from_the_start(rates: str, weekly: int) -> None:
    """The first where none is given from the start; the later row where two are of one day."""
    rows = "\n".join(f"p a Agency 2022-04-01 - {rate}" for rate in rates.split(", "))
    assert _year(rows, "rate_from")["cost"] == weekly * 52_00


def test_spent_is_up_to_and_with_the_as_at_date() -> None:
    found = _year("p a Agency 2022-04-01 - 365", as_at=date(2023, 1, 31))
    assert found["spent"] == 306 * 52_00
    assert found["cost"] - found["spent"] == 59 * 52_00


@pytest.mark.parametrize(
    ("as_at", "spent"), [(date(2022, 3, 31), 0), (date(2023, 6, 1), 52_000_00)]
)
def test_before_the_year_nothing_is_spent_and_after_it_all(as_at: date, spent: int) -> None:
    assert _year("p a Agency 2020-01-01 - 1000", as_at=as_at)["spent"] == spent


@pytest.mark.parametrize(
    "row",
    [
        "p a Agency 2022-06-01 2022-06-01 1000",
        "p a Agency 2022-06-01 2022-05-01 1000",
        "p a Agency 2021-06-01 2022-04-01 1000",
        "p a Agency 2023-04-01 - 1000",
    ],
)
def test_no_day_in_the_year_is_no_placement_of_it(row: str) -> None:
    columns = "placement_id child_id service_type start end weekly_cost"
    assert in_year(ledger(f"{columns}\n{row}"), 2023, BEFORE).placements.is_empty()


def test_what_daily_billing_would_cost_is_told_beside() -> None:
    found = _year("p a Agency 2020-01-01 - 1000")
    assert found["daily_cost"] == 52_142_86
    own = _year("p a Home 2020-01-01 - 1000")
    assert own["daily_cost"] == own["cost"] == 52_142_86
