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
    def episodes(self) -> pl.DataFrame:
        """The view of episodes."""
        return episodes.make(self, self.sorted_episodes)

    @cached_property
    def care(self) -> pl.DataFrame:
        """What a year's episodes say of the child's care in it, one row a child-year.

        Columns: child_year, care_from (the first DECOM), care_to (the last DEC; null while the
        child is still looked after).
        """
        last = self.episodes.filter(col("last"))
        return last.select(
            "child_year",
            care_from=col("first_DECOM"),
            care_to=pl.when(~col("open") & ~col("open_before")).then(col("DEC")),
        ).unique("child_year", keep="last")

    @cached_property
    def first_care(self) -> pl.DataFrame:
        """child, first_care: the first DECOM in all the returns, where it is a start of care."""
        first = self.episodes.filter(col("first_ever") & (col("RNE") == "S"))
        return first.select("child", first_care=col("DECOM"))
