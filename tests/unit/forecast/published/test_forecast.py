"""A first forecast from published totals, as a council sees it."""

from __future__ import annotations

import dataclasses
import json
from datetime import date

import numpy as np
import polars as pl
import pytest

from kinward.errors import ArgumentError
from kinward.forecast.model import QUANTILES
from kinward.forecast.published.forecast import document, forecast_published
from kinward.forecast.published.panel import Panel
from kinward.forecast.published.prior import shipped_prior
from kinward.reference.lait import Lait
from published_panels import World, as_lait, world

NAN = float("nan")
GREY = world(World(authorities=12), seed=1)
NAMES = {801: "Ambridge", 802: "Borchester, City of", 803: "Felpersham"}


def _without(panel: Panel, number: int, years: slice, *series: str) -> Panel:
    """The panel with an authority's figures of some years missing."""
    row = panel.numbers.index(number)
    changed = {name: getattr(panel, name).copy() for name in series}
    for values in changed.values():
        values[row, years] = NAN
    return dataclasses.replace(panel, **changed)


ALL = ("looked_after", "started", "ceased")


@pytest.fixture(scope="module")
def lait() -> Lait:
    return as_lait(GREY, NAMES)


def test_it_goes_from_the_last_published_march_with_wider_and_wider_intervals(lait: Lait) -> None:
    found = forecast_published(lait, "City of Borchester")

    assert (found.authority, found.as_at) == ("Borchester, City of", date(2025, 3, 31))
    assert found.year_ends == (date(2026, 3, 31), date(2027, 3, 31), date(2028, 3, 31))
    low, high = found.stock.interval("total", 95)
    assert (np.diff(high - low) > 0).all()
    assert (np.diff(found.stock.quantiles[:, 0], axis=0) >= 0).all()
    now = GREY.looked_after[1, -1]
    assert found.stock.mean[0] == pytest.approx(np.full(3, now), rel=0.1)
    assert found.entries.mean[0] == pytest.approx(np.full(3, GREY.started[1].mean()), rel=0.35)
    assert found.history.row(-1) == (
        date(2025, 3, 31),
        *(int(getattr(GREY, name)[1, -1]) for name in ALL),
    )


def test_name_and_number_and_seed_and_nothing_else_decide(lait: Lait) -> None:
    by_name = forecast_published(lait, "Borchester", runs=300, seed=5)
    by_number = forecast_published(lait, "802", runs=300, seed=5)
    alone = as_lait(GREY.of(np.array([n == 802 for n in GREY.numbers])), NAMES)
    other = forecast_published(lait, "802", runs=300, seed=6)

    untimed = [document(each) | {"timings": {}} for each in (by_name, by_number)]
    assert untimed[0] == untimed[1]
    np.testing.assert_array_equal(by_name.stock.mean, by_number.stock.mean)
    assert (by_name.stock.mean != other.stock.mean).any()
    assert forecast_published(alone, "802", runs=300).prior == shipped_prior()


def test_the_document_has_the_shape_of_the_forecast(lait: Lait) -> None:
    found = document(forecast_published(lait, "Ambridge", years=2, runs=200))

    assert json.loads(json.dumps(found)) == found
    assert list(found) == [
        "authority",
        "as_at",
        "year_ends",
        "month_ends",
        "categories",
        "runs",
        "seed",
        "mean",
        "quantiles",
        "total",
        "entries",
        "exits",
        "cost",
        "drivers",
        "history",
        "notes",
        "timings",
    ]
    assert found["month_ends"] == found["year_ends"]
    assert (found["categories"], found["cost"], found["drivers"]) == ([], None, {})
    assert found["timings"].keys() == {"fit_s", "simulate_s"}
    assert (found["as_at"], found["year_ends"]) == ("2025-03-31", ["2026-03-31", "2027-03-31"])
    assert (found["runs"], found["seed"]) == (200, 1)
    assert list(found["quantiles"]) == [str(level) for level in QUANTILES]
    assert all(len(each["total"]) == 2 for each in found["quantiles"].values())
    assert found["mean"]["total"] == found["total"]["mean"]
    assert len(found["entries"]["mean"]) == len(found["exits"]["mean"]) == 2
    assert found["history"][0] == {
        "year_end": "2016-03-31",
        **{name: int(getattr(GREY, name)[0, 0]) for name in ALL},
    }
    assert found["notes"] == [
        "The forecast rests on published yearly totals: 10 years of starts and ends of care, and "
        "how 153 authorities moved from 2016 to 2025."
    ]


