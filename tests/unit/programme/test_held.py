"""What is planned, held and needed: bridge and assignment come to the plan, to the penny."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.programme.assigned import assignment, cover
from kinward.programme.bridge import bridge
from kinward.programme.model import Action, Need, Programme, Saving, Share
from kinward.programme.savings import tracker

AMOUNTS = st.integers(-1_000_000_01, 1_000_000_01)
REFS = ("1", "2", "3", "")


@st.composite
def saving(draw: st.DrawFn, ref: str) -> Saving:
    left, shares = 100, []
    for other in draw(st.lists(st.sampled_from(("1", "2", "P:3", "Q:9")), max_size=3)):
        part = draw(st.integers(0, left))
        left -= part
        shares.append(Share(other, Decimal(part) / 100))
    return Saving(
        ref,
        draw(st.sampled_from((2027, 2028))),
        draw(AMOUNTS),
        action=draw(st.sampled_from(REFS)),
        objective=draw(st.sampled_from(("Fewer", "fewer.", "Cheaper", ""))),
        shares=tuple(shares),
        same_as=draw(st.sampled_from(("", "", "S0"))),
    )


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    savings = tuple(draw(saving(f"S{place}")) for place in range(draw(st.integers(0, 6))))
    actions = tuple(
        Action(ref, ref, outcome=draw(st.sampled_from(("O", ""))),
               target_saving_pence=draw(st.none() | AMOUNTS),
               saving_year=draw(st.sampled_from((2027, 2028, None))))
        for ref in ("1", "2", "3")
    )  # fmt: skip
    return Programme("P", "P", actions=actions, savings=savings)


@settings(max_examples=50)
@given(programmes(), st.sampled_from((2027, 2028)))
def test_what_is_planned_is_held_or_belongs_to_nobody(own: Programme, year: int) -> None:
    held, made = assignment(own, year), bridge(own, year)
    assert sum(held.held.values()) + held.unassigned == held.planned == made.planned
    assert sum(each.pence for each in made.held) + made.unassigned == made.planned
    assert made.planned == tracker(own, date(2026, 6, 30), year).total.plan


def test_one_objective_written_in_two_ways_is_one_step() -> None:
    savings = (
        Saving("A", 2027, 30_00, objective="Fewer"),
        Saving("B", 2027, 12_00, objective="fewer."),
        Saving("C", 2027, 5_00),
    )
    found = bridge(Programme("P", "P", savings=savings), 2027)
    assert [(each.label, each.pence) for each in found.added] == [
        ("Fewer", 42_00),
        ("No objective", 5_00),
    ]


def test_what_is_planned_beside_what_is_needed_is_told_in_words() -> None:
    def told(needed: int) -> str:
        own = Programme("P", "P", savings=(Saving("A", 2027, 60_00),), needs=(Need(2027, needed),))
        found = cover(own, 2027, date(2026, 6, 30))
        return found.reason.partition("planned, ")[2] if found else ""

    over = Programme("P", "P", savings=(Saving("A", 2027, 60_00),), needs=(Need(2027, 1_00),))
    found = cover(over, 2027, date(2027, 3, 31))
    assert found is not None
    assert found.reason.endswith("; £0 was achieved.")
    assert told(60_00) == "what is needed (100% of it); £0 is forecast."
    assert told(59_00).startswith("£1 more than is needed (102% of it)")
    assert told(80_00) == "£20 less than is needed (75% of it); £0 is forecast."
    assert told(0) == "£60 more than is needed; £0 is forecast."


def test_all_that_is_planned_and_held_is_told_in_one_sentence() -> None:
    own = Programme("P", "P", actions=(Action("1", "1"),), savings=(Saving("A", 2027, 1_00, "1"),))
    assert assignment(own, 2027).reason.endswith("planned for 2026/27, actions hold £1.")
