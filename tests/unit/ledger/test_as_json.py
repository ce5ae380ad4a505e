"""The document that `kinward activity --json` prints, as others build on it."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

import pytest

from kinward.ledger.activity import activity
from kinward.ledger.as_json import document, pounds
from ledger_tables import ledger

PLACEMENTS = """
    placement_id child_id service_type start end weekly_cost
    p1 anna Agency 2020-01-01 - 1200.01
"""
BUDGET = """
    section service_type placements annual_budget
    External Agency 2 104000
"""
ADJUSTMENTS = """
    section label kind budget projected
    External Growth growth - 80
"""


def test_fields_and_figures() -> None:
    record = ledger(PLACEMENTS, budget=BUDGET, adjustments=ADJUSTMENTS)
    found = document(activity(record, 2023, date(2023, 1, 31)))
    service, growth = found["lines"]
    assert (found["year"], found["as_at"]) == ("2022/23", date(2023, 1, 31))
    assert service["budget"] == {
        "placements": 2.0,
        "annual": 104000.0,
        "weeks": 52.0,
        "average_weekly": 1000.0,
    }
    assert service["actual"] == {
        "snapshot": 1,
        "yearly_average": 1.0,
        "spent": 52313.86,
        "committed": 10086.66,
        "projected": 62400.52,
        "average_weekly_per_placement": 1200.01,
        "average_weekly_per_week_of_care": 1200.01,
    }
    assert service["variance"] == {
        "yearly_average": -1.0,
        "net": -41599.48,
        "average_weekly": 200.01,
    }
    assert growth["kind"] == "growth"
    assert growth["actual"]["projected"] == growth["variance"]["net"] == 80.0
    assert growth["actual"]["spent"] is growth["variance"]["average_weekly"] is None
    assert found["totals"]["actual"]["projected"] == 62480.52
    assert found["variance_analysis"] == {
        "volume": -52000.0,
        "mix": 0.0,
        "price": 10400.52,
        "other": 80.0,
        "total": -41519.48,
    }
    assert found["full_year_effect"] == 0.0


def test_it_is_json_of_plain_values() -> None:
    found = document(activity(ledger(PLACEMENTS), 2023, date(2023, 1, 31)))
    again = json.loads(json.dumps(found, default=str, allow_nan=False))
    assert again["lines"] == found["lines"]


@pytest.mark.parametrize(
    ("pence", "shown"),
    [(None, None), (0, 0.0), (12345, 123.45), (-1, -0.01), (Fraction(5, 2), 0.02)],
)
def test_pounds_have_two_decimals(pence: Fraction | int | None, shown: float | None) -> None:
    assert pounds(pence) == shown
