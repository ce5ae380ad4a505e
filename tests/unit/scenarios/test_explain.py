"""What is said of a plan, also of one that does nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders_plan import prices_of
from kinward.cohort.model import Cohort
from kinward.forecast.engine import Fitted
from kinward.scenarios.explain import between, sentences
from kinward.scenarios.plan.read import parse_plan
from kinward.scenarios.results import Money, Results, results
from kinward.scenarios.tried import Asked, try_plan

HEAD = '[plan]\nname = "Test"\n'


def action(name: str, kind: str, *lines: str) -> str:
    keys = "\n".join(lines)
    return f'[[action]]\nname = "{name}"\nkind = "{kind}"\nstart = 2026-04-01\n{keys}\n'


def found(fitted: Fitted, cohort: Cohort, text: str = "") -> Results:
    given = Asked(months=12, runs=40, prices=prices_of(12))
    return results(try_plan(parse_plan(HEAD + text, "plan.toml"), fitted, cohort, given))


def test_an_empty_plan_is_said_to_be_one(fitted: Fitted, small_cohort: Cohort) -> None:
    children, cost = sentences(found(fitted, small_cohort))
    assert children.endswith("as many as without it: it has no actions.")
    assert cost == "Placements cost the same with the plan and without it over the 12 months."


def test_a_plan_that_changes_nothing_has_no_more_and_no_less(
    fitted: Fitted, small_cohort: Cohort
) -> None:
    text = action("a", "divert", "referrals_a_year = 5", "success = 0", "yearly_cost = 1000")
    children, cost, case, *others = sentences(found(fitted, small_cohort, text))
    assert children.endswith(", as many as without it.")
    assert cost.startswith("Placements cost the same")
    assert case == "The actions cost £1,000 over the same time, and save nothing."
    assert not others


def test_one_without_a_cost_is_not_said_to_save_nothing_pounds(
    fitted: Fitted, small_cohort: Cohort
) -> None:
    text = action("a", "divert", "referrals_a_year = 5", "success = 0")
    *_, case = sentences(found(fitted, small_cohort, text))
    assert case == "No cost of the actions is given."


def test_one_that_moves_children_about_leaves_as_many(fitted: Fitted, small_cohort: Cohort) -> None:
    text = action("c", "convert", 'from = "independent_fostering"', 'to = "kinship"')
    children, cost, *_ = sentences(found(fitted, small_cohort, text))
    assert children.endswith(", as many as without it.")
    assert "less over" in cost or "more over" in cost


def test_a_saving_that_comes_to_nothing_has_its_interval(
    fitted: Fitted, small_cohort: Cohort
) -> None:
    text = action("a", "divert", "referrals_a_year = 5", "success = 1")
    about = replace(found(fitted, small_cohort, text), saving=Money((0,), -90_000, 120_000))
    said = list(sentences(about))[1]
    assert said.startswith("Placements cost about as much over the 12 months")
    assert "−£900 to £1,200" in said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(-12.4, 2.6, "-12 to +3"), (-0.2, 0.3, "0 to 0"), (-3.5, -0.4, "-4 to 0")],
)
def test_a_difference_of_nothing_has_no_sign(low: float, high: float, said: str) -> None:
    assert between(low, high) == said
