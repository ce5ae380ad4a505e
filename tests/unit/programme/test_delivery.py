"""Delivery across actions and programmes, and what people set against the rule."""

from __future__ import annotations

from datetime import date

import pytest

from kinward.errors import ArgumentError, InputError
from kinward.programme.delivery import delivery, difference
from kinward.programme.model import Action, Deliverable, Override, Programme, Update
from kinward.programme.rag import Rag

TODAY = date(2026, 6, 30)
LATE, SOON = date(2026, 6, 1), date(2026, 12, 31)


def programme(*actions: Action, key: str = "P") -> Programme:
    return Programme(key, key, actions=actions)


def action(ref: str, end: date = SOON, *waits: str, **more: object) -> Action:
    given = {"reported_on": TODAY, **more}
    return Action(ref, ref, target_end=end, depends_on=waits, **given)  # type: ignore[arg-type]


def test_red_goes_down_a_chain_of_any_length() -> None:
    chain = [action("0", LATE)] + [action(str(i), SOON, str(i - 1)) for i in range(1, 3000)]
    found = delivery(programme(*reversed(chain)), TODAY)
    assert {each.proposed for each in found.values()} == {"red"}
    assert found["2"].reason == "It waits for 1, which is red."
    assert list(found) == [each.ref for each in reversed(chain)]


def test_it_waits_for_an_action_of_another_programme() -> None:
    own = programme(action("1", SOON, "SEND:4", "2"), action("2"))
    other = programme(action("4", LATE), key="SEND")
    assert delivery(own, TODAY)["1"].proposed == "green"
    found = delivery(own, TODAY, [other])
    assert found["1"].reason == "It waits for SEND:4, which is red."
    assert set(found) == {"1", "2"}


def test_a_complete_or_cancelled_action_holds_nobody_up() -> None:
    done = action("1", LATE, completed=date(2026, 6, 10))
    gone = action("2", LATE, cancelled=date(2026, 6, 10))
    found = delivery(programme(done, gone, action("3", SOON, "1", "2")), TODAY)
    assert [each.proposed for each in found.values()] == ["blue", "grey", "green"]
    assert found["2"].reason == "Cancelled on 10 June 2026."


def test_a_circle_is_named() -> None:
    ring = programme(action("1", SOON, "3"), action("2", SOON, "1"), action("3", SOON, "2"))
    with pytest.raises(InputError, match=r"in a circle: \d before \d before \d before \d") as told:
        delivery(ring, TODAY)
    assert told.value.where == "depends_on"
    with pytest.raises(InputError, match="1 before 1"):
        delivery(programme(action("1", SOON, "1")), TODAY)


def test_an_override_counts_for_those_who_wait_and_the_rule_stays_in_sight() -> None:
    says = Override("delivery", "amber", "The contract is signed.", "Director", TODAY)
    late = action("1", LATE, overrides=(says,))
    found = delivery(programme(late, action("2", SOON, "1")), TODAY)
    assert (found["1"].colour, found["1"].proposed) == ("amber", "red")
    assert found["1"].told.startswith("The contract is signed. (Director, 30 June 2026; the rule")
    assert found["2"].proposed == "green"


def test_the_last_override_counts_until_it_is_withdrawn() -> None:
    first = Override("delivery", "amber", "Why", "A", date(2026, 6, 2))
    last = Override("delivery", "green", "Why", "A", date(2026, 6, 9), date(2026, 6, 20))
    other = Override("benefit", "blue", "Why", "A", date(2026, 6, 9))
    own = programme(action("1", date(2026, 5, 1), overrides=(last, other, first)))
    colours = [delivery(own, date(2026, 6, day))["1"].colour for day in (1, 2, 9, 19, 20)]
    assert colours == ["red", "amber", "green", "green", "red"]


@pytest.mark.parametrize(("words", "by"), [("", "A"), (" ", "A"), ("Why", "")])
def test_an_override_without_words_or_a_name_is_refused(words: str, by: str) -> None:
    with pytest.raises(ArgumentError, match="needs a reason and a name"):
        Override("delivery", "green", words, by, TODAY)


