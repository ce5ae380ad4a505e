"""A tried plan in short."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from business_scenes import action, same_in_all
from kinward.errors import ArgumentError
from kinward.scenarios.business.case import business_case
from kinward.scenarios.business.discount import Discount
from kinward.scenarios.business.horizon import Horizon
from kinward.scenarios.business.saved import Figure, Money
from kinward.scenarios.business.short import figure, money, pence_figure


def test_a_measure_of_the_runs() -> None:
    found = figure("children", "Children", "children", np.arange(500, 541))

    assert found == Figure("children", "Children", "children", 520, 504, 536, 501, 539)


def test_an_amount_is_whole_pence() -> None:
    found = pence_figure("spend", "Spend", np.array([1.0, 2.0, 2.0, 9.0]))

    # The mean of 3.5 is rounded to even; the ends lie linearly between the runs.
    assert found == Figure("spend", "Spend", "pence", 4, 1, 7, 1, 8)
    assert all(isinstance(value, int) for value in found.values)


def test_runs_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(ArgumentError, match="The runs of Spend hold a figure that is none"):
        pence_figure("spend", "Spend", np.array([1.0, np.nan]))
    with pytest.raises(ArgumentError, match="The runs of Children have the shape"):
        figure("children", "Children", "children", np.array([]))


def test_the_business_case_in_short() -> None:
    actions = [action("A", setup_pence=300), action("B", saving="avoided")]
    parts = [same_in_all(1000, 0, 0), same_in_all(50, 0, 0)]
    case = business_case(
        actions,
        sum(parts),
        parts,
        Horizon(date(2026, 3, 31), date(2029, 3, 31)),
        Discount.percent(inflation_pct=Decimal(2)),
    )

    assert money(case) == Money(300, 1050, 1000, 750, 750, 750, 750, 750, "7/200", "1/50")
