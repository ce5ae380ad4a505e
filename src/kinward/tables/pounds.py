"""Amounts of money as people write them, read exactly into whole pence."""

from __future__ import annotations

from typing import Final

import polars as pl

_AMOUNT: Final = r"^([-(]?)[£]?([-]?)(\d{0,12})(?:\.(\d*))?([km]?)(\)?)$"
_SHIFTS: Final = {"": 2, "k": 5, "m": 8}
"""Places by which the decimal point moves on the way to pence."""


def parse_pounds(text: pl.Expr) -> pl.Expr:
    """Whole pence (Int64) from trimmed text; null where it is no amount.

    Forgives a pound sign, commas and spaces between digits, brackets round a credit, and `k` or
    `m` for thousands and millions. A fraction of a penny is rounded once, half to even.
    """
    bare = text.str.replace_all(r"[,\s\u00a0]", "").str.to_lowercase()
    parts = bare.str.extract_groups(_AMOUNT).struct
    opened, closed = parts.field("1"), parts.field("6")
    negative = (opened != "") | (parts.field("2") != "")
    some = (parts.field("3") != "") | (parts.field("4").fill_null("") != "")
    balanced = some & ((opened == "(") == (closed == ")"))
    pence = _pence(parts.field("3"), parts.field("4").fill_null(""), parts.field("5"))
    return pl.when(balanced).then(pl.when(negative).then(-pence).otherwise(pence))


def _pence(whole: pl.Expr, fraction: pl.Expr, suffix: pl.Expr) -> pl.Expr:
    """The rounded amount from its digits: no float is on the way."""
    shift = suffix.replace_strict(_SHIFTS, default=None, return_dtype=pl.UInt32)
    padded = fraction + pl.lit("0" * max(_SHIFTS.values()))
    kept = (whole + padded.str.slice(0, shift)).cast(pl.Int64, strict=False)
    rest = fraction.str.slice(shift)
    first, later = rest.str.slice(0, 1).fill_null(""), rest.str.slice(1).fill_null("")
    beyond_half = first.is_in(["6", "7", "8", "9"]) | (
        (first == "5") & (later.str.contains("[1-9]") | (kept % 2 == 1))
    )
    return kept + beyond_half.cast(pl.Int64)
