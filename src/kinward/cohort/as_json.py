"""The document that `kinward cohort --json` prints."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import polars as pl

from kinward.cohort.model import Durations, Summary, Survival
from kinward.terms import UNKNOWN


def document(summary: Summary) -> dict[str, Any]:
    """A summary as the interface promises it, and everything else that it holds.

    Dates are ISO, months of flows YYYY-MM, years the calendar year in which the return year ends.
    `by_category` and the like hold the keys with a child; `by_age_band` every band, and `unknown`
    only where a child's age is not known; `groups` all four.
    """
    parts = {key: _children(frame) for key, frame in summary.breakdowns.items()}
    bands, uasc, groups = parts.pop("age_band"), parts.pop("uasc"), parts.pop("group")
    return {
        "as_at": summary.as_at.isoformat(),
        "looked_after": summary.looked_after,
        "rate_per_10000": summary.rate_per_10000,
        "rate_base": summary.rate_base,
        "by_category": _there(parts.pop("category")),
        "by_age_band": {key: n for key, n in bands.items() if n or key != UNKNOWN},
        "groups": groups,
        "uasc": uasc["uasc"],
        "flows": _rows(summary.flows, month="%Y-%m"),
        "stability": {
            "three_or_more_placements_pct": summary.three_or_more_placements_pct,
            "long_term_pct": summary.long_term_pct,
            "years": _rows(summary.stability),
        },
        "durations": _durations(summary.durations),
        "short_breaks": summary.short_breaks,
        **{f"by_{key}": _there(counts) for key, counts in parts.items()},
        "distance": dict(summary.distance) if summary.distance is not None else None,
        "distance_reason": summary.distance_reason,
        **{name: _rows(frame) for name, frame in _frames(summary).items()},
        "notes": list(summary.notes),
    }


def _children(frame: pl.DataFrame) -> dict[str, int]:
    return dict(frame.select("key", "children").iter_rows())


def _there(counts: dict[str, int]) -> dict[str, int]:
    return {key: count for key, count in counts.items() if count}


def _frames(summary: Summary) -> dict[str, pl.DataFrame]:
    """The tables that are given as they are."""
    shaped = {"flows", "stability"}
    return {
        field.name: value
        for field in fields(summary)
        if isinstance(value := getattr(summary, field.name), pl.DataFrame)
        and field.name not in shaped
    }


def _rows(frame: pl.DataFrame, *, month: str = "%Y-%m-%d") -> list[dict[str, Any]]:
    dates = [name for name, kind in frame.schema.items() if kind == pl.Date]
    return frame.with_columns(pl.col(dates).dt.strftime(month)).to_dicts()


def _durations(durations: Durations) -> dict[str, Any]:
    return {
        "completed": _rows(durations.completed),
        "still_in_care_at_1_year": durations.still_in_care_at_1_year,
        "still_in_care_at_1_year_after_28_days": durations.still_in_care_at_1_year_after_28_days,
        "start_unknown": durations.start_unknown,
        "survival": {
            split: [_curve(curve) for curve in curves]
            for split, curves in durations.survival.items()
        },
        "causes": durations.causes.to_dict(as_series=False),
    }


def _curve(survival: Survival) -> dict[str, Any]:
    return {
        "group": survival.group,
        "periods": survival.periods,
        "exits": survival.exits,
        "from_day": survival.from_day,
        "to_day": survival.to_day,
        **survival.curve.to_dict(as_series=False),
    }
