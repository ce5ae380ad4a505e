"""Facts of care that several views share: the view of episodes and what it says of each year."""

from __future__ import annotations

from functools import cached_property

import polars as pl
from polars import col

from kinward.returns.schema import TABLES
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
        """Header in the order of child and year.

        `twice` is true on a second row of the child in one return, `repeat` where that row is also
        the same as the one above it.
        """
        frame = self.table("Header").sort("child", "year", maintain_order=True)
        same = [col(name).eq_missing(col(name).shift()) for name in TABLES["Header"].names]
        return frame.with_columns(
            twice=(col("child_year") == col("child_year").shift()).fill_null(False),
            alike=pl.all_horizontal(same),
        ).with_columns(repeat=col("twice") & col("alike"))

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
