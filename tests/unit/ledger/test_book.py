"""Which days of a placement count, as known on a day: planned ends, birthdays, the snapshot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from kinward.ledger.book import PEOPLE_SCHEMA, Ledger, booked, open_on
from ledger_tables import ledger

AS_AT = date(2022, 9, 30)
TOMORROW = date(2022, 10, 1)
COLUMNS = "placement_id child_id service_type start end planned_end weekly_cost"


def _one(row: str, born: date | None = None, as_at: date = AS_AT) -> dict[str, Any]:
    return booked(_ledger(row, born), as_at).row(0, named=True)


def _ledger(row: str, born: date | None) -> Ledger:
    found = ledger(f"{COLUMNS}\n{row}")
    if born is None:
        return found
    people = pl.DataFrame([("a", born, False, None)], schema=PEOPLE_SCHEMA, orient="row")
    return replace(found, people=people)


@pytest.mark.parametrize(
    ("end", "planned", "until", "passed"),
    [
        ("-", "-", None, False),
        ("-", "2022-12-01", date(2022, 12, 1), False),
        ("-", "2022-10-01", date(2022, 10, 1), False),
        ("-", "2022-09-30", None, True),
        ("-", "2022-06-01", None, True),
        ("2022-08-01", "2022-06-01", date(2022, 8, 1), False),
        ("2022-11-01", "2022-12-01", date(2022, 11, 1), False),
    ],
)
def test_a_planned_end_counts_until_it_has_come(
    end: str, planned: str, until: date | None, passed: bool
) -> None:
    found = _one(f"p a Agency 2022-05-01 {end} {planned} 1000")
    assert (found["until"], found["passed"]) == (until, passed)


@pytest.mark.parametrize(
    ("born", "until", "grown_up"),
    [
        (date(2005, 1, 15), date(2023, 1, 15), False),
        (date(2004, 10, 1), TOMORROW, False),
        (date(2004, 9, 30), TOMORROW, True),
        (date(2004, 2, 29), TOMORROW, True),
        (date(2012, 2, 1), date(2030, 2, 1), False),
    ],
)
def test_commitments_stop_at_18_but_days_gone_by_were_paid(
    born: date, until: date, grown_up: bool
) -> None:
    found = _one("p a Agency 2020-05-01 - - 1000", born)
    assert (found["until"], found["grown_up"]) == (until, grown_up)


def test_the_earlier_of_planned_end_and_birthday_counts() -> None:
    assert _one("p a Agency 2020-05-01 - 2022-12-01 1", date(2005, 1, 15))["until"] == date(
        2022, 12, 1
    )
    assert _one("p a Agency 2020-05-01 - 2023-12-01 1", date(2005, 1, 15))["until"] == date(
        2023, 1, 15
    )


def test_a_child_born_on_29_february_is_18_on_1_march() -> None:
    found = _one("p a Agency 2020-05-01 - - 1", date(2004, 2, 29), as_at=date(2021, 9, 30))
    assert found["until"] == date(2022, 3, 1)


def test_a_service_type_may_go_on_after_18() -> None:
    found = _one("p a Guardianship 2020-05-01 - - 100", date(2004, 6, 1))
    assert (found["until"], found["grown_up"]) == (None, False)


def test_without_a_return_nobody_comes_of_age() -> None:
    assert _one("p a Agency 2020-05-01 - - 1000")["until"] is None


def test_the_snapshot_holds_the_first_day_and_not_the_last() -> None:
    found = booked(ledger(f"{COLUMNS}\np a Agency 2022-05-01 2022-06-01 - 1000"), AS_AT)
    days = [date(2022, 4, 30), date(2022, 5, 1), date(2022, 5, 31), date(2022, 6, 1)]
    assert [found.filter(open_on(day)).height for day in days] == [0, 1, 1, 0]
