"""The document that `kinward forecast --json` prints."""

from __future__ import annotations

from typing import Any

import polars as pl

from kinward.forecast.model import QUANTILES, TOTAL, Cost, Fan, Forecast, Target


def document(forecast: Forecast) -> dict[str, Any]:
    """A forecast as the interface promises it, and everything else that it holds.

    Dates are ISO, money is in pounds. Lists run along `month_ends`; a category never seen is left
    out.
    """
    return {
        "as_at": forecast.as_at.isoformat(),
        "month_ends": [end.isoformat() for end in forecast.month_ends],
        "categories": list(forecast.categories),
        "runs": forecast.runs,
        "seed": forecast.seed,
        "today": dict(forecast.today),
        "mean": {key: row for key, row in _means(forecast.stock).items() if key != TOTAL},
        "quantiles": _quantiles(forecast.stock),
        "total": {"mean": _means(forecast.stock)[TOTAL]},
        "ages": _fan(forecast.ages),
        "entries": {"mean": _means(forecast.entries)[TOTAL], "by_stream": _fan(forecast.entries)},
        "exits": {"mean": _means(forecast.exits)[TOTAL], "by_cause": _fan(forecast.exits)},
        "cost": _cost(forecast.cost),
        "drivers": _drivers(forecast.drivers),
        "evidence": forecast.evidence.to_dicts(),
        "target": _target(forecast.target),
        "notes": list(forecast.notes),
        "timings": dict(forecast.timings),
    }


def _fan(fan: Fan, scale: float = 1.0) -> dict[str, Any]:
    return {"mean": _means(fan, scale), "quantiles": _quantiles(fan, scale)}


def _means(fan: Fan, scale: float = 1.0) -> dict[str, list[float]]:
    places = 2 if scale != 1 else 4
    rows = (fan.mean / scale).round(places).tolist()
    return dict(zip(fan.keys, rows, strict=True))


def _quantiles(fan: Fan, scale: float = 1.0) -> dict[str, dict[str, list[float]]]:
    places = 2 if scale != 1 else 4
    levels = (fan.quantiles / scale).round(places).tolist()
    return {
        str(level): dict(zip(fan.keys, rows, strict=True))
        for level, rows in zip(QUANTILES, levels, strict=True)
    }


def _cost(cost: Cost | None) -> dict[str, Any] | None:
    if cost is None:
        return None
    return {
        "months": _fan(cost.months, 100),
        "financial_years": list(cost.year_names),
        "years": _fan(cost.years, 100),
        "part_years": {str(year): days for year, days in cost.part_years.items()},
        "unpriced": list(cost.unpriced),
        "uplift_pct": cost.uplift_pct,
    }


def _drivers(drivers: pl.DataFrame) -> dict[str, Any]:
    """By category (or `total`), then driver: along the month ends. Nought has no sign."""
    found: dict[str, dict[str, list[float]]] = {}
    for row in drivers.iter_rows(named=True):
        found.setdefault(row["key"], {}).setdefault(row["driver"], []).append(row["children"] + 0.0)
    return found


def _target(target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    return {
        "children": target.children,
        "by": target.by.isoformat(),
        "on": target.on.isoformat(),
        "probability": target.probability,
    }
