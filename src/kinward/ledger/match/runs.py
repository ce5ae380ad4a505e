"""The stretches of days on which the ledger and the return disagree, each told once.

A day of a placement is wrong where it lies in no stay of the placement, in one of another category,
or in one for which an earlier placement pays already. A day of a stay is wrong where no placement
at all is paid on it: so that one wrong date of a move is one difference, on the side that pays.
"""

from __future__ import annotations

from typing import Final

import polars as pl

RUNS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "said": pl.String(),
    "placement": pl.UInt32(),
    "stay": pl.UInt32(),
    "start": pl.Date(),
    "end": pl.Date(),
}
"""One row a stretch [start, end): `said` is a key of `kinds.SAID`; `placement` the one that shows
it, null where the ledger has none, and then `stay` is given."""

GROUPED_SCHEMA: Final[dict[str, pl.DataType]] = {"difference": pl.UInt32(), **RUNS_SCHEMA}
"""The same: stretches with one `difference` are told as one."""

_NO_PLACEMENT: Final = pl.lit(None, dtype=pl.UInt32).alias("placement")
_NO_STAY: Final = pl.lit(None, dtype=pl.UInt32).alias("stay")


def runs(
    held: pl.DataFrame, stays: pl.DataFrame, every: pl.DataFrame, assigned: pl.DataFrame
) -> pl.DataFrame:
    """Every stretch on which the two disagree (`RUNS_SCHEMA`).

    Args:
        held: `stays.HELD_SCHEMA`.
        stays: `stays.STAYS_SCHEMA`.
        every: `pairs.PAIRS_SCHEMA`: all of them.
        assigned: those that belong together, by placement and day.
    """
    return pl.concat(
        [
            _nowhere(held, assigned),
            _before(assigned),
            _after(assigned),
            _other_category(assigned),
            _twice(assigned),
            _unknown(held),
            *_unpaid(held, stays, every, assigned),
        ]
    )


def grouped(every: pl.DataFrame, tolerance: int) -> pl.DataFrame:
    """The stretches that are told as one (`GROUPED_SCHEMA`): those of one kind and placement.

    Args:
        every: `RUNS_SCHEMA`.
        tolerance: what has so many days or fewer is left out.
    """
    key = ["said", "placement", "stay"]
    days = (pl.col("end") - pl.col("start")).dt.total_days().sum().over(key)
    return (
        every.filter(days > tolerance)
        .with_columns(pl.struct(key).rank("dense").cast(pl.UInt32).alias("difference"))
        .select(*GROUPED_SCHEMA)
    )


def agreed(held: pl.DataFrame, stays: pl.DataFrame, every: pl.DataFrame) -> tuple[int, int]:
    """Child-days on which both have the child in one category, and on which either has a child in
    a placement to be paid for.

    Args:
        held: `stays.HELD_SCHEMA`.
        stays: `stays.STAYS_SCHEMA`.
        every: `pairs.PAIRS_SCHEMA`: all of them.
    """
    sure = every.filter("sure")
    both = _once(sure.select("stay", start="from", end="to"), "stay")
    ledger = _once(held.select("child_id", "start", "end"), "child_id")
    holes = _holes(stays.filter("paid"), every.filter("paid"))
    return both, ledger + _length(holes)


def _once(stretches: pl.DataFrame, owner: str) -> int:
    """Days of stretches, a day of one owner counting once."""
    reached = pl.col("end").cum_max().shift(1).over(owner)
    ordered = stretches.sort(owner, "start").with_columns(
        pl.max_horizontal("start", reached).alias("start")
    )
    return _length(_some(ordered))


def _length(stretches: pl.DataFrame) -> int:
    return int((stretches["end"] - stretches["start"]).dt.total_days().sum())


def _run(said: pl.Expr, start: pl.Expr, end: pl.Expr) -> list[pl.Expr]:
    return [
        said.alias("said"),
        pl.col("placement"),
        _NO_STAY,
        start.alias("start"),
        end.alias("end"),
    ]


