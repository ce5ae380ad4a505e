"""Parameters: each has a value, unit, date and source, and the law's figures are the law's."""

from __future__ import annotations

import pytest

from kinward.errors import ArgumentError
from kinward.reference.parameters import parameter, parameters


def test_every_parameter_is_whole_and_there_once() -> None:
    keys = [each.key for each in parameters()]

    assert keys == sorted(set(keys))
    for each in parameters():
        assert each.value > 0
        assert all((each.unit, each.source, each.note))


@pytest.mark.parametrize(
    ("key", "value", "unit"),
    [
        ("adult_age", 18, "years"),
        ("first_review_working_days", 20, "working days"),
        ("second_review_months", 3, "months"),
        ("later_review_months", 6, "months"),
        ("re_entry_months", 12, "months"),
        ("long_term_care_years", 2.5, "years"),
        ("long_term_placement_years", 2, "years"),
        ("many_placements", 3, "placements"),
        ("small_number_limit", 5, "children"),
        ("rate_ages_below", 18, "years"),
    ],
)
def test_values_are_those_of_the_definitions(key: str, value: float, unit: str) -> None:
    found = parameter(key)

    assert (found.value, found.unit) == (value, unit)


def test_an_unknown_parameter_is_an_error_that_lists_them() -> None:
    with pytest.raises(ArgumentError, match=r"no parameter shoe_size\. .*adult_age"):
        parameter("shoe_size")
