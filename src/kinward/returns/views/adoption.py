"""Views of the tables on adoption: AD1 and PlacedAdoption."""

from __future__ import annotations

import polars as pl
from polars import col

from kinward.reference.code_groups import ADOPTED
from kinward.returns.views.care import CareFacts


def adopted(facts: CareFacts) -> pl.DataFrame:
    """The view of AD1, with `adopted`: an episode of that year ends in adoption."""
    ended = facts.table("Episodes").select("child_year", "REC").filter(col("REC").is_in(ADOPTED))
    keys = ended["child_year"].drop_nulls().unique()
    return facts.table("AD1").with_columns(
        adopted=col("child_year").is_in(keys.implode()), episodes_given=facts.given("Episodes")
    )


def decisions(facts: CareFacts) -> pl.DataFrame:
    """The view of PlacedAdoption, with `ceased`: there is a date of ceasing, readable or not."""
    return facts.with_birth(facts.table("PlacedAdoption")).with_columns(
        ceased=col("DATE_PLACED_CEASED").is_not_null()
        | facts.unreadable("PlacedAdoption", "DATE_PLACED_CEASED")
    )
