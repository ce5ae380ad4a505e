"""The plans that Cambridgeshire, Plymouth and Brighton published, and what they leave out."""

from __future__ import annotations

from collections import Counter
from datetime import date

from kinward.programme.assigned import assignment
from kinward.programme.benefit import benefit
from kinward.programme.bridge import bridge
from kinward.programme.delivery import delivery, difference
from kinward.programme.savings import tracker
from published_plans import BUSINESS_PLAN, JANUARY_2016, cambridgeshire, read

PLAN = cambridgeshire()


def test_the_totals_of_cambridgeshire() -> None:
    """6,789k, of which the actions hold 6,371k: 418k belongs to none."""
    found = assignment(PLAN, 2017)
    assert (found.planned, sum(found.held.values()), found.unassigned) == (
        6_789_000_00, 6_371_000_00, 418_000_00
    )  # fmt: skip
    years = {
        name: sums.plan // 100_000 for name, sums in tracker(PLAN, JANUARY_2016).by["year"].items()
    }
    assert list(years.values()) == [6_789, 3_724, 3_313, 2_752, 2_581]
    assert {each.rule for each in read("cambridgeshire_savings").findings} == {"P02", "P04"}


def test_the_bridge_of_cambridgeshire() -> None:
    found = bridge(PLAN, 2017, BUSINESS_PLAN)
    thousands = [each.pence // 100_000 for each in found.added if each.pence]
    assert found.opening == 1_429_000_00
    assert sorted(thousands) == [132, 219, 350, 500, 2_059, 2_100]
    assert found.planned == 6_789_000_00
    held = {each.label: each.pence // 100_000 for each in found.held}
    assert list(held.values()) == [2_379, 320, 3_672]
    assert found.planned == sum(each.pence for each in found.held) + found.unassigned


def test_savings_by_placement_type_keep_those_that_cost() -> None:
    found = read("cambridgeshire_by_placement", year=2017)
    sums = tracker(found.programme, date(2011, 4, 1))
    assert sums.total.plan == 2_148_000_00
    assert sums.by["placement_type"]["Residential homes"].plan == -796_000_00
    assert [each.rule for each in found.findings] == ["P02", "P04"]


def test_the_published_colours_beside_the_rule() -> None:
    rags = delivery(PLAN, JANUARY_2016)
    pairs = Counter((each.published_rag, rags[each.ref].proposed) for each in PLAN.actions)
    assert pairs == {
        ("red", "green"): 1, ("amber", "green"): 18, ("green", "green"): 12, (None, "amber"): 1
    }  # fmt: skip
    told = {each.ref: difference(each.published_rag, rags[each.ref]) for each in PLAN.actions}
    assert sum(map(bool, told.values())) == 19
    assert told["1.1"] == (
        "Published red, by rule green: It ends on 30 June 2016; nothing is late. Nothing recorded "
        "gives the published red: record what is late, or set red against the rule in words."
    )
    assert {each.colour for each in benefit(PLAN, JANUARY_2016).values()} == {"grey"}


def test_a_plan_of_which_nobody_says_anything_is_amber() -> None:
    silent = delivery(cambridgeshire(reported_on=None), JANUARY_2016)
    assert {each.proposed for each in silent.values()} == {"amber"}


def test_a_year_later_what_was_due_is_late() -> None:
    rags = delivery(PLAN, date(2016, 7, 1))
    late = [ref for ref, each in rags.items() if each.proposed == "red"]
    assert late == [
        "1.1", "1.2", "1.5", "1.6", "1.8", "1.9", "2.2", "2.3", "2.4", "2.5", "4.1", "4.2", "4.3",
        "4.4", "4.5", "4.6", "4.8", "5.1", "5.3",
    ]  # fmt: skip


def test_words_are_no_money_in_plymouth() -> None:
    found = read("plymouth_savings")
    sums = tracker(found.programme, date(2011, 4, 1))
    assert {name: each.plan // 100_000 for name, each in sums.by["year"].items()} == {
        "2011/12": 760, "2012/13": 1_280, "2013/14": 2_400
    }  # fmt: skip
    assert sums.total.achieved == sums.total.forecast == 0
    rows = [each.row for each in found.findings if each.rule == "P03"]
    assert rows == [2, 8, 11, 14]


def test_what_was_late_in_brighton_on_9_june_2003() -> None:
    then = date(2003, 6, 9)
    plan = read("brighton_actions", reported_on=then).programme
    colours = {ref: each.proposed for ref, each in delivery(plan, then).items()}
    assert [ref for ref, colour in colours.items() if colour == "red"] == [
        "1.1.3", "1.1.4", "1.2", "1.3", "2.2.3", "2.13", "4.1", "4.5", "5.7"
    ]  # fmt: skip
    assert [ref for ref, colour in colours.items() if colour == "blue"] == ["1.1.1", "1.1.2", "6.2"]
    said = {each.ref: each.reported for each in plan.actions}
    assert (said["1.2"], said["2.13"], said["3.6"]) == ("deferred", "missed", "delegated")
