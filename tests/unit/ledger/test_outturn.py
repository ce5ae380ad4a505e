"""The outturn by month."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from kinward.ledger.activity import activity
from kinward.ledger.outturn import month_firsts, outturn
from kinward.ledger.year import in_year
from ledger_tables import ledger

PLACEMENTS = """
    placement_id child_id service_type start end weekly_cost
    p1 anna Agency 2022-06-15 2022-09-01 365
    p2 ben Agency 2023-03-31 - 365
"""
ADJUSTMENTS = """
    section label kind budget projected
    External Growth growth 0 5900
    External Rent fixed 3650 7300
"""


def _outturn(as_at: date) -> pl.DataFrame:
    record = ledger(PLACEMENTS, adjustments=ADJUSTMENTS)
    return outturn(activity(record, 2023, as_at), in_year(record, 2023, as_at))


def test_a_day_of_52_pounds_stands_in_its_month() -> None:
    """Spent to 20 July: 16 days of June and 20 of July."""
    months = _outturn(date(2022, 7, 20))
    assert months["month"].to_list()[::11] == [date(2022, 4, 30), date(2023, 3, 31)]
    days = [0, 0, 16, 20, 0, 0, 0, 0, 0, 0, 0, 0]
    assert months["spent"].to_list() == [52_00 * day for day in days]
    days = [0, 0, 0, 11, 31, 0, 0, 0, 0, 0, 0, 1]
    assert months["committed"].to_list() == [52_00 * day for day in days]


def test_growth_comes_after_the_as_at_date_and_fixed_costs_all_along() -> None:
    """59 days are left after 31 January, at 100 pounds a day; rent is 20 pounds a day."""
    months = _outturn(date(2023, 1, 31))
    assert months["adjustments"].to_list()[:3] == [600_00, 620_00, 600_00]
    assert months["adjustments"].to_list()[-2:] == [28 * 120_00, 31 * 120_00]
    assert months["budget"].to_list()[:2] == [300_00, 310_00]


@pytest.mark.parametrize(
    "as_at", [date(2022, 3, 1), date(2022, 4, 1), date(2022, 12, 31), date(2023, 9, 1)]
)
def test_running_totals_end_at_the_year(as_at: date) -> None:
    record = ledger(PLACEMENTS, adjustments=ADJUSTMENTS)
    found = activity(record, 2023, as_at)
    months = _outturn(as_at)
    assert months["projected_to_date"][-1] == found.total.actual.projected
    assert months["budget_to_date"][-1] == found.total.planned.annual


def test_a_year_has_its_twelve_months() -> None:
    firsts = month_firsts(2024)
    assert (firsts[0], firsts[8], firsts[9], firsts[-1]) == (
        date(2023, 4, 1),
        date(2023, 12, 1),
        date(2024, 1, 1),
        date(2024, 4, 1),
    )
    assert len(firsts) == 13
