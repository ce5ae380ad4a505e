"""The worked example is the published action plan, moved in time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from kinward.edge_of_care.avoided import avoided
from kinward.scenarios.plan.dump import dump_plan
from kinward.scenarios.plan.effects import ChangeInflow, ChangePrice, Convert, Divert, ShortenStays
from kinward.scenarios.plan.model import Plan, Target
from kinward.scenarios.plan.read import parse_plan, read_plan
from kinward.scenarios.plan.timing import effect_at
from kinward.scenarios.plan.window import notes, refuse_outside

PATH = Path(__file__).parents[3] / "docs/examples/cambridgeshire-plan.toml"
AS_AT, LAST = date(2026, 3, 31), date(2029, 3, 31)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(PATH)


def _effect(plan: Plan, ref: str) -> object:
    [found] = [each.effect for each in plan.actions if each.name.startswith(ref)]
    return found


def test_it_fits_three_years_from_its_day(plan: Plan) -> None:
    refuse_outside(plan, AS_AT, LAST)

    assert notes(plan, AS_AT, LAST) == ()
    assert parse_plan(dump_plan(plan)) == plan


def test_the_targets_are_the_papers_eleven_years_later(plan: Plan) -> None:
    assert plan.targets == (
        Target(date(2027, 4, 30), children=535),
        Target(date(2028, 4, 30), children=497),
    )


def test_60_at_43_per_cent_are_25_8_placements(plan: Plan) -> None:
    care = _effect(plan, "2.5 Alternatives")

    assert isinstance(care, Divert)
    found = avoided(int(care.referrals_a_year), care.success.expected, 50)
    assert (found.placements, found.full_year) == (Fraction("25.8"), Fraction(1290, 52))


def test_148_children_of_a_few_weeks_are_32_5_placements(plan: Plan) -> None:
    family = _effect(plan, "2.2")

    assert isinstance(family, Divert)
    assert float(family.referrals_a_year * family.delay_weeks / 52) == pytest.approx(32.5, abs=0.01)
    assert family.success.expected == family.delayed.expected == 1


def test_shares_and_factors_are_those_of_the_budget_model(plan: Plan) -> None:
    older, adopted = _effect(plan, "2.4"), _effect(plan, "5.2")
    assert isinstance(older, ChangeInflow)
    assert isinstance(adopted, ShortenStays)
    assert older.factor is not None
    assert adopted.factor is not None

    assert float(older.factor.mean) == pytest.approx((6.42 + 19.24) / (9.69 + 26.15), abs=5e-4)
    assert float(adopted.factor.mean) == pytest.approx(5.50 / 8.72, abs=5e-4)
    for ref, before, after in (("3.1", 10.65, 8.24), ("4.1", 26.15, 22.77), ("4.7", 2.91, 2.73)):
        uptake = _effect(plan, ref).uptake.expected  # type: ignore[attr-defined]
        assert float(uptake) == pytest.approx(1 - after / before, abs=5e-4)


def test_in_house_fostering_grows_by_57_places(plan: Plan) -> None:
    growth = _effect(plan, "4.2")

    assert isinstance(growth, Convert)
    assert growth.carers is not None
    assert growth.carers.places(date(2026, 4, 1), date(2026, 4, 1)) == round(186.72 - 129.79)
    assert growth.carers.places(date(2026, 4, 1), date(2027, 4, 1)) == 57 + int(198.96 - 186.72) - 1


def test_the_discount_is_132_of_16237(plan: Plan) -> None:
    discount = _effect(plan, "4.4")

    assert isinstance(discount, ChangePrice)
    assert discount.percent is not None
    assert discount.percent.mean == round(Decimal(-132) / Decimal(16237) * 100, 2)


def test_every_action_has_its_whole_effect_before_the_second_target(plan: Plan) -> None:
    assert all(effect_at(action, date(2028, 4, 1)) == 1 for action in plan.actions)
