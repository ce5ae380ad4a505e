"""Volume, mix, price and other, on numbers that can be followed by hand.

The budget of 156 weeks for £114,400 has an average price of £733.33.
"""

from __future__ import annotations

from datetime import date

from kinward.ledger.activity import activity
from kinward.ledger.model import Activity, Analysis
from ledger_tables import ledger

BUDGET = """
    section service_type placements annual_budget
    External Agency 2 104000
    Permanence Guardianship 1 10400
"""
PLACEMENTS = """
    placement_id child_id service_type start end weekly_cost
    p1 a Agency 2020-01-01 - 1200
    p2 b Guardianship 2020-01-01 - 200
    p3 c Guardianship 2020-01-01 - 200
    p4 d Guardianship 2020-01-01 - 200
"""


def _activity(placements: str = PLACEMENTS, **texts: str) -> Activity:
    return activity(ledger(placements, **texts), 2023, date(2023, 1, 31))


def test_fewer_placements_at_a_higher_price_and_more_of_the_cheap_ones() -> None:
    agency, guardianship = _activity(budget=BUDGET).lines
    assert agency.analysis == Analysis(-38_133_33, -13_866_67, 10_400_00, 0)
    assert guardianship.analysis == Analysis(76_266_67, -55_466_67, 0, 0)
    assert agency.analysis.total == agency.net_variance == 62_400_00 - 104_000_00
    assert guardianship.analysis.total == guardianship.net_variance == 31_200_00 - 10_400_00


def test_a_line_without_budget_is_all_volume_and_mix() -> None:
    more = f"{PLACEMENTS}p5 e Fostering 2020-01-01 - 500"
    line = _activity(more, budget=BUDGET).lines[-1]
    assert (line.label, line.net_variance) == ("Fostering", 27_500_00)
    assert line.analysis == Analysis(volume=40_333_33, mix=-12_833_33, price=0, other=0)


def test_money_without_placements_is_other() -> None:
    line = _activity(budget=BUDGET.replace("Agency 2", "Agency -")).lines[0]
    assert line.analysis.price == 0
    assert line.analysis.volume + line.analysis.mix == 62_400_00
    assert line.analysis.other == -104_000_00


def test_what_nobody_needed_is_volume_and_mix_at_the_price_of_the_budget() -> None:
    one = "placement_id child_id service_type start end weekly_cost\np a Agency 2020-01-01 - 1000"
    unused = _activity(one, budget=BUDGET).lines[1]
    assert unused.analysis == Analysis(-38_133_33, 27_733_33, 0, 0)


def test_adjustments_are_other() -> None:
    found = _activity(
        adjustments="""
            section label kind budget projected
            External Growth growth 1000 80000
        """
    )
    [line] = [line for line in found.lines if line.kind == "growth"]
    assert line.analysis == Analysis(other=79_000_00)