@pytest.mark.parametrize(
    ("published", "by_rule", "says"),
    [
        ("green", "red", "Published green, by rule red: So. The published green hides this."),
        ("green", "grey", "Published green, by rule grey: So. Green is not for what is not due."),
        ("blue", "green", "Published blue, by rule green: So. Record the day on which it was"),
        ("amber", "green", "by rule green: So. Nothing recorded gives the published amber:"),
        ("red", "red", ""),
        (None, "red", ""),
    ],
)
def test_a_difference_from_the_published_colour(published: str, by_rule: str, says: str) -> None:
    told = difference(published, Rag("delivery", by_rule, "So."))  # type: ignore[arg-type]
    assert says in told
    assert bool(says) == bool(told)


def test_the_limit_of_silence_is_a_setting() -> None:
    own = programme(Action("1", "1", target_end=SOON, reported_on=date(2026, 6, 1)))
    assert delivery(own, TODAY)["1"].proposed == "green"
    assert delivery(own, TODAY, stale_days=28)["1"].proposed == "amber"


def test_of_two_overrides_of_one_day_the_one_put_down_last_counts() -> None:
    first = Override("delivery", "amber", "Why", "A", TODAY)
    last = Override("delivery", "green", "Why, better", "A", TODAY)
    colours = [
        delivery(programme(action("1", LATE, overrides=each)), TODAY)["1"].colour
        for each in ((first, last), (last, first))
    ]
    assert colours == ["green", "amber"]


def test_what_was_reported_later_had_not_happened_yet() -> None:
    then = date(2026, 6, 29)
    for reported, colour in (("cancelled", "grey"), ("done", "blue")):
        own = programme(action("1", LATE, reported=reported))
        assert delivery(own, TODAY)["1"].colour == colour
        assert delivery(own, then)["1"].colour == "red"


def test_a_deliverable_is_late_until_the_day_on_which_it_was_done() -> None:
    done = Deliverable("D1", "Handed over", date(2026, 6, 1), done=date(2026, 6, 20))
    own = programme(action("1", SOON, deliverables=(done,), reported_on=date(2026, 6, 1)))
    colours = [delivery(own, date(2026, 6, day))["1"].proposed for day in (1, 2, 19, 20, 30)]
    assert colours == ["green", "amber", "amber", "green", "green"]


def test_the_first_late_deliverable_is_named_and_the_others_counted() -> None:
    late = tuple(
        Deliverable(ref, "Handed over", date(2026, 6, day))
        for ref, day in (("C", 9), ("B", 2), ("A", 2))
    )
    reasons = [
        delivery(programme(action("1", SOON, deliverables=late[:number])), TODAY)["1"].reason
        for number in (1, 2, 3)
    ]
    assert reasons == [
        "A deliverable is late: C was due on 9 June 2026.",
        "A deliverable is late: B was due on 2 June 2026, and 1 more.",
        "A deliverable is late: A was due on 2 June 2026, and 2 more.",
    ]


def test_all_red_ones_that_it_waits_for_are_named() -> None:
    own = programme(action("1", SOON, "2", "3"), action("2", LATE), action("3", LATE))
    assert delivery(own, TODAY)["1"].reason == "It waits for 2, 3, which are red."


def test_what_is_said_on_the_day_counts_and_what_is_said_later_does_not() -> None:
    said = (Update(TODAY), Update(date(2026, 7, 30)))
    own = programme(Action("1", "1", target_end=date(2026, 12, 31), updates=said))
    assert delivery(own, date(2026, 6, 29))["1"].reason.startswith("No update was ever recorded")
    assert delivery(own, TODAY)["1"].proposed == "green"
    assert delivery(own, date(2026, 7, 29))["1"].proposed == "green"
    assert delivery(own, date(2026, 9, 4))["1"].reason.startswith(
        "The last update was on 30 July 2026, 36 days ago"
    )


def test_one_is_cancelled_from_its_day_on() -> None:
    own = programme(action("1", SOON, cancelled=TODAY))
    assert delivery(own, TODAY)["1"].reason == "Cancelled on 30 June 2026."
    assert delivery(own, date(2026, 6, 29))["1"].proposed != "grey"


def test_the_last_day_of_february_is_a_day_like_others() -> None:
    own = programme(action("1", date(2024, 2, 29), reported_on=date(2024, 2, 1)))
    assert delivery(own, date(2024, 2, 29))["1"].proposed == "green"
    assert delivery(own, date(2024, 3, 1))["1"].reason == (
        "Its end date, 29 February 2024, passed 1 day ago and it is not complete."
    )


def test_a_date_that_was_brought_forward_counts() -> None:
    own = programme(Action("1", "1", target_end=SOON, revised_end=date(2026, 6, 29)))
    assert delivery(own, TODAY)["1"].proposed == "red"
