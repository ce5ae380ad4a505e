"""The cheapest actions of a plan, held against trying every set as a plan of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from kinward.cohort.model import Cohort
from kinward.errors import ArgumentError
from kinward.forecast.cost import PRICES_SCHEMA
from kinward.forecast.engine import Fitted
from kinward.forecast.simulation.calendar import month_ends_after
from kinward.scenarios.optimise import Choice, Goal, Optimum, optimise, search
from kinward.scenarios.optimise.as_json import document
from kinward.scenarios.optimise.explain import sentences
from kinward.scenarios.plan.model import Plan, Target
from kinward.scenarios.plan.problems import PlanError
from kinward.scenarios.plan.read import read_plan
from kinward.scenarios.prices import prices
from kinward.scenarios.tried import Asked
from kinward.terms import CATEGORIES
from oracles.cheapest import Lone, cheapest, every_set, frontier

AS_AT, BY, MONTHS, RUNS = date(2026, 3, 31), date(2028, 3, 31), 24, 40
PLANS = Path(__file__).parents[2] / "plans"
COSTS = {
    "Kept at home": 0,
    "Home sooner": 3_000_000,
    "Out of homes": 2_000_000,
    "Fewer arrivals": 0,
    "Discount": 1_000_000,
}
"""Set-up costs, pence, of the five candidates. One of them brings more children."""

Search = Callable[..., Optimum]


def asked(threads: int = 1, *, priced: bool = True) -> Asked:
    rows = [(key, date(2020, 4, 1), 100_000 + 7_000 * n, 52.0) for n, key in enumerate(CATEGORIES)]
    table = pl.DataFrame(rows, schema=PRICES_SCHEMA, orient="row")
    given = prices(table, month_ends_after(AS_AT, MONTHS), AS_AT, 3.0) if priced else None
    return Asked(months=MONTHS, runs=RUNS, threads=threads, prices=given)


@pytest.fixture(scope="module")
def plan() -> Plan:
    read = read_plan(PLANS / "reference.toml")
    actions = [
        replace(action, setup_pence=COSTS[action.name])
        for action in read.actions
        if action.name in COSTS
    ]
    return replace(read, actions=tuple(actions))


@pytest.fixture(scope="module")
def sets(plan: Plan, fitted: Fitted, small_cohort: Cohort) -> list[Lone]:
    return every_set(plan, fitted, small_cohort, asked())


@pytest.fixture
def found(plan: Plan, fitted: Fitted, small_cohort: Cohort) -> Search:
    def search_for(target: Target, goal: Goal, *, threads: int = 1, **more: object) -> Optimum:
        aimed = replace(plan, targets=(target,))
        return optimise(aimed, fitted, small_cohort, asked(threads), goal, **more)  # type: ignore[arg-type]

    return search_for


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of four sets, so that there are several."""
    monkeypatch.setattr(search, "_BATCH", 6)


def children(at_most: int) -> Target:
    return Target(BY, children=at_most)


def saving(pence: int) -> Target:
    return Target(BY, saving_pence=pence)


def chance_of(target: Target) -> Callable[[Lone], Fraction]:
    def chance(each: Lone) -> Fraction:
        if target.children is not None:
            there = each.children <= target.children
        elif target.pence is not None:
            there = each.spent <= target.pence
        else:
            there = each.spent_without - each.spent >= (target.saving_pence or 0)
        return Fraction(int(there.sum()), RUNS)

    return chance


