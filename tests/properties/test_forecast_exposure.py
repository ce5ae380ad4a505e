"""Stays, events and exposure of any children equal the slow oracle's; the fit keeps their sums."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts import checked_tables
from kinward.cohort.build import build
from kinward.cohort.model import Cohort
from kinward.cohort.spans import NEVER, day_number
from kinward.forecast import drift, engine, hazards
from kinward.forecast.bands import CAUSES, EIGHTEEN, EVENTS, MOVE, OPEN, TO_ADOPTERS
from kinward.forecast.destinations import fit as fit_destinations
from kinward.forecast.exposure import Exposure, exposure
from kinward.forecast.histories import Histories, histories
from kinward.forecast.settings import settings as shipped
from kinward.reference.categories import load
from kinward.returns.schema import TABLES, polars_schema
from kinward.terms import CATEGORIES
from oracles import forecast_histories as slow
from oracles.forecast import ADOPTERS
from properties import cohort_strategies as strategies

KEYS = list(CATEGORIES)
MAPPING = load()
STAYS = {**dict(enumerate(CAUSES)), MOVE: "move", EIGHTEEN: "eighteen", OPEN: None}
NAMES = {**STAYS, TO_ADOPTERS: ADOPTERS}
FIRST_DAY, LAST_DAY = strategies.FIRST_DAY, strategies.LAST_DAY
YEARS = pl.DataFrame(
    {"year": range(strategies.FIRST_YEAR, strategies.LAST_YEAR + 1)}, schema={"year": pl.Int32}
)
Rows = list[dict[str, Any]]
Case = tuple[Rows, dict[str, date], date]
USUAL = date(2012, 2, 29)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Rows without two that start on one day, births that are known, and an as-at date.

    A child whose name ends in u is unaccompanied. Some are born on 29 February or reach an age on
    a day on which something happens.
    """
    rows, births = draw(strategies.histories())
    seen: set[tuple[str, date]] = set()
    kept = []
    for row in rows:
        if (row["CHILD"], row["DECOM"]) not in seen:
            seen.add((row["CHILD"], row["DECOM"]))
            kept.append(row)
    alone = {child: child + draw(st.sampled_from(["", "", "u"])) for child in births}
    named = [{**row, "CHILD": alone[row["CHILD"]]} for row in kept]
    born = {}
    for child, name in alone.items():
        own = [row["DECOM"] for row in kept if row["CHILD"] == child]
        years = draw(st.sampled_from([1, 5, 13, 16, 18]))
        reaches = [_years_before(day, years) for day in own]
        usual = births[child] or USUAL
        born[name] = min([draw(st.sampled_from([usual, usual, USUAL, *reaches])), *own])
    days = [row["DECOM"] for row in kept] + [row["DEC"] for row in kept if row["DEC"]]
    near = [day for day in days if FIRST_DAY <= day <= LAST_DAY]
    as_at = draw(st.one_of(st.dates(FIRST_DAY, LAST_DAY), st.sampled_from([LAST_DAY, *near])))
    return named, born, as_at


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28))


def cohort_of(rows: Rows, born: dict[str, date]) -> Cohort:
    tables = {name: pl.DataFrame(schema=polars_schema(name)) for name in TABLES}
    children = sorted(born)
    tables["Header"] = strategies.frame(
        "Header", [{"CHILD": child, "DOB": born[child]} for child in children]
    )
    tables["UASC"] = strategies.frame(
        "UASC", [{"CHILD": child} for child in children if child.endswith("u")]
    )
    tables["Episodes"] = strategies.frame("Episodes", rows).with_columns(
        pl.lit(value=False).alias("end_assumed")
    )
    return build(checked_tables(tables, YEARS), MAPPING)


thorough = settings(max_examples=80, deadline=None)


@thorough
@given(cases())
def test_stays_equal_the_oracle(case: Case) -> None:
    rows, born, as_at = case
    h = histories(cohort_of(rows, born), as_at)
    wanted = slow.stays(rows, born, as_at, FIRST_DAY)
    assert len(h.child) == len(wanted)
    for place, stay in enumerate(sorted(wanted, key=lambda each: (each.child, each.start))):
        assert h.birth[h.child[place]] == day_number(born[stay.child])
        assert h.stream[h.child[place]] == stay.child.endswith("u")
        assert KEYS[h.category[place]] == stay.category
        assert h.start[place] == day_number(stay.start)
        assert h.end[place] == (day_number(stay.end) if stay.end else NEVER)
        assert h.start_known[place] == stay.start_known
        assert h.care_start[place] == day_number(stay.care_start)
        assert h.care_start_known[place] == stay.care_known
        assert h.order[place] == stay.order
        assert STAYS[int(h.outcome[place])] == stay.outcome
        there = h.destination[place]
        assert (KEYS[there] if there >= 0 else None) == stay.destination
        assert h.first[place] == stay.entry


