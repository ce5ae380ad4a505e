"""The groups by which a board can act: beyond control, changing, static, other."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinward.reference.code_groups import YOUTH_JUSTICE
from kinward.reference.parameters import parameter

GROUPS: Final[dict[str, str]] = {
    "beyond_control": "Beyond control",
    "changing": "Changing",
    "static": "Static",
    "other": "Other",
}
"""Groups, key and name, in their order of precedence."""

_CUSTODY: Final = "R5"
_SETTLED_ORDERS: Final = ("C2", "E1")
_LONG_TERM: Final = ("U1", "U4")


def group() -> pl.Expr:
    """The group of a looked after child, the first that fits.

    *Beyond control*: an unaccompanied asylum-seeking child, or remanded, or in custody. *Changing*:
    under 11. *Static*: 11 or over with a full care or placement order, or in a long-term foster
    placement. A child whose age is not known is at best `other`.

    The age is the parameter `changing_below_age`. Reads uasc (on the day), LS, usual_place and age
    (in years).
    """
    below = parameter("changing_below_age").value
    beyond = (
        pl.col("uasc") | pl.col("LS").is_in(YOUTH_JUSTICE) | (pl.col("usual_place") == _CUSTODY)
    ).fill_null(value=False)
    settled = pl.col("LS").is_in(_SETTLED_ORDERS) | pl.col("usual_place").is_in(_LONG_TERM)
    return (
        pl.when(beyond)
        .then(pl.lit("beyond_control"))
        .when(pl.col("age") < below)
        .then(pl.lit("changing"))
        .when((pl.col("age") >= below) & settled.fill_null(value=False))
        .then(pl.lit("static"))
        .otherwise(pl.lit("other"))
    )
