"""Plans tried on a small made-up authority: what must hold whatever the plan."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from kinward.cohort.model import Cohort
from kinward.cohort.teams import read_teams
from kinward.forecast import engine
from kinward.forecast.cost import PRICES_SCHEMA
from kinward.forecast.engine import Fitted
from kinward.forecast.simulation.calendar import month_ends_after
from kinward.scenarios.as_json import document
from kinward.scenarios.plan.model import Plan
from kinward.scenarios.plan.problems import PlanError
from kinward.scenarios.plan.read import parse_plan, read_plan
from kinward.scenarios.prices import Prices, prices
from kinward.scenarios.results import results
from kinward.scenarios.tried import Asked, Tried, try_plan
from kinward.scenarios.variants import NONE, WHOLE
from kinward.terms import CATEGORIES

AS_AT = date(2026, 3, 31)
PLANS = Path(__file__).parents[2] / "plans"
KEYS = list(CATEGORIES)


@cache
def priced(months: int) -> Prices:
    rows = [(key, date(2020, 4, 1), 100_000 + 7_000 * n, 52.0) for n, key in enumerate(KEYS)]
    table = pl.DataFrame(rows, schema=PRICES_SCHEMA, orient="row")
    return prices(table, month_ends_after(AS_AT, months), AS_AT, 3.0)


def plan(text: str) -> Plan:
    return parse_plan('[plan]\nname = "Test"\n' + text, "plan.toml")


def action(name: str, kind: str, *lines: str, start: str = "2026-04-01") -> str:
    keys = "\n".join(lines)
    return f'[[action]]\nname = "{name}"\nkind = "{kind}"\nstart = {start}\n{keys}\n'


def tried(
    asked: Plan,
    fitted: Fitted,
    cohort: Cohort,
    *,
    months: int = 36,
    runs: int = 60,
    threads: int = 1,
) -> Tried:
    given = Asked(months=months, runs=runs, threads=threads, prices=priced(months))
    return try_plan(asked, fitted, cohort, given)


@pytest.fixture(scope="module")
def reference(fitted: Fitted, small_cohort: Cohort) -> Tried:
    return tried(read_plan(PLANS / "reference.toml"), fitted, small_cohort, runs=200)


NOTHING = (
    action("a", "divert", "referrals_a_year = 20", "success = 0"),
    action("b", "divert", "referrals_a_year = 0", "success = 1"),
    action("c", "shorten_stays", 'cause = "home"', "factor = 1"),
    action("d", "convert", 'from = "independent_fostering"', 'to = "kinship"', "uptake = 0"),
    action(
        *("e", "step_down", 'from = "external_residential"', 'to = "kinship"'),
        *("after_days = 0", "uptake = 0"),
    ),
    action("f", "capacity", 'category = "secure"', "places = 0", 'takes_from = ["kinship"]'),
    action("g", "change_inflow", "factor = 1"),
    action("h", "change_price", "percent = 0"),
    action("i", "own", 'rate = "move"', "factor = 1"),
    action("j", "own", 'rate = "entry"', "factor = 1"),
)


def test_a_plan_with_no_effect_is_no_plan_to_the_bit(fitted: Fitted, small_cohort: Cohort) -> None:
    found = tried(plan("".join(NOTHING)), fitted, small_cohort)
    for variant in range(len(found.tries.on)):
        assert np.array_equal(found.found.stock[variant], found.found.stock[NONE])
        assert np.array_equal(found.found.days[variant], found.found.days[NONE])
        assert found.pence is not None
        assert np.array_equal(found.pence[variant], found.pence[NONE])


def test_no_plan_is_the_forecast(reference: Tried, fitted: Fitted) -> None:
    forecast = engine.simulate(fitted, 36, runs=200, seed=1).counts
    assert np.array_equal(reference.found.stock[NONE], forecast.stock)
    assert np.array_equal(reference.found.entries[NONE], forecast.entries)
    assert np.allclose(reference.found.days[NONE], forecast.days, atol=0.01)


def test_threads_change_nothing(fitted: Fitted, small_cohort: Cohort) -> None:
    asked = read_plan(PLANS / "reference.toml")
    one, two = (tried(asked, fitted, small_cohort, threads=n) for n in (1, 2))
    for name in one.found._fields:
        assert np.array_equal(getattr(one.found, name), getattr(two.found, name)), name


def test_an_action_added_leaves_the_others_luck_alone(fitted: Fitted, small_cohort: Cohort) -> None:
    first = action("Kept", "divert", "referrals_a_year = 9", "success = { successes = 5, of = 7 }")
    more = action("More", "own", 'rate = "home"', "factor = { mean = 1.2, sd = 0.2 }")
    alone = tried(plan(first), fitted, small_cohort)
    both = tried(plan(more + first), fitted, small_cohort)
    assert np.array_equal(both.levels[1], alone.levels[0])
    assert np.array_equal(both.found.stock[both.tries.alone[1]], alone.found.stock[WHOLE])


def test_paired_differences_vary_far_less(reference: Tried) -> None:
    """Common random numbers: under a tenth of the variance of two forecasts without them."""
    total = reference.found.stock.sum(axis=3, dtype=np.int64)[:, :, -1]
    unpaired = total[NONE].var() + total[WHOLE].var()
    assert (total[WHOLE] - total[NONE]).var() < unpaired / 10


def test_a_change_of_price_scales_the_cost(fitted: Fitted, small_cohort: Cohort) -> None:
    found = tried(plan(action("p", "change_price", "percent = -10")), fitted, small_cohort)
    assert found.pence is not None
    assert np.allclose(found.pence[WHOLE], 0.9 * found.pence[NONE], rtol=1e-12)
    assert np.array_equal(found.found.stock[WHOLE], found.found.stock[NONE])


def test_what_changes_prices_alone_leaves_every_variant_its_children(
    fitted: Fitted, small_cohort: Cohort
) -> None:
    """Variants that differ in prices alone are lived once: to the bit as on their own."""
    kept = action("k", "divert", "referrals_a_year = 9", "success = 0.5")
    price = action("p", "change_price", "percent = -10")
    both = tried(plan(price + kept), fitted, small_cohort)
    alone = tried(plan(kept), fitted, small_cohort)
    for variant in (WHOLE, both.tries.alone[1], both.tries.without[0]):
        assert np.array_equal(both.found.days[variant], alone.found.days[WHOLE])
        assert np.array_equal(both.found.affected[variant, 1], alone.found.affected[WHOLE, 0])
    assert both.pence is not None
    assert alone.pence is not None
    assert np.array_equal(both.pence[both.tries.alone[1]], alone.pence[WHOLE])
    assert np.allclose(both.pence[WHOLE], 0.9 * alone.pence[WHOLE], rtol=1e-12)


@pytest.mark.parametrize(
    "text",
    [
        action(
            *("c", "convert", 'from = "independent_fostering"', 'to = "secure"'),
            *("places_at_start = 3", "recruited_a_year = 0", "leaving_a_year = 0"),
        ),
        action(
            *("c", "capacity", 'category = "secure"', "places = 3"),
            'takes_from = ["independent_fostering", "kinship"]',
        ),
        action(
            *("s", "step_down", 'from = "in_house_fostering"', 'to = "secure"', "after_days = 30"),
            *("uptake = 1", "places = 3", "breakdown = 0.5", "breakdown_after_days = 40"),
        ),
    ],
)
def test_places_are_never_exceeded_and_are_used(
    text: str, fitted: Fitted, small_cohort: Cohort
) -> None:
    """Nobody else goes to the category by the plan, so that what it has more are the places."""
    found = tried(plan(text), fitted, small_cohort).found
    secure = KEYS.index("secure")
    more = found.stock[WHOLE, ..., secure].astype(int) - found.stock[NONE, ..., secure]
    lengths = np.diff(np.array([AS_AT, *month_ends_after(AS_AT, 36)], dtype="M8[D]")).astype(int)
    days = found.days[WHOLE, ..., secure] - found.days[NONE, ..., secure]
    assert more.min() >= 0
    assert more.max() == 3
    assert (days <= 3 * lengths + 1e-6).all()
    totals = found.stock.sum(axis=3, dtype=np.int64)
    assert np.array_equal(totals[WHOLE], totals[NONE])


def test_a_diversion_lowers_the_stock_by_what_littles_law_says(
    fitted: Fitted, small_cohort: Cohort
) -> None:
    """In the long run: entries diverted a year x the mean stay, which is stock / entries a year."""
    months = 240
    text = action("d", "divert", "referrals_a_year = 8", "success = 0.5")
    found = tried(plan(text), fitted, small_cohort, months=months, runs=150).found
    total = found.stock.sum(axis=3, dtype=np.int64)
    late = slice(months - 24, months)
    stock = total[NONE][:, late].mean()
    a_year = found.entries[NONE].sum() / 150 / months * 12
    diverted = found.affected[WHOLE, 0].sum() / 150 / months * 12
    assert diverted == pytest.approx(4, rel=0.05)
    lowered = stock - total[WHOLE][:, late].mean()
    assert lowered == pytest.approx(diverted * stock / a_year, rel=0.06)


def test_more_entries_of_some_are_of_them_alone(fitted: Fitted, small_cohort: Cohort) -> None:
    text = action("m", "change_inflow", "extra_a_year = 12", "[action.for]", "age = [10, 17]")
    found = tried(plan(text), fitted, small_cohort, months=24, runs=200).found
    more = (found.entries[WHOLE] - found.entries[NONE]).sum(axis=1).mean()
    assert more == pytest.approx(24, rel=0.08)
    assert (found.entries[WHOLE] >= found.entries[NONE]).all()


def test_parts_sum_to_the_plan_exactly(reference: Tried) -> None:
    found = results(reference)
    assert found.saving is not None
    assert found.overlap is not None
    alone = [each.alone for each in found.actions]
    for place in range(len(found.years)):
        parts = sum(each.years[place] for each in alone if each is not None)
        assert parts + found.overlap.years[place] == found.saving.years[place]
    assert found.costs is not None
    none, whole = found.costs
    assert none.total - whole.total == found.saving.total


def test_an_areas_plan_needs_teams(fitted: Fitted, small_cohort: Cohort) -> None:
    text = action(
        "a", "divert", "referrals_a_year = 9", "success = 1", "[action.for]", 'area = "N"'
    )
    with pytest.raises(PlanError, match="nothing tells which child is in which"):
        tried(plan(text), fitted, small_cohort)


def test_the_target_is_reached_more_often_with_a_plan_that_helps(reference: Tried) -> None:
    children, saving = results(reference).targets
    assert children.with_plan >= children.without
    assert saving.without == 0.0


def test_the_budget_model_sums_to_the_cost(reference: Tried) -> None:
    found = results(reference)
    assert found.costs is not None
    by_year = found.budget.group_by("year", maintain_order=True).agg(
        pl.col("pence_without", "pence_with").sum()
    )
    none, whole = found.costs
    assert by_year["pence_without"].to_list() == list(none.years)
    assert by_year["pence_with"].to_list() == list(whole.years)


def test_teams_share_what_they_can_reach(
    fitted: Fitted, small_cohort: Cohort, authority: Path
) -> None:
    text = action("d", "divert", "referrals_a_year = 30", "success = 1")
    given = Asked(months=36, runs=60, teams=read_teams(authority / "teams.csv"))
    found = results(try_plan(plan(text), fitted, small_cohort, given))
    fewer = round(float(found.baseline.mean[0, -1] - found.scenario.mean[0, -1]))
    assert sum(team.share for team in found.teams) == fewer > 0
    assert len(found.teams) > 2


def test_the_action_that_matters_most_comes_first(reference: Tried) -> None:
    bars = results(reference).bars
    assert len(bars) == len(reference.plan.actions)
    sizes = [abs(bar.last_in) for bar in bars]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("measure", ["children", "pounds", "saving"])
def test_the_ends_of_a_bar_are_of_what_the_target_is_of(
    fitted: Fitted, small_cohort: Cohort, measure: str
) -> None:
    day = "2029-03-31" if measure == "children" else "2028-03-31"
    target = f"[target]\n{measure} = 100\nby = {day}\n"
    certain = action("d", "divert", "referrals_a_year = 30", "success = 1")
    found = results(tried(plan(target + certain), fitted, small_cohort))
    [bar], [own] = found.bars, found.targets
    assert found.measure == measure
    assert float(bar.low) == float(bar.high) == pytest.approx(own.mean[1])
    [told] = document(found)["tornado"]
    assert told["low"] == pytest.approx(document(found)["target"]["mean_scenario"])


def entries(found: Tried) -> tuple[float, ...]:
    """Mean entries of every variant over all months."""
    return tuple(found.found.entries.sum(axis=2).mean(axis=1))


def inflow(name: str, factor: float, ages: str) -> str:
    return action(name, "change_inflow", f"factor = {factor}", "[action.for]", f"age = {ages}")


def test_actions_that_bring_others_add_up(fitted: Fitted, small_cohort: Cohort) -> None:
    both = plan(inflow("young", 2, "[0, 9]") + inflow("old", 2, "[10, 17]"))
    found = tried(both, fitted, small_cohort, months=24, runs=300)
    none, whole, young, old = entries(found)
    assert young > none
    assert old > none
    assert whole - none == pytest.approx((young - none) + (old - none), rel=0.05)


def test_more_of_some_and_fewer_of_others(fitted: Fitted, small_cohort: Cohort) -> None:
    both = plan(inflow("young", 2, "[0, 9]") + inflow("old", 0.5, "[10, 17]"))
    found = tried(both, fitted, small_cohort, months=24, runs=300)
    none, whole, young, old = entries(found)
    assert old < none < young
    assert whole - none == pytest.approx((young - none) + (old - none), rel=0.08)


def test_many_moves_find_room(fitted: Fitted, small_cohort: Cohort) -> None:
    """Placements that break down a hundred times as often are more than any room at first."""
    moves = "".join(action(n, "own", 'rate = "move"', "factor = 10") for n in ("a", "b"))
    found = tried(plan(moves), fitted, small_cohort, months=60, runs=8)
    assert np.array_equal(
        found.found.stock[NONE], engine.simulate(fitted, 60, runs=8, seed=1).counts.stock
    )
    cuts = "".join(
        action(
            *(f"s{n}", "step_down", 'from = "in_house_fostering"', 'to = "kinship"'),
            *("after_days = 0", "uptake = 1", "breakdown = 1", "breakdown_after_days = 2"),
        )
        for n in range(30)
    )
    tried(plan(cuts), fitted, small_cohort, months=24, runs=8)


def test_moves_are_all_moves(fitted: Fitted, small_cohort: Cohort) -> None:
    """Without any, nobody is placed with adopters either, though that is an event of its own."""
    found = tried(plan(action("a", "own", 'rate = "move"', "factor = 0")), fitted, small_cohort)
    rises = np.diff(found.found.stock[..., KEYS.index("placed_for_adoption")], axis=-1)
    assert (rises[NONE] > 0).any()
    assert (rises[WHOLE] <= 0).all()


def test_an_action_that_ended_moves_nobody_more(fitted: Fitted, small_cohort: Cohort) -> None:
    text = action(
        *("e", "step_down", 'from = "in_house_fostering"', 'to = "secure"', "after_days = 0"),
        *("uptake = 1", "places = 2", "end = 2026-05-31"),
    )
    found = tried(plan(text), fitted, small_cohort, runs=100).found
    secure = KEYS.index("secure")
    more = (found.stock[WHOLE, ..., secure].astype(int) - found.stock[NONE, ..., secure]).mean(0)
    assert 1.7 < more[1] <= 2
    assert more[-1] < 1


def test_an_area_nobody_is_in_is_refused(
    fitted: Fitted, small_cohort: Cohort, authority: Path
) -> None:
    area = ("[action.for]", 'area = "Nowhere"')
    text = action("a", "divert", "referrals_a_year = 9", "success = 1", *area)
    given = Asked(runs=8, teams=read_teams(authority / "teams.csv"))
    with pytest.raises(PlanError, match="of which no child is"):
        try_plan(plan(text), fitted, small_cohort, given)


def test_a_change_of_price_for_other_categories_is_refused(
    fitted: Fitted, small_cohort: Cohort
) -> None:
    text = action(
        *("p", "change_price", "percent = -5", 'category = "kinship"'),
        *("[action.for]", 'category = "secure"'),
    )
    with pytest.raises(PlanError, match="names categories, and is for others"):
        tried(plan(text), fitted, small_cohort)


def test_too_few_for_the_referrals_is_told(fitted: Fitted, small_cohort: Cohort) -> None:
    many = action("Many", "divert", "referrals_a_year = 5000", "success = 0.5")
    few = action("Few", "divert", "referrals_a_year = 1", "success = 0.5")
    told = results(tried(plan(many + few), fitted, small_cohort)).notes
    assert [note for note in told if note.startswith("Many: only ")]
    assert not [note for note in told if note.startswith("Few")]


def test_children_without_a_price_are_named(fitted: Fitted, small_cohort: Cohort) -> None:
    rows = [("kinship", date(2020, 4, 1), 100_000, 52.0)]
    table = pl.DataFrame(rows, schema=PRICES_SCHEMA, orient="row")
    some = prices(table, month_ends_after(AS_AT, 12), AS_AT, 0.0)
    asked = plan(action("p", "change_price", "percent = -10"))
    told = results(try_plan(asked, fitted, small_cohort, Asked(12, 20, prices=some))).notes
    (note,) = [each for each in told if each.startswith("No price is given for")]
    assert "In-house fostering" in note
    assert "Kinship" not in note
    whole = tried(asked, fitted, small_cohort, months=12, runs=20)
    assert not [each for each in results(whole).notes if each.startswith("No price")]