def between(sets: list[Lone], chance: Callable[[Lone], Fraction]) -> Fraction:
    """A chance that some sets have and others have not."""
    every = sorted({chance(each) for each in sets})
    return every[len(every) // 2]


TARGETS = (children(54), children(60), saving(4_000_000), Target(BY, pence=420_000_000))


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("target", TARGETS)
def test_it_is_what_trying_everything_finds(
    target: Target, sets: list[Lone], found: Search
) -> None:
    chance = chance_of(target)
    wanted = between(sets, chance)
    best = cheapest(sets, chance, wanted)
    assert best is not None
    assert min(chance(each) for each in sets) < wanted  # else the empty set would do
    got = found(target, Goal(chance=wanted, whole_frontier=True))
    assert got.complete
    assert got.frontier_complete
    assert got.best is not None
    assert got.best.proven
    assert (got.best.cost, len(got.best.names)) == (best.cost, len(best.names))
    assert got.best.chance == chance(best)
    rows = [(each.cost, len(each.names), each.chance) for each in got.frontier]
    assert rows == frontier(sets, chance)
    by_names = {each.names: each for each in sets}
    assert all(chance(by_names[each.names]) == each.chance for each in got.frontier)


@pytest.mark.usefixtures("small_batches")
def test_what_is_dearer_than_the_best_is_left_untried(sets: list[Lone], found: Search) -> None:
    target = saving(1)
    wanted = Fraction(9, 10)
    best = cheapest(sets, chance_of(target), wanted)
    got = found(target, Goal(chance=wanted))
    assert best is not None
    assert got.best is not None
    assert got.best.names == best.names
    assert got.complete
    assert got.tried < got.of == len(sets)


@pytest.mark.usefixtures("small_batches")
def test_stopped_it_keeps_the_best_so_far(sets: list[Lone], found: Search) -> None:
    target = saving(4_000_000)
    chance = chance_of(target)
    names = sets[-1].names
    first = [each for each in sets if each.names in {(), names, *((name,) for name in names[:4])}]
    wanted = max(chance(each) for each in first)
    got = found(target, Goal(chance=wanted), stop=lambda: True)
    best = cheapest(first, chance, wanted)
    assert best is not None
    assert got.best is not None
    assert (got.best.names, got.best.chance) == (best.names, chance(best))
    assert got.stopped
    assert not got.complete
    assert got.again is None
    assert len(first) == got.tried < got.of == len(sets)
    assert " before it was stopped" in "\n".join(sentences(got))


@pytest.mark.usefixtures("small_batches")
def test_interrupted_it_keeps_the_best_so_far(sets: list[Lone], found: Search) -> None:
    seen: list[tuple[int, int, Choice | None]] = []

    def interrupt(*told: object) -> None:
        seen.append(told)  # type: ignore[arg-type]
        if len(seen) == 3:
            raise KeyboardInterrupt

    target = saving(4_000_000)
    got = found(target, Goal(chance=between(sets, chance_of(target))), progress=interrupt)
    assert got.stopped
    assert got.tried == seen[-1][0] < got.of
    assert got.best == seen[-1][2] or got.best is None


@pytest.mark.usefixtures("small_batches")
def test_progress_goes_on_to_the_end_and_the_best_never_gets_dearer(found: Search) -> None:
    seen: list[tuple[int, int, Choice | None]] = []
    got = found(
        saving(4_000_000), Goal(chance=Fraction(1, 4)), progress=lambda *told: seen.append(told)
    )
    done = [each[0] for each in seen]
    assert len(seen) > 2
    assert done == sorted(done)
    assert seen[-1][0] == seen[-1][1] == got.tried
    costs = [best.cost for _, _, best in seen if best is not None]
    assert costs == sorted(costs, reverse=True)


def test_neither_threads_nor_batches_change_anything(
    found: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal = Goal(chance=Fraction(1, 2), whole_frontier=True)
    one = found(saving(4_000_000), goal)
    assert found(saving(4_000_000), goal, threads=2) == one
    monkeypatch.setattr(search, "_BATCH", 5)
    fewer = found(saving(4_000_000), goal)
    assert (fewer.best, fewer.frontier, fewer.again) == (one.best, one.frontier, one.again)


def test_what_cannot_be_reached_says_how_near_it_comes(sets: list[Lone], found: Search) -> None:
    target = saving(100_000_000_000)
    got = found(target, Goal(chance=Fraction(4, 5)))
    assert got.best is None
    assert got.complete
    assert got.tried == got.of == len(sets)
    assert got.nearest.chance == 0
    saved = {
        each.names: sorted(each.spent_without - each.spent, reverse=True)[RUNS * 4 // 5 - 1]
        for each in sets
    }
    assert got.nearest.shortfall == 100_000_000_000 - max(saved.values())
    assert saved[got.nearest.names] == max(saved.values())
    assert next(iter(sentences(got))).startswith("Nothing that was tried")
    assert document(got)["best"] is None


def test_where_children_live_never_changes_how_many_there_are(found: Search) -> None:
    got = found(children(60), Goal(chance=Fraction(1, 2)))
    assert got.idle == ("Out of homes", "Discount")
    assert got.of == 8


def test_a_saving_is_that_of_the_plan_tried_alone(sets: list[Lone], found: Search) -> None:
    """In the last of the two years the mean of the runs; both years are in the saving."""
    got = found(saving(4_000_000), Goal(chance=Fraction(1, 2), whole_frontier=True))
    assert got.none.saving == 0
    assert got.every.saving is not None
    assert got.every.net == got.every.saving - sum(COSTS.values()) - 2 * 3_000_000
    last = next(each for each in sets if each.names == got.every.names)
    assert got.every.mean == pytest.approx((last.spent_without - last.spent).mean())


@pytest.mark.parametrize("chance", [Fraction(0), Fraction(11, 10), Fraction(-1, 2)])
def test_a_chance_that_is_none_is_refused(chance: Fraction, found: Search) -> None:
    with pytest.raises(ArgumentError, match="chance"):
        found(children(60), Goal(chance=chance))


def test_a_plan_without_what_it_takes_is_refused(
    plan: Plan, fitted: Fitted, small_cohort: Cohort
) -> None:
    def refused(what: Plan, goal: Goal, match: str, given: Asked | None = None) -> None:
        with pytest.raises(PlanError, match=match):
            optimise(what, fitted, small_cohort, given or asked(), goal)

    refused(replace(plan, targets=()), Goal(), "no target")
    refused(plan, Goal(target=2), "no target number 3")
    refused(replace(plan, actions=()), Goal(), "no action")
    refused(plan, Goal(target=1), "no prices", asked(priced=False))
    many = tuple(replace(plan.actions[0], name=f"A{n}") for n in range(17))
    refused(replace(plan, actions=many), Goal(), "at most 16")