def _some(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.filter(pl.col("start") < pl.col("end"))


def _nowhere(held: pl.DataFrame, assigned: pl.DataFrame) -> pl.DataFrame:
    """Placements that touch no stay. What nobody knows the kind of may be paid outside care."""
    lost = held.join(assigned, on="placement", how="anti").filter(pl.col("category").is_not_null())
    return lost.select(*_run(pl.lit("not_in_return"), pl.col("start"), pl.col("end")))


def _before(assigned: pl.DataFrame) -> pl.DataFrame:
    """Days of a placement before its first stay, and between two."""
    reached = pl.col("to").shift(1).over("placement")
    said = pl.when(reached.is_null()).then(pl.lit("starts_early")).otherwise(pl.lit("between"))
    return _some(assigned.select(*_run(said, reached.fill_null(pl.col("start")), pl.col("from"))))


def _after(assigned: pl.DataFrame) -> pl.DataFrame:
    """Days of a placement after its last stay."""
    said = (
        pl.when("assumed")
        .then(pl.lit("assumed_late"))
        .when(pl.col("left") & pl.col("open"))
        .then(pl.lit("unended"))
        .otherwise(pl.lit("ends_late"))
    )
    last = assigned.unique("placement", keep="last", maintain_order=True)
    return _some(last.select(*_run(said, pl.col("to"), pl.col("end"))))


def _other_category(assigned: pl.DataFrame) -> pl.DataFrame:
    wrong = assigned.filter(~pl.col("same"))
    return wrong.select(*_run(pl.lit("category"), pl.col("from"), pl.col("to")))


def _twice(assigned: pl.DataFrame) -> pl.DataFrame:
    """Days of a stay on which a placement that began earlier, or stands higher, is paid too."""
    reached = pl.col("to").cum_max().shift(1).over("stay")
    stacked = assigned.filter("same").sort("stay", "from", "placement")
    end = pl.min_horizontal(pl.col("to"), reached.fill_null(pl.col("from")))
    return _some(stacked.select(*_run(pl.lit("overlap"), pl.col("from"), end)))


def _unknown(held: pl.DataFrame) -> pl.DataFrame:
    lost = held.filter(pl.col("category").is_null())
    return lost.select(*_run(pl.lit("unknown"), pl.col("start"), pl.col("end")))


def _unpaid(
    held: pl.DataFrame, stays: pl.DataFrame, every: pl.DataFrame, assigned: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Days of stays on which nothing is paid: of stays with a placement, and of those without."""
    holes = _holes(stays.filter("paid"), every.filter("paid"))
    ends = assigned.group_by("stay").agg(
        pl.col("placement").sort_by("from", "placement").first().alias("first"),
        pl.col("placement").sort_by("to", "placement").last().alias("last"),
    )
    facts = stays.select("stay", "child", "assumed", stay_start="start", stay_end="end")
    holes = holes.join(facts, on="stay", how="left").join(ends, on="stay", how="left")
    theirs = holes.filter(pl.col("first").is_not_null())
    at_start = pl.col("start") == pl.col("stay_start")
    at_end = pl.col("end") == pl.col("stay_end")
    said = (
        pl.when(at_start)
        .then(pl.lit("starts_late"))
        .when(at_end & pl.col("assumed"))
        .then(pl.lit("assumed_early"))
        .when(at_end)
        .then(pl.lit("ends_early"))
        .otherwise(pl.lit("gap"))
    )
    shows = pl.when(at_start).then("first").when(at_end).then("last").otherwise("next")
    nobody = holes.filter(pl.col("first").is_null())
    return (
        theirs.with_columns(shows.alias("placement")).select(
            *_run(said, pl.col("start"), pl.col("end"))
        ),
        nobody.with_columns(pl.col("stay").max().over("child").alias("latest")).select(
            pl.lit("not_in_ledger").alias("said"),
            _NO_PLACEMENT,
            pl.when(pl.col("child").is_in(held["child"].drop_nulls().unique().implode()))
            .then("stay")
            .otherwise("latest")
            .alias("stay"),
            "start",
            "end",
        ),
    )


def _holes(paid: pl.DataFrame, every: pl.DataFrame) -> pl.DataFrame:
    """stay, start, end, next: days of stays on which the child has no placement at all; `next` is
    the placement that begins where the hole ends."""
    ordered = every.sort("stay", "from", "placement")
    reached = pl.col("to").cum_max().shift(1).over("stay").fill_null(pl.col("stay_start"))
    before = ordered.select(
        "stay",
        reached.alias("start"),
        pl.col("from").alias("end"),
        pl.col("placement").alias("next"),
    )
    reach = every.group_by("stay").agg(pl.col("to").max())
    after = paid.join(reach, on="stay", how="left", maintain_order="left").select(
        "stay",
        pl.coalesce("to", "start").alias("start"),
        "end",
        _NO_PLACEMENT.alias("next"),
    )
    return _some(pl.concat([before, after]))
