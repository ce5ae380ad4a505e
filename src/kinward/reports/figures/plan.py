"""Charts of what a plan would do. A function gives None where there is too little to draw."""

from __future__ import annotations

from typing import Any

import polars as pl

from kinward.forecast.model import TOTAL
from kinward.reports.figures.ahead import MILLION
from kinward.reports.findings.words import pounds
from kinward.reports.tables.fans import fan_frame
from kinward.scenarios.results import Results

Spec = dict[str, Any]


def children(found: Results) -> Spec | None:
    """Children looked after without and with the plan, and its targets."""
    from kinward.reports.charts.two_ways import draw

    ends = found.tried.month_ends
    if len(ends) < 2:
        return None
    ways = [
        fan_frame(fan, TOTAL).select(
            pl.col("mean").alias(f"{way}_mean"),
            pl.col("low_80").alias(f"{way}_low"),
            pl.col("high_80").alias(f"{way}_high"),
        )
        for way, fan in (("without", found.baseline), ("with", found.scenario))
    ]
    aims = [
        (max(end for end in ends if end <= each.target.by), each.value)
        for each in found.targets
        if each.measure == "children"
    ]
    return draw(
        pl.concat([pl.Series("month", ends, dtype=pl.Date).to_frame(), *ways], how="horizontal"),
        pl.DataFrame(
            [(day, aim, f"Target: at most {aim:,}") for day, aim in aims],
            schema={"month": pl.Date(), "children": pl.Int64(), "words": pl.String()},
            orient="row",
        ),
    )


def savings(found: Results) -> Spec | None:
    """What each action saves alone, of those that are told."""
    from kinward.reports.charts.spans import draw

    told = [(each.action.name, each.alone) for each in found.actions if each.alone is not None]
    if not told:
        return None
    rows = pl.DataFrame(
        {
            "label": [name for name, _ in told],
            "low": [alone.low / MILLION for _, alone in told],
            "high": [alone.high / MILLION for _, alone in told],
            "mean": [alone.total / MILLION for _, alone in told],
            "words": [pounds(alone.total) for _, alone in told],
        }
    )
    return draw(rows, title="Saved over the months ahead, £ million", beside=330, room=90)
