"""The full-year effect: what is open at the end of the year, for a whole year more."""

from __future__ import annotations

from datetime import date

import pytest

from kinward.ledger.full_year import full_year_effect
from kinward.ledger.model import FullYearEffect
from kinward.ledger.year import in_year
from ledger_tables import ledger

COLUMNS = "placement_id child_id service_type start end planned_end weekly_cost rate_from"


def _effect(rows: str, year: int = 2023, as_at: date | None = None) -> FullYearEffect:
    record = ledger(f"{COLUMNS}\n{rows}")
    return full_year_effect(record, in_year(record, year, as_at or date(year - 1, 12, 31)))


def test_a_starter_costs_a_whole_year_next_year() -> None:
    found = _effect("p a Agency 2022-10-01 - - 1000 -")
    assert (found.this_year, found.next_year) == (25_928_77, 52_000_00)
    assert found.effect == found.starters == 26_071_23


def test_a_leaver_takes_its_cost_with_it() -> None:
    found = _effect("p a Agency 2020-10-01 2023-01-01 - 1000 -")
    assert (found.this_year, found.next_year) == (39_178_08, 0)
    assert found.effect == found.leavers == -39_178_08


def test_who_stays_all_along_has_no_effect() -> None:
    found = _effect("p a Fostering 2020-10-01 - - 1000 -")
    assert (found.this_year, found.next_year, found.effect) == (55_000_00, 55_000_00, 0)


def test_a_planned_end_next_year_is_kept() -> None:
    found = _effect("p a Agency 2020-10-01 - 2023-10-01 1000 -")
    assert found.continuing == found.effect == -26_000_00


def test_a_last_day_of_march_is_still_open_and_a_first_of_april_too() -> None:
    assert _effect("p a Agency 2020-10-01 2023-03-31 - 1000 -").leavers < 0
    through = _effect("p a Agency 2020-10-01 2023-04-01 - 1000 -")
    assert (through.leavers, through.continuing) == (0, -52_000_00)


@pytest.mark.parametrize(
    ("as_at", "next_year"),
    [(date(2022, 9, 30), 52_000_00), (date(2022, 10, 1), 156_000_00)],
)
def test_next_year_is_at_the_prices_of_the_as_at_date(as_at: date, next_year: int) -> None:
    """Half of this year was at 1,000 a week and half at 3,000."""
    rows = "p a Agency 2020-01-01 - - 1000 -\np a Agency 2020-01-01 - - 3000 2022-10-01"
    found = _effect(rows, as_at=as_at)
    assert found.this_year == 26_071_23 + 77_786_30
    assert found.next_year == next_year
    assert found.continuing == next_year - found.this_year


def test_a_placement_that_starts_later_goes_on_at_the_rate_of_its_first_day() -> None:
    rows = "p a Agency 2023-02-01 - - 900 2022-01-01\np a Agency 2023-02-01 - - 1000 2022-06-01"
    assert _effect(rows).next_year == 52_000_00


@pytest.mark.parametrize(
    ("row", "year", "day_effect", "effect"),
    [
        ("p a Home 2020-01-01 - - 700 -", 2023, 100_00, 0),
        ("p a Home 2020-01-01 - - 700 -", 2024, -100_00, 0),
        ("p a Home 2020-01-01 - - 700 -", 2022, 0, 0),
        ("p a Home 2024-03-01 - - 700 -", 2024, 0, 334 * 100_00),
        ("p a Home 2020-01-01 2023-12-01 - 700 -", 2023, 0, -121 * 100_00),
        ("p a Agency 2020-01-01 - - 700 -", 2023, 0, 0),
    ],
)
def test_29_february_is_told_apart_where_care_is_paid_by_the_day(
    row: str, year: int, day_effect: int, effect: int
) -> None:
    found = _effect(row, year)
    assert (found.day_effect, found.effect) == (day_effect, effect)
    assert found.next_year - found.this_year == effect + day_effect
