"""How often a preventive service succeeds, at closure and later, and how that moves.

Success at a point is the share, of closed cases whose answer there is known, of children who were
not looked after then. A case that closed too lately to have an answer is in no share: counting it
as a success would flatter, as a failure would punish, whoever is new.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from kinward.edge_of_care.beta import shares_within, wilson
from kinward.edge_of_care.cases import ANSWERS, POINTS, Cases, due_on
from kinward.edge_of_care.shown import Shown, spelt
from kinward.errors import ArgumentError

SUCCESS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "service": pl.String(),
    "point": pl.String(),
    "worked_with": pl.Int64(),
    "closed": pl.Int64(),
    "due": pl.Int64(),
    "known": pl.Int64(),
    "successes": pl.Int64(),
    "share": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "wilson_low": pl.Float64(),
    "wilson_high": pl.Float64(),
}
"""Of each service and point (`cases.POINTS`): cases opened and closed by the as-at date, those for
which the point has come, those of them with an answer, and the successes among these. The share and
its intervals are null where no answer is known."""
SEQUENCE_SCHEMA: Final[dict[str, pl.DataType]] = {
    "closed": pl.Date(),
    "cases": pl.Int64(),
    "successes": pl.Int64(),
    "share": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
}
"""After each case in the order of closing: how many there are, and what they say together."""


def success(cases: Cases, as_at: date) -> pl.DataFrame:
    """The success of every service on a day (`SUCCESS_SCHEMA`), services as the file first has
    them, points from closure on. What came after the as-at date is not seen.
    """
    frame = cases.frame.filter(pl.col("opened") <= as_at)
    counted = pl.concat(
        frame.group_by("service", maintain_order=True).agg(
            pl.lit(point).alias("point"),
            worked_with=pl.len(),
            closed=(pl.col("closed") <= as_at).sum(),
            due=(due_on(point) <= as_at).sum(),
            known=_known(point, as_at).sum(),
            successes=(_known(point, as_at) & ~pl.col(ANSWERS[point])).sum(),
        )
        for point in POINTS
    )
    low, high = shares_within(counted["successes"].to_numpy(), counted["known"].to_numpy())
    beside = [wilson(*pair) for pair in counted.select("successes", "known").iter_rows()]
    told = pl.col("known") > 0
    order = {name: place for place, name in enumerate(frame["service"].unique(maintain_order=True))}
    return (
        counted.with_columns(
            share=pl.when(told).then(pl.col("successes") / pl.col("known")),
            low=pl.when(told).then(pl.Series(low, dtype=pl.Float64)),
            high=pl.when(told).then(pl.Series(high, dtype=pl.Float64)),
            wilson_low=pl.Series([each and each[0] for each in beside], dtype=pl.Float64),
            wilson_high=pl.Series([each and each[1] for each in beside], dtype=pl.Float64),
        )
        .sort(pl.col("service").replace_strict(order, return_dtype=pl.Int64()), maintain_order=True)
        .cast(SUCCESS_SCHEMA)  # type: ignore[arg-type]
        .select(*SUCCESS_SCHEMA)
    )


def sequence(cases: Cases, as_at: date, service: str, point: str = "closure") -> pl.DataFrame:
    """How the share and its interval moved as cases closed (`SEQUENCE_SCHEMA`), one row a case.

    Cases that closed on one day are in the order of the file.

    Raises:
        ArgumentError: there is no such service, or no such point.
    """
    known = (
        _of(cases, service, point).filter(_known(point, as_at)).sort("closed", maintain_order=True)
    )
    added = known.select(
        "closed",
        cases=pl.int_range(1, pl.len() + 1, dtype=pl.Int64()),
        successes=(~pl.col(ANSWERS[point])).cast(pl.Int64).cum_sum(),
    )
    low, high = shares_within(added["successes"].to_numpy(), added["cases"].to_numpy())
    return added.with_columns(
        share=pl.col("successes") / pl.col("cases"),
        low=pl.Series(low, dtype=pl.Float64),
        high=pl.Series(high, dtype=pl.Float64),
    ).select(*SEQUENCE_SCHEMA)


def shown_of_cases(cases: Cases, as_at: date, service: str, point: str = "closure") -> Shown:
    """What cases say of a service's success at a point, of those with an answer there.

    Raises:
        ArgumentError: there is no such service, or no such point.
    """
    known = _of(cases, service, point).filter(_known(point, as_at))
    return Shown(int((~known[ANSWERS[point]]).sum()), len(known))


def delayed_of_cases(cases: Cases, as_at: date, service: str, point: str = "12_months") -> Shown:
    """Of children who were not looked after at closure, those who were at a later point, of all
    with an answer there.

    They were only delayed: what a plan gives as `delayed`. A child who came into care and left
    again before the point is not seen.

    Raises:
        ArgumentError: there is no such service, or no such point.
    """
    at_closure = _known("closure", as_at) & ~pl.col(ANSWERS["closure"])
    followed = _of(cases, service, point).filter(at_closure & _known(point, as_at))
    return Shown(int(followed[ANSWERS[point]].sum()), len(followed))


def _known(point: str, as_at: date) -> pl.Expr:
    """Whether the answer at a point is known by a day."""
    due = (due_on(point) <= as_at).fill_null(value=False)
    return due & pl.col(ANSWERS[point]).is_not_null()


def _of(cases: Cases, service: str, point: str) -> pl.DataFrame:
    if point not in POINTS:
        raise ArgumentError(
            f"There is no point {point}", remedy=f"The points are {', '.join(POINTS)}."
        )
    services = cases.frame["service"].unique(maintain_order=True).to_list()
    return cases.frame.filter(pl.col("service") == spelt(service, services))
