"""The tracker, overlaps, what no action holds, over-programming and the bridge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from kinward.errors import ArgumentError
from kinward.programme.assigned import assigned_told, assignment, cover
from kinward.programme.bridge import Step, bridge
from kinward.programme.model import Action, Need, Outcome, Programme, Saving, Share
from kinward.programme.overlaps import largest, overlaps
from kinward.programme.savings import NO_ACTION, Sums, tracker

JUNE = date(2026, 6, 30)
SAVINGS = (
    Saving("A", 2027, 100_00, "1", objective="Fewer", placement_type="16+", kind="cashable",
           forecast_pence=80_00, achieved_pence=20_00, evidence="May"),
    Saving("B", 2027, 50_00, "2", objective="Cheaper", placement_type="16+", kind="avoided",
           achieved_pence=10_00, shares=(Share("1", Decimal("0.2")),)),
    Saving("C", 2027, 40_00, "3", objective="Fewer", same_as="A", forecast_pence=40_00),
    Saving("D", 2028, 70_00, objective="Fewer"),
)  # fmt: skip
OWN = Programme(
    "P", "P",
    outcomes=(Outcome("O", "Out of care"),),
    actions=(Action("1", "1", outcome="O"), Action("2", "2", outcome="O"), Action("3", "3")),
    savings=SAVINGS,
    needs=(Need(2027, 60_00, "Gap"), Need(2027, 40_00, "Pressure")),
)  # fmt: skip


def test_the_tracker_of_a_year() -> None:
    found = tracker(OWN, JUNE, 2027)
    assert found.total == Sums(150_00, 20_00, 10_00, 80_00, 50_00)
    assert found.total.gap == 70_00
    assert found.by["kind"] == {
        "Cashable: it comes off a budget": Sums(100_00, 20_00, 0, 80_00, 0),
        "Avoided: spend that does not come about": Sums(50_00, 0, 10_00, 0, 50_00),
    }
    assert {name: sums.plan for name, sums in found.by["action"].items()} == {
        "1": 110_00,
        "2": 40_00,
    }
    assert tracker(OWN, JUNE).by["action"][NO_ACTION].plan == 70_00
    assert list(tracker(OWN, JUNE).by["year"]) == ["2026/27", "2027/28"]


def test_a_year_that_is_over_leaves_parts_that_sum_to_the_whole() -> None:
    for on in (JUNE, date(2027, 3, 31), date(2028, 4, 1)):
        found = tracker(OWN, on)
        for groups in found.by.values():
            assert sum(groups.values(), Sums()) == found.total
    assert tracker(OWN, date(2027, 3, 31)).total == Sums(220_00, 20_00, 10_00, 20_00, 70_00)


def test_overlaps_are_told_with_the_money() -> None:
    found = {each.how: each for each in overlaps(OWN)}
    assert set(found) == {"stated", "shared", "suspected"}
    assert (found["stated"].savings, found["stated"].pence) == (("C", "A"), 40_00)
    assert (found["shared"].savings, found["shared"].pence) == (("B",), 10_00)
    assert found["shared"].reason == "B (£50) is split: £40 to 2, £10 to 1."
    assert (found["suspected"].savings, found["suspected"].pence) == (("A", "B"), 50_00)


def test_two_savings_of_one_action_or_that_cost_are_no_suspicion() -> None:
    same = [Saving(ref, 2027, 1_00, "1", placement_type="16+") for ref in "ab"]
    costs = Saving("c", 2027, -1_00, "2", placement_type="16+")
    other = Saving("d", 2028, 1_00, "2", placement_type="16+")
    assert overlaps(Programme("P", "P", savings=(*same, costs, other))) == ()


def test_what_no_action_holds() -> None:
    found = assignment(OWN, 2028)
    assert (found.planned, found.held, found.unassigned) == (70_00, {}, 70_00)
    own = Programme(
        "P", "P",
        actions=(
            Action("1", "1", target_saving_pence=30_00, saving_year=2028),
            Action("2", "2", target_saving_pence=9_00),
            Action("3", "3", target_saving_pence=9_00, saving_year=2027),
            Action("4", "4", target_saving_pence=99_00, saving_year=2028),
        ),
        savings=(Saving("D", 2028, 70_00), Saving("E", 2028, 20_00, "P:4")),
    )  # fmt: skip
    found = assignment(own, 2028)
    assert (found.held, found.undated, found.unassigned) == ({"4": 20_00, "1": 30_00}, 9_00, 40_00)
    assert found.reason == (
        "Of £90 planned for 2027/28, actions hold £50; £40 belongs to no action."
    )
    whole = replace(own, savings=(*own.savings, Saving("F", 2029, 5_00), Saving("G", 2030, 6_00)))
    assert list(assigned_told(whole, [2028, 2029, 2030])) == [
        found.reason,
        "No action holds any of what is planned: £5 for 2028/29, £6 for 2029/30.",
        "Actions have targets of £9 that name no year, and count in none.",
    ]


def test_actions_can_hold_more_than_is_planned() -> None:
    own = Programme(
        "P", "P", actions=(Action("1", "1", target_saving_pence=30_00, saving_year=2028),)
    )
    assert assignment(own, 2028).reason.endswith("which is £30 more than is planned.")


def test_over_programming_is_told() -> None:
    found = cover(OWN, 2027, JUNE)
    assert found is not None
    assert (found.needed, found.planned, found.over, found.times) == (
        100_00, 150_00, 50_00, Fraction(3, 2)
    )  # fmt: skip
    assert found.reason == (
        "2026/27: £100 is needed and £150 planned, £50 more than is needed (150% of it); "
        "£80 is forecast."
    )
    assert cover(OWN, 2028, JUNE) is None


def test_the_bridge_reconciles() -> None:
    found = bridge(OWN, 2027, ["cheaper"])
    assert found.business_plan == (Step("Cheaper", 50_00),)
    assert found.added == (Step("Fewer", 100_00),)
    assert found.held == (Step("Out of care", 150_00),)
    assert (found.opening, found.planned, found.unassigned) == (50_00, 150_00, 0)
    loose = Programme("P", "P", savings=(Saving("A", 2027, 1_00), Saving("B", 2027, 2_00)))
    assert bridge(loose, 2027).added == (Step("No objective", 3_00),)
    with pytest.raises(ArgumentError, match="No saving of 2026/27 has the objective Nothing"):
        bridge(OWN, 2027, ["Nothing"])


@pytest.mark.parametrize("shares", [("0.6", "0.5"), ("-0.1",)])
def test_shares_beyond_the_whole_are_refused(shares: tuple[str, ...]) -> None:
    with pytest.raises(ArgumentError, match="no parts of a whole"):
        Saving("A", 2027, 1, shares=tuple(Share(str(i), Decimal(s)) for i, s in enumerate(shares)))


def test_the_largest_overlaps_come_first_and_the_rest_is_summed() -> None:
    many = tuple(Saving(f"S{n}", 2027, n * 1_01, str(n), placement_type="16+") for n in range(1, 7))
    found = overlaps(Programme("P", "P", savings=many))
    # Of each pair the smaller: S1 with five others, S2 with four, and so on.
    assert [each.pence for each in found] == sorted(
        (101 * n for n in range(1, 7) for _ in range(6 - n)), reverse=True
    )
    told = largest(found)
    assert (len(told.shown), told.more) == (10, 5)
    assert told.shown == found[:10]
    assert (told.more_pence, told.pence) == (5 * 101, 101 * (5 + 2 * 4 + 3 * 3 + 4 * 2 + 5))
    assert largest(found[:10]).more == largest(()).pence == 0
