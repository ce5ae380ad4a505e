"""Two versions of a file held against each other, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from kinward.reports.table import Format
from kinward.words import counted
from kinward_web.intake.checks.found import kept
from kinward_web.intake.models import Version

_ALL: Final = ("label", "before", "after", "change")


@dataclass(frozen=True)
class LineWords:
    """How the lines of a kind are told.

    Attributes:
        one, many: what a line is.
        amount: what it counts, and how that is written; empty where it counts nothing.
    """

    one: str
    many: str
    amount: str = ""
    format: Format = "count"
    change: Format = "count"


WORDS: Final[dict[str, LineWords]] = {
    "placements": LineWords("placement", "placements", "A week's cost", "weekly", "weekly_change"),
    "children": LineWords("child", "children"),
    "budget": LineWords("line", "lines", "Budget", "pence", "pence_change"),
    "adjustments": LineWords("line", "lines", "Budget", "pence", "pence_change"),
    "service_types": LineWords("service type", "service types"),
    "contracts": LineWords("contract", "contracts"),
    "trajectory": LineWords("line", "lines", "Needed, at its prices", "pence", "pence_change"),
    "prices": LineWords("price", "prices", "A week's cost", "weekly", "weekly_change"),
    "teams": LineWords("stretch with a team", "stretches with a team"),
    "totals": LineWords("month", "months", "Looked after", "count", "count"),
    "population": LineWords("year", "years", "Children", "count", "count"),
}


@dataclass(frozen=True)
class LineDifference:
    """How the lines of two versions differ.

    Attributes:
        new, gone, changed, same: how many.
        named: label, before, after, change of each line that differs and may be named.
    """

    new: int
    gone: int
    changed: int
    same: int
    named: pl.DataFrame

    @property
    def alike(self) -> bool:
        """Whether they do not differ at all."""
        return not (self.new or self.gone or self.changed)

    def sentence(self, words: LineWords) -> str:
        """How many differ, in a sentence."""
        if self.alike:
            return f"All {words.many} are the same."
        parts = [
            f"{counted(number, words.one, words.many)} {how if number == 1 else plural}"
            for number, how, plural in (
                (self.new, "is new", "are new"),
                (self.gone, "is gone", "are gone"),
                (self.changed, "is changed", "are changed"),
            )
            if number
        ]
        return listed(parts) + "."


def difference(before: Version, after: Version) -> LineDifference | None:
    """How the lines of two versions differ; None where a version has none."""
    if not before.lines or not after.lines:
        return None
    both = kept(before.lines).join(
        kept(after.lines), on="key", how="full", suffix="_after", maintain_order="right_left"
    )
    old, new = pl.col("content").is_null(), pl.col("content_after").is_null()
    told = both.with_columns(
        state=pl.when(old)
        .then(pl.lit("new"))
        .when(new)
        .then(pl.lit("gone"))
        .when(pl.col("content") == pl.col("content_after"))
        .then(pl.lit("same"))
        .otherwise(pl.lit("changed"))
    )
    number = dict(told.group_by("state").len().iter_rows())
    named = told.filter(pl.col("state") != "same").select(
        label=pl.coalesce("label_after", "label"),
        before=pl.col("amount"),
        after=pl.col("amount_after"),
        change=pl.col("amount_after").fill_null(0) - pl.col("amount").fill_null(0),
    )
    return LineDifference(
        new=number.get("new", 0),
        gone=number.get("gone", 0),
        changed=number.get("changed", 0),
        same=number.get("same", 0),
        named=named.filter(pl.col("label") != "").select(_ALL),
    )


def listed(parts: Sequence[str]) -> str:
    """'a, b and c'."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
