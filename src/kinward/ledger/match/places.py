"""Where a difference stands: a row of the ledger, or of the return's episodes."""

from __future__ import annotations

import polars as pl

from kinward.cohort.model import Cohort
from kinward.ledger.read.placements import Record
from kinward.returns.model import Checked


def of(
    found: pl.DataFrame, record: Record, stays: pl.DataFrame, checked: Checked, cohort: Cohort
) -> pl.DataFrame:
    """difference, file, row: the first row of its placement, or the last episode of its stay.

    Args:
        found: `runs.GROUPED_SCHEMA`.
        stays: `stays.STAYS_SCHEMA`.
    """
    one = found.select("difference", "placement", "stay").unique("difference")
    first = record.rates.group_by("placement").agg(pl.col("row").min())
    ledger = one.join(first, on="placement").select(
        "difference", pl.lit(record.file).alias("file"), "row"
    )
    return pl.concat([ledger, _episodes(one, stays, checked, cohort)])


def _episodes(
    one: pl.DataFrame, stays: pl.DataFrame, checked: Checked, cohort: Cohort
) -> pl.DataFrame:
    paths = pl.DataFrame(
        {"file": [source.path for source in checked.returns.files]}, schema={"file": pl.String}
    ).with_row_index("number")
    listed = checked.tables["Episodes"].select("CHILD", "DECOM", "row", number="file")
    return (
        one.filter(pl.col("placement").is_null())
        .join(stays.select("stay", "child", DECOM="episode"), on="stay")
        .join(cohort.children.select("child", "CHILD"), on="child")
        .join(listed, on=["CHILD", "DECOM"], maintain_order="left_right")
        .unique("difference", keep="last")
        .join(paths, on="number", how="left")
        .select("difference", "file", "row")
    )
