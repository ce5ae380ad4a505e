"""Thinning of curves: a step for each child who left would show the day on which each left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from kinward.cohort.model import EXIT_CAUSES, Durations, Survival
from kinward.reports.disclosure.cells import hide_row
from kinward.reports.disclosure.frames import share_of


def protect_durations(durations: Durations, years: pl.DataFrame, limit: int) -> Durations:
    """Durations whose curves step only where more than `limit` have left since the last step."""
    curves = {name: _split(group, limit) for name, group in durations.survival.items()}
    whole = durations.survival.get("all", ())
    periods = sum(curve.periods or 0 for curve in whole)
    year = _survival_on(curves, 365)
    month = _survival_on(curves, 28)
    return replace(
        durations,
        completed=_completed(durations.completed, years, limit),
        survival=curves,
        causes=_causes(durations.causes, periods, limit),
        still_in_care_at_1_year=year,
        still_in_care_at_1_year_after_28_days=year / month if year is not None and month else None,
    )


def _split(curves: tuple[Survival, ...], limit: int) -> tuple[Survival, ...]:
    """The curves, thinned, without how many periods are behind each.

    Those that began since the last report would be what it told less what this one does.
    """
    periods = [curve.periods or 0 for curve in curves]
    hidden = hide_row(periods, limit)
    if len(curves) == 1 and periods[0] > limit:
        hidden = set()
    return tuple(
        replace(curve, curve=_thin(curve.curve, limit)[: 0 if i in hidden else None], periods=None)
        for i, curve in enumerate(curves)
    )


def _thin(curve: pl.DataFrame, limit: int) -> pl.DataFrame:
    """Keep the days by which more than `limit` have left since the last day kept."""
    before = 1.0
    left = 0.0
    keep = []
    for at_risk, survival in curve.select("at_risk", "survival").rows():
        left += at_risk * (1 - survival / before) if before else 0.0
        before = survival
        keep.append(round(left) > limit and at_risk - round(left) > limit)
        if keep[-1]:
            left = 0.0
    return curve.filter(pl.Series(keep, dtype=pl.Boolean)).with_columns(
        pl.lit(None, dtype=curve.schema["at_risk"]).alias("at_risk")
    )


def _survival_on(curves: Mapping[str, tuple[Survival, ...]], day: int) -> float | None:
    whole = curves.get("all", ())
    if not whole or whole[0].curve.is_empty():
        return None
    reached = whole[0].curve.filter(pl.col("day") <= day)["survival"]
    return float(reached[-1]) if len(reached) else 1.0


def _causes(causes: pl.DataFrame, periods: int, limit: int) -> pl.DataFrame:
    """Hold each cause's share until more than `limit` children have left by it; none if never."""
    if causes.is_empty():
        return causes
    names = [name for name in EXIT_CAUSES if name in causes.columns]
    held = {name: _hold(causes[name].to_list(), periods, limit) for name in names}
    shown = causes.with_columns(pl.Series(n, v, dtype=pl.Float64) for n, v in held.items())
    return shown.with_columns((1 - pl.sum_horizontal(names)).alias("in_care"))


def _hold(shares: list[float], periods: int, limit: int) -> list[float | None]:
    last = 0.0
    held: list[float | None] = []
    for share in shares:
        if round((share - last) * periods) > limit:
            last = share
        held.append(last)
    return held if last or not any(shares) else [None] * len(shares)


def _completed(completed: pl.DataFrame, years: pl.DataFrame, limit: int) -> pl.DataFrame:
    """Hide a year's stays where few ended, or few of those who left are not among them; and those
    of a year that has not ended, which tell what ended since the last report."""
    if completed.is_empty():
        return completed
    exits = years.select(pl.col("year").alias("financial_year"), pl.col("exits").alias("all_exits"))
    joined = completed.join(exits, on="financial_year", how="left", maintain_order="left")
    few = share_of(joined, "exits", "all_exits", limit)["exits"].is_null()
    names = [name for name in completed.columns if name != "financial_year"]
    return completed.with_columns(pl.when(~few).then(pl.col(name)).alias(name) for name in names)
