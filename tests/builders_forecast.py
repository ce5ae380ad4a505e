"""A forecast and a back-test made by hand for tests of the report: parts sum to totals, bands widen
with time, and rare categories have few children."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from builders_report import AGE_WEIGHTS, AS_AT, CATEGORY_WEIGHTS, share_out
from kinward.cohort.model import EXIT_CAUSES
from kinward.dates import month_ends
from kinward.forecast.backtest.model import ENGINE, MODELS, ROWS_SCHEMA, SCORES_SCHEMA, BackTest
from kinward.forecast.model import QUANTILES, TOTAL, Cost, Fan, Forecast, Target
from kinward.terms import CATEGORIES

LEVELS = (-1.96, -1.2816, -0.6745, 0.0, 0.6745, 1.2816, 1.96)
"""The standard normal at `QUANTILES`."""
HISTORY = 48
DRIVERS = {
    "entries": ("Children who enter", 0.50),
    "exit_home": ("Returned home", -0.20),
    "exit_permanence_order": (EXIT_CAUSES["permanence_order"], -0.12),
    "exit_adopted": ("Adopted", -0.05),
    "ageing_out": ("Children who turn 18", -0.10),
    "moves_in": ("Moves in from other categories", 0.0),
    "moves_out": ("Moves out to other categories", 0.0),
    "rate_drift": ("Rates that change from today’s", 0.01),
}
"""Key, name, and children a year for each child of today."""


def months_after(as_at: date, months: int) -> tuple[date, ...]:
    """So many calendar month ends after a day."""
    last = date(as_at.year + 2 + months // 12, 1, 31)
    return tuple(end for end in month_ends(last, months + 48) if end > as_at)[:months]


def fan_of(means: Mapping[str, Sequence[float]], sd: float = 0.012) -> Fan:
    """Bands that widen with the square root of time around each mean, and end at nought."""
    mean = np.array([list(values) for values in means.values()], dtype=np.float64)
    time = np.sqrt(np.arange(1, mean.shape[-1] + 1))
    spread = mean * sd * time + np.sqrt(mean) * 0.12 * time
    quantiles = np.stack([np.maximum(0.0, mean + level * spread) for level in LEVELS])
    assert len(quantiles) == len(QUANTILES)
    return Fan(tuple(means), mean, quantiles)


def forecast_of(
    counts: Mapping[str, int] | None = None,
    *,
    months: int = 36,
    growth: Mapping[str, float] | None = None,
    as_at: date = AS_AT,
    **changes: Any,
) -> Forecast:
    """A forecast from counts by category today, each of which grows by a share a year."""
    today = share_out(553, CATEGORY_WEIGHTS) if counts is None else dict(counts)
    grown = {"external_residential": 0.12, "supported_accommodation": 0.08} | dict(growth or {})
    ends = months_after(as_at, months)
    means = {
        key: [n * (1 + grown.get(key, 0.01)) ** (m / 12) for m in range(1, months + 1)]
        for key, n in today.items()
    }
    total = sum(today.values())
    whole = {TOTAL: [sum(values[m] for values in means.values()) for m in range(months)]}
    ages = {
        band: [weight / 100 * n for n in whole[TOTAL]]
        for band, weight in AGE_WEIGHTS.items()
        if band != "18+"
    }
    return replace(
        Forecast(
            as_at=as_at,
            month_ends=ends,
            categories=tuple(today),
            runs=1000,
            seed=1,
            today={TOTAL: total, **today},
            history=_history(total, as_at),
            stock=fan_of(whole | means),
            ages=fan_of(ages),
            entries=_flow({"family": 0.042, "uasc": 0.004}, whole[TOTAL]),
            exits=_flow(
                {"home": 0.025, "permanence_order": 0.012, "eighteen": 0.008}, whole[TOTAL]
            ),
            drivers=_drivers(today, ends, whole | means),
            evidence=_evidence(today),
            target=None,
            cost=None,
            notes=(
                "The rates rest on 8.0 years of returns: 2,410 entries, 1,895 exits before 18 "
                "and 3,120 moves.",
            ),
        ),
        **changes,
    )


def _history(total: int, as_at: date) -> pl.DataFrame:
    ends = month_ends(as_at, HISTORY)
    steps = [
        round(total * (0.94 + 0.06 * i / HISTORY + 0.008 * math.sin(i / 2)))
        for i in range(1, len(ends) + 1)
    ]
    return pl.DataFrame(
        {"month": ends, "children": [*steps[:-1], total]},
        schema={"month": pl.Date, "children": pl.Int64},
    )


def _flow(shares: Mapping[str, float], stock: Sequence[float]) -> Fan:
    parts = {key: [share * n for n in stock] for key, share in shares.items()}
    total = [sum(column) for column in zip(*parts.values(), strict=True)]
    return fan_of({TOTAL: total} | parts)


def _drivers(
    today: Mapping[str, int], ends: Sequence[date], means: Mapping[str, Sequence[float]]
) -> pl.DataFrame:
    """Parts that sum to the change: the entries take up what the others leave."""
    rows = []
    for key, values in means.items():
        base = sum(today.values()) if key == TOTAL else today[key]
        for place, (month, value) in enumerate(zip(ends, values, strict=True)):
            years = (place + 1) / 12
            parts = {name: base * share * years for name, (_, share) in DRIVERS.items()}
            change = value - base
            parts["entries"] += change - sum(parts.values())
            rows += [(key, month, name, DRIVERS[name][0], n) for name, n in parts.items()]
            rows.append((key, month, "change", "Change from today", change))
    schema = {"key": pl.String, "month": pl.Date, "driver": pl.String, "label": pl.String}
    return pl.DataFrame(rows, schema=schema | {"children": pl.Float64}, orient="row")


def _evidence(today: Mapping[str, int]) -> pl.DataFrame:
    rates = {
        "home": 16.2,
        "permanence_order": 8.4,
        "adopted": 4.1,
        "custody_or_other": 0.08,
        "move": 61.0,
    }
    names = {TOTAL: "All", **CATEGORIES}
    years = {TOTAL: 7.6 * sum(today.values())} | {key: 7.6 * n for key, n in today.items()}
    rows = []
    for key, exposure in years.items():
        for event, rate in rates.items():
            events = round(rate * exposure / 100)
            label = EXIT_CAUSES.get(event, "Moved placement")
            per = 100 * events / exposure if exposure else None
            rows.append((key, names[key], event, label, events, exposure, per))
    schema = {
        "key": pl.String,
        "label": pl.String,
        "event": pl.String,
        "event_label": pl.String,
        "events": pl.Int64,
        "child_years": pl.Float64,
        "per_100_child_years": pl.Float64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def target_of(children: int = 560, probability: float = 0.31, by: date | None = None) -> Target:
    """A target a year ahead."""
    day = date(2027, 3, 31)
    return Target(children, by or day, day, probability)


def cost_of(forecast: Forecast, weekly: float = 1200.0, **changes: Any) -> Cost:
    """Every category but with parents at one price, in whole pence; years from April to March."""
    priced = tuple(key for key in forecast.categories if key != "with_parents")
    rows = [forecast.stock.row(key) for key in priced]
    pence = np.round(forecast.stock.mean[rows] * weekly * 100 * 52 / 12)
    months = {TOTAL: pence.sum(axis=0)} | dict(zip(priced, pence, strict=True))
    ends = forecast.month_ends
    names = sorted({end.year + (end.month > 3) for end in ends})
    in_year = {
        y: [i for i, end in enumerate(ends) if end.year + (end.month > 3) == y] for y in names
    }
    years = {key: [values[in_year[y]].sum() for y in names] for key, values in months.items()}
    part = {y: 30 * len(places) for y, places in in_year.items() if len(places) < 12}
    return replace(
        Cost(
            months=fan_of(months),
            year_names=tuple(names),
            years=fan_of(years, sd=0.03),
            part_years=part,
            unpriced=("with_parents",),
            uplift_pct=3.0,
        ),
        **changes,
    )


def backtest_of(
    origins: Sequence[int] = tuple(range(2018, 2025)),
    *,
    errors: Mapping[str, float] | None = None,
    horizons: Sequence[int] = (3, 6, 12, 24, 36),
    **changes: Any,
) -> BackTest:
    """Forecasts at each 31 March of some years, all off by a share of the truth a year ahead.

    Args:
        errors: the share by which each model is off at twelve months, by model.
    """
    off = {ENGINE: 0.03, "no_change": 0.05, "damped_drift": 0.045, "markov": 0.06} | dict(
        errors or {}
    )
    days = tuple(date(year, 3, 31) for year in origins)
    rows = [
        row
        for model in MODELS
        for place, origin in enumerate(days)
        for horizon in horizons
        if date(origin.year + horizon // 12, 3, 31) <= AS_AT
        for row in _origin(model, origin, horizon, (-1) ** place * off[model], place)
    ]
    frame = pl.DataFrame(rows, schema=ROWS_SCHEMA, orient="row")
    return replace(
        BackTest(
            as_at=AS_AT,
            origins=days,
            horizons=tuple(horizons),
            rows=frame,
            scores=scores_of(frame),
            multiplier=1.0,
            notes=("At each origin, what came later was hidden.",),
        ),
        **changes,
    )


def _origin(
    model: str, origin: date, horizon: int, off: float, place: int
) -> list[tuple[Any, ...]]:
    """The total and two categories, one of them of few children."""
    told = []
    for measure, size in (("total", 500), ("category:kinship", 90), ("category:secure", 3)):
        observed = float(size + place * size // 50)
        if measure == "total" and horizon == 0:
            continue
        error = off * math.sqrt(horizon / 12)
        mean = observed * (1 + error)
        sd = 0.035 * math.sqrt(horizon / 12) * observed
        quantiles = [max(0.0, mean + level * sd) for level in LEVELS]
        told.append(
            (model, origin, horizon, measure, observed, mean, quantiles, abs(mean - observed) * 0.7)
        )
    return told


def scores_of(rows: pl.DataFrame) -> pl.DataFrame:
    """Scores by model, measure and horizon, from the rows."""
    group = pl.col("measure").str.split(":").list.first().alias("measure")
    made = []
    for (model, measure, horizon), part in rows.with_columns(group).group_by(
        "model", "measure", "horizon_months", maintain_order=True
    ):
        observed, mean = part["observed"].to_numpy(), part["mean"].to_numpy()
        q = np.array(part["quantiles"].to_list())
        inside = {
            percent: float(((q[:, low] <= observed) & (observed <= q[:, 6 - low])).mean())
            for percent, low in ((50, 2), (80, 1), (95, 0))
        }
        error = np.abs(mean - observed)
        mape = float(100 * (error / observed).mean()) if measure == "total" else None
        crps = float(part["crps"].to_numpy().mean())
        made.append(
            (
                model,
                measure,
                horizon,
                part.height,
                mape,
                float(error.mean()),
                float((mean - observed).mean()),
                crps,
                crps * 1.1,
                *(
                    end
                    for share in inside.values()
                    for end in (share, max(0.0, share - 0.2), min(1.0, share + 0.1))
                ),
            )
        )
    return pl.DataFrame(made, schema=SCORES_SCHEMA, orient="row")
