"""The business case as JSON."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import numpy as np

from business_scenes import action
from kinward.scenarios.business.as_json import document
from kinward.scenarios.business.case import business_case
from kinward.scenarios.business.discount import Discount
from kinward.scenarios.business.horizon import Horizon

AHEAD = Horizon(date(2026, 12, 31), date(2028, 12, 31))
RUNS = np.array([[100.0, 40_000, 30_000], [300.0, 60_000, 50_000]])


def test_it_is_in_pounds_and_parts_sum() -> None:
    actions = [
        action("Paid", setup_pence=20_000, start=date(2027, 1, 1), saving="avoided"),
        action("Free", paid_by="health"),
    ]
    discount = Discount.percent(Decimal("3.5"), Decimal(2))
    case = business_case(actions, RUNS + 100, [RUNS, RUNS * 0], AHEAD, discount)

    told = json.loads(json.dumps(document(case), allow_nan=False))

    assert told["years"] == ["2026/27", "2027/28", "2028/29"]
    assert told["part_years"] == {"2026/27": 90, "2028/29": 275}
    assert (told["discount_rate_pct"], told["inflation_pct"]) == (3.5, 2.0)
    both = told["cashable_and_avoided"]
    assert [each["mean"] for each in both["saving"]] == [3.0, 501.0, 401.0]
    assert told["overlap"] == [1.0, 1.0, 1.0]
    assert told["overlap_in"] == "avoided"
    assert [each["mean"] for each in told["avoided"]] == [3.0, 501.0, 401.0]
    assert both["total"] == {"saving": 905.0, "cost": 200.0, "net": 705.0}
    assert both["net"][0]["mean"] == -197.0
    assert both["payback"]["expected"] == "2027-08-22"  # the 144th day: 197 x 366 / 501
    assert told["cashable"]["break_even"]["why"] == "saves nothing"
    assert told["actions"][1]["payback"] is None
    assert told["actions"][1]["present_real"]["benefit_cost_ratio"] is None
    assert told["actions"][0]["saving_is"] == "avoided"
    assert told["budgets"]["by_budget"]["placements"]["cost"] == [200.0, 0.0, 0.0]
    assert [each["actions"] for each in told["budgets"]["flows"]] == [["Paid"], ["Free"]]
