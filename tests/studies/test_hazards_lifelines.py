"""Fitted hazards against lifelines, an independent library, and against the law of the sample.

Children come over nine years, of which the data sees the last five: those who had left before are
not in it (delayed entry), those still there on the as-at date are censored.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np
import polars as pl
import pytest

from cohorts import checked_tables
from kinward.cohort.build import build
from kinward.cohort.model import Cohort
from kinward.forecast import hazards
from kinward.forecast.bands import CAUSES, CLOCK_CUTS, CLOCKS, YEAR
from kinward.forecast.exposure import Exposure, exposure
from kinward.forecast.histories import histories
from kinward.reference.categories import load
from kinward.returns.schema import TABLES, polars_schema

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from lifelines import NelsonAalenFitter, PiecewiseExponentialFitter

FIRST, AS_AT = date(2019, 4, 1), date(2024, 3, 31)
BEGAN = date(2015, 4, 1)
REASONS = ("E4A", "E11")
CAUSE_NAMES = ("home", "adopted")
LAW = np.array(
    [
        [0.0060, 0.0022, 0.0014, 0.0010, 0.0006, 0.0004, 0.0002],
        [0.0001, 0.0003, 0.0008, 0.0012, 0.0009, 0.0003, 0.0001],
    ]
)
"""Rates a day of going home and of adoption, by time in the placement."""
KNOWN = len(CLOCK_CUTS) + 1


@dataclass(frozen=True)
class Sample:
    """One entry a child that the data sees, in whole days: when it is first seen there, how long
    its stay is known to be, and the place of its cause in `REASONS`, -1 while it is there."""

    seen_from: np.ndarray
    length: np.ndarray
    cause: np.ndarray
    seen: Exposure


def _lengths(rng: np.random.Generator, children: int) -> tuple[np.ndarray, np.ndarray]:
    """Lengths of stay and causes under the law, by inverting the cumulative hazard."""
    edges = np.array([0, *CLOCK_CUTS])
    whole = LAW.sum(axis=0)
    upto = np.append(0.0, np.cumsum(whole[:-1] * np.diff(edges)))
    spent = rng.exponential(size=children)
    band = np.searchsorted(upto, spent, side="right") - 1
    length = np.ceil(edges[band] + (spent - upto[band]) / whole[band])
    cause = (rng.random(children) >= (LAW[0] / whole)[band]).astype(int)
    return length.astype(np.int64), cause


@cache
def sample(children: int) -> Sample:
    rng = np.random.default_rng(children)
    length, cause = _lengths(rng, children)
    start = rng.integers(0, (AS_AT - BEGAN).days, children)
    first, last = (FIRST - BEGAN).days, (AS_AT - BEGAN).days
    # A stay that ends just where a band does may be counted to either: there is none.
    kept = (start + length >= first) & ~np.isin(length, CLOCK_CUTS)
    start, length, cause = start[kept], length[kept], cause[kept]
    there = start + length > last
    cause = np.where(there, -1, cause)
    seen = exposure(histories(_cohort(start, length, cause), AS_AT))
    return Sample(np.maximum(first - start, 0), np.minimum(length, last - start), cause, seen)


def _cohort(start: np.ndarray, length: np.ndarray, cause: np.ndarray) -> Cohort:
    names = [f"c{place:06d}" for place in range(len(start))]
    begins = [BEGAN + timedelta(days=int(day)) for day in start]
    rows = {
        "CHILD": names,
        "DECOM": begins,
        "DEC": [
            begin + timedelta(days=int(days)) if why >= 0 else None
            for begin, days, why in zip(begins, length, cause, strict=True)
        ],
        "REC": [REASONS[why] if why >= 0 else None for why in cause],
    }
    same = {"RNE": "S", "LS": "C2", "PLACE": "U4", "PLACE_PROVIDER": "PR1"}
    episodes = pl.DataFrame(rows).with_columns(
        *(pl.lit(value).alias(name) for name, value in same.items())
    )
    header = pl.DataFrame(
        {"CHILD": names, "DOB": [begin - timedelta(days=5 * 365 + 100) for begin in begins]}
    )
    tables = {name: pl.DataFrame(schema=polars_schema(name)) for name in TABLES}
    tables["Episodes"] = _typed("Episodes", episodes).with_columns(
        pl.lit(value=False).alias("end_assumed")
    )
    tables["Header"] = _typed("Header", header)
    years = pl.DataFrame({"year": range(2020, 2025)}, schema={"year": pl.Int32})
    return build(checked_tables(tables, years), load())


def _typed(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        rows[column].cast(kind) if column in rows.columns else pl.lit(None, kind).alias(column)
        for column, kind in polars_schema(name).items()
    )


def by_clock(values: np.ndarray, seen: Exposure) -> np.ndarray:
    """Cells summed by time in placement."""
    return np.bincount(seen.where()[3], weights=values, minlength=CLOCKS)[:KNOWN]


def rates(found: Sample, cause: int) -> tuple[np.ndarray, np.ndarray]:
    """Of a cause by time in placement: events over exposure, and as fitted."""
    seen = found.seen
    even = np.ones(len(seen.days))
    days = even @ seen.days
    place = CAUSES.index(CAUSE_NAMES[cause])
    at_risk = by_clock(days, seen)
    events = by_clock(seen.weighted_events(even)[place], seen)
    fitted = by_clock(hazards.fit(seen, even).rates(seen)[place] * days, seen)
    return events / at_risk, fitted / at_risk


SIZES = [3_000, pytest.param(40_000, marks=pytest.mark.study)]


@pytest.mark.parametrize("children", SIZES)
def test_events_over_exposure_are_the_piecewise_exponential_of_lifelines(children: int) -> None:
    """lifelines maximises the likelihood, with delayed entry; ours is its closed form."""
    found = sample(children)
    for cause in range(len(REASONS)):
        raw, _ = rates(found, cause)
        # In days, or with its usual tolerance, its search ends far from the highest likelihood.
        fitter = PiecewiseExponentialFitter([cut / YEAR for cut in CLOCK_CUTS])
        # A child who leaves on the day of entry, or of the beginning of the data, has no time at
        # risk; lifelines takes none of no length.
        at_risk = found.length > found.seen_from
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            fitter.fit(
                found.length[at_risk] / YEAR,
                found.cause[at_risk] == cause,
                entry=found.seen_from[at_risk] / YEAR,
                fit_options={"ftol": 1e-14, "maxiter": 5000},
            )
        theirs = 1 / fitter.params_.to_numpy() / YEAR
        np.testing.assert_allclose(theirs, raw, rtol=0.02, atol=1e-6)


@pytest.mark.parametrize("children", SIZES)
def test_fitted_rates_accumulate_as_nelson_and_aalen_do(children: int) -> None:
    """The cumulative hazard of each cause lies within the library's 95% interval at every cut."""
    found = sample(children)
    edges = np.array([0, *CLOCK_CUTS])
    for cause in range(len(REASONS)):
        _, fitted = rates(found, cause)
        ours = np.cumsum(fitted[:-1] * np.diff(edges))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            aalen = NelsonAalenFitter().fit(
                found.length, found.cause == cause, entry=found.seen_from
            )
        bounds = aalen.confidence_interval_
        for cut, value in zip(CLOCK_CUTS, ours, strict=True):
            low, high = bounds.loc[:cut].iloc[-1]
            assert low <= value <= high
            # And close: half of what the interval allows.
            assert abs(value - aalen.predict(cut)) < 0.6 * (high - low) / 2


@pytest.mark.parametrize("children", SIZES)
def test_fitted_rates_are_those_of_the_law(children: int) -> None:
    """Each within what its events allow, and shrinkage takes little from so many."""
    found = sample(children)
    for cause in range(len(REASONS)):
        raw, fitted = rates(found, cause)
        events = raw * by_clock(found.seen.days.sum(axis=0), found.seen)
        off = np.log(fitted / LAW[cause])
        assert (np.abs(off) < 3.5 / np.sqrt(events + 1)).all()
        assert np.sqrt(np.average(off**2, weights=events)) < 2.5 / np.sqrt(events.mean())
        np.testing.assert_allclose(fitted.sum(), raw.sum(), rtol=0.1)


def test_nobody_is_at_risk_before_the_data_begins() -> None:
    """Children who had been there for years count from the first day of the data on."""
    found = sample(3_000)
    assert (found.seen_from > 0).mean() > 0.1
    wanted = np.maximum(found.length - found.seen_from, 0).sum()
    assert found.seen.days.sum() == pytest.approx(wanted)
