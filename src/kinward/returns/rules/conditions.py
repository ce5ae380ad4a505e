"""Conditions that several rules are made of."""

from __future__ import annotations

from typing import Final

import polars as pl
from polars import col

from kinward.reference.codes import in_no_list, known_absent

_PLACEMENT: Final = ("PLACE", "PL_POST", "URN", "PLACE_PROVIDER")
_NOT_ENGLISH_AREAS: Final = (
    r"(?i)^(?:AB|BT|CF|CH|DD|DG|EH|FK|G\d|GY|HR|HS|IM|IV|JE|KA|KW|KY|LD|LL|ML|NP|PA|PH|SA|SY|TD|ZE)"
)
_POSTCODE: Final = r"(?i)^(?:GIR ?0AA|[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2})$"
_ELSEWHERE: Final = ("WAL", "SCO", "NIR", "NUK", "CON")


def invalid(column: str, code_set: str | None = None) -> pl.Expr:
    """The code is known not to be valid in the row's return year."""
    return known_absent(code_set or column, col(column), col("year"))


def unlisted(column: str, code_set: str | None = None) -> pl.Expr:
    """The code is in no list that Kinward holds, in a year before the lists begin."""
    return in_no_list(code_set or column, col(column), col("year"))


def unreadable(table: str, column: str) -> pl.Expr:
    """A row of the view `unreadable` that is of this table and column."""
    return (col("table") == table) & (col("column") == column)


def moved() -> pl.Expr:
    """Something of the placement is given here and in the row before, and differs."""
    return pl.any_horizontal([(col(c) != col(f"prev_{c}")).fill_null(False) for c in _PLACEMENT])


def surely_not_moved() -> pl.Expr:
    """Nothing of the placement differs, and the postcode, which tells most, is given in both."""
    same = [col(c).eq_missing(col(f"prev_{c}")) for c in _PLACEMENT]
    return pl.all_horizontal(same) & col("PL_POST").is_not_null()


def legal_status_changed() -> pl.Expr:
    """The legal status differs from that of the row before."""
    return col("LS") != col("prev_LS")


def may_be_outside_england() -> pl.Expr:
    """The placement is, or by its postcode may be, where Ofsted has no register."""
    by_postcode = col("PL_POST").str.contains(_NOT_ENGLISH_AREAS)
    return col("PL_LA").is_in(_ELSEWHERE).fill_null(False) | by_postcode.fill_null(False)


def well_formed_postcode(postcode: pl.Expr) -> pl.Expr:
    """The postcode has the form of a UK postcode, with or without its space."""
    return postcode.str.contains(_POSTCODE)


def same_as_last_year() -> pl.Expr:
    """The first row of the year is the episode that was open at the end of the year before."""
    return col("before_open") & (col("DECOM") == col("before_DECOM"))
