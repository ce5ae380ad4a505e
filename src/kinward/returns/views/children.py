"""Views of the tables that say who a child is: Header and UASC.

Header (the rows of `CareFacts.sorted_header` but repeats): `earlier_*` is what the child's earlier
returns last said; `twice` is true on a second row of the child in one return, `has_UPN` where the
file gives UPNs, `looked_after` where the year has an episode of the child other than a short break.

UASC: DOB is the row's own, else the header's; `header_DOB` is that of the year's header;
`last_year_*` what the return of the year before had, if it had the child.
"""

from __future__ import annotations

from typing import Final

import polars as pl
from polars import col

from kinward.dates import age_on, birthday_of
from kinward.reference.code_groups import SHORT_BREAKS
from kinward.returns.views.care import CareFacts

_SEXES: Final = {"1": "M", "2": "F", "M": "M", "F": "F"}


def header(facts: CareFacts) -> pl.DataFrame:
    """The view of Header, without repeats."""
    episodes = facts.table("Episodes").select("child_year", "LS")
    looked_after = (
        episodes.filter(~col("LS").is_in(SHORT_BREAKS))["child_year"].drop_nulls().unique()
    )
    frame = facts.sorted_header.filter(~col("repeat"))
    sex = col("SEX").replace_strict(_SEXES, default=None, return_dtype=pl.String)
    ethnicity = pl.when(~col("ETHNIC").is_in(["NOBT", "REFU"])).then(col("ETHNIC"))
    return frame.with_columns(
        twice=(col("child_year") == col("child_year").shift()).fill_null(False),
        sex=sex,
        ethnicity=ethnicity,
        **facts.has("Header", "UPN"),
        looked_after=col("child_year").is_in(looked_after.implode()),
        age_at_year_start=age_on(col("DOB"), col("year_start")),
    ).with_columns(
        _earlier("sex").alias("earlier_SEX"),
        _earlier("ethnicity").alias("earlier_ETHNIC"),
        _earlier("DOB").alias("earlier_DOB"),
    )


def uasc(facts: CareFacts) -> pl.DataFrame:
    """The view of UASC."""
    frame = facts.table("UASC").with_columns(own_DOB=col("DOB"))
    headers = facts.births.rename({"birth": "header_DOB"})
    frame = frame.join(headers, on="child_year", how="left", maintain_order="left")
    frame = facts.with_birth(frame)
    again = (col("child") == col("child").shift()) & (col("year") == col("year").shift() + 1)
    return (
        frame.sort("child", "year", maintain_order=True)
        .with_columns(
            last_year_DUC=pl.when(again).then(col("DUC").shift()),
            eighteenth_birthday=birthday_of(col("DOB"), 18),
            age_at_year_end=age_on(col("DOB"), col("year_end")),
        )
        .with_columns(
            header_given=facts.given("Header"),
            in_header=facts.listed("Header"),
        )
    )


def _earlier(name: str) -> pl.Expr:
    """The last value of a column in the child's earlier rows of other years."""
    known = col(name).is_not_null()
    value = col(name).forward_fill().shift()
    whose = pl.when(known).then(col("child")).forward_fill().shift()
    when = pl.when(known).then(col("year")).forward_fill().shift()
    return pl.when((whose == col("child")) & (when < col("year"))).then(value)
