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
    rows: list[dict[str, Any]] = []
    for place, origin in enumerate(days):
        stood = histories(cohort, origin)
        rows += _at_origin(
            stood, whole, asked, horizons, prices, using or settings(), _learned(rows, origin)
        )
        if asked.progress:
            asked.progress(place + 1, len(days))
    frame = pl.DataFrame(rows, schema=ROWS_SCHEMA, orient="row")
    final = _learned(rows, asked.as_at)
    return BackTest(
        as_at=asked.as_at,
        origins=days,
        horizons=tuple(h for h in horizons if h in set(frame["horizon_months"].to_list())),
        rows=frame,
        scores=scores(frame),
        multiplier=final,
        notes=tuple(_notes(days, horizons, frame, final)),
    )


def _at_origin(
    stood: Histories,
    whole: Histories,
    asked: Asked,
    horizons: Sequence[int],
    prices: Floats | None,
    using: Settings,
    widen: float,
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
        for row in _rows(
            model, stood.as_at, within, shown, forecast, came, widen if model == ENGINE else 1.0
        )
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
    widen: float,
) -> Iterator[dict[str, Any]]:
    crps, levels = told.crps(came), widened(told.quantiles, widen)
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
    """The multiplier that the forecasts of the total whose outcome was known by a day teach."""
    known = [
        row
        for row in rows
        if row["model"] == ENGINE
        and row["measure"] == TOTAL
        and month_ends_after(row["origin"], row["horizon_months"])[-1] <= by
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
    days: Sequence[date], horizons: Sequence[int], rows: pl.DataFrame, widen: float
) -> Iterator[str]:
    yield (
        f"At each of {len(days)} month ends, {STEP_MONTHS} months apart, the forecast knew only "
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
    if widen != 1.0:
        yield (
            f"Past 80% intervals missed too often or too seldom: from then on they are {widen:.2f} "
            "times as wide, by forecasts whose outcome was already known."
        )
