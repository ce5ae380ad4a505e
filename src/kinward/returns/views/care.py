"""Facts of care that several views share: the view of episodes and what it says of each year."""

from __future__ import annotations

from functools import cached_property

import polars as pl
from polars import col

from kinward.returns.views import episodes
from kinward.returns.views.facts import Facts


class CareFacts(Facts):
    """The facts of the tables, and when each child was looked after."""

    @cached_property
    def sorted_episodes(self) -> pl.DataFrame:
        """Episodes in the order of child, year, DECOM and DEC, with `repeat`."""
        return episodes.in_order(self)

    @cached_property
    def sorted_header(self) -> pl.DataFrame:
        """Header in the order of child and year, with `repeat`."""
        frame = self.table("Header").sort("child", "year", maintain_order=True)
        return episodes.with_repeats(frame, "Header", pl.lit(True))

    @cached_property
    def episodes(self) -> pl.DataFrame:
        """The view of episodes."""
        return episodes.make(self, self.sorted_episodes)

    @cached_property
    def care(self) -> pl.DataFrame:
        """What a year's episodes say of the child's care in it, one row a child-year.

        Columns: child_year, care_from (the first DECOM), care_to (the last DEC; null while the
        child is still looked after).
        """
        ended = pl.when(~col("open") & ~col("open_before")).then("DEC")
        return (
            self.episodes.select("child_year", "last", care_from="first_DECOM", care_to=ended)
            .filter(col("last") & col("child_year").is_not_null())
            .drop("last")
        )

    @cached_property
    def first_care(self) -> pl.DataFrame:
        """child, first_care: the first DECOM in all the returns, where it is a start of care."""
        starts = col("first_ever") & (col("RNE") == "S") & col("child").is_not_null()
        return (
            self.episodes.select("child", starts.alias("starts"), first_care="DECOM")
            .filter("starts")
            .drop("starts")
        )
