"""A first forecast of one authority from nothing but its published yearly totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.dates import year_end
from kinward.errors import ArgumentError
from kinward.forecast.model import QUANTILES, TOTAL, Fan
from kinward.forecast.published.estimate import LEAST_AUTHORITIES, estimate_prior
from kinward.forecast.published.outlook import outlook, residuals
from kinward.forecast.published.panel import Panel, panel
from kinward.forecast.published.prior import DriftPrior, shipped_prior
from kinward.reference import lait as lait_files
from kinward.reference.lait import Lait
from kinward.words import counted, long_date

Floats = NDArray[np.float64]

HISTORY_SCHEMA: Final[dict[str, pl.DataType]] = {
    "year_end": pl.Date(),
    "looked_after": pl.Int64(),
    "started": pl.Int64(),
    "ceased": pl.Int64(),
}
"""One row a return year, as published; null where DfE publishes no figure."""

_MOST_YEARS: Final = 10
_MOST_RUNS: Final = 1_000_000
_FEW_YEARS: Final = 4
_FEW_CHILDREN: Final = 50


@dataclass(frozen=True)
class PublishedForecast:
    """Where an authority's published totals are heading.

    Attributes:
        authority: its name in LAIT.
        as_at: the last 31 March whose stock is published.
        year_ends: the 31 Marches ahead.
        runs, seed: of the simulation.
        stock: children looked after on each of them; the one key is `total`.
        entries, exits: children who start and who cease to be looked after in each year.
        history: what was published (`HISTORY_SCHEMA`).
        prior: what was believed of drift beforehand.
        notes: sentences about what the figures rest on.
        timings: seconds that each stage took.
    """

    authority: str
    as_at: date
    year_ends: tuple[date, ...]
    runs: int
    seed: int
    stock: Fan
    entries: Fan
    exits: Fan
    history: pl.DataFrame
    prior: DriftPrior
    notes: tuple[str, ...]
    timings: Mapping[str, float] = field(default_factory=dict)


def forecast_published(
    lait: Lait, authority: str, *, years: int = 3, runs: int = 2000, seed: int = 1
) -> PublishedForecast:
    """Forecast an authority from its yearly totals in LAIT and the public prior of drift.

    The prior is the one shipped, or estimated anew from the whole of LAIT where that goes further.

    Args:
        lait: the official figures.
        authority: its name, or DfE's number.
        years: how many 31 Marches ahead, 1 to 10.
        runs: simulated futures, at least 1.
        seed: fixes every random number.

    Raises:
        ArgumentError: no such authority; it is one no more, or has no stock published; years, runs
            or seed cannot be used.
        InputError: LAIT lacks one of the three measures.
    """
    _check(years, runs, seed)
    began = perf_counter()
    everyone = panel(lait)
    number = lait_files.authority(lait, authority)
    name = lait_files.area_name(lait, number)
    own = _own(everyone, number, name)
    prior = _prior(everyone)
    beside = residuals(everyone)
    fitted = perf_counter()
    ahead = outlook(own, prior, beside, (runs, years), seed)
    simulated = perf_counter()
    last = own.years[-1]
    return PublishedForecast(
        authority=name,
        as_at=year_end(last),
        year_ends=tuple(year_end(last + each) for each in range(1, years + 1)),
        runs=runs,
        seed=seed,
        stock=_fan(ahead.looked_after),
        entries=_fan(ahead.started),
        exits=_fan(ahead.ceased),
        history=_history(own),
        prior=prior,
        notes=tuple(_notes(own, everyone.years[-1], prior, beside)),
        timings={"fit_s": fitted - began, "simulate_s": simulated - fitted},
    )


def document(forecast: PublishedForecast) -> dict[str, Any]:
    """The forecast as one JSON document, in the shape of the forecast from returns.

    Lists are by 31 March ahead, which are the `month_ends`. There are no `categories`, no `cost`
    and no `drivers`: the totals tell of none. `history` has a row a return year, with null where
    DfE publishes no figure.
    """
    ends = [each.isoformat() for each in forecast.year_ends]
    return {
        "authority": forecast.authority,
        "as_at": forecast.as_at.isoformat(),
        "year_ends": ends,
        "month_ends": ends,
        "categories": [],
        "runs": forecast.runs,
        "seed": forecast.seed,
        "mean": {TOTAL: _rounded(forecast.stock.mean[0])},
        "quantiles": {
            str(level): {TOTAL: _rounded(values[0])}
            for level, values in zip(QUANTILES, forecast.stock.quantiles, strict=True)
        },
        TOTAL: {"mean": _rounded(forecast.stock.mean[0])},
        "entries": {"mean": _rounded(forecast.entries.mean[0])},
        "exits": {"mean": _rounded(forecast.exits.mean[0])},
        "cost": None,
        "drivers": {},
        "history": [
            {**row, "year_end": row["year_end"].isoformat()}
            for row in forecast.history.iter_rows(named=True)
        ],
        "notes": list(forecast.notes),
        "timings": dict(forecast.timings),
    }


def _check(years: int, runs: int, seed: int) -> None:
    for what, value, low, high in (
        ("years", years, 1, _MOST_YEARS),
        ("runs", runs, 1, _MOST_RUNS),
        ("seed", seed, 0, 2**63 - 1),
    ):
        if not low <= value <= high:
            raise ArgumentError(
                f"The number of {what} cannot be {value}"
                if what != "seed"
                else f"The seed cannot be {value}",
                remedy=f"Give a whole number from {low} to {high:,}.",
            )


def _own(everyone: Panel, number: int, name: str) -> Panel:
    """The authority's panel, up to the last year whose stock is known.

    Raises:
        ArgumentError: it has no figure of any kind in the last year, or no stock at all.
    """
    own = everyone.of(np.array([each == number for each in everyone.numbers]))
    if not own.numbers or not np.isfinite(own.looked_after).any():
        raise ArgumentError(
            f"LAIT has no number of looked after children of {name}",
            where="LAIT",
            remedy="Its children may be counted with another authority's: name that one.",
        )
    figures = np.concatenate([own.looked_after, own.started, own.ceased])
    with_figures = np.flatnonzero(np.isfinite(figures).any(axis=0))
    if with_figures[-1] < len(own.years) - 1:
        raise ArgumentError(
            f"{name} has no figures after {long_date(year_end(own.years[with_figures[-1]]))}",
            where="LAIT",
            remedy="It may have been abolished, or be counted with another: name that authority.",
        )
    last = int(np.flatnonzero(np.isfinite(own.looked_after[0]))[-1])
    first = int(with_figures[0])
    return own.until(own.years[last]).since(own.years[first])


def _prior(everyone: Panel) -> DriftPrior:
    shipped = shipped_prior()
    if everyone.years[-1] <= shipped.last_year or len(everyone.numbers) < LEAST_AUTHORITIES:
        return shipped
    return estimate_prior(everyone)


def _fan(values: Floats) -> Fan:
    levels = np.quantile(values, QUANTILES, axis=0)
    return Fan((TOTAL,), values.mean(axis=0)[None], levels[:, None, :])


def _history(own: Panel) -> pl.DataFrame:
    columns = {
        "looked_after": own.looked_after,
        "started": own.started,
        "ceased": own.ceased,
    }
    return pl.DataFrame(
        {
            "year_end": [year_end(year) for year in own.years],
            **{
                name: [int(each) if np.isfinite(each) else None for each in values[0]]
                for name, values in columns.items()
            },
        },
        schema=HISTORY_SCHEMA,
    )


def _notes(own: Panel, newest: int, prior: DriftPrior, beside: Floats) -> Iterator[str]:
    flows = int((np.isfinite(own.started) & np.isfinite(own.ceased))[0].sum())
    yield (
        f"The forecast rests on published yearly totals: {counted(flows, 'year')} of starts and "
        f"ends of care, and how {prior.authorities} authorities moved from "
        f"{prior.first_year} to {prior.last_year}."
    )
    if own.years[-1] < newest:
        yield (
            f"The number of looked after children on {long_date(year_end(newest))} is not "
            f"published: the forecast starts from {long_date(year_end(own.years[-1]))}."
        )
    if flows < _FEW_YEARS:
        yield "So few years tell little of this authority: the forecast leans on the others."
    if own.looked_after[0, -1] < _FEW_CHILDREN:
        yield "There are few children: each is a large part of every figure."
    if not len(beside):
        yield "No two years follow each other in any authority: starts and ends are taken as whole."


def _rounded(values: Floats) -> list[float]:
    return [round(float(each), 2) for each in values]
