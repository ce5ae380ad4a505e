"""Doubts about placements: two paid at once, and ends after the 18th birthday."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from kinward.ledger.activity import activity
from kinward.ledger.book import PEOPLE_SCHEMA, Ledger
from ledger_tables import ledger

HEADING = "placement_id child_id service_type start end weekly_cost rate_from\n"


def _rows(given: Ledger, rule: str) -> list[int]:
    found = activity(given, 2026, date(2026, 1, 31)).findings
    return [each.row for each in found if each.rule == rule]


@pytest.mark.parametrize(
    ("second", "rows"),
    [("900 -", [3]), ("-900 -", []), ("0 -", []), ("0.01 -", [3])],
)
def test_two_of_one_child_are_told_only_where_both_are_paid(second: str, rows: list[int]) -> None:
    for first, other in (("1000 -", second), (second, "1000 -")):
        text = f"p1 a Agency 2025-04-01 - {first}\np2 a Home 2025-05-01 - {other}"
        assert _rows(ledger(HEADING + text), "L14") == rows


def test_a_placement_that_was_paid_at_one_of_its_rates_is_paid() -> None:
    text = (
        "p1 a Agency 2025-04-01 - 1000 -\n"
        "p2 a Home 2025-05-01 - 0 -\n"
        "p2 a Home 2025-05-01 - 900 2025-06-01"
    )
    assert _rows(ledger(HEADING + text), "L14") == [4]


def test_an_end_after_the_birthday_is_told_where_people_are_known() -> None:
    """Anna is 18 on 10 February 2026: an end on that day is no end after it."""
    record = ledger(
        HEADING
        + "p1 anna Agency 2025-04-01 2026-02-11 1000 -\n"
        + "p2 anna Agency 2024-04-01 2026-02-10 1000 -\n"
        + "p3 anna Guardianship 2025-04-01 2026-03-01 100 -\n"
        + "p4 ben Agency 2025-04-01 2026-03-01 1000 -"
    )
    people = pl.DataFrame(
        [("anna", date(2008, 2, 10), False, None)], schema=PEOPLE_SCHEMA, orient="row"
    )
    known = replace(record, people=people)
    assert _rows(record, "L15") == []
    assert _rows(known, "L15") == [2]
    day = date(2026, 1, 31)
    assert activity(known, 2026, day).total == activity(record, 2026, day).total
