"""How the forecast does on authorities whose truth is known (`worlds`), beside the baselines.

Run as a module it prints the tables of docs/method.md: `python -m studies.recovery` in `tests`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Final, TypeVar

import numpy as np
import polars as pl

from kinward.forecast.backtest.model import ENGINE
from kinward.forecast.backtest.observed import CATEGORY, TOTAL, figures, keys
from kinward.forecast.backtest.told import Told, baselines_tell, engine_tells
from kinward.forecast.baselines.past import Past
from kinward.forecast.histories import histories
from kinward.forecast.model import QUANTILES
from kinward.forecast.settings import settings as engine_settings
from kinward.terms import CATEGORIES
from worlds import Setting, make, settings

W = TypeVar("W")

HORIZONS: Final = (3, 6, 12, 24, 36)
GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "kinship": ("kinship", "concurrent"),
    "in_house_fostering": ("in_house_fostering",),
    "other_fostering": ("independent_fostering", "other_authority_fostering"),
    "residential": (
        "in_house_residential",
        "external_residential",
        "parent_and_child",
        "residential_school",
        "secure",
    ),
    "supported": ("supported_accommodation", "independent_living"),
    "other": ("with_parents", "placed_for_adoption", "other"),
}
TRUTH: Final = "truth"
"""The mean and the intervals of futures drawn from the true state, which nobody could know."""


@dataclass(frozen=True)
class Work:
    """One authority, and how much to compute of it."""

    setting: Setting
    runs: int
    futures: int
    origins: int


def rows_of(work: Work) -> list[dict[str, Any]]:
    """Every forecast of an authority: a row a model, origin, horizon and figure."""
    world = make(work.setting)
    cohort = world.cohort()
    rows: list[dict[str, Any]] = []
    for origin in work.setting.origins[-work.origins :]:
        stood = histories(cohort, origin)
        shown = keys(stood, cost=False)
        ends = world.month_ends(origin, max(HORIZONS))
        at = [ends[months - 1] for months in HORIZONS]
        came = world.stock_by_category(at)
        first = work.setting.first_day
        past_days = tuple(end for end in world.month_ends(first, 600) if end <= origin)
        series = figures(stood, past_days, shown, None)
        told = {
            ENGINE: engine_tells(
                stood, shown, HORIZONS, engine_settings(), runs=work.runs, seed=1, threads=1
            ),
            **baselines_tell(stood, Past(shown, past_days, series, series[:, -1]), HORIZONS),
        }
        about = {"name": work.setting.name, "process": work.setting.process, "origin": origin}
        for model, forecast in told.items():
            rows += _rows(about | {"model": model}, forecast, shown, came)
        if work.futures:
            true = world.true_futures(origin, at, work.futures)
            rows += _true_rows(about | {"model": TRUTH}, true, came)
    return rows


def _rows(
    about: dict[str, Any], told: Told, shown: tuple[str, ...], came: np.ndarray
) -> Iterator[dict[str, Any]]:
    total = shown.index(TOTAL)
    whole = np.tile(came.sum(axis=1).astype(float), (len(shown), 1))
    crps = told.crps(whole)[total]
    for place, months in enumerate(HORIZONS):
        levels = told.quantiles[:, total, place]
        yield _row(
            about, months, TOTAL, whole[total, place], told.mean[total, place], levels, crps[place]
        )
        for group, members in GROUPS.items():
            there = [shown.index(CATEGORY + key) for key in members if CATEGORY + key in shown]
            count = float(came[place, [list(CATEGORIES).index(key) for key in members]].sum())
            mean = float(told.mean[there, place].sum())
            yield _row(about, months, group, count, mean, None, None)


def _true_rows(
    about: dict[str, Any], futures: np.ndarray, came: np.ndarray
) -> Iterator[dict[str, Any]]:
    for place, months in enumerate(HORIZONS):
        total = futures[:, place].sum(axis=1)
        levels = np.quantile(total, QUANTILES)
        yield _row(about, months, TOTAL, came[place].sum(), total.mean(), levels, None)
        for group, members in GROUPS.items():
            where = [list(CATEGORIES).index(key) for key in members]
            mean = futures[:, place][:, where].sum(axis=1).mean()
            yield _row(about, months, group, came[place, where].sum(), mean, None, None)


def _row(
    about: dict[str, Any],
    months: int,
    figure: str,
    observed: float,
    mean: float,
    levels: np.ndarray | None,
    crps: float | None,
) -> dict[str, Any]:
    def level(place: int) -> float | None:
        return None if levels is None else float(levels[place])

    return about | {
        "months": months,
        "figure": figure,
        "observed": float(observed),
        "mean": float(mean),
        "low_95": level(0),
        "low_80": level(1),
        "high_80": level(5),
        "high_95": level(6),
        "crps": None if crps is None else float(crps),
    }


def study(work: Sequence[Work], processes: int = 2) -> pl.DataFrame:
    """All forecasts of all authorities."""
    return table_of(rows_of, work, processes)


def table_of(
    rows: Callable[[W], list[dict[str, Any]]], work: Sequence[W], processes: int = 2
) -> pl.DataFrame:
    """The rows that a function makes of each authority, several authorities at once."""
    if processes == 1:
        parts = [rows(each) for each in work]
    else:
        with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
            parts = list(pool.map(rows, work))
    return pl.DataFrame([row for part in parts for row in part], infer_schema_length=None)


def scores(rows: pl.DataFrame, by: tuple[str, ...] = ("months", "model")) -> pl.DataFrame:
    """The total: MAPE, MAE, bias, CRPS, coverage and width as a share of what came."""
    seen, mean = pl.col("observed"), pl.col("mean")
    return (
        rows.filter(pl.col("figure") == TOTAL)
        .group_by(*by, maintain_order=True)
        .agg(
            (100 * (mean - seen).abs() / seen).mean().alias("mape"),
            (mean - seen).abs().mean().alias("mae"),
            (100 * (mean - seen) / seen).mean().alias("bias_pct"),
            pl.col("crps").mean(),
            seen.is_between("low_80", "high_80").mean().alias("in_80"),
            seen.is_between("low_95", "high_95").mean().alias("in_95"),
            (100 * (pl.col("high_80") - pl.col("low_80")) / seen).mean().alias("width_80"),
            (100 * (pl.col("high_95") - pl.col("low_95")) / seen).mean().alias("width_95"),
        )
        .sort(*by)
    )


def group_errors(rows: pl.DataFrame) -> pl.DataFrame:
    """The mean absolute error by category group: months, model, mae."""
    return (
        rows.filter(pl.col("figure") != TOTAL)
        .group_by("months", "model", maintain_order=True)
        .agg((pl.col("mean") - pl.col("observed")).abs().mean().alias("mae"))
        .sort("months", "model")
    )


def whole(runs: int = 1000, futures: int = 200) -> list[Work]:
    """The fixed authorities, every origin."""
    return [Work(each, runs, futures, len(each.origins)) for each in settings()]


def _table(frame: pl.DataFrame) -> str:
    heading = "| " + " | ".join(frame.columns) + " |"
    rule = "| " + " | ".join("---:" for _ in frame.columns) + " |"
    lines = [
        "| "
        + " | ".join(f"{value:.3g}" if isinstance(value, float) else str(value) for value in row)
        + " |"
        for row in frame.rows()
    ]
    return "\n".join([heading, rule, *lines])


if __name__ == "__main__":
    found = study(whole())
    found.write_parquet("../build/recovery.parquet")
    print(_table(scores(found)))  # noqa: T201
    print(_table(group_errors(found)))  # noqa: T201
    print(_table(scores(found.filter(pl.col("months") == 12), ("process", "model"))))  # noqa: T201
