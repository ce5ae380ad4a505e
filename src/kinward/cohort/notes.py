"""What the figures rest on, in sentences: counts only, never a child."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from kinward.cohort.model import Cohort
from kinward.dates import year_name
from kinward.returns.model import Checked
from kinward.words import counted, long_date


def notes(
    cohort: Cohort,
    checked: Checked,
    children: pl.DataFrame,
    *,
    months: tuple[int, int],
    stability: pl.DataFrame,
    reviews: pl.DataFrame,
) -> tuple[str, ...]:
    """What a reader of a summary should know.

    Args:
        children: those looked after on the as-at date (`stock.looked_after`).
        months: months asked for, and months that the returns cover.
        stability, reviews: by year (`stability.stability`, `reviews.reviews`).
    """
    return (
        *_about_years(cohort, checked, months),
        *_about_children(children),
        *_about_periods(cohort),
        *_about_measures(stability, reviews),
    )


def _about_years(cohort: Cohort, checked: Checked, months: tuple[int, int]) -> Iterator[str]:
    given = checked.returns.years
    absent = [year for year in range(given[0], given[-1]) if year not in given]
    if absent:
        names = ", ".join(year_name(year) for year in absent)
        yield f"No return was given for {names}: counts of those years are too low."
    asked, shown = months
    if shown < asked:
        yield (
            f"Of {asked} months asked for, {shown} are shown: the returns cover complete months "
            f"from {long_date(cohort.observed_from)}."
        )


def _about_children(children: pl.DataFrame) -> Iterator[str]:
    no_age = children["age"].null_count()
    if no_age:
        yield (
            f"{counted(no_age, 'looked after child has', 'looked after children have')} no date of "
            "birth that can be used: their age is not known, nor whether they are changing or "
            "static."
        )
    no_need = children["need"].null_count()
    if no_need:
        yield f"{counted(no_need, 'looked after child has', 'looked after children have')} no need."


def _about_periods(cohort: Cohort) -> Iterator[str]:
    care = cohort.care_periods
    unknown = int((~care["start_known"]).sum())
    if unknown:
        yield (
            f"{counted(unknown, 'period of care was', 'periods of care were')} under way when the "
            "returns begin: how long they had lasted is not known."
        )
    assumed = int(care["end_assumed"].sum())
    if assumed:
        yield (
            f"{counted(assumed, 'period of care ends', 'periods of care end')} on a day that a "
            "repair assumed: their cause of leaving is not known."
        )


def _about_measures(stability: pl.DataFrame, reviews: pl.DataFrame) -> Iterator[str]:
    unsure = stability.filter(pl.col("long_term_base").is_null())["year"].to_list()
    if unsure:
        yield (
            f"Long-term stability is not known {_years(unsure)}: the returns do not reach back "
            "far enough to tell who had been looked after for two and a half years."
        )
    short = stability.filter(pl.col("three_or_more_base").is_null())
    if len(short):
        yield (
            "Placements in the year are not known for the as-at date: the returns do not cover "
            "the year before it."
        )
    judged = reviews["year"].to_list()
    blank = [year for year in stability["year"].to_list() if year not in judged]
    if blank:
        yield f"Reviews are not judged {_years(blank)}: no review that counts is listed."


def _years(years: list[int]) -> str:
    if len(years) == 1:
        return f"for {year_name(years[0])}"
    if years == list(range(years[0], years[-1] + 1)):
        return f"from {year_name(years[0])} to {year_name(years[-1])}"
    return "for " + ", ".join(year_name(year) for year in years)
