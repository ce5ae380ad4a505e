"""The programme's measures from plain values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kinward.errors import ArgumentError
from kinward.scorecard.values.programme import KEYS, of_values

DAY = date(2026, 1, 31)


def test_a_value_and_a_share() -> None:
    given = {
        "savings_gap": Decimal("1000.50"),
        "actions_green_pct": (21, 30),
        "risks_red": 3,
        "actions_red": None,
        "benefits_green_pct": (0, 0),
    }
    found = {each.measure: each for each in of_values(given, DAY)}

    assert found["savings_gap"].value == Decimal("1000.50")
    assert (found["actions_green_pct"].value, found["actions_green_pct"].denominator) == (70, 30)
    assert found["risks_red"].value == 3
    assert found["benefits_green_pct"].value is None
    assert "actions_red" not in found


def test_an_unknown_key_names_the_known() -> None:
    with pytest.raises(ArgumentError, match=r"no measure luck.*savings_target"):
        of_values({"luck": 1}, DAY)


def test_the_keys_are_eleven() -> None:
    assert len(KEYS) == 11
