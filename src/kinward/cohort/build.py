"""From checked returns to every looked after child's history."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import polars as pl

from kinward.cohort import chains, periods
from kinward.cohort.model import Cohort
from kinward.cohort.spans import day_numbers
from kinward.dates import year_end, year_start
from kinward.errors import ArgumentError, InputError
from kinward.reference.categories import Categories
from kinward.reference.codes import groups
from kinward.returns.model import Checked

_WANTED: Final = (
    "CHILD",
    "DECOM",
    "DEC",
    "RNE",
    "LS",
    "CIN",
    "PLACE",
    "PLACE_PROVIDER",
    "REC",
    "HOME_POST",
    "PL_POST",
    "URN",
    "end_assumed",
)
_SEX: Final = {"1": "M", "M": "M", "2": "F", "F": "F"}


def build(checked: Checked, categories: Categories) -> Cohort:
    """Build the cohort: children, episodes, placements and periods of care.

    A child without an episode (a care leaver's header, say) is not part of it.

    Args:
        checked: the returns after repair.
        categories: the commissioning categories.

    Returns:
        The cohort; `kinward.cohort.model` gives the schema of each frame.

    Raises:
        ArgumentError: the returns were not repaired.
        InputError: there are no episodes, or two of a child overlap.
    """
    if not checked.repaired:
        raise ArgumentError(
            "A cohort needs repaired returns", remedy="Leave out --no-repair and run it again."
        )
    observed_from, first_year_end, observed_to = _window(checked)
    listed = _numbered(checked.tables["Episodes"])
    _must_be_sound(listed)
    children = _children(listed, checked.tables["Header"], checked.tables["UASC"])
    episodes = chains.chain(listed, categories)
    return Cohort(
        children=children,
        episodes=episodes,
        placements=periods.placements(episodes),
        periods=periods.periods(episodes, children["DOB"], first_year_end),
        reviews=_reviews(checked.tables["Reviews"], children),
        missing=_missing(checked.tables["Missing"], children),
        observed_from=observed_from,
        observed_to=observed_to,
    )


def _window(checked: Checked) -> tuple[date, date, date]:
    """The first day observed, the last day of the first return, and the last day observed."""
    years = checked.returns.years
    if not years or checked.tables["Episodes"].is_empty():
        raise InputError(
            "No episode in the returns has a start that can be read and a year that can be told",
            remedy="`kinward check` on the same files lists what is wrong with them.",
        )
    return year_start(years[0]), year_end(years[0]), year_end(years[-1])


def _numbered(episodes: pl.DataFrame) -> pl.DataFrame:
    """The episodes sorted, with `child` counting from 0 in the order of CHILD."""
    wanted = episodes.select(_WANTED)
    order = [pl.col("CHILD"), pl.col("DECOM"), pl.col("DEC").fill_null(date.max)]
    if not wanted.select(_in_order(order)).item():
        wanted = wanted.sort(order)
    return wanted.with_columns(pl.col("CHILD").rle_id().cast(pl.UInt32).alias("child"))


def _in_order(columns: list[pl.Expr]) -> pl.Expr:
    """Whether the rows are sorted: a look is far cheaper than a sort, and they mostly are."""
    later, same = pl.lit(value=False), pl.lit(value=True)
    for column in columns:
        later |= same & (column > column.shift(1))
        same &= column == column.shift(1)
    first = pl.int_range(pl.len()) == 0
    return (later | same | first).fill_null(value=False).all()


def _must_be_sound(episodes: pl.DataFrame) -> None:
    """Without this a child could count twice on one day."""
    child = episodes["child"].to_numpy()
    start, end = day_numbers(episodes["DECOM"]), day_numbers(episodes["DEC"])
    overlaps = (child[1:] == child[:-1]) & (start[1:] < end[:-1])
    blank = episodes["DECOM"].null_count() + episodes["CHILD"].null_count()
    if blank or overlaps.any() or (end < start).any():
        raise InputError(
            "Two episodes of one child overlap, or an episode has no child or no start",
            where="Episodes",
            remedy="Run `kinward check` and mend what it finds.",
        )


def _children(episodes: pl.DataFrame, header: pl.DataFrame, uasc: pl.DataFrame) -> pl.DataFrame:
    first = np.flatnonzero(np.diff(episodes["child"].to_numpy().astype(np.int64), prepend=-1))
    numbered = episodes.select("child", "CHILD")[first].lazy()
    known = header.lazy().select("CHILD", "DOB", "SEX", "ETHNIC")
    listed = uasc.lazy().select("CHILD", "DUC", pl.lit(value=True).alias("uasc"))
    sex = pl.col("SEX").replace_strict(_SEX, default="U", return_dtype=pl.String)
    ethnic = pl.col("ETHNIC").replace_strict(groups("ETHNIC"), default=None, return_dtype=pl.String)
    return (
        numbered.join(known, on="CHILD", how="left", maintain_order="left")
        .join(listed, on="CHILD", how="left", maintain_order="left")
        .select(
            "child",
            "CHILD",
            "DOB",
            sex.fill_null("U"),
            "ETHNIC",
            ethnic.alias("ethnic_group"),
            pl.col("uasc").fill_null(value=False),
            "DUC",
        )
        .collect()
    )


def _reviews(reviews: pl.DataFrame, children: pl.DataFrame) -> pl.DataFrame:
    """child, REVIEW: one row a review, two on one day counting once, sorted."""
    again = pl.all_horizontal(
        pl.col(name).eq_missing(pl.col(name).shift(1)) for name in ("child", "REVIEW")
    )
    return (
        reviews.lazy()
        .select("CHILD", "REVIEW")
        .drop_nulls()
        .join(children.lazy().select("child", "CHILD"), on="CHILD", how="inner")
        .select("child", "REVIEW")
        .sort("child", "REVIEW")
        .filter(again.not_())
        .collect()
    )


def _missing(missing: pl.DataFrame, children: pl.DataFrame) -> pl.DataFrame:
    """child, start, end, MISSING: one row a missing period, sorted."""
    return (
        missing.lazy()
        .select(
            "CHILD", pl.col("MIS_START").alias("start"), pl.col("MIS_END").alias("end"), "MISSING"
        )
        .filter(pl.col("start").is_not_null())
        .join(children.lazy().select("child", "CHILD"), on="CHILD", how="inner")
        .select("child", "start", "end", "MISSING")
        .sort("child", "start", "end", "MISSING")
        .collect()
    )
