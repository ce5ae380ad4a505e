"""The figures of the forecast and of its back-test, defined once."""

from __future__ import annotations

from typing import Final

from kinward.measures.measure import Measure

_OURS: Final = "Kinward: docs/method.md"

AHEAD: Final = (
    Measure(
        "expected_looked_after",
        "Children expected to be looked after",
        "children",
        "the mean over all simulated futures of the children looked after on the day",
        "none",
        _OURS,
    ),
    Measure(
        "interval",
        "50, 80 and 95% interval",
        "children",
        "the ends between which the middle 50, 80 or 95 in 100 simulated futures lie; rates are "
        "drawn anew for each, so that what is not known of them is in it",
        "none",
        _OURS,
    ),
    Measure(
        "expected_cost",
        "Cost expected in a financial year",
        "pounds",
        "days of care ahead x weekly cost x paid weeks / days of the financial year, at the price "
        "in force on each day, mean over all simulated futures",
        "low",
        _OURS,
    ),
    Measure(
        "target_probability",
        "Chance of a target",
        "%",
        "the share of simulated futures with at most so many children on the day",
        "high",
        _OURS,
    ),
    Measure(
        "drivers",
        "What makes the change",
        "children",
        "entries, exits and ageing out at today's rates, and what the rates' own change adds; they "
        "sum to the change from today",
        "none",
        _OURS,
    ),
    Measure(
        "mape",
        "Error of past forecasts",
        "%",
        "the mean of |forecast - what came| / what came",
        "low",
        _OURS,
    ),
    Measure(
        "coverage",
        "Share of past intervals that held what came",
        "%",
        "past intervals with what came between their ends / all past intervals; 80 in 100 is right "
        "for an 80% interval",
        "none",
        _OURS,
    ),
    Measure(
        "crps",
        "Error of past forecasts, with their intervals (CRPS)",
        "children",
        "the mean distance of the simulated futures from what came less half their distance from "
        "one another",
        "low",
        "Gneiting and Raftery (2007)",
    ),
)
