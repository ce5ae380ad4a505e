"""The variance in sentences: a cause is named only where it is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kinward.ledger import explain
from kinward.ledger.activity import activity
from kinward.ledger.model import Activity
from ledger_tables import ledger

PLACEMENTS = """
    placement_id child_id service_type start end weekly_cost
    p1 a Agency 2020-01-01 - 1200
    p2 b Guardianship 2020-01-01 - 200
"""
BUDGET = """
    section service_type placements annual_budget
    External Agency 2 104000
    Permanence Guardianship 1 10400
"""
GROWTH = """
    section label kind budget projected service_type places weekly_rate
    External Growth growth 0 70000 - - -
"""


def _activity(placements: str = PLACEMENTS, **texts: str) -> Activity:
    return activity(ledger(placements, **texts), 2023, date(2023, 1, 31))


def test_money_without_placements_is_neither_growth_nor_savings() -> None:
    found = _activity(budget=BUDGET.replace("Agency 2", "Agency -"))
    said = " ".join(explain.variance(found))
    assert "growth" not in said
    assert "money budgeted without placements takes off £104,000" in said


def test_growth_and_money_without_placements_are_told_apart() -> None:
    found = _activity(budget=BUDGET.replace("Agency 2", "Agency -"), adjustments=GROWTH)
    assert explain.parts(found.lines) == {
        "volume": found.total.analysis.volume,
        "mix": found.total.analysis.mix,
        "price": found.total.analysis.price,
        "adjustments": 70_000_00,
        "unpriced": -104_000_00,
    }
    assert sum(explain.parts(found.lines).values()) == found.total.net_variance
    said = " ".join(explain.variance(found))
    assert "growth, savings and fixed lines add £70,000" in said


def test_without_a_budget_the_spend_alone_is_told() -> None:
    for found in (_activity(), _activity(adjustments=GROWTH)):
        [only] = explain.variance(found)
        assert only.endswith("no budget is given.")


def test_what_rounds_to_nought_has_no_sign() -> None:
    assert [explain.signed(pence) for pence in (-1_234_00, -51, -50, 0, 1_00)] == [
        "−£1,234",
        "−£1",
        "£0",
        "£0",
        "£1",
    ]
    found = _activity(adjustments=GROWTH)
    total = replace(found.total, actual=replace(found.total.actual, projected=-40))
    [said] = explain.variance(replace(found, total=total))
    assert said == "Projected spend is £0; no budget is given."


def test_next_year_is_without_any_new_placement() -> None:
    [said] = explain.effect(_activity())
    assert said == "Without any new placement, next year costs what 2022/23 does."
    ending = PLACEMENTS.replace("Agency 2020-01-01 -", "Agency 2020-01-01 2022-12-01")
    [said] = explain.effect(_activity(ending))
    assert said.startswith("Without any new placement")
    assert "less next year" in said


def test_nothing_is_said_of_next_year_where_neither_year_has_a_placement() -> None:
    gone = PLACEMENTS.replace("2020-01-01 -", "2020-01-01 2021-01-01")
    assert list(explain.effect(_activity(gone))) == []