@thorough
@given(cases())
def test_exposure_and_events_equal_the_oracle(case: Case) -> None:
    rows, born, as_at = case
    seen = exposure(histories(cohort_of(rows, born), as_at))
    found = slow.stays(rows, born, as_at, FIRST_DAY)
    wanted = slow.exposure(found, born, as_at, FIRST_DAY)
    days = _days(seen)
    assert set(days) == set(wanted)
    for cell, at_risk in wanted.items():
        assert days[cell] == pytest.approx(at_risk, abs=1e-6)
    assert _events(seen) == slow.events(found, born, as_at, FIRST_DAY)


def _cells(seen: Exposure) -> list[tuple[bool, str, int, int, int, int]]:
    return [
        (bool(stream), KEYS[category], *map(int, bands))
        for stream, category, *bands in zip(*seen.where(), strict=True)
    ]


def _days(seen: Exposure) -> dict[slow.Cell, float]:
    cells = _cells(seen)
    return {
        (int(year), *cells[cell]): float(seen.days[year, cell])
        for year, cell in zip(*np.nonzero(seen.days > 1e-9), strict=True)
    }


def _events(seen: Exposure) -> Counter[tuple[slow.Cell, str, str | None]]:
    cells = _cells(seen)
    counts: Counter[tuple[slow.Cell, str, str | None]] = Counter()
    every = (seen.year, seen.event, seen.cell, seen.destination)
    for year, event, cell, there in zip(*every, strict=True):
        name = NAMES[int(event)]
        assert name
        counts[(int(year), *cells[cell]), name, KEYS[there] if there >= 0 else None] += 1
    return counts


@thorough
@given(cases())
def test_what_came_after_the_as_at_date_is_hidden(case: Case) -> None:
    """The histories are those of the returns as they stood on the day."""
    rows, born, as_at = case
    known = slow.as_known(rows, as_at)
    if not known:
        return
    here = {child: born[child] for child in born if any(row["CHILD"] == child for row in known)}
    whole = histories(cohort_of(rows, born), as_at)
    then = histories(cohort_of(known, here), as_at)
    for field in fields(Histories):
        if field.name == "period":  # a place in the cohort, which knows of more periods
            continue
        np.testing.assert_array_equal(
            getattr(whole, field.name), getattr(then, field.name), err_msg=field.name
        )


@settings(max_examples=60, deadline=None)
@given(cases(), st.sampled_from([1.0, 6.0, 1e9]))
def test_events_expected_are_events_seen(case: Case, half_life: float) -> None:
    """Event by event, each year with its weight; and without weights where there are none."""
    rows, born, as_at = case
    seen = exposure(histories(cohort_of(rows, born), as_at))
    weights = 0.5 ** (np.arange(len(seen.days)) / half_life)
    fitted = hazards.fit(seen, weights)
    expected = (fitted.rates(seen) * (weights @ seen.days)).sum(axis=1)
    observed = seen.weighted_events(weights).sum(axis=1)
    assert observed.sum() == pytest.approx(weights[seen.year].sum())
    at_risk = (weights @ seen.days).sum() > 0
    if at_risk:
        np.testing.assert_allclose(expected, observed, rtol=1e-9, atol=1e-9)
    assert np.isfinite(fitted.rates(seen)).all()
    left, due = drift.exits_by_year(seen, fitted)
    if at_risk and half_life == 1e9:
        assert due.sum() == pytest.approx(left.sum())


@settings(max_examples=60, deadline=None)
@given(cases())
def test_shares_of_destinations_are_shares(case: Case) -> None:
    rows, born, as_at = case
    seen = exposure(histories(cohort_of(rows, born), as_at))
    shares = fit_destinations(seen, np.ones(len(seen.days))).means()
    np.testing.assert_allclose(shares.sum(axis=-1), 1.0)
    assert (shares >= 0).all()


@settings(max_examples=30, deadline=None)
@given(cases())
def test_any_children_can_be_fitted_and_simulated(case: Case) -> None:
    rows, born, as_at = case
    fitted = engine.fit(histories(cohort_of(rows, born), as_at), shipped())
    assert fitted.hazards.events.shape == (EVENTS,)
    paths = engine.simulate(fitted, 13, runs=3, seed=1, threads=1)
    stock = paths.counts.stock.sum(axis=2)
    moved = np.diff(stock, axis=1, prepend=len(fitted.histories.open))
    np.testing.assert_array_equal(moved, paths.counts.entries - paths.counts.exits.sum(axis=2))
