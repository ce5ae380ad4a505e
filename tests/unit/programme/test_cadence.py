"""When boards meet: by their cadence, on working days."""

from __future__ import annotations

from datetime import date

import pytest

from kinward.programme.cadence import next_dates, working_day
from kinward.programme.governance import Board, Meeting

MAY, JUNE = date(2026, 5, 12), date(2026, 6, 9)


@pytest.mark.parametrize(
    ("cadence", "first", "due"),
    [
        ("weekly", date(2026, 5, 12), [(6, 16), (6, 23), (6, 30)]),
        ("monthly", date(2026, 1, 31), [(6, 30), (7, 31), (9, 1)]),
        ("monthly", date(2026, 1, 9), [(7, 9), (8, 10), (9, 9)]),
        ("quarterly", date(2025, 11, 30), [(9, 1), (11, 30), (3, 1)]),
        ("monthly", date(2026, 8, 5), [(8, 5), (9, 7), (10, 5)]),
        ("weekly", date(2026, 8, 5), [(8, 5), (8, 12), (8, 19)]),
    ],
)
def test_next_dates(cadence: str, first: date, due: list[tuple[int, int]]) -> None:
    board = Board("B", "B", cadence=cadence, first_meeting=first)  # type: ignore[arg-type]
    found = next_dates(board, (), JUNE)
    assert [(each.month, each.day) for each in found] == due
    assert all(each > JUNE for each in found)


def test_a_planned_meeting_stands_for_the_counted_one() -> None:
    board = Board("B", "B", first_meeting=MAY)
    planned = Meeting("B", date(2026, 7, 16))
    due = (date(2026, 6, 12), date(2026, 7, 16), date(2026, 8, 12))
    assert next_dates(board, (planned,), JUNE) == due
    held = Meeting("B", date(2026, 6, 4), held=True)
    assert next_dates(Board("B", "B"), (held,), JUNE, 1) == (date(2026, 7, 6),)
    assert next_dates(Board("B", "B"), (), JUNE) == ()


def test_a_planned_meeting_between_two_counted_ones_stands_for_one_of_them() -> None:
    """14 February is 14 days from each of the two months' ends: the second is still to come."""
    board = Board("B", "B", first_meeting=date(2026, 1, 31))
    planned = Meeting("B", date(2026, 2, 14))
    due = (date(2026, 2, 14), date(2026, 3, 2), date(2026, 3, 31))
    assert next_dates(board, (planned,), date(2026, 1, 30)) == due


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2026, 11, 27), date(2026, 11, 27)),
        (date(2026, 11, 28), date(2026, 11, 30)),
        (date(2026, 4, 3), date(2026, 4, 7)),  # Good Friday: Easter Monday is none either
        (date(2026, 12, 25), date(2026, 12, 29)),  # Boxing Day is on a Saturday
        (date(2026, 5, 4), date(2026, 5, 5)),
        (date(2026, 11, 30), date(2026, 11, 30)),  # St Andrew's Day: Scotland's alone
        (date(2026, 12, 31), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 1, 4)),
    ],
)
def test_a_day_on_which_nobody_works_moves(day: date, moved: date) -> None:
    assert working_day(day) == moved


def test_a_cadence_moves_single_days_and_counts_on_from_where_it_was() -> None:
    friday = Board("B", "B", cadence="weekly", first_meeting=date(2026, 3, 27))
    due = (date(2026, 4, 7), date(2026, 4, 10), date(2026, 4, 17))
    assert next_dates(friday, (), date(2026, 3, 27)) == due
    assert next_dates(friday, (), date(2026, 4, 5)) == due, "Good Friday's is still to come"
    assert next_dates(friday, (), date(2026, 4, 7)) == (*due[1:], date(2026, 4, 24))
    monthly = Board("B", "B", first_meeting=date(2026, 7, 31))
    due = (date(2026, 9, 1), date(2026, 9, 30), date(2026, 11, 2))
    assert next_dates(monthly, (), date(2026, 8, 31)) == due
    assert next_dates(monthly, (), date(2026, 7, 31), 1) == (date(2026, 9, 1),), "31 August"