def test_missing_figures_are_null_and_make_the_forecast_less_sure() -> None:
    holes = _without(GREY, 801, slice(1, 9), "started", "ceased")
    whole, spoilt = (
        forecast_published(as_lait(each, NAMES), "Ambridge", runs=4000) for each in (GREY, holes)
    )

    assert spoilt.history["started"].to_list()[1:9] == [None] * 8
    widths = [np.diff(each.stock.quantiles[[0, -1], 0], axis=0)[0] for each in (whole, spoilt)]
    assert (widths[1] > widths[0]).all()
    assert any("leans on the others" in note for note in spoilt.notes)


def test_a_last_stock_that_is_hidden_moves_the_start_back_a_year() -> None:
    """As for the City of London in 2025: starts are published, the stock is not."""
    hidden = _without(GREY, 801, slice(9, 10), "looked_after")

    found = forecast_published(as_lait(hidden, NAMES), "Ambridge", runs=100)

    assert found.as_at == date(2024, 3, 31)
    assert found.year_ends[0] == date(2025, 3, 31)
    assert found.notes[1] == (
        "The number of looked after children on 31 March 2025 is not published: the forecast "
        "starts from 31 March 2024."
    )


def test_an_authority_of_two_years_leans_on_the_others() -> None:
    young = _without(GREY, 801, slice(0, 8), *ALL)

    found = forecast_published(as_lait(young, NAMES), "Ambridge", runs=500)

    assert found.history["year_end"].to_list() == [date(2024, 3, 31), date(2025, 3, 31)]
    assert found.stock.mean[0, 0] == pytest.approx(GREY.looked_after[0, -1], rel=0.1)


def test_a_stock_and_nothing_else_is_enough() -> None:
    bare = _without(_without(GREY, 801, slice(0, 9), *ALL), 801, slice(9, 10), "started", "ceased")

    found = forecast_published(as_lait(bare, NAMES), "Ambridge", runs=2000)

    now = GREY.looked_after[0, -1]
    assert found.stock.quantiles[3, 0, 0] == pytest.approx(now, rel=0.03)
    assert found.exits.mean[0, 0] == pytest.approx(0.4 * now, rel=0.15)


@pytest.mark.parametrize("stock", [0, 1, 11])
def test_a_handful_of_children(stock: int) -> None:
    few = {name: getattr(GREY, name).copy() for name in ALL}
    few["looked_after"][0] = stock
    few["started"][0] = few["ceased"][0] = stock // 2
    tiny = dataclasses.replace(GREY, **few)

    found = forecast_published(as_lait(tiny, NAMES), "Ambridge", runs=1000)

    low, high = found.stock.interval("total", 95)
    assert (low >= 0).all()
    assert (high <= 4 * stock + 6).all()
    assert "There are few children: each is a large part of every figure." in found.notes


def test_an_authority_that_is_no_more_is_refused() -> None:
    gone = _without(GREY, 801, slice(7, 10), *ALL)

    with pytest.raises(
        ArgumentError,
        match=r"^LAIT: Ambridge has no figures after 31 March 2022\. It may have been abolished",
    ):
        forecast_published(as_lait(gone, NAMES), "Ambridge")


def test_an_authority_without_any_stock_is_refused() -> None:
    never = _without(GREY, 801, slice(0, 10), "looked_after")

    with pytest.raises(ArgumentError, match="no number of looked after children of Ambridge"):
        forecast_published(as_lait(never, NAMES), "Ambridge")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"years": 0}, r"The number of years cannot be 0\. .* from 1 to 10"),
        ({"years": 11}, "The number of years cannot be 11"),
        ({"runs": 0}, "The number of runs cannot be 0"),
        ({"seed": -1}, "The seed cannot be -1"),
    ],
)
def test_arguments_that_cannot_be_used(lait: Lait, wrong: dict[str, int], words: str) -> None:
    with pytest.raises(ArgumentError, match=words):
        forecast_published(lait, "Ambridge", **wrong)


def test_an_unknown_name_is_refused(lait: Lait) -> None:
    with pytest.raises(ArgumentError, match="No authority has this name"):
        forecast_published(lait, "Penny Hassett")


def test_newer_figures_than_the_shipped_prior_bring_their_own() -> None:
    newer = as_lait(world(World(authorities=15, last_year=2027), seed=2))
    few = as_lait(world(World(authorities=4, last_year=2027), seed=2))

    assert forecast_published(newer, "801", runs=10).prior.last_year == 2027
    assert forecast_published(few, "801", runs=10).prior == shipped_prior()


def test_years_that_never_follow_each_other_leave_no_residual() -> None:
    lone = as_lait(GREY, NAMES)
    odd = lone.figures.filter((pl.col("year") % 2 == 1) | (pl.col("measure") != "LACnum"))

    found = forecast_published(dataclasses.replace(lone, figures=odd), "Ambridge", runs=50)

    assert found.notes[-1].startswith("No two years follow each other")
