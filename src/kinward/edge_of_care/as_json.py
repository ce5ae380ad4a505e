"""What a file of preventive services says, as `kinward edge-of-care --json` prints it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

import polars as pl

from kinward.edge_of_care.avoided import avoided
from kinward.edge_of_care.beta import ends, wilson
from kinward.edge_of_care.cases import POINTS, Cases, doubts
from kinward.edge_of_care.counts import ServiceCounts
from kinward.edge_of_care.shown import Shown, closed_cases
from kinward.edge_of_care.success import delayed_of_cases, sequence, success
from kinward.ledger.findings import in_order

_PLACES: Final = 4
_WEEKS_OF_DELAY: Final = 26
"""Half of the twelve months over which it is seen who came into care after all."""


@dataclass(frozen=True)
class Weeks:
    """What a placement avoided is worth.

    Attributes:
        weeks: that it would have lasted.
        weekly_pence: what a week of it costs; None where no cost is asked for.
    """

    weeks: Fraction
    weekly_pence: int | None = None


def of_cases(
    cases: Cases, as_at: date, point: str = "closure", weeks: Weeks | None = None
) -> dict[str, Any]:
    """Every service of a file of cases on a day: its success at each point, and how it moved.

    Args:
        point: of whose success the sequence is, and what is to be put in a plan.
        weeks: what a placement avoided is worth, or None.

    Raises:
        ArgumentError: there is no such point.
    """
    found = success(cases, as_at)
    names = found["service"].unique(maintain_order=True).to_list()
    return {
        "file": cases.file,
        "kind": "cases",
        "as_at": as_at,
        "interval_pct": _percent(),
        "point": point,
        "services": [
            _service(cases, as_at, name, point, found.filter(service=name), weeks) for name in names
        ],
        "findings": [each.as_json() for each in in_order((*cases.findings, *doubts(cases, as_at)))],
    }


def of_counts(
    file: str, services: Sequence[ServiceCounts], weeks: Weeks | None = None
) -> dict[str, Any]:
    """Every service of a file of counts."""
    told = []
    for each in services:
        shown = closed_cases(each)
        told.append(
            {
                "service": each.service,
                "worked_with": each.worked_with,
                "closed": each.closed,
                **_share(shown),
                "plan": _plan(shown, None),
                "avoided": _avoided(each.worked_with, shown, weeks),
            }
        )
    return {
        "file": file,
        "kind": "counts",
        "as_at": None,
        "interval_pct": _percent(),
        "services": told,
        "findings": [],
    }


def _service(
    cases: Cases,
    as_at: date,
    name: str,
    point: str,
    found: pl.DataFrame,
    weeks: Weeks | None,
) -> dict[str, Any]:
    rows = {row["point"]: row for row in found.iter_rows(named=True)}
    shown = Shown(rows[point]["successes"], rows[point]["known"]) if point in rows else None
    moved = sequence(cases, as_at, name, point)
    worked_with = int(found["worked_with"][0])
    delayed = delayed_of_cases(cases, as_at, name) if point == "closure" else None
    return {
        "service": name,
        "worked_with": worked_with,
        "closed": int(found["closed"][0]),
        "points": {
            key: {
                "due": rows[key]["due"],
                "known": rows[key]["known"],
                **_share(Shown(rows[key]["successes"], rows[key]["known"])),
            }
            for key in POINTS
        },
        "came_in_later": None if delayed is None else _share(delayed),
        "sequence": [
            {
                "closed": row["closed"],
                "cases": row["cases"],
                "successes": row["successes"],
                "share": round(row["share"], _PLACES),
                "interval": [round(row["low"], _PLACES), round(row["high"], _PLACES)],
            }
            for row in moved.iter_rows(named=True)
        ],
        "plan": _plan(shown, delayed),
        "avoided": _avoided(worked_with, shown, weeks),
    }


def _share(shown: Shown | None) -> dict[str, Any]:
    """A share with its intervals; null where no answer is known."""
    if shown is None or not shown.of:
        nothing = dict.fromkeys(("share", "interval", "wilson", "expected"))
        return {"successes": shown and shown.successes, "of": shown and shown.of, **nothing}
    low, high = shown.beta.interval()
    beside = wilson(shown.successes, shown.of)
    return {
        "successes": shown.successes,
        "of": shown.of,
        "share": round(shown.successes / shown.of, _PLACES),
        "interval": [
            0.0 if shown.successes == 0 else round(low, _PLACES),
            1.0 if shown.successes == shown.of else round(high, _PLACES),
        ],
        "wilson": None if beside is None else [round(each, _PLACES) for each in beside],
        "expected": round(float(shown.beta.mean), _PLACES),
    }


def _plan(shown: Shown | None, delayed: Shown | None) -> list[str]:
    """Lines for an action of a PLAN.toml; none where no case has shown anything."""
    if shown is None or not shown.of:
        return []
    lines = [f"success = {{ successes = {shown.successes}, of = {shown.of} }}"]
    if delayed is not None and delayed.successes:
        lines += [
            f"delayed = {{ successes = {delayed.successes}, of = {delayed.of} }}",
            f"delay_weeks = {_WEEKS_OF_DELAY}",
        ]
    return lines


def _avoided(worked_with: int, shown: Shown | None, weeks: Weeks | None) -> dict[str, Any] | None:
    if weeks is None or shown is None or not shown.of:
        return None
    found = avoided(worked_with, shown.beta, weeks.weeks)
    low, high = found.full_year_interval
    told: dict[str, Any] = {
        "placements": round(float(found.placements), _PLACES),
        "interval": [found.low, found.high],
        "placements_52_week": round(float(found.full_year), _PLACES),
        "interval_52_week": [round(float(low), _PLACES), round(float(high), _PLACES)],
        "cost": None,
        "cost_interval": None,
    }
    if weeks.weekly_pence is not None:
        expected, least, most = found.cost(weeks.weekly_pence)
        told |= {"cost": expected / 100, "cost_interval": [least / 100, most / 100]}
    return told


def _percent() -> float:
    below, above = ends()
    return round((above - below) * 100, 6)
