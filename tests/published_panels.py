"""Made-up panels of published totals, from a process written anew in its plainest form.

Siblings come together in groups of one to three, exits are binomial by month, and each authority
has a spread of its own: nothing here is taken from the code that is tested.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from kinward.forecast.published.panel import MEASURES, Panel
from kinward.reference.lait import FIGURES_SCHEMA, Lait
from kinward.reference.neighbours import NEIGHBOURS_SCHEMA

GROUPS = (0.62, 0.25, 0.13)
"""How often one, two or three siblings come together."""
DISPERSION = (0.62 + 4 * 0.25 + 9 * 0.13) / (0.62 + 2 * 0.25 + 3 * 0.13)
"""Variance over mean of entries that come so: the mean square of a group over its mean."""


@dataclass(frozen=True)
class World:
    """The truth behind a panel; spreads are stationary standard deviations of the logarithm."""

    authorities: int = 150
    years: int = 10
    last_year: int = 2025
    children: float = 500.0
    entry_sd: float = 0.2
    entry_reversion: float = 0.5
    exit_sd: float = 0.15
    exit_reversion: float = 0.3
    correlation: float = 0.4
    own_spread: float = 0.25
    beside: float = 0.005


def world(truth: World, seed: int) -> Panel:
    """A panel of authorities that go their ways from a stock in balance."""
    rng = np.random.default_rng(seed)
    a, burn = truth.authorities, 10
    stock = np.maximum(truth.children * np.exp(rng.normal(0, 0.5, a)), 60).round()
    rate = 0.4 * np.exp(rng.normal(0, 0.2, a))
    level = stock * (rate - truth.beside)
    wide = np.exp(rng.normal(0, truth.own_spread, (2, a)))
    sds = np.array([truth.entry_sd, truth.exit_sd])[:, None] * wide
    keep = np.exp(-np.array([truth.entry_reversion, truth.exit_reversion]))[:, None]
    drift = rng.normal(size=(2, a)) * sds
    series: list[np.ndarray] = []
    for _ in range(burn + truth.years):
        shock = rng.normal(size=(2, a))
        shock[1] = truth.correlation * shock[0] + np.sqrt(1 - truth.correlation**2) * shock[1]
        drift = keep * drift + sds * np.sqrt(1 - keep**2) * shock
        started, ceased, after = _year(rng, stock, level, rate, drift)
        after = after + rng.binomial(stock.astype(int), truth.beside)
        stock = after
        series.append(np.array([after, started, ceased]))
    looked_after, starts, ends = np.stack(series[burn:], axis=2).astype(float)
    years = tuple(range(truth.last_year - truth.years + 1, truth.last_year + 1))
    return Panel(tuple(range(801, 801 + a)), years, looked_after, starts, ends)


def _year(
    rng: np.random.Generator,
    stock: np.ndarray,
    level: np.ndarray,
    rate: np.ndarray,
    drift: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Twelve months: groups of siblings come, and each child there may leave."""
    mean_group = sum(size * share for size, share in enumerate(GROUPS, start=1))
    started = np.zeros_like(stock)
    ceased = np.zeros_like(stock)
    leave = 1 - np.exp(-rate * np.exp(drift[1]) / 12)
    for _ in range(12):
        groups = rng.poisson(level * np.exp(drift[0]) / 12 / mean_group)
        come = np.array([rng.choice(3, each, p=GROUPS).sum() + each for each in groups])
        go = rng.binomial(stock.astype(int), leave)
        stock = stock + come - go
        started, ceased = started + come, ceased + go
    return started, ceased, stock


def as_lait(panel: Panel, names: dict[int, str] | None = None) -> Lait:
    """A panel as LAIT's figures; authority 801 is called Place 801 unless `names` says else."""
    rows = [
        (
            measure,
            year,
            (names or {}).get(number, f"Place {number}"),
            number,
            "Midlands",
            None if np.isnan(value) else float(value),
        )
        for series, measure in MEASURES.items()
        for number, values in zip(panel.numbers, getattr(panel, series), strict=True)
        for year, value in zip(panel.years, values, strict=True)
    ]
    return Lait(
        figures=pl.DataFrame(rows, schema=FIGURES_SCHEMA, orient="row"),
        neighbours=pl.DataFrame(schema=NEIGHBOURS_SCHEMA),
        last_year=panel.years[-1],
        neighbours_month=date(2025, 5, 1),
        files=("made up",),
    )
