"""The key activity table: its lines, their averages, sections and totals."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from kinward.ledger.activity import activity
from kinward.ledger.model import Activity
from ledger_tables import ledger

AS_AT = date(2023, 12, 31)
PLACEMENTS = """
    placement_id child_id service_type start end weekly_cost rate_from
    p1 anna Agency 2020-01-01 - 1000 -
    p2 ben Agency 2023-10-01 - 400 -
    p2 ben Agency 2023-10-01 - 500 2024-01-01
    p3 cem Agency 2023-04-01 2023-10-01 300 -
    p4 dan Fostering 2020-01-01 - 400 -
    p5 eve Treehouse 2023-12-31 - 0 -
"""
BUDGET = """
    section service_type placements annual_budget weeks
    Bought agency 2 104000 -
    Own Fostering 1.5 24750 55
"""
ADJUSTMENTS = """
    section label kind budget projected
    Bought Growth growth 0 8000
    Own Find savings_to_find -500 -100
    Rent Houses fixed 12000 12500
"""


def _activity(
    placements: str = PLACEMENTS, as_at: date = AS_AT, year: int = 2024, **texts: str
) -> Activity:
    return activity(ledger(placements, **texts), year, as_at)


def test_per_placement_is_the_plain_mean_of_last_rates_and_per_week_multiplies_back() -> None:
    """In 2023/24, of 366 days: a whole year, a half at two rates, and a half that has ended."""
    actual = _activity(budget=BUDGET).lines[0].actual
    cost = 52_000_00 + 52 * 400_00 * 92 / 366 + 52 * 500_00 * 91 / 366 + 52 * 300_00 / 2
    assert actual.projected == round(cost)
    assert actual.yearly_average == 2
    assert actual.paid_weeks == 104
    assert actual.per_placement == Fraction(1000_00 + 500_00 + 300_00, 3)
    assert actual.per_week_of_care == Fraction(actual.projected, 104)
    assert actual.snapshot == 2
    assert actual.touching == 3


def test_55_paid_weeks_give_the_weekly_rate_back() -> None:
    actual = _activity(budget=BUDGET).lines[1].actual
    assert (actual.projected, actual.paid_weeks) == (22_000_00, 55)
    assert actual.per_placement == actual.per_week_of_care == 400_00


def test_the_budgets_average_is_over_its_own_weeks() -> None:
    bought, own = _activity(budget=BUDGET).lines[:2]
    assert bought.planned.average_weekly == 1000_00
    assert own.planned.average_weekly == 300_00
    assert own.average_variance == Fraction(-1, 2)
    assert own.weekly_variance == 100_00
    assert own.net_variance == 22_000_00 - 24_750_00


def test_lines_stand_in_the_budgets_order_by_section_adjustments_after_services() -> None:
    found = _activity(budget=BUDGET, adjustments=ADJUSTMENTS)
    assert [(line.section, line.label) for line in found.lines] == [
        ("Bought", "agency"),
        ("Bought", "Growth"),
        ("Own", "Fostering"),
        ("Own", "Find"),
        ("Not known", "Treehouse"),
        ("Rent", "Houses"),
    ]
    assert [line.section for line in found.sections] == ["Bought", "Own", "Not known", "Rent"]


def test_sections_and_the_total_sum_their_lines() -> None:
    found = _activity(budget=BUDGET, adjustments=ADJUSTMENTS)
    bought = found.sections[0]
    assert bought.actual.projected == found.lines[0].actual.projected + 8_000_00
    assert bought.actual.spent == found.lines[0].actual.spent
    total = found.total
    assert total.planned.annual == 104_000_00 + 24_750_00 - 500_00 + 12_000_00
    assert total.actual.projected - total.planned.annual == total.net_variance
    assert total.actual.spent + total.actual.committed + 20_400_00 == total.actual.projected
    assert (total.actual.snapshot, total.actual.yearly_average) == (4, 3 + Fraction(92, 366))


def test_a_service_type_that_nobody_knows_has_a_line_and_a_finding() -> None:
    found = _activity()
    [line] = [line for line in found.lines if line.label == "Treehouse"]
    assert (line.section, line.actual.projected, line.actual.snapshot) == ("Not known", 0, 1)
    assert [each.row for each in found.findings if each.rule == "L10"] == [7]


def test_a_service_type_in_two_sections_spends_in_the_first() -> None:
    twice = f"{BUDGET}    Own Agency 1 1000 -\n"
    found = _activity(budget=twice)
    lines = [line for line in found.lines if line.label.lower() == "agency"]
    assert [line.section for line in lines] == ["Bought", "Own"]
    assert [line.actual.yearly_average for line in lines] == [2, 0]
    assert "L30" in [each.rule for each in found.findings]


@pytest.mark.parametrize(
    ("as_at", "snapshot", "spent"),
    [(date(2023, 3, 1), 1, 0), (date(2024, 6, 1), 2, 91_000_00)],
)
def test_outside_the_year_the_snapshot_is_still_of_the_as_at_date(
    as_at: date, snapshot: int, spent: int
) -> None:
    rows = """
        placement_id child_id service_type start end weekly_cost
        p1 a Agency 2023-01-01 2023-04-01 1000
        p2 b Agency 2023-04-01 2024-04-01 1000
        p3 c Agency 2023-10-01 - 1500
        p4 d Agency 2024-05-01 - 1000
    """
    found = _activity(rows, as_at)
    assert found.total.actual.snapshot == snapshot
    assert found.total.actual.spent == spent
    assert found.notes[-1].endswith("the financial year 2023/24.")


def test_without_a_budget_all_is_over_it() -> None:
    found = _activity()
    assert found.total.net_variance == found.total.actual.projected > 0
    assert found.total.planned.placements is None
