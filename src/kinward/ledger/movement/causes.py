"""Why a placement moved the spend: it began, ended, went to another home, or was changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import polars as pl

from kinward.ledger.book import Ledger, open_on
from kinward.ledger.movement.steps import standing, substituted
from kinward.ledger.year import Year
from kinward.reference.parameters import parameter

PARTS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "service_key": pl.String(),
    "cause": pl.String(),
    "before_row": pl.UInt32(),
    "after_row": pl.UInt32(),
    "pence": pl.Int64(),
}
"""One row a placement, service type and cause; the rows are those of the two files."""
_STAYS: Final = ("placement_id", "child_id", "start", "until", "looked_after")


@dataclass(frozen=True)
class Position:
    """A ledger with its placements in a year, as known on a day."""

    ledger: Ledger
    now: Year

    @property
    def tomorrow(self) -> date:
        """The day after the as-at date."""
        return self.now.as_at + timedelta(days=1)


def causes(before: Position, after: Position) -> pl.DataFrame:
    """What each placement moved (`PARTS_SCHEMA`).

    A placement is the same in both records where its placement_id and, if both know it, its child
    are. Of those with a day in the year in both, the later record takes the earlier one's place
    field by field: start, end, rates, service type. A changed end counts as leaving where the
    placement was open the day after the earlier position and has ended the day after the later one.
    """
    old, new = standing(before.ledger, before.now), standing(after.ledger, after.now)
    pairs = _pairs(old.filter("touches"), new.filter("touches"))
    gone = old.filter("touches").join(pairs, on="placement", how="anti", maintain_order="left")
    began = new.filter("touches").join(
        pairs, left_on="placement", right_on="placement_after", how="anti", maintain_order="left"
    )
    is_over = (pl.col("until_after") <= after.tomorrow).fill_null(value=False)
    both = substituted(pairs, before.ledger, after.ledger, after.now.year).with_columns(
        ended=open_on(before.tomorrow) & is_over
    )
    left = both.filter("ended").select(
        "placement_id", *(pl.col(f"{name}_after").alias(name) for name in _STAYS[1:])
    )
    moved_on = _transfers(pl.concat([left, gone.select(_STAYS)]), new)["placement_id"].implode()
    moved_in = _transfers(pl.concat([new, gone]), began)["placement_id_next"].implode()
    return pl.concat(
        [
            _whole(gone, "before_row", _one_of(moved_on, "leavers"), -1),
            _whole(began, "after_row", _one_of(moved_in, "starters"), 1),
            *_changed(both, _one_of(moved_on, "leavers")),
        ]
    )


def _pairs(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """The placements of both records, with the later one's columns as `_after`."""
    later = new.select(pl.all().name.suffix("_after"))
    other_child = pl.col("child_id") != pl.col("child_id_after")
    return old.join(
        later, left_on="placement_id", right_on="placement_id_after", maintain_order="left"
    ).filter(~other_child.fill_null(value=False))


def _transfers(departing: pl.DataFrame, arriving: pl.DataFrame) -> pl.DataFrame:
    """The stays of looked after children that went from one to another, by their placement_id."""
    window = pl.duration(days=round(parameter("transfer_days").value))
    following = arriving.filter("looked_after").select(_STAYS)
    gap = (pl.col("start_next") - pl.col("until")).abs()
    return (
        departing.filter("looked_after")
        .select(_STAYS)
        .join(following, on="child_id", suffix="_next")
        .filter(
            pl.col("placement_id") != pl.col("placement_id_next"),
            pl.col("start") < pl.col("start_next"),
            gap <= window,
        )
    )


def _one_of(moved: pl.Series, otherwise: str) -> pl.Expr:
    is_moved = pl.col("placement_id").is_in(moved)
    return pl.when(is_moved).then(pl.lit("transfers")).otherwise(pl.lit(otherwise))


def _whole(stays: pl.DataFrame, row: str, cause: pl.Expr, sign: int) -> pl.DataFrame:
    """All that placements of one record alone cost."""
    nothing = pl.lit(None, dtype=pl.UInt32)
    rows = {name: nothing.alias(name) for name in ("before_row", "after_row")}
    rows[row] = pl.col("row").alias(row)
    return stays.select(
        "service_key", cause.alias("cause"), *rows.values(), (pl.col("cost") * sign).alias("pence")
    )


def _changed(both: pl.DataFrame, leaving: pl.Expr) -> Iterator[pl.DataFrame]:
    """What each change of a placement of both records moved; the parts sum to new less old."""

    def part(which: pl.Expr, key: str, cause: pl.Expr, pence: pl.Expr) -> pl.DataFrame:
        return both.filter(which).select(
            pl.col(key).alias("service_key"),
            cause.alias("cause"),
            pl.col("row").alias("before_row"),
            pl.col("row_after").alias("after_row"),
            pence.alias("pence"),
        )

    start = pl.col("with_start") - pl.col("old")
    end = pl.col("with_end") - pl.col("with_start")
    rates = pl.col("with_rates") - pl.col("with_end")
    same = pl.col("service_key") == pl.col("service_key_after")
    kept = pl.when(same).then("with_rates").otherwise(0)
    of_end = pl.when("ended").then(leaving).otherwise(pl.lit("changed_ends"))
    yield part((end != 0) | pl.col("ended"), "service_key", of_end, end)
    yield part(rates != 0, "service_key", pl.lit("rate_changes"), rates)
    # A service type that changed takes all that the placement cost out of the old line.
    others = pl.concat(
        [
            part(start != 0, "service_key", pl.lit("other"), start),
            part(~same, "service_key", pl.lit("other"), -pl.col("with_rates")),
            part(pl.lit(value=True), "service_key_after", pl.lit("other"), pl.col("new") - kept),
        ]
    )
    summed = others.group_by(
        "service_key", "cause", "before_row", "after_row", maintain_order=True
    ).agg(pl.col("pence").sum())
    yield summed.filter(pl.col("pence") != 0)
