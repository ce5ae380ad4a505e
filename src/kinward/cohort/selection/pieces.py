"""Care cut into pieces of which each fits a choice, or does not, from its first day to its last."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinward.cohort.model import Cohort
from kinward.cohort.selection.choice import Choice
from kinward.cohort.stock import age_band
from kinward.cohort.teams import with_team
from kinward.dates import age_on, birthday_of
from kinward.errors import ArgumentError
from kinward.reference.codes import groups, meanings
from kinward.terms import AGE_BANDS, UNKNOWN

PIECE: Final = ("child", "period", "start", "end")
STAYS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "child": pl.UInt32(),
    "period": pl.UInt32(),
    "start": pl.Date(),
    "end": pl.Date(),
    "entered": pl.Boolean(),
    "ceased": pl.Boolean(),
}
"""A stretch of time in which a child fits: [start, end), `end` null while it goes on. `entered` is
true where it begins with the period of care, `ceased` where it ends with it."""


def fitting(cohort: Cohort, choice: Choice, teams: pl.DataFrame | None = None) -> pl.DataFrame:
    """Care episodes, cut where the child comes to fit the choice or ceases to: those that fit.

    Args:
        teams: who worked with which child when; needed where the choice names teams.

    Returns:
        The columns of `Cohort.episodes`, sorted by child and start. Episodes of no days are left
        out, as nobody can fit on them; of a period that has no other, the last stays.

    Raises:
        ArgumentError: teams are chosen and not given.
    """
    if choice.teams and teams is None:
        raise ArgumentError(
            "Teams are chosen, and nobody knows who worked with which child",
            where="the choice",
            remedy="Load teams.csv, or choose without teams.",
        )
    care = _lasting(cohort.care_episodes)
    if choice.categories:
        care = care.filter(pl.col("category").is_in(choice.categories))
    if choice.legal_statuses:
        care = care.filter(_known(pl.col("LS"), groups("LS")).is_in(choice.legal_statuses))
    if choice.needs:
        need = cohort.periods["CIN"][care["period"]].rename("need")
        care = care.filter(
            care.select(_known(need, {code: code for code in meanings("CIN")}))
            .to_series()
            .is_in(choice.needs)
        )
    if choice.sexes:
        care = care.filter(cohort.children["SEX"][care["child"]].is_in(choice.sexes))
    if choice.uasc is not None:
        care = _uasc(care, cohort, wanted=choice.uasc)
    if choice.age_bands:
        care = _ages(care, cohort, choice.age_bands)
    if choice.teams and teams is not None:
        care = _teams(care, cohort, choice.teams, teams)
    return care.sort("child", "start")


def stays(cohort: Cohort, pieces: pl.DataFrame) -> pl.DataFrame:
    """Pieces that follow each other in a period of care as one stay (`STAYS_SCHEMA`)."""
    begins = ~(
        (pl.col("period") == pl.col("period").shift(1))
        & (pl.col("start") == pl.col("end").shift(1))
    ).fill_null(value=False)
    joined = (
        pieces.select(*PIECE, stay=begins.cum_sum())
        .group_by("stay", maintain_order=True)
        .agg(
            pl.col("child", "period", "start").first(),
            pl.col("end").last(),
        )
    )
    whole = cohort.periods[joined["period"]].select(began="start", over="end")
    return pl.concat([joined, whole], how="horizontal").select(
        *PIECE,
        entered=pl.col("start") == pl.col("began"),
        ceased=pl.col("end").is_not_null()
        & (pl.col("end") == pl.col("over")).fill_null(value=False),
    )


def _lasting(care: pl.DataFrame) -> pl.DataFrame:
    lasts = pl.col("end").is_null() | (pl.col("end") > pl.col("start"))
    last = (pl.col("period") != pl.col("period").shift(-1)).fill_null(value=True)
    none = ~lasts.any().over("period")
    return care.filter(lasts | (none & last))


def _known(code: pl.Expr | pl.Series, names: dict[str, str]) -> pl.Expr:
    """The name of a code, `unknown` where it is in no list."""
    what = pl.lit(code) if isinstance(code, pl.Series) else code
    return what.replace_strict(names, default=None, return_dtype=pl.String).fill_null(UNKNOWN)


def _uasc(care: pl.DataFrame, cohort: Cohort, *, wanted: bool) -> pl.DataFrame:
    """A child stays unaccompanied up to the day on which the status ceased."""
    listed = cohort.children.filter("uasc")
    cut = _cut(care, listed.filter(pl.col("DUC").is_not_null()).select("child", day="DUC"))
    whose = cohort.children.select("uasc", "DUC")[cut["child"]]
    still = pl.col("uasc") & (pl.col("DUC").is_null() | (pl.col("DUC") > pl.col("start")))
    fits = pl.concat([cut, whose], how="horizontal").select(still == wanted).to_series()
    return cut.filter(fits)


def _ages(care: pl.DataFrame, cohort: Cohort, bands: frozenset[str]) -> pl.DataFrame:
    born = cohort.children.filter(pl.col("DOB").is_not_null())
    days = [
        born.select("child", day=birthday_of(pl.col("DOB"), age))
        for age in list(AGE_BANDS.values())[1:]
    ]
    cut = _cut(care, pl.concat(days))
    whose = cohort.children.select("DOB")[cut["child"]]
    band = age_band(age_on(pl.col("DOB"), pl.col("start")))
    found = pl.concat([cut, whose], how="horizontal").select(band.is_in(bands)).to_series()
    return cut.filter(found)


def _teams(
    care: pl.DataFrame, cohort: Cohort, wanted: frozenset[str], teams: pl.DataFrame
) -> pl.DataFrame:
    numbered = cohort.children.select("child", child_id="CHILD").join(teams, on="child_id")
    changes = pl.concat(
        [
            numbered.select("child", day="from"),
            numbered.filter(pl.col("to").is_not_null()).select(
                "child", day=pl.col("to").dt.offset_by("1d")
            ),
        ]
    )
    cut = _cut(care, changes)
    held = with_team(cut.select("child", day="start"), cohort, teams)
    return cut.filter(held["key"].is_in(wanted))


def _cut(care: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """Each episode cut on the days of its child that fall within it.

    Args:
        days: child, day.
    """
    numbered = care.with_row_index("episode")
    inside = (
        numbered.select("episode", "child", "start", "end")
        .join(days.unique(), on="child")
        .filter(
            pl.col("day") > pl.col("start"),
            pl.col("end").is_null() | (pl.col("day") < pl.col("end")),
        )
        .select("episode", start="day")
    )
    if inside.is_empty():
        return care
    firsts = pl.concat([numbered.select("episode", "start"), inside]).sort("episode", "start")
    following = pl.col("start").shift(-1).over("episode")
    return (
        firsts.with_columns(until=following)
        .join(numbered.drop("start"), on="episode", maintain_order="left")
        .with_columns(end=pl.coalesce("until", "end"))
        .select(care.columns)
    )
