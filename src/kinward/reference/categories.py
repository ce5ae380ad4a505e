"""Commissioning categories: which placement, with which provider, counts as what.

The built-in rules are `data/categories.csv`; an authority can put a file of the same shape in their
place. No built-in rule carries a date: a code such as K3 may stand in an episode that began before
the code did, because authorities recode open episodes. A file may date its rules.

A temporary absence (PLACE T0 to T4) has no category here: the child keeps that of the placement
left, which only the child's history tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

import polars as pl

from kinward.errors import InputError
from kinward.reference.code_groups import TEMPORARY_PLACES
from kinward.reference.codes import code_set
from kinward.reference.packaged import packaged
from kinward.tables import Kind, Table, headings_left_out, open_table
from kinward.terms import CATEGORIES

NO_PROVIDER: Final = "NONE"
"""The provider of a rule that holds where the return gives none."""

RULES_SCHEMA: Final[dict[str, pl.DataType]] = {
    "category": pl.String(),
    "place": pl.String(),
    "provider": pl.String(),
    "from": pl.Date(),
    "to": pl.Date(),
}
_BETWEEN: Final = "|"
_COLUMNS: Final[dict[str, Kind]] = {
    "category": "text",
    "place": "text",
    "provider": "text",
    "from": "date",
    "to": "date",
}
_REQUIRED: Final = ("category", "place", "provider")


@dataclass(frozen=True)
class _SortedOut:
    """Rules by what they look at: place and provider, or place alone; dated ones apart."""

    by_both: Mapping[str, str | None]
    by_place: Mapping[str, str | None]
    dated_by_both: pl.DataFrame
    dated_by_place: pl.DataFrame


@dataclass(frozen=True)
class Categories:
    """The rules by which a placement is given its commissioning category.

    Attributes:
        rules: one row a rule (`RULES_SCHEMA`). `provider` null = any, `NONE` = not given; `from`
            and `to` are the first and last day on which the rule holds, null = no bound.
        source: the file, or `built in`.
    """

    rules: pl.DataFrame
    source: str

    def assign(self, place: pl.Expr, provider: pl.Expr, day: pl.Expr) -> pl.Expr:
        """The category (String) of each placement.

        Args:
            place: PLACE codes in upper case.
            provider: PLACE_PROVIDER codes in upper case.
            day: the day on which a dated rule must hold.

        Returns:
            A key of `kinward.terms.CATEGORIES`: that of the rule that names the provider, else of
            the rule for any provider, else `other` (also where `place` is null); null for a
            temporary absence.
        """
        rules = self._sorted_out
        both = pl.concat_str(place, provider.fill_null(NO_PROVIDER), separator=_BETWEEN)
        return pl.coalesce(
            *_dated(rules.dated_by_both, place, provider, day),
            both.replace_strict(rules.by_both, default=None, return_dtype=pl.String),
            *_dated(rules.dated_by_place, place, provider, day),
            place.replace_strict(rules.by_place, default="other", return_dtype=pl.String),
        )

    @cached_property
    def _sorted_out(self) -> _SortedOut:
        undated = pl.col("from").is_null() & pl.col("to").is_null()
        specific = pl.col("provider").is_not_null()
        plain = self.rules.filter(undated & ~specific)
        named = self.rules.filter(undated & specific)
        return _SortedOut(
            by_both=_mapping(named["place"] + _BETWEEN + named["provider"], named),
            by_place={**_mapping(plain["place"], plain), **dict.fromkeys(TEMPORARY_PLACES)},
            dated_by_both=self.rules.filter(~undated & specific),
            dated_by_place=self.rules.filter(~undated & ~specific),
        )


def load(path: Path | None = None) -> Categories:
    """The built-in rules, or those of a file of the same shape (CSV).

    Its columns are category, place, provider (empty = any, `none` = not given) and, if wanted,
    from and to (dates, the first and the last day). The file takes the place of all built-in rules.

    Raises:
        InputError: the file cannot be read, or a row holds a category, place, provider or date
            that cannot be used, or two rows fit the same placement on the same day.
    """
    if path is None:
        return Categories(_typed(packaged("categories.csv")), "built in")
    table = open_table(path, _COLUMNS, _REQUIRED, filled=("category", "place"))
    rules = _typed(table.frame)
    if rules.is_empty():
        raise InputError("The file has no rules", where=table.name, remedy="Add a row for each.")
    _refuse_unknown(rules, table)
    _refuse_overlap(rules, table)
    return Categories(rules, path.name)


def unread(path: Path) -> tuple[str, ...]:
    """The headings of `categories.csv` that are none of this file's, as written."""
    return headings_left_out(path, _COLUMNS, _REQUIRED)


def _typed(table: pl.DataFrame) -> pl.DataFrame:
    upper = table.with_columns(
        pl.col("category").str.to_lowercase(), pl.col("place", "provider").str.to_uppercase()
    )
    return upper.select(pl.col(name).cast(kind) for name, kind in RULES_SCHEMA.items())


def _mapping(keys: pl.Series, rules: pl.DataFrame) -> dict[str, str | None]:
    return dict(zip(keys, rules["category"], strict=True))


def _dated(rules: pl.DataFrame, place: pl.Expr, provider: pl.Expr, day: pl.Expr) -> list[pl.Expr]:
    """The category by each dated rule where it holds, else null."""
    answers: list[pl.Expr] = []
    for rule in rules.to_dicts():
        holds = place == rule["place"]
        if rule["provider"] is not None:
            holds &= provider.fill_null(NO_PROVIDER) == rule["provider"]
        if rule["from"] is not None:
            holds &= day >= rule["from"]
        if rule["to"] is not None:
            holds &= day <= rule["to"]
        answers.append(pl.when(holds).then(pl.lit(rule["category"])))
    return answers


def _refuse_unknown(rules: pl.DataFrame, table: Table) -> None:
    places = [code for code in code_set("PLACE").codes["code"] if code not in TEMPORARY_PLACES]
    providers = [*code_set("PLACE_PROVIDER").codes["code"], NO_PROVIDER]
    for column, allowed, remedy in (
        ("category", list(CATEGORIES), f"The categories are {', '.join(CATEGORIES)}."),
        ("place", places, "Give a PLACE code other than T0 to T4."),
        ("provider", [*providers, None], "Leave it empty (any), or give PR0 to PR5 or none."),
    ):
        wrong = (~rules[column].is_in(allowed, nulls_equal=True)).arg_true()
        if len(wrong):
            raise InputError(
                f"This is no {column} that Kinward knows",
                where=table.where(wrong[0], column),
                remedy=remedy,
            )
    backwards = (rules["from"] > rules["to"]).arg_true()
    if len(backwards):
        raise InputError(
            "The rule ends before it begins",
            where=table.where(backwards[0], "to"),
            remedy="Swap the two dates, or leave one empty.",
        )


def _refuse_overlap(rules: pl.DataFrame, table: Table) -> None:
    """An overlap would let the order of rows decide."""
    both = ("place", "provider")
    first, last = pl.col("from").fill_null(date.min), pl.col("to").fill_null(date.max)
    ordered = rules.with_row_index("position").sort(*both, first, "position")
    before = last.cum_max().shift().over(*both)
    again = ordered.filter(first <= before)["position"]
    if len(again):
        raise InputError(
            "Another row has a rule for the same place and provider on the same day",
            where=table.where(int(again.sort()[0]), "place"),
            remedy="Keep one of the two, or give them dates that do not overlap.",
        )
