"""A forecast as a document: whole and public, with the single figures that other pages show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import polars as pl

from kinward.errors import ArgumentError, InputError
from kinward.forecast import run
from kinward.forecast.model import TOTAL, Forecast
from kinward.forecast.moved import Moved, remember, remembered, split
from kinward.pipeline.ahead import Progress, forecast_cohort
from kinward.reports import moved as moved_report
from kinward.reports.marks import marks
from kinward.reports.section import Section
from kinward.reports.table import long_date
from kinward.reports.told import of_forecast
from kinward_web.figures import Made, Told
from kinward_web.intake.material import kept_of
from kinward_web.intake.models import Snapshot
from kinward_web.planning.asked import Asked
from kinward_web.planning.ground import Ground

_OPEN: Final = ("as_at", "month_ends", "children", "low", "high", "runs", "seed")
"""What the public may be told of what is kept of a forecast."""


@dataclass(frozen=True)
class Before:
    """The forecast that another one is held against.

    Attributes:
        facts: of its document.
        population: of its snapshot.
    """

    facts: dict[str, Any]
    population: pl.DataFrame | None


def before(snapshot: Snapshot | None) -> Before | None:
    """The forecast of a snapshot; None where it has none."""
    document = snapshot.documents.filter(kind="forecast").first() if snapshot else None
    if snapshot is None or document is None:
        return None
    kept = kept_of(snapshot)
    return Before(document.head_whole.get("facts", {}), kept.population if kept else None)


def foreseen(ground: Ground, asked: Asked, progress: Progress | None = None) -> Forecast:
    """A forecast as it is asked for.

    Args:
        progress: told how many parts of all are done; what it raises ends the work.

    Raises:
        TooShortError: the returns are too short to forecast from.
    """
    people = ground.population if asked.population else None
    return forecast_cohort(
        ground.cohort, people, asked.ahead(ground), ground.summary.as_at, progress
    )


def outlook(
    ground: Ground, asked: Asked, forecast: Forecast, earlier: Before | None = None
) -> Made:
    """The document of a forecast.

    Args:
        forecast: made as it was asked for.
        earlier: the forecast that this one is held against; None for none.
    """
    found = None if earlier is None else _moved(ground, asked, forecast, earlier)
    return Made(
        "forecast",
        _told(ground, asked, forecast, found, public=False),
        _told(ground, asked, forecast, found, public=True),
    )


def _moved(ground: Ground, asked: Asked, forecast: Forecast, earlier: Before) -> Moved | None:
    """Why it moved; None where the two cannot be held against each other."""
    facts = earlier.facts
    used = earlier.population if facts.get("asked", {}).get("population", True) else None
    try:
        then = remembered(facts.get("kept", {}), used)
        question = run.Asked(
            as_at=forecast.as_at,
            months=asked.months,
            runs=asked.runs,
            seed=asked.seed,
            population=ground.population if asked.population else None,
        )
        return split(then, ground.cohort, question, forecast)
    except (ArgumentError, InputError):
        return None


def _told(
    ground: Ground, asked: Asked, forecast: Forecast, found: Moved | None, *, public: bool
) -> Told:
    telling = ground.telling(public=public)
    told = of_forecast(telling, forecast)
    sections = list(told.sections)
    if found is not None:
        section: Section = moved_report.build(found, telling.source, telling.limit)
        sections.insert(1, section)
    return Told(
        sections=sections,
        sentences=told.sentences,
        notes=tuple(_notes(asked, forecast)),
        facts=_facts(asked, forecast, found, public=public),
    )


def _notes(asked: Asked, forecast: Forecast) -> Iterator[str]:
    yield (
        f"{forecast.runs:,} simulated futures of {len(forecast.month_ends)} months, seed "
        f"{forecast.seed}."
    )
    if forecast.cost is not None:
        yield f"Prices rise by {asked.uplift_pct:g}% a financial year where no price is given."
    elif asked.prices:
        yield "No prices have been loaded, so that there is no cost."


def _facts(
    asked: Asked, forecast: Forecast, found: Moved | None, *, public: bool
) -> dict[str, Any]:
    kept = remember(forecast)
    if public:
        kept = {key: kept[key] for key in _OPEN}
    facts: dict[str, Any] = {
        "kept": kept,
        "asked": asked.as_json,
        "today": forecast.today[TOTAL],
        "marks": [_at(forecast, place) for place in marks(forecast.month_ends)],
        "target": None,
        "tiles": [_tile(forecast)],
        "attention": list(_attention(found)),
    }
    if forecast.target is not None:
        aim = forecast.target
        facts["target"] = {
            "children": aim.children,
            "by": aim.by.isoformat(),
            "chance": aim.probability,
        }
    if forecast.cost is not None and not public:
        facts["cost"] = list(_cost(forecast))
    return facts


def _at(forecast: Forecast, place: int) -> dict[str, Any]:
    low, high = forecast.stock.interval(TOTAL, 80)
    mean = forecast.stock.mean[forecast.stock.row(TOTAL)]
    return {
        "on": forecast.month_ends[place].isoformat(),
        "mean": round(float(mean[place]), 4),
        "low": round(float(low[place]), 4),
        "high": round(float(high[place]), 4),
    }


def _cost(forecast: Forecast) -> Iterator[dict[str, Any]]:
    cost = forecast.cost
    if cost is None:
        return
    low, high = cost.years.interval(TOTAL, 80)
    mean = cost.years.mean[cost.years.row(TOTAL)]
    for place, year in enumerate(cost.year_names):
        ends = {"mean": mean[place], "low": low[place], "high": high[place]}
        yield {
            "year": int(year),
            "days": cost.part_years.get(year),
            **{name: int(np.rint(value)) for name, value in ends.items()},
        }


def _tile(forecast: Forecast) -> dict[str, str]:
    at = _at(forecast, marks(forecast.month_ends)[0])
    return {
        "label": f"Expected on {long_date(date.fromisoformat(at['on']))}",
        "value": f"{at['mean']:,.0f}",
        "note": f"8 times in 10 between {at['low']:,.0f} and {at['high']:,.0f}",
    }


def _attention(found: Moved | None) -> Iterator[str]:
    since = None if found is None else found.since
    if since is not None and not since.low <= since.observed <= since.high:
        yield (
            f"{since.observed:,} children were looked after on {long_date(since.on)}; the last "
            f"forecast expected between {since.low:,.0f} and {since.high:,.0f}"
        )
