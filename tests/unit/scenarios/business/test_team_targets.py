"""A target split over teams."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.errors import ArgumentError
from kinward.scenarios.business.team_targets import largest_remainders, team_targets
from oracles import business as oracle


def test_the_team_that_can_reach_more_has_more_whatever_its_size() -> None:
    found = team_targets(
        30,
        {"North": Fraction(24), "South": Fraction(12), "No team": 0},
        {"North": 100, "South": 200, "No team": 0},
    )

    assert [(each.team, each.share, each.by_size) for each in found] == [
        ("North", 20, 10),
        ("South", 10, 20),
        ("No team", 0, 0),
    ]
    assert [each.beyond for each in found] == [0, 0, 0]


def test_what_is_left_goes_to_the_largest_remainders() -> None:
    # Exact shares of 10 are 4.7, 3.2 and 2.1.
    reach = {"A": 47, "B": 32, "C": 21}

    assert largest_remainders(10, reach) == {"A": 5, "B": 3, "C": 2}


def test_of_equal_remainders_the_one_that_reaches_more_then_the_first() -> None:
    assert largest_remainders(1, {"A": 1, "B": 1}) == {"A": 1, "B": 0}
    # Exact shares of 2 are 0.5 and 1.5.
    assert largest_remainders(2, {"A": 1, "B": 3}) == {"A": 0, "B": 2}


def test_a_target_beyond_reach_says_by_how_much() -> None:
    found = team_targets(9, {"A": Fraction(5, 2), "B": Fraction(1, 2)}, {"A": 5, "B": 5})

    assert [each.share for each in found] == [8, 1]
    assert [each.beyond for each in found] == [Fraction(11, 2), Fraction(1, 2)]


def test_a_target_of_nought_needs_no_reach() -> None:
    assert team_targets(0, {"A": 0}, {"A": 5})[0].share == 0


@pytest.mark.parametrize(
    ("whole", "reach", "size", "says"),
    [
        (5, {"A": 0}, {"A": 9}, "No team can reach"),
        (5, {}, {}, "No team can reach"),
        (-1, {"A": 1}, {"A": 9}, "not below 0"),
        (5, {"A": -1, "B": 3}, {"A": 9, "B": 9}, "not below 0"),
        (5, {"A": 1}, {"B": 9}, "not of the same teams"),
    ],
)
def test_splits_that_cannot_be_are_refused(
    whole: int, reach: dict[str, int], size: dict[str, int], says: str
) -> None:
    with pytest.raises(ArgumentError, match=says):
        team_targets(whole, reach, size)


@given(
    st.integers(0, 500),
    st.dictionaries(
        st.sampled_from("ABCDEFG"), st.fractions(0, 50, max_denominator=9), min_size=1
    ).filter(lambda reach: sum(reach.values()) > 0),
)
def test_shares_sum_to_the_target_and_are_within_one_of_exact(
    whole: int, reach: dict[str, Fraction]
) -> None:
    found = largest_remainders(whole, reach)

    assert sum(found.values()) == whole
    total = sum(reach.values())
    assert all(abs(found[team] - whole * own / total) < 1 for team, own in reach.items())
    assert found == oracle.seats(whole, reach)
