"""The code sets of the SSDA903 return: what each code means and when it is valid.

The lists are known for the return years from `FIRST_KNOWN_YEAR` to `LAST_KNOWN_YEAR` (a year is
named by its end: 2025 is 2024/25). Earlier use of a code is unknown, so never invalid; a later year
is judged by the last list. Source: code lists of the return's published guidance; the wording of
every meaning is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

import polars as pl

from kinward.errors import ArgumentError
from kinward.reference.packaged import packaged

FIRST_KNOWN_YEAR: Final = 2023
LAST_KNOWN_YEAR: Final = 2027

CODES_SCHEMA: Final[dict[str, pl.DataType]] = {
    "code": pl.String(),
    "meaning": pl.String(),
    "group": pl.String(),
    "from_year": pl.Int32(),
    "to_year": pl.Int32(),
}
"""A code, its meaning in a few words, and the group under which it is added up (a heading; for REC
the key of `kinward.cohort.model.EXIT_CAUSES`, and `continues` for X1). `from_year` and `to_year`
are the first and last return years in which it may be used; null = no known bound."""


@dataclass(frozen=True)
class CodeSet:
    """The codes that one column of the return may hold.

    Attributes:
        name: the name of the set, which is mostly that of the column.
        codes: one row a code (`CODES_SCHEMA`), in the order in which people list them.
    """

    name: str
    codes: pl.DataFrame


@cache
def code_sets() -> Mapping[str, CodeSet]:
    """Every code set by name."""
    rows = packaged("codes.csv").cast({"from_year": pl.Int32, "to_year": pl.Int32})
    parts = rows.partition_by("code_set", as_dict=True, maintain_order=True, include_key=False)
    return MappingProxyType(
        {str(name): CodeSet(str(name), part) for (name,), part in parts.items()}
    )


def code_set(name: str) -> CodeSet:
    """The code set of a name; `ArgumentError` where there is none."""
    try:
        return code_sets()[name]
    except KeyError:
        raise ArgumentError(
            f"There is no code set {name}", remedy=f"The sets are {', '.join(code_sets())}."
        ) from None


def meanings(name: str) -> dict[str, str]:
    """The meaning of each code of a set."""
    codes = code_set(name).codes
    return dict(zip(codes["code"], codes["meaning"], strict=True))


def groups(name: str) -> dict[str, str]:
    """The group of each code of a set."""
    codes = code_set(name).codes
    return dict(zip(codes["code"], codes["group"], strict=True))


def named(column: str, names: Mapping[str, str], *, unknown: str) -> pl.Expr:
    """The name of each code of a column; the code itself where it is in no list.

    Args:
        names: by code, such as `meanings`.
        unknown: what is said where there is no code.
    """
    known = pl.col(column).replace_strict(names, default=None, return_dtype=pl.String)
    return pl.coalesce(known, column).fill_null(unknown)


def known_absent(name: str, code: pl.Expr, year: pl.Expr) -> pl.Expr:
    """True where a code is known not to be valid in a return year.

    Args:
        name: the code set.
        code: codes in upper case.
        year: return years, named by their end.

    Returns:
        Booleans, never null: false where the code or the year is null, and in every year before
        the lists begin.
    """
    absent = ~code.is_in(_listed(name))
    for bound, codes in _dated(name, "from_year"):
        absent |= code.is_in(codes) & (year < bound)
    for bound, codes in _dated(name, "to_year"):
        absent |= code.is_in(codes) & (year > bound)
    return (absent & (year >= FIRST_KNOWN_YEAR)).fill_null(value=False)


def in_no_list(name: str, code: pl.Expr, year: pl.Expr) -> pl.Expr:
    """True where a code stands in no list that we hold, in a year before the lists begin.

    The arguments are those of `known_absent`; never null.
    """
    unlisted = ~code.is_in(_listed(name))
    return (unlisted & (year < FIRST_KNOWN_YEAR)).fill_null(value=False)


@cache
def _listed(name: str) -> tuple[str, ...]:
    """The codes of a set."""
    return tuple(code_set(name).codes["code"])


@cache
def _dated(name: str, column: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The bounds in a column of years, each with the codes that it holds for."""
    codes = code_set(name).codes
    bounds: dict[int, list[str]] = {}
    for code, bound in zip(codes["code"], codes[column], strict=True):
        if bound is not None:
            bounds.setdefault(bound, []).append(code)
    return tuple((bound, tuple(held)) for bound, held in bounds.items())
