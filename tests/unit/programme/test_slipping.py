"""Days slipped from the first date, silence, and what is due next."""

from __future__ import annotations

from datetime import date

from kinward.programme.model import Action, Deliverable, Programme, Update
from kinward.programme.slipping import Due, next_due, slip, slipping

TODAY = date(2026, 6, 30)


def test_days_are_counted_from_the_first_date() -> None:
    own = Action(
        "1", "1", target_end=date(2026, 3, 31), revised_end=date(2026, 9, 30),
        updates=(Update(date(2026, 6, 1), forecast_end=date(2026, 10, 31)),),
    )  # fmt: skip
    found = slip(own, TODAY)
    assert (found.days, found.overdue, found.stale) == (214, 0, False)
    assert found.expected == date(2026, 10, 31)
    assert found.reason == "214 days later than 31 March 2026, the first date."


def test_an_overdue_action_slips_a_day_each_day() -> None:
    own = Action("1", "1", target_end=date(2026, 6, 20), reported_on=TODAY)
    assert [slip(own, date(2026, 6, day)).days for day in (20, 21, 30)] == [0, 1, 10]
    assert slip(own, TODAY).reason.endswith("; overdue by 10 days.")


def test_one_that_was_completed_late_slipped_and_is_not_overdue() -> None:
    own = Action("1", "1", target_end=date(2026, 6, 1), completed=date(2026, 6, 11))
    found = slip(own, TODAY)
    assert (found.days, found.overdue, found.stale) == (10, 0, False)


def test_silence() -> None:
    heard = Action("1", "1", reported_on=date(2026, 5, 26))
    assert not slip(heard, TODAY).stale
    assert slip(heard, date(2026, 7, 1)).reason == "No update for 36 days."
    assert slip(Action("2", "2"), TODAY).reason == "No update was ever recorded."
    assert not slip(Action("3", "3", start=date(2026, 5, 26)), TODAY).stale
    assert slip(Action("3", "3", start=date(2026, 5, 25)), TODAY).stale
    assert not slip(Action("4", "4", start=date(2026, 7, 20)), TODAY).stale


def test_the_one_that_slips_most_comes_first() -> None:
    actions = (
        Action("1", "1", target_end=date(2026, 6, 20), reported_on=TODAY),
        Action("2", "2", target_end=date(2026, 1, 20), reported_on=TODAY),
        Action("3", "3", target_end=date(2026, 8, 20), reported_on=TODAY),
    )
    assert [each.ref for each in slipping(Programme("P", "P", actions=actions), TODAY)] == [
        "2",
        "1",
    ]


def test_what_is_due_next() -> None:
    own = Action(
        "1", "Ends", target_end=date(2026, 7, 20),
        deliverables=(
            Deliverable("a", "Due", date(2026, 6, 30)),
            Deliverable("b", "Done", date(2026, 7, 1), done=date(2026, 6, 1)),
            Deliverable("c", "Later", date(2026, 7, 1), revised=date(2026, 9, 1)),
        ),
    )  # fmt: skip
    done = Action("2", "Done", target_end=date(2026, 7, 20), completed=TODAY)
    assert next_due(Programme("P", "P", actions=(own, done)), TODAY) == (
        Due(date(2026, 6, 30), "1", "a", "Due"),
        Due(date(2026, 7, 20), "1", "", "Ends"),
    )


def test_due_next_is_from_the_day_itself_to_the_last_of_the_days() -> None:
    days = (date(2026, 6, 29), TODAY, date(2026, 8, 4), date(2026, 8, 5))
    ends = tuple(Action(str(day), "Ends", target_end=day) for day in days)
    hands = Action("H", "H", deliverables=tuple(Deliverable(str(d), "Due", d) for d in days))
    found = next_due(Programme("P", "P", actions=(*ends, hands)), TODAY, 35)
    assert [(each.on, bool(each.deliverable)) for each in found] == [
        (TODAY, False), (TODAY, True), (date(2026, 8, 4), False), (date(2026, 8, 4), True)
    ]  # fmt: skip


def test_one_that_was_given_up_slips_no_more() -> None:
    own = Action("1", "1", target_end=date(2026, 6, 1), cancelled=TODAY)
    assert slip(own, TODAY).reason == ""
    assert slip(own, date(2026, 6, 29)).overdue == 28


def test_the_limit_of_silence_is_a_setting() -> None:
    own = Action("1", "1", reported_on=date(2026, 6, 1))
    assert (slip(own, TODAY).stale, slip(own, TODAY, 28).stale) == (False, True)


def test_one_that_has_begun_today_counts_and_one_that_begins_tomorrow_does_not() -> None:
    spoken = date(2026, 1, 1)
    begun = Action("1", "1", start=TODAY, reported_on=spoken)
    later = Action("2", "2", start=date(2026, 7, 1), reported_on=spoken)
    assert [slip(each, TODAY).stale for each in (begun, later)] == [True, False]


def test_without_a_first_date_nothing_slips() -> None:
    own = Action("1", "1", revised_end=date(2026, 6, 20), reported_on=TODAY)
    found = slip(own, TODAY)
    assert (found.days, found.overdue, found.reason) == (0, 10, "Overdue by 10 days.")


def test_of_equals_the_one_that_is_overdue_longer_comes_first() -> None:
    first, said = date(2026, 6, 10), (Update(TODAY),)
    moved = Action("1", "1", target_end=first, revised_end=date(2026, 6, 20), updates=said)
    own = Action("2", "2", target_end=first, updates=said)
    found = slipping(Programme("P", "P", actions=(moved, own)), TODAY)
    assert [(each.ref, each.days, each.overdue) for each in found] == [("2", 20, 20), ("1", 20, 10)]


def test_a_deliverable_that_was_done_today_is_not_due_next() -> None:
    done = Deliverable("a", "Due", TODAY, done=TODAY)
    tomorrow = Deliverable("b", "Due", TODAY, done=date(2026, 7, 1))
    own = Action("1", "1", deliverables=(done, tomorrow))
    found = next_due(Programme("P", "P", actions=(own,)), TODAY)
    assert [each.deliverable for each in found] == ["b"]
