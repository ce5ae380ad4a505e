"""The yearly totals of many authorities, taken from LAIT."""

from __future__ import annotations

import dataclasses

import numpy as np
import polars as pl
import pytest

from kinward.errors import InputError
from kinward.forecast.published.panel import Panel, panel
from published_panels import as_lait

NAN = float("nan")
SMALL = Panel(
    (801, 873),
    (2023, 2024, 2025),
    np.array([[100.0, NAN, 120.0], [200.0, 210.0, 190.0]]),
    np.array([[40.0, 45.0, 50.0], [NAN, 70.0, 60.0]]),
    np.array([[38.0, 30.0, 41.0], [60.0, 62.0, 82.0]]),
)


def test_lait_gives_a_square_with_gaps_where_it_has_a_hyphen() -> None:
    found = panel(as_lait(SMALL))

    assert (found.numbers, found.years) == (SMALL.numbers, SMALL.years)
    for series in ("looked_after", "started", "ceased"):
        np.testing.assert_array_equal(getattr(found, series), getattr(SMALL, series))


def test_england_and_the_regions_are_no_authorities() -> None:
    lait = as_lait(SMALL)
    england = lait.figures.head(1).with_columns(
        area=pl.lit("England"),
        la_number=pl.lit(None, pl.Int32),
        region=pl.lit(None, pl.String),
        value=pl.lit(83_000.0),
    )
    found = panel(dataclasses.replace(lait, figures=pl.concat([lait.figures, england])))

    assert found.numbers == (801, 873)
    assert np.nanmax(found.looked_after) == 210


def test_mean_stock_needs_both_ends_of_the_year() -> None:
    np.testing.assert_array_equal(SMALL.mean_stock(), [[NAN, NAN, NAN], [NAN, 205.0, 200.0]])


def test_residual_is_what_starts_and_ends_leave_open() -> None:
    """Of 873 in 2024: 210 - (200 + 70 - 62) = 2 of 200; in 2025: 190 - (210 + 60 - 82) = 2 of
    210. Beside a gap nothing is known."""
    np.testing.assert_allclose(
        SMALL.residual(), [[NAN, NAN, NAN], [NAN, 0.01, 2 / 210]], equal_nan=True
    )


def test_years_and_authorities_can_be_cut() -> None:
    cut = SMALL.until(2024).since(2024).of(np.array([False, True]))

    assert (cut.numbers, cut.years) == ((873,), (2024,))
    assert (cut.looked_after.item(), cut.started.item(), cut.ceased.item()) == (210, 70, 62)


@pytest.mark.parametrize("measure", ["LACnum", "LACnum_Start", "LACceased"])
def test_a_measure_that_is_not_there_is_named(measure: str) -> None:
    lait = as_lait(SMALL)
    without = dataclasses.replace(lait, figures=lait.figures.filter(pl.col("measure") != measure))

    with pytest.raises(InputError, match=rf"^made up: LAIT has no figures of {measure} "):
        panel(without)
