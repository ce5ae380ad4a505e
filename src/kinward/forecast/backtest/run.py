"""The back-test: at each origin the data as it stood, a forecast, and what came."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.cohort.model import Cohort
from kinward.dates import month_ends
from kinward.errors import ArgumentError
from kinward.forecast.backtest.model import ENGINE, ROWS_SCHEMA, SCORES_SCHEMA, BackTest
from kinward.forecast.backtest.observed import COST, TOTAL, figures, keys
from kinward.forecast.backtest.origins import STEP_MONTHS, origins
from kinward.forecast.backtest.spread import multiplier, widened
from kinward.forecast.backtest.told import Told, baselines_tell, engine_tells
from kinward.forecast.baselines.past import Past
from kinward.forecast.histories import Histories, histories
from kinward.forecast.scores import score
from kinward.forecast.settings import Settings, settings
from kinward.forecast.simulation.calendar import month_ends_after

Floats = NDArray[np.float64]

HORIZONS: Final = (3, 6, 12, 24, 36)
_YEAR: Final = 12
_PERCENT: Final = (TOTAL, COST)
"""The measures of which an error in per cent makes sense: others may be near nothing."""


@dataclass(frozen=True)
class Asked:
    """What is asked of a back-test.

    Attributes:
        as_at: the last day of the data to use.
        horizons: months ahead.
        runs, seed, threads: of each simulation.
        prices: pence a day by category (NaN where there is none), for the cost of a month at
            today's prices; or None.
        progress: called with the number of origins done and of all.
    """

    as_at: date
    horizons: tuple[int, ...] = HORIZONS
    runs: int = 500
    seed: int = 1
    threads: int | None = None
    prices: Floats | None = None
    progress: Callable[[int, int], None] | None = None


def backtest(cohort: Cohort, asked: Asked, using: Settings | None = None) -> BackTest:
    """Forecast from every origin as if it were that day, and score it by what came.

    Raises:
        ArgumentError: an as-at date that the returns do not cover, or too short a past.
    """
    if not asked.horizons or min(asked.horizons) < 1:
        raise ArgumentError("A horizon is at least one month", where="--horizons")
    horizons = tuple(sorted(set(asked.horizons)))
    whole = histories(cohort, asked.as_at)
    days = origins(cohort.observed_from, asked.as_at, horizons)
    prices = None if asked.prices is None else np.nan_to_num(asked.prices)
    using = using or settings()
    rows: list[dict[str, Any]] = []
    factors: dict[date, float] = {}
    for place, origin in enumerate(days):
        factors[origin] = _learned(rows, origin)
        stood = histories(cohort, origin)
        rows += _at_origin(stood, whole, asked, horizons, prices, using)
        if asked.progress:
            asked.progress(place + 1, len(days))
    frame = pl.DataFrame(_widened(rows, factors), schema=ROWS_SCHEMA, orient="row")
    final = _learned(rows, asked.as_at)
    return BackTest(
        as_at=asked.as_at,
        origins=days,
        horizons=tuple(h for h in horizons if h in set(frame["horizon_months"].to_list())),
        rows=frame,
        scores=scores(frame),
        multiplier=final,
        notes=tuple(_notes(horizons, frame, factors, final)),
    )


def _widened(
    rows: Sequence[dict[str, Any]], factors: dict[date, float]
) -> Iterator[dict[str, Any]]:
    """The rows, each interval of the engine as wide as was learned by its origin."""
    for row in rows:
        by = factors[row["origin"]] if row["model"] == ENGINE else 1.0
        levels = np.array(row["quantiles"])[:, None]
        yield row | {"quantiles": widened(levels, by)[:, 0].tolist()}


def _at_origin(
    stood: Histories,
    whole: Histories,
    asked: Asked,
    horizons: Sequence[int],
    prices: Floats | None,
    using: Settings,
) -> list[dict[str, Any]]:
    ends = month_ends_after(stood.as_at, max(horizons))
    within = [months for months in horizons if ends[months - 1] <= asked.as_at]
    shown = keys(stood, cost=prices is not None)
    came = figures(whole, [ends[months - 1] for months in within], shown, prices)
    past_days = [
        end for end in month_ends(stood.as_at, 600) if end.replace(day=1) >= _first_day(stood)
    ]
    series = figures(stood, past_days, shown, prices)
    told = {
        ENGINE: engine_tells(
            stood,
            shown,
            within,
            using,
            runs=asked.runs,
            seed=asked.seed,
            prices=prices,
            threads=asked.threads,
        ),
        **baselines_tell(
            stood, Past(shown, tuple(past_days), series, series[:, -1]), within, prices
        ),
    }
    return [
        row
        for model, forecast in told.items()
        for row in _rows(model, stood.as_at, within, shown, forecast, came)
    ]


def _first_day(stood: Histories) -> date:
    return date.fromordinal(date(1970, 1, 1).toordinal() + stood.observed_from)


def _rows(
    model: str,
    origin: date,
    horizons: Sequence[int],
    shown: tuple[str, ...],
    told: Told,
    came: Floats,
) -> Iterator[dict[str, Any]]:
    crps, levels = told.crps(came), told.quantiles
    for row, key in enumerate(shown):
        for place, months in enumerate(horizons):
            yield {
                "model": model,
                "origin": origin,
                "horizon_months": months,
                "measure": key,
                "observed": float(came[row, place]),
                "mean": float(told.mean[row, place]),
                "quantiles": levels[:, row, place].tolist(),
                "crps": float(crps[row, place]),
            }


def _learned(rows: Sequence[dict[str, Any]], by: date) -> float:
    """The multiplier taught by the forecasts of the total a year ahead (or nearest to it) whose
    outcome was known by a day: of the intervals as they were simulated."""
    own = [row for row in rows if row["model"] == ENGINE and row["measure"] == TOTAL]
    if not own:
        return 1.0
    ahead = min((row["horizon_months"] for row in own), key=lambda months: abs(months - _YEAR))
    known = [
        row
        for row in own
        if row["horizon_months"] == ahead and month_ends_after(row["origin"], ahead)[-1] <= by
    ]
    if not known:
        return 1.0
    observed = np.array([row["observed"] for row in known])
    return multiplier(observed, np.array([row["quantiles"] for row in known]))


def scores(rows: pl.DataFrame) -> pl.DataFrame:
    """How the forecasts did (`SCORES_SCHEMA`): by model, kind of measure and horizon."""
    kind = pl.col("measure").str.split(":").list.first().alias("measure")
    told = []
    grouped = rows.with_columns(kind).group_by(
        "model", "measure", "horizon_months", maintain_order=True
    )
    for (model, measure, months), part in grouped:
        found = score(
            part["observed"].to_numpy(),
            part["mean"].to_numpy(),
            np.array(part["quantiles"].to_list()),
            part["crps"].to_numpy(),
        ).as_dict()
        if measure not in _PERCENT:
            found["mape"] = None
        told.append({"model": model, "measure": measure, "horizon_months": months, **found})
    return pl.DataFrame(told, schema=SCORES_SCHEMA)


def _notes(
    horizons: Sequence[int], rows: pl.DataFrame, factors: dict[date, float], final: float
) -> Iterator[str]:
    yield (
        f"At each of {len(factors)} month ends, {STEP_MONTHS} months apart, the forecast knew only "
        "what was known then."
    )
    yield (
        "Forecasts from neighbouring days share most of what came, so that they are worth fewer "
        "than their number, and the intervals of the coverage are too narrow."
    )
    beyond = sorted(set(horizons) - set(rows["horizon_months"].to_list()))
    if beyond:
        months = ", ".join(map(str, beyond))
        yield f"The returns are too short to look {months} months ahead from any of these days."
    changed = [f"{by:.2f} on {origin:%d/%m/%Y}" for origin, by in factors.items() if by != 1.0]
    if changed:
        yield (
            "Past 80% intervals had held too few or too many by then, so that some of these are "
            "widened or narrowed, by what earlier forecasts alone taught: to "
            + ", ".join(changed)
            + " times what was simulated. Means and CRPS are as simulated."
        )
    if final != 1.0:
        yield (
            f"By all of these, 80% intervals would have had to be {final:.2f} times as wide. The "
            "forecast from today is as simulated."
        )
