"""Hold the ledger against the return: every disagreement once, with its days and its money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from kinward.cohort.model import Cohort
from kinward.dates import return_year
from kinward.ledger.book import Ledger, booked
from kinward.ledger.match import money, pairs, places, runs
from kinward.ledger.match import stays as sides
from kinward.ledger.match.kinds import KINDS, SAID
from kinward.ledger.match.model import Difference, Match, Tally
from kinward.returns.model import Checked
from kinward.words import counted


def reconcile(
    ledger: Ledger,
    checked: Checked,
    cohort: Cohort,
    as_at: date,
    *,
    children: pl.DataFrame | None = None,
    tolerance: int = 0,
) -> Match:
    """Compare the placements of the ledger with the stays of the return, child by child.

    Compared are the days that the returns cover, up to the as-at date. Temporary absences keep
    their category. A service type without a category is not compared, and short breaks are left
    apart.

    Args:
        checked: the returns that the cohort was built from.
        as_at: money in the year is of the financial year in which it falls.
        children: `read.children.CHILDREN_SCHEMA`; None where both use one identifier.
        tolerance: differences of so many days or fewer are left out.

    Raises:
        ArgumentError: the returns cover no day up to the as-at date.
    """
    days = sides.window(checked, as_at)
    standing = booked(ledger, as_at)
    stays = sides.stays(cohort, days)
    held = sides.held(ledger, standing, _named(cohort, children), days)
    every = pairs.pairs(held, stays)
    apart = held.join(every, on="placement", how="anti")
    breaks = sides.only_short_breaks(apart, cohort)
    held = held.filter(~pl.col("placement").is_in(breaks.implode()))
    together = pairs.assigned(every)

    found = runs.grouped(runs.runs(held, stays, every, together), tolerance)
    stands = places.of(found, ledger.record, stays, checked, cohort)
    prices = money.Prices(held, stays, standing, ledger.record.rates)
    cost = prices.of(found, return_year(as_at))
    told = _summed(found).join(stands, on="difference").join(cost, on="difference", how="left")
    differences = _differences(told)
    return Match(
        as_at=as_at,
        first=days.first,
        last=days.beyond - timedelta(days=1),
        **_counts(held, stays, every, together),
        short_breaks=len(breaks),
        without_child=ledger.record.placements["child_id"].null_count(),
        differences=differences,
        kinds=_tallies(differences),
    )


def _counts(
    held: pl.DataFrame, stays: pl.DataFrame, every: pl.DataFrame, together: pl.DataFrame
) -> dict[str, int]:
    """The counts of a `Match`. What nobody knows the kind of counts only where it may be care."""
    outside = held.filter(pl.col("category").is_null()).join(every, on="placement", how="anti")
    compared = held.join(outside, on="placement", how="anti")
    paid = stays.filter("paid")
    agreed, either = runs.agreed(compared, stays, every)
    return {
        "in_return": paid["child"].n_unique(),
        "in_ledger": compared["child_id"].n_unique(),
        "in_both": paid.join(compared, on="child", how="semi")["child"].n_unique(),
        "stays": len(paid),
        "placements": len(compared),
        "matched": pairs.alike(together.filter("paid"))["stay"].n_unique(),
        "days": either,
        "days_agreed": agreed,
    }


def _named(cohort: Cohort, children: pl.DataFrame | None) -> pl.DataFrame:
    """child_id, child: the finance system's children whom the return knows."""
    own = cohort.children.select("child", "CHILD")
    if children is None:
        return own.rename({"CHILD": "child_id"})
    return children.join(own, on="CHILD").select("child_id", "child")


def _summed(found: pl.DataFrame) -> pl.DataFrame:
    """difference, said, days."""
    return found.group_by("difference").agg(
        pl.col("said").first(),
        (pl.col("end") - pl.col("start")).dt.total_days().sum().alias("days"),
    )


def _differences(told: pl.DataFrame) -> tuple[Difference, ...]:
    made = []
    for row in told.iter_rows(named=True):
        said, days = SAID[row["said"]], row["days"]
        made.append(
            Difference(
                kind=said.kind,
                level=said.level,
                file=row["file"],
                row=row["row"],
                days=days,
                unpaid=said.unpaid,
                pence=row["pence"],
                pence_in_year=row["pence_in_year"],
                estimated=bool(row["estimated"]),
                message=said.message.format(days=counted(days, "day")),
                remedy=said.remedy,
            )
        )
    kinds = list(KINDS)
    made.sort(key=lambda one: (kinds.index(one.kind), -(one.pence or 0), one.file, one.row))
    return tuple(made)


def _tallies(differences: Sequence[Difference]) -> tuple[Tally, ...]:
    by_kind = {kind: [one for one in differences if one.kind == kind] for kind in KINDS}
    return tuple(
        Tally(
            kind=kind,
            number=len(its),
            days=sum(one.days for one in its),
            pence=sum(one.pence or 0 for one in its),
            pence_in_year=sum(one.pence_in_year or 0 for one in its),
            unpriced=sum(one.pence is None for one in its),
        )
        for kind, its in by_kind.items()
        if its
    )
