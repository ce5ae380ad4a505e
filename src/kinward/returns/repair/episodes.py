"""The child's episodes over all returns: R01 to R16, in the order of the lists below.

First the rows: which of the rows that tell of the same episode is kept. Then the ends: where each
episode ends, seen beside the child's next one. At the end no two episodes of a child overlap.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from kinward.dates import year_end, year_start
from kinward.returns.repair.engine import apply, in_order
from kinward.returns.repair.r01_no_child_or_start import REPAIR as NO_CHILD_OR_START
from kinward.returns.repair.r02_starts_after_its_return import REPAIR as STARTS_AFTER
from kinward.returns.repair.r03_exact_duplicate import REPAIR as EXACT_DUPLICATE
from kinward.returns.repair.r04_later_return_wins import REPAIR as LATER_RETURN_WINS
from kinward.returns.repair.r05_same_start import REPAIR as SAME_START
from kinward.returns.repair.r06_ends_after_its_return import REPAIR as ENDS_AFTER
from kinward.returns.repair.r07_impossible_end import REPAIR as IMPOSSIBLE_END
from kinward.returns.repair.r08_replaced_by_later_return import REPAIR as REPLACED
from kinward.returns.repair.r09_not_continued import REPAIR as NOT_CONTINUED
from kinward.returns.repair.r10_open_then_new_start import REPAIR as OPEN_THEN_NEW_START
from kinward.returns.repair.r11_open_then_next import REPAIR as OPEN_THEN_NEXT
from kinward.returns.repair.r12_overlap import REPAIR as OVERLAP
from kinward.returns.repair.r13_past_twenty_one import REPAIR as PAST_TWENTY_ONE
from kinward.returns.repair.r14_starts_past_twenty_one import REPAIR as STARTS_PAST_TWENTY_ONE
from kinward.returns.repair.r15_reason_without_end import REPAIR as REASON_WITHOUT_END
from kinward.returns.repair.r16_impossible_start import REPAIR as IMPOSSIBLE_START
from kinward.returns.schema import RETURN_BEGAN, polars_schema

BEFORE: Final = (NO_CHILD_OR_START, STARTS_AFTER, IMPOSSIBLE_START)
ROWS: Final = (EXACT_DUPLICATE, LATER_RETURN_WINS, SAME_START)
ENDS: Final = (
    ENDS_AFTER,
    IMPOSSIBLE_END,
    REASON_WITHOUT_END,
    REPLACED,
    NOT_CONTINUED,
    OPEN_THEN_NEW_START,
    OPEN_THEN_NEXT,
    OVERLAP,
)
AGES: Final = (PAST_TWENTY_ONE, STARTS_PAST_TWENTY_ONE)


def stitch(
    episodes: pl.DataFrame, unparsed: pl.DataFrame, header: pl.DataFrame
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Keep one row an episode over all returns.

    Args:
        episodes: `Episodes` of all returns.
        unparsed: the values that are there but are not dates.
        header: `Header` of all returns.

    Returns:
        `Episodes` sorted by CHILD and DECOM, each pair once, with `year_end` (Date: the last day of
        the row's return), `next_return` (the return year that follows it among those given, null
        for the last), `in_next_return` and `end_unreadable` (Boolean); and the logs.
    """
    dated = _with_year_facts(_with_unreadable_ends(episodes, unparsed))
    kept, logs = apply(_with_impossible_starts(dated, header), "Episodes", BEFORE)
    kept = in_order(kept, ["DECOM", "year", "DEC"], blank_last="DEC")
    kept, row_logs = apply(kept, "Episodes", ROWS)
    return kept, logs + row_logs


def settle_ends(
    episodes: pl.DataFrame, births: pl.DataFrame
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Settle where each stitched episode ends.

    Args:
        episodes: what `stitch` gave.
        births: CHILD, DOB: the repaired dates of birth.

    Returns:
        `Episodes` with its schema and `end_assumed`, no two of a child overlapping; and the logs.
    """
    settled, logs = apply(
        episodes.with_columns(pl.lit(value=False).alias("end_assumed")), "Episodes", ENDS
    )
    aged = settled.join(births, on="CHILD", how="left", maintain_order="left")
    aged, age_logs = apply(aged, "Episodes", AGES)
    columns = [*polars_schema("Episodes"), "end_assumed"]
    return aged.select(columns), logs + age_logs


def _with_year_facts(episodes: pl.DataFrame) -> pl.DataFrame:
    years = sorted(episodes["year"].drop_nulls().unique())
    facts = pl.DataFrame(
        {
            "year": years,
            "year_start": [year_start(year) for year in years],
            "year_end": [year_end(year) for year in years],
            "next_return": [*years[1:], None][: len(years)],
        },
        schema={
            "year": pl.Int32,
            "year_start": pl.Date,
            "year_end": pl.Date,
            "next_return": pl.Int32,
        },
    )
    dated = episodes.join(facts, on="year", how="left", maintain_order="left")
    listed = episodes.select("CHILD", pl.col("year").alias("next_return")).unique()
    return dated.join(
        listed.with_columns(pl.lit(value=True).alias("in_next_return")),
        on=["CHILD", "next_return"],
        how="left",
        maintain_order="left",
    ).with_columns(pl.col("in_next_return").fill_null(value=False))


def _with_unreadable_ends(episodes: pl.DataFrame, unparsed: pl.DataFrame) -> pl.DataFrame:
    ends = unparsed.filter((pl.col("table") == "Episodes") & (pl.col("column") == "DEC"))
    return episodes.join(
        ends.select("file", "row", pl.lit(value=True).alias("end_unreadable")),
        on=["file", "row"],
        how="left",
        maintain_order="left",
    ).with_columns(pl.col("end_unreadable").fill_null(value=False))


def _with_impossible_starts(episodes: pl.DataFrame, header: pl.DataFrame) -> pl.DataFrame:
    """Adds `born`, the earliest date of birth listed, and `start_impossible`.

    A start that an earlier return lists too is held against the date of birth: then that is the one
    in doubt. So it is where no earlier return is given, and where it falls after the year.
    """
    born = header.group_by("CHILD").agg(pl.col("DOB").min().alias("born"))
    aged = episodes.join(born, on="CHILD", how="left", maintain_order="left")
    early = (
        ((pl.col("DECOM") < pl.col("born")) | (pl.col("DECOM") < RETURN_BEGAN))
        & (pl.col("DECOM") < pl.col("year_start"))
        & (pl.col("born").is_null() | (pl.col("born") <= pl.col("year_end")))
        & (pl.col("year") > pl.col("year").min())
    )
    suspects = aged.filter(early).select("CHILD", "DECOM")
    if suspects.is_empty():
        return aged.with_columns(pl.lit(value=False).alias("start_impossible"))
    listed_first = (
        episodes.join(suspects.unique(), on=["CHILD", "DECOM"], how="semi")
        .group_by("CHILD", "DECOM")
        .agg(pl.col("year").min().alias("listed_first"))
    )
    return aged.join(
        listed_first, on=["CHILD", "DECOM"], how="left", maintain_order="left"
    ).with_columns((early & (pl.col("year") == pl.col("listed_first"))).alias("start_impossible"))
