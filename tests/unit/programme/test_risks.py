"""Ratings on a scale of one's own, movement, the matrix, and what is not done."""

from __future__ import annotations

from datetime import date

import pytest

from kinward.errors import ArgumentError
from kinward.programme.model import Mitigation, Risk, Score
from kinward.programme.risks import (
    Scale,
    is_overdue,
    matrix,
    movement,
    rating,
    ratings,
    undone,
    usual_scale,
)  # fmt: skip
from published_plans import read

JUNE, MAY = date(2026, 6, 30), date(2026, 5, 31)


def test_the_register_of_plymouth() -> None:
    found = read("plymouth_risks")
    risks = found.programme.risks
    rated = ratings(risks, date(2011, 9, 30))
    assert [each.printed_rating for each in risks] == [
        rating(each, usual_scale()).before for each in risks
    ]
    assert [(each.ref, each.before) for each in rated if each.colour == "red"] == [("R8", 20)]
    assert [each.colour for each in rated].count("amber") == 7
    cells = matrix(risks, date(2011, 9, 30))
    assert sum(map(sum, cells)) == 9
    assert (cells[2][3], cells[3][4], cells[1][1]) == (4, 1, 1)
    assert {each.reason for each in undone(risks, date(2011, 9, 30))} == {
        f"Rated {number} and nobody owns it." for number in (8, 9, 10, 12, 20)
    }


def test_scale_and_bands_are_settings() -> None:
    wide = Scale(10, 50, 30)
    assert rating(Risk("R", "R", 6, 5), wide).colour == "amber"
    with pytest.raises(ArgumentError, match="R has a score outside 1 to 5"):
        rating(Risk("R", "R", 6, 5), usual_scale())
    with pytest.raises(ArgumentError, match="outside 1 to 5"):
        rating(Risk("R", "R", 5, 5, after_probability=0, after_impact=3), usual_scale())
    with pytest.raises(ArgumentError, match="half of a score"):
        rating(Risk("R", "R", 5, 5, after_impact=3), usual_scale())
    with pytest.raises(ArgumentError, match="do not fit"):
        Scale(5, 8, 15)


def test_movement_is_of_the_rating_that_counts() -> None:
    history = (Score(date(2026, 3, 1), 2, 3), Score(date(2026, 6, 10), 4, 5, 3, 5))
    up = Risk("U", "Up", 4, 5, after_probability=3, after_impact=5, history=history)
    down = Risk("D", "Down", 1, 1, history=(Score(MAY, 3, 3), Score(JUNE, 1, 1)))
    same = Risk("S", "Same", 3, 3)
    new = Risk("N", "New", 2, 2, opened=date(2026, 6, 5))
    shut = Risk("C", "Closed", 5, 5, closed=JUNE)
    found = movement([down, new, up, same, shut], MAY, JUNE)
    assert [(each.ref, each.was, each.now) for each in found] == [
        ("U", 6, 15), ("N", None, 4), ("D", 9, 1)
    ]  # fmt: skip
    assert found[0].reason == "Up from 6 to 15 since 31 May 2026."


def test_after_mitigation_has_a_matrix_of_its_own() -> None:
    judged = Risk("A", "A", 5, 5, after_probability=2, after_impact=5)
    cells = matrix([judged, Risk("B", "B", 1, 1)], JUNE, after=True)
    assert sum(map(sum, cells)) == cells[1][4] == 1


def test_what_is_not_done() -> None:
    late = Risk(
        "L", "Late", 1, 2, owner="A",
        mitigations=(
            Mitigation("One", due=date(2026, 6, 29)),
            Mitigation("Two", due=date(2026, 6, 1), done=date(2026, 7, 1)),
            Mitigation("Three", due=date(2026, 6, 1), done=date(2026, 6, 2)),
            Mitigation("Four", due=JUNE),
        ),
    )  # fmt: skip
    bare = Risk("B", "Bare", 4, 5)
    small = Risk("S", "Small", 1, 1)
    told = {each.ref: each.reason for each in undone([late, small, bare], JUNE)}
    assert list(told) == ["B", "L"]
    assert told["B"] == "Rated 20 and nothing is planned against it. Rated 20 and nobody owns it."
    assert told["L"] == "2 mitigations overdue, the first since 1 June 2026."


def test_a_risk_is_open_from_its_first_day_to_the_day_before_its_last() -> None:
    risk = Risk("R", "R", 1, 1, opened=date(2026, 6, 5), closed=date(2026, 6, 9))
    days = [day for day in range(1, 31) if ratings([risk], date(2026, 6, day))]
    assert days == [5, 6, 7, 8]


def test_the_score_of_a_day_is_the_last_by_then() -> None:
    """The first before there was any; from the last day of the history on, the risk's own."""
    history = (Score(date(2026, 6, 20), 3, 3), Score(date(2026, 6, 10), 2, 2))
    risk = Risk("R", "R", 5, 5, history=history)
    days = (9, 10, 19, 20, 30)
    found = [rating(risk, usual_scale(), date(2026, 6, day)).before for day in days]
    assert found == [4, 4, 4, 25, 25]
    three = Risk("R", "R", 5, 5, history=(*history, Score(date(2026, 6, 25), 4, 4)))
    found = [rating(three, usual_scale(), date(2026, 6, day)).before for day in (19, 20, 24, 25)]
    assert found == [4, 9, 9, 25]


def test_closed_risks_are_in_no_table() -> None:
    shut = Risk("C", "C", 5, 5, closed=JUNE, history=(Score(MAY, 1, 1), Score(JUNE, 5, 5)))
    assert not sum(map(sum, matrix([shut], JUNE)))
    assert movement([shut], MAY, JUNE) == ()
    assert [each.ref for each in movement([shut], MAY, date(2026, 6, 29))] == []


def test_one_that_was_opened_on_the_day_itself_is_not_new_since() -> None:
    risk = Risk("R", "R", 1, 1, opened=MAY)
    assert movement([risk], MAY, JUNE) == ()


def test_a_fall_is_told_as_one() -> None:
    risk = Risk("R", "R", 1, 1, history=(Score(MAY, 3, 3), Score(JUNE, 1, 1)))
    assert movement([risk], MAY, JUNE)[0].reason == "Down from 9 to 1 since 31 May 2026."


def test_the_widest_and_the_narrowest_scale() -> None:
    assert Scale(1, 1, 1).red == 1
    assert Scale(5, 25, 25).amber == 25
    for bands in ((25, 0), (26, 8), (8, 9)):
        with pytest.raises(ArgumentError, match="do not fit"):
            Scale(5, *bands)


def test_of_equals_the_one_that_was_worse_before_comes_first() -> None:
    mild = Risk("A", "A", 2, 4)
    worse = Risk("B", "B", 5, 5, after_probability=2, after_impact=4)
    assert [each.ref for each in ratings([mild, worse], JUNE)] == ["B", "A"]


def test_a_mitigation_that_was_done_on_the_day_is_not_overdue() -> None:
    own = Mitigation("M", due=MAY, done=JUNE)
    assert not is_overdue(own, JUNE)
    assert is_overdue(own, date(2026, 6, 29))
    assert not is_overdue(own, MAY)


def test_an_owned_risk_is_not_said_to_be_nobodys() -> None:
    risk = Risk("R", "R", 5, 5, owner="Director")
    assert [each.reason for each in undone([risk], JUNE)] == [
        "Rated 25 and nothing is planned against it."
    ]
