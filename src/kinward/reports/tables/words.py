"""What tables call things."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

import polars as pl

from kinward.dates import return_year, year_end
from kinward.reports.table import Column, Format, long_date
from kinward.terms import AGE_BANDS, CATEGORIES

BREAKDOWNS: Final[dict[str, tuple[str, str]]] = {
    "category": ("Placement category", "by placement category"),
    "age_band": ("Age", "by age"),
    "sex": ("Sex", "by sex"),
    "ethnic_group": ("Ethnic group", "by ethnic group"),
    "legal_status": ("Legal status", "by legal status"),
    "need": ("Need", "by need at the start of the period of care"),
    "uasc": ("Status", "unaccompanied asylum-seeking and others"),
    "group": ("Group", "by group"),
    "team": ("Team", "by team"),
}
"""Breakdowns in the order of the report: the heading of their rows, and the end of their title."""

SPLITS: Final[dict[str, tuple[str, str]]] = {
    "all": ("All", ""),
    "age_band": ("Age at entry", ", by age at entry"),
    "category": ("First placement", ", by category of the first placement"),
    "entry_year": ("Year of entry", ", by year of entry"),
}
"""Splits of the survival curves: the heading of their rows, and the end of their title."""

SURVIVAL_DAYS: Final[dict[int, str]] = {
    28: "28 days",
    91: "3 months",
    182: "6 months",
    365: "1 year",
    730: "2 years",
    1095: "3 years",
    1825: "5 years",
}
"""Days at which the survival tables read the curves."""

LAIT_SOURCE: Final = "Local Authority Interactive Tool, Department for Education"


def columns(*columns: tuple[str, str, Format]) -> tuple[Column, ...]:
    """Columns from their names, labels and formats."""
    return tuple(Column(*column) for column in columns)


def floated(value: Fraction | None) -> float | None:
    """An exact number as a table holds it."""
    return None if value is None else float(value)


def plan_source(source: str, plan: str, *, runs: int, seed: int) -> str:
    """The source of what is told of a plan.

    Args:
        source: that of the returns.
        plan: its name.
    """
    return f"{source}; the plan {plan}; Kinward’s forecast, {runs:,} runs, seed {seed}"


def under_way(as_at: date) -> str:
    """What to say under a yearly table whose last row is of a year that has not ended."""
    ended = as_at == year_end(return_year(as_at))
    return "" if ended else f"The last year is as at {long_date(as_at)}."


def group_label(split: str, group: str) -> str:
    """A curve's group as people say it."""
    if split == "all":
        return "All periods of care"
    if split == "category":
        return CATEGORIES.get(group, group)
    if split == "age_band":
        return age_words(group)
    return f"{int(group) - 1}/{int(group) % 100:02d}" if group.isdigit() else group


def age_words(key: str) -> str:
    """An age band as people say it; any other text as it is."""
    said = {"<1": "Under 1", "18+": "18 and over", "unknown": "Not known"}
    return said.get(key, key.replace("-", " to ") if key in AGE_BANDS else key)


def said_age(label: pl.Expr) -> pl.Expr:
    """`age_words` for a column."""
    return label.replace({band: age_words(band) for band in AGE_BANDS})
