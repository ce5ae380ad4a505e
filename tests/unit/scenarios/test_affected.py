"""Whom an action affects: each child once, whatever is done to it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kinward.cohort.model import Cohort
from kinward.forecast.engine import Fitted
from kinward.scenarios.as_json import document
from kinward.scenarios.people import people
from kinward.scenarios.plan.read import parse_plan
from kinward.scenarios.results import results
from kinward.scenarios.tried import Asked, Tried, try_plan
from kinward.scenarios.variants import WHOLE

HEAD = '[plan]\nname = "Test"\n'
STEPS = """
[[action]]
name = "Step"
kind = "step_down"
start = 2026-04-01
from = ["in_house_fostering", "independent_fostering"]
to = "kinship"
after_days = 0
uptake = 1
"""
MORE_MOVES = (
    '[[action]]\nname = "Moves"\nkind = "own"\nrate = "move"\nfactor = 5\nstart = 2026-04-01\n'
)


def tried(fitted: Fitted, cohort: Cohort, *parts: str) -> Tried:
    plan = parse_plan(HEAD + "".join(parts), "plan.toml")
    return try_plan(plan, fitted, cohort, Asked(months=36, runs=40))


def test_a_child_who_is_moved_again_is_one_child(fitted: Fitted, small_cohort: Cohort) -> None:
    """Placements that end after a few weeks are followed by others, out of which it moves too."""
    found = tried(fitted, small_cohort, MORE_MOVES, STEPS)
    moves, children = found.found.moves[WHOLE, 1], found.found.affected[WHOLE, 1]
    assert (children <= moves).all()
    assert moves.sum() > 1.2 * children.sum() > 0
    there = len(fitted.histories.open) + found.found.entries[WHOLE].sum(axis=1)
    assert (children <= there).all()
    step = document(results(found))["actions"][1]
    assert step["children"] == round(float(children.mean()), 4)
    assert step["moves"] == round(float(moves.mean()), 4)


def test_what_moves_nobody_makes_no_moves(fitted: Fitted, small_cohort: Cohort) -> None:
    found = tried(fitted, small_cohort, MORE_MOVES, STEPS)
    assert not found.found.moves[:, 0].any()
    assert found.found.affected[WHOLE, 0].any()


def test_in_a_run_of_single_placements_moves_are_children(
    fitted: Fitted, small_cohort: Cohort
) -> None:
    """Of placements that were open before it, each child has one."""
    convert = STEPS.replace("step_down", "convert").replace("after_days = 0", 'which = "existing"')
    found = tried(fitted, small_cohort, convert).found
    assert np.array_equal(found.moves[WHOLE], found.affected[WHOLE])


def test_the_mean_stay_of_several_causes_weighs_them_by_their_exits(
    fitted: Fitted, small_cohort: Cohort
) -> None:
    """It is that of all periods that ended by any of them, worked out one by one."""
    who = people(fitted, small_cohort)
    as_at = fitted.histories.as_at
    lengths = [
        (row["end"] - row["start"]).days
        for row in small_cohort.care_periods.iter_rows(named=True)
        if row["start_known"]
        and not row["end_assumed"]
        and row["end"] is not None
        and row["end"] <= as_at
        and row["exit_cause"] in ("home", "permanence_order")
    ]
    assert who.mean_days(("home", "permanence_order")) == pytest.approx(np.mean(lengths))
    plain = (who.mean_days(("home",)) + who.mean_days(("permanence_order",))) / 2
    assert abs(plain - np.mean(lengths)) > 1
    assert who.mean_days(()) == 0


def test_a_mean_stay_to_reach_is_held_against_that_of_all(
    fitted: Fitted, small_cohort: Cohort
) -> None:
    """Half the mean stay of both causes together is twice their rate."""
    causes = ("home", "permanence_order")
    half = people(fitted, small_cohort).mean_days(causes) / 2
    text = (
        '[[action]]\nname = "Sooner"\nkind = "shorten_stays"\nstart = 2026-04-01\n'
        f'cause = ["home", "permanence_order"]\nto_mean_days = {half:.6f}\n'
    )
    found = tried(fitted, small_cohort, text)
    assert found.acts.strength[0] == pytest.approx(2, rel=1e-6)


def test_weights_are_counts_and_not_causes(fitted: Fitted, small_cohort: Cohort) -> None:
    who = replace(people(fitted, small_cohort), ended={"home": (9, 900), "adopted": (1, 1100)})
    assert who.mean_days(("home", "adopted")) == 200
    assert who.mean_days(("adopted", "independent")) == 1100
