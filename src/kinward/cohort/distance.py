"""How far from home children live: only from what the return gives, never guessed."""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from kinward.cohort.stock import is_open
from kinward.reference.code_groups import SHORT_BREAKS, TEMPORARY_PLACES
from kinward.reference.parameters import parameter
from kinward.returns.model import Checked

_NOT_GIVEN: Final = {
    "PL_LOCATION": "whether a placement is in the area (PL_LOCATION)",
    "PL_DISTANCE": "how far it is from home (PL_DISTANCE)",
}


def distance(checked: Checked, as_at: date) -> tuple[dict[str, int] | None, str | None]:
    """Children looked after on a day who live out of the area, or over 20 miles from home.

    A temporary absence counts as the placement left. PL_LOCATION (IN or OUT) and PL_DISTANCE
    (miles) are derived by DfE and are seldom in an authority's own files.

    Returns:
        `out_of_area` and `over_20_miles`, each with its `_base` (children for whom it is given),
        or None where neither is given; and a sentence that says what is not given, or None.
    """
    given = checked.returns.columns.get("Episodes", frozenset())
    wanted = [column for column in _NOT_GIVEN if column in given]
    found: dict[str, int] = {}
    if wanted:
        values = _values(checked.tables["Episodes"], as_at)
        found = _counts(values)
    absent = [words for column, words in _NOT_GIVEN.items() if f"{_KEYS[column]}_base" not in found]
    reason = f"The returns do not say {' or '.join(absent)}." if absent else None
    return found or None, reason


_KEYS: Final = {"PL_LOCATION": "out_of_area", "PL_DISTANCE": "over_20_miles"}


def _values(episodes: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """PL_LOCATION and PL_DISTANCE (a number) of the placement of each child looked after."""
    usual = ~pl.col("PLACE").is_in(TEMPORARY_PLACES).fill_null(value=False)
    short = pl.col("LS").is_in(SHORT_BREAKS).fill_null(value=False)

    def kept(value: pl.Expr) -> pl.Expr:
        # A blank in a placement must not be filled with the value of the placement before it.
        told = pl.when(usual).then(pl.struct(value.alias("value")))
        return told.forward_fill().over("CHILD").struct.field("value")

    return (
        episodes.filter(pl.col("DECOM") <= as_at)
        .sort("CHILD", "DECOM")
        .with_columns(
            kept(pl.col("PL_LOCATION").str.to_uppercase()).alias("PL_LOCATION"),
            kept(pl.col("PL_DISTANCE").cast(pl.Float64, strict=False)).alias("PL_DISTANCE"),
        )
        .filter(is_open(as_at, "DECOM", "DEC") & ~short)
        .select("PL_LOCATION", "PL_DISTANCE")
    )


def _counts(values: pl.DataFrame) -> dict[str, int]:
    location, miles = values["PL_LOCATION"], values["PL_DISTANCE"]
    located = int(location.is_in(["IN", "OUT"]).sum())
    measured = miles.count()
    found: dict[str, int] = {}
    if located:
        found |= {"out_of_area": int((location == "OUT").sum()), "out_of_area_base": located}
    if measured:
        found |= {
            "over_20_miles": int((miles > parameter("distance_miles").value).sum()),
            "over_20_miles_base": measured,
        }
    return found
