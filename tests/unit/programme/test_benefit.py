"""Benefit of shared savings, of targets in placements, and of an action's own target."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kinward.programme.benefit import benefit
from kinward.programme.model import Action, Programme, Saving, Share, Update

JUNE = date(2026, 6, 30)


def colours(*actions: Action, savings: tuple[Saving, ...] = (), on: date = JUNE) -> dict[str, str]:
    found = benefit(Programme("P", "P", actions=actions, savings=savings), on)
    return {ref: each.proposed for ref, each in found.items()}


def test_each_action_is_judged_by_its_part() -> None:
    shares = (Share("2", Decimal("0.5")), Share("OTHER:9", Decimal("0.1")))
    shared = Saving("S", 2027, 100_00, "1", forecast_pence=100_00, shares=shares)
    lost = Saving("T", 2027, 50_00, "2", forecast_pence=0)
    found = benefit(
        Programme("P", "P", actions=(Action("1", "1"), Action("2", "2")), savings=(shared, lost)),
        JUNE,
    )
    assert found["1"].reason == "£40 of £40 is forecast: 100%."
    assert (found["2"].proposed, found["2"].reason) == (
        "red", "£50 of £100 is forecast: 50%, under 75%."
    )  # fmt: skip


def test_a_saving_that_is_part_of_another_brings_nothing_of_its_own() -> None:
    whole = Saving("S", 2027, 100_00, "1", forecast_pence=100_00)
    part = Saving("T", 2027, 100_00, "2", forecast_pence=100_00, same_as="S")
    assert colours(Action("1", "1"), Action("2", "2"), savings=(whole, part)) == {
        "1": "green",
        "2": "grey",
    }


def test_years_that_ended_count_what_is_evidenced_beside_the_forecast_of_this_one() -> None:
    before = Saving("A", 2026, 100_00, "1", forecast_pence=100_00, achieved_pence=100_00)
    now = Saving("B", 2027, 100_00, "1", forecast_pence=100_00)
    later = Saving("C", 2028, 999_00, "1")
    found = benefit(
        Programme("P", "P", actions=(Action("1", "1"),), savings=(before, now, later)), JUNE
    )["1"]
    assert found.reason == "£100 of £200 is evidenced or forecast: 50%, under 75%."


def test_the_worse_of_money_and_placements_counts_and_both_are_told() -> None:
    update = Update(JUNE, forecast_saving_pence=100_00, forecast_placements=Decimal("1.5"))
    own = Action(
        "1", "1",
        target_saving_pence=100_00, saving_year=2027, target_placements=Decimal(2),
        updates=(update,),
    )  # fmt: skip
    found = benefit(Programme("P", "P", actions=(own,)), JUNE)["1"]
    assert found.proposed == "amber"
    assert found.reason == (
        "£100 of £100 is forecast: 100%. 1.5 of 2 placements are forecast: 75%, under 95%."
    )


def test_an_own_target_without_a_year_is_due_at_the_end_date() -> None:
    own = Action("1", "1", target_end=JUNE, target_saving_pence=100_00)
    assert colours(own) == {"1": "grey"}
    assert colours(own, on=date(2026, 7, 1)) == {"1": "amber"}
    assert colours(Action("1", "1", target_saving_pence=100_00)) == {"1": "grey"}


def test_the_last_forecast_by_the_day_counts() -> None:
    own = Action(
        "1", "1", target_saving_pence=100_00, saving_year=2027,
        updates=(
            Update(date(2026, 6, 20), forecast_saving_pence=50_00),
            Update(date(2026, 5, 20), forecast_saving_pence=100_00),
            Update(date(2026, 7, 20), forecast_saving_pence=100_00),
        ),
    )  # fmt: skip
    assert [colours(own, on=day)["1"] for day in (date(2026, 6, 1), JUNE, date(2026, 8, 1))] == [
        "green", "red", "green"
    ]  # fmt: skip


def test_of_two_forecasts_of_one_day_the_one_put_down_last_counts() -> None:
    day = date(2026, 6, 1)
    said = (Update(day, forecast_saving_pence=10_00), Update(day, forecast_saving_pence=100_00))
    own = Action("1", "1", target_saving_pence=100_00, saving_year=2027, updates=said)
    assert benefit(Programme("P", "P", actions=(own,)), day)["1"].colour == "green"


def test_an_own_target_of_a_year_that_ended_has_no_evidence() -> None:
    said = (Update(date(2027, 3, 1), forecast_saving_pence=100_00),)
    own = Programme("P", "P", actions=(
        Action("1", "1", target_saving_pence=100_00, saving_year=2027, updates=said),
    ))  # fmt: skip
    assert benefit(own, date(2027, 3, 30))["1"].colour == "green"
    ended = benefit(own, date(2027, 3, 31))["1"]
    assert (ended.colour, ended.reason) == ("red", "£0 of £100 is evidenced: 0%, under 75%.")


def test_an_own_target_is_due_from_the_first_day_of_its_year() -> None:
    own = Programme("P", "P", actions=(
        Action("1", "1", target_saving_pence=100_00, saving_year=2027),
    ))  # fmt: skip
    found = [benefit(own, day)["1"] for day in (date(2026, 3, 31), date(2026, 4, 1))]
    assert [each.colour for each in found] == ["grey", "amber"]
    assert found[0].reason == "Nothing is due before 1 April 2026 (£100 then)."


def reason(own: Action, *savings: Saving, on: date = JUNE) -> str:
    return benefit(Programme("P", "P", actions=(own,), savings=savings), on)["1"].reason


def test_what_is_due_first_is_that_of_the_first_year_alone() -> None:
    savings = (Saving("B", 2029, 70_00, "1"), Saving("A", 2028, 30_00, "1"))
    assert reason(Action("1", "1"), *savings) == "Nothing is due before 1 April 2027 (£30 then)."


def test_a_saving_of_nought_needs_no_forecast() -> None:
    nothing = Saving("A", 2027, 0, "1")
    assert reason(Action("1", "1"), nothing) == "Nothing is due."
    made = Saving("B", 2027, 100_00, "1", forecast_pence=100_00)
    assert reason(Action("1", "1"), nothing, made) == "£100 of £100 is forecast: 100%."


def test_a_penny_is_due() -> None:
    assert colours(Action("1", "1"), savings=(Saving("A", 2027, 1, "1", forecast_pence=0),)) == {
        "1": "red"
    }


def test_what_is_missing_is_never_made() -> None:
    """No evidence of a year that ended is nought, and not a penny."""
    past = Saving("A", 2026, 100_00, "1")
    assert reason(Action("1", "1"), past) == "£0 of £100 is evidenced: 0%, under 75%."


def test_placements_of_a_year_are_due_from_its_first_day() -> None:
    own = Action("1", "1", target_placements=Decimal("2.5"), saving_year=2027)
    assert reason(own, on=date(2026, 3, 31)) == (
        "Nothing is due before 1 April 2026 (2.5 placements then)."
    )
    assert reason(own, on=date(2026, 4, 1)) == ("Due: 2.5 placements, and nobody has forecast it.")


def test_placements_without_a_year_are_due_after_the_end_date() -> None:
    own = Action("1", "1", target_placements=Decimal(2), target_end=JUNE)
    assert colours(own) == {"1": "grey"}
    assert colours(own, on=date(2026, 7, 1)) == {"1": "amber"}


def test_an_own_target_that_nobody_forecast_is_told_in_pounds() -> None:
    own = Action("1", "1", target_saving_pence=100_00, saving_year=2027)
    assert reason(own) == "Due: £100, and nobody has forecast it."


def test_an_update_without_a_forecast_leaves_the_last_one() -> None:
    said = (Update(date(2026, 5, 1), forecast_saving_pence=100_00), Update(date(2026, 6, 1)))
    own = Action("1", "1", target_saving_pence=100_00, saving_year=2027, updates=said)
    assert colours(own) == {"1": "green"}
