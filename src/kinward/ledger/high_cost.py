"""The high-cost list: the dearest placements, and what they would cost at the usual price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

import polars as pl

from kinward.cohort.model import Cohort
from kinward.dates import age_on
from kinward.errors import ArgumentError
from kinward.ledger.amounts import half_even
from kinward.ledger.book import Ledger, open_on
from kinward.ledger.checks.rates import check_rates
from kinward.ledger.findings import Finding, in_order
from kinward.ledger.full_year import today_rates
from kinward.ledger.quartiles import MEDIAN, quarters
from kinward.ledger.rules import RULES
from kinward.ledger.segments import year_days
from kinward.ledger.services import services
from kinward.ledger.year import Year
from kinward.reference.parameters import parameter
from kinward.words import counted, long_date

HIGH_COST_SCHEMA: Final[dict[str, pl.DataType]] = {
    "rank": pl.Int64(),
    "placement_id": pl.String(),
    "service_type": pl.String(),
    "section": pl.String(),
    "category": pl.String(),
    "provider": pl.String(),
    "start": pl.Date(),
    "days": pl.Int64(),
    "planned_end": pl.Date(),
    "age": pl.Int32(),
    "review_date": pl.Date(),
    "last_review": pl.Date(),
    "weekly": pl.Int64(),
    "net": pl.Int64(),
    "full_year": pl.Int64(),
    "net_full_year": pl.Int64(),
    "peers": pl.Int64(),
    "median_weekly": pl.Int64(),
    "at_median": pl.Int64(),
    "difference": pl.Int64(),
    "doubtful": pl.Boolean(),
    "row": pl.UInt32(),
}
"""One row a placement, the dearest first. Money in pence, at the rates of the as-at date.

`days` from the start to the as-at date; `planned_end` is the end where one is given; `age` on the
as-at date, null where no birthday is known. `review_date` is the next review as the record has it,
`last_review` the child's last statutory review by the as-at date. `weekly` is the whole cost and
`net` what the council pays of it; `full_year` and `net_full_year` are of 52 weeks, or of those that
are paid. `median_weekly` is that of the whole cost over the `peers`: open placements of the
category that cost something, this one among them (of its service type, outside the categories);
`difference` = `full_year` - `at_median`. `doubtful`: its cost looks wrong (rule L20). `row` is of
the rate, in the file."""

LAST_REVIEWS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "child_id": pl.String(),
    "last_review": pl.Date(),
}
"""The last statutory review of each child of the finance system; one row a child."""


@dataclass(frozen=True)
class HighCost:
    """The dearest placements that are open on a day. Money in pence.

    Attributes:
        placements: `HIGH_COST_SCHEMA`.
        weekly: whole cost a week of those listed.
        difference: what they cost a year beyond the median of their categories, summed; those
            below it count against those above.
        open: placements open on the day, listed or not.
        all_weekly: whole cost a week of these.
        median_weekly: the median of those of them that cost something; None where none does.
        findings: what cannot be told of those listed, or should be looked at.
        notes: what the figures rest on, in sentences.
    """

    as_at: date
    placements: pl.DataFrame
    weekly: int
    difference: int
    open: int
    all_weekly: int
    median_weekly: Fraction | None
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]

    @property
    def share(self) -> Fraction | None:
        """The part of all weekly cost that those listed make up."""
        return Fraction(self.weekly, self.all_weekly) if self.all_weekly > 0 else None

    @property
    def median_placements(self) -> Fraction | None:
        """How many placements at the median of all could be had for the same."""
        return Fraction(self.weekly) / self.median_weekly if self.median_weekly else None


def high_cost(
    ledger: Ledger,
    now: Year,
    top: int | None = None,
    last_reviews: pl.DataFrame | None = None,
) -> HighCost:
    """The placements open on the as-at date that cost most a week.

    Equal costs are in the order of placement_id.

    Args:
        top: how many; None: the parameter `high_cost_placements`.
        last_reviews: `LAST_REVIEWS_SCHEMA`, see `last_reviews`; None where no return is given.

    Raises:
        ArgumentError: `top` below 1.
    """
    number = int(parameter("high_cost_placements").value) if top is None else top
    if number < 1:
        raise ArgumentError(
            "The high-cost list has no place for a placement", remedy="Ask for 1 or more."
        )
    standing = _standing(ledger, now)
    dearest = (
        standing.sort("weekly", "placement_id", descending=[True, False])
        .head(number)
        .with_columns(rank=pl.int_range(1, pl.len() + 1))
    )
    listed = _known(dearest, ledger, now, last_reviews)
    median = standing.filter(pl.col("weekly") > 0).select(quarters("weekly", MEDIAN)).item()
    return HighCost(
        as_at=now.as_at,
        placements=listed,
        weekly=int(listed["weekly"].sum()),
        difference=int(listed["difference"].sum()),
        open=standing.height,
        all_weekly=int(standing["weekly"].sum()),
        median_weekly=None if median is None else Fraction(median, 4),
        findings=_findings(ledger.record.file, listed, last_reviews, now.as_at),
        notes=_notes(listed, now.as_at),
    )


def last_reviews(cohort: Cohort, children: pl.DataFrame | None, as_at: date) -> pl.DataFrame:
    """The last review held of each child by a day (`LAST_REVIEWS_SCHEMA`).

    Args:
        children: `read.children.CHILDREN_SCHEMA`; None where both systems use one identifier.
    """
    held = (
        cohort.reviews.filter(pl.col("REVIEW") <= as_at)
        .group_by("child")
        .agg(pl.col("REVIEW").max().alias("last_review"))
        .join(cohort.children.select("child", "CHILD"), on="child")
    )
    named = children if children is not None else held.select("CHILD", child_id="CHILD")
    return named.join(held, on="CHILD").select(*LAST_REVIEWS_SCHEMA).sort("child_id")


def _standing(ledger: Ledger, now: Year) -> pl.DataFrame:
    """The open placements at the rates of the as-at date, each with its group and its median."""
    rates = today_rates(ledger.record.rates, now).drop("from")
    booked = now.booked.filter(open_on(now.as_at)).select(
        "placement", "child_id", "service_key", "daily", "type_week_hundredths"
    )
    facts = ledger.record.placements.select(
        "placement", "placement_id", "provider", "start",
        pl.coalesce("end", "planned_end").alias("planned_end"), "review_date",
    )  # fmt: skip
    standing = (
        booked.join(rates, on="placement", how="left", maintain_order="left")
        .join(facts, on="placement", how="left", maintain_order="left")
        .join(services(ledger), on="service_key", how="left", maintain_order="left")
        .with_columns(
            net=pl.col("weekly") - pl.col("contributions"),
            weeks=pl.coalesce("week_hundredths", "type_week_hundredths"),
            group=pl.coalesce("category", pl.lit("service type ") + pl.col("service_key")),
        )
    )
    medians = (
        standing.filter(pl.col("weekly") > 0)
        .group_by("group")
        .agg(quarters("weekly", MEDIAN).alias("quarters"), pl.len().cast(pl.Int64).alias("peers"))
    )
    return standing.join(medians, on="group", how="left", maintain_order="left")


def _known(
    dearest: pl.DataFrame, ledger: Ledger, now: Year, reviews: pl.DataFrame | None
) -> pl.DataFrame:
    """The listed placements with all that is known of them."""
    births = pl.DataFrame(schema={"child_id": pl.String(), "DOB": pl.Date()})
    if ledger.people is not None:
        births = ledger.people.select("child_id", "DOB")
    held = pl.DataFrame(schema=LAST_REVIEWS_SCHEMA) if reviews is None else reviews
    doubtful = [found.row for found in check_rates(ledger) if found.rule == "L20"]
    return (
        _costed(dearest, year_days(now.year))
        .join(births, on="child_id", how="left", maintain_order="left")
        .join(held, on="child_id", how="left", maintain_order="left")
        .with_columns(
            days=(pl.lit(now.as_at) - pl.col("start")).dt.total_days(),
            age=age_on(pl.col("DOB"), pl.lit(now.as_at)),
            doubtful=pl.col("row").is_in(doubtful),
            peers=pl.col("peers").fill_null(0),
        )
        .select(*HIGH_COST_SCHEMA)
    )


def _costed(dearest: pl.DataFrame, length: int) -> pl.DataFrame:
    """With what each costs a full year, at its own price and at the median.

    Each amount is rounded here, once, half to even.
    """
    frame = dearest.with_columns(
        # A full year is so many paid weeks, or its days by sevenths of a week.
        times=pl.when("daily").then(length).otherwise("weeks").cast(pl.Int64),
        per=pl.when("daily").then(7).otherwise(100).cast(pl.Int64),
        paid_by_others=pl.col("contributions") * pl.when("daily").then(length).otherwise(5200),
    )
    per = frame["per"].to_numpy()

    def rounded(amount: pl.Expr, times: int = 1) -> pl.Series:
        exact = frame.select(amount.fill_null(0)).to_series().to_numpy()
        return pl.Series(half_even(exact, per * times))

    whole = pl.col("weekly") * pl.col("times")
    known = pl.col("quarters").is_not_null()
    return frame.with_columns(
        full_year=rounded(whole),
        net_full_year=rounded(whole - pl.col("paid_by_others")),
        median_weekly=pl.Series(half_even(frame["quarters"].fill_null(0).to_numpy(), 0 * per + 4)),
        at_median=rounded(pl.col("quarters") * pl.col("times"), 4),
    ).with_columns(
        pl.when(known).then("median_weekly").alias("median_weekly"),
        pl.when(known).then("at_median").alias("at_median"),
        pl.when(known).then(pl.col("full_year") - pl.col("at_median")).alias("difference"),
    )


def _findings(
    file: str, listed: pl.DataFrame, reviews: pl.DataFrame | None, as_at: date
) -> tuple[Finding, ...]:
    """What is not known; of reviews only where some are given, or every row would have one."""
    asked = reviews is not None or listed["review_date"].is_not_null().any()
    neither = pl.col("review_date").is_null() & pl.col("last_review").is_null()
    late = listed.filter(pl.col("review_date") < as_at)
    alone = listed.filter(pl.col("peers") == 1)
    return in_order(
        [
            *RULES["L40"].at(file, listed.filter(neither & asked)["row"], "review_date"),
            *RULES["L41"].at(file, late["row"], "review_date"),
            *RULES["L42"].at(file, alone["row"], "service_type"),
        ]
    )


def _notes(listed: pl.DataFrame, as_at: date) -> tuple[str, ...]:
    notes = [
        f"Costs are whole, at the rates of {long_date(as_at)}: where health or education pay a "
        "part, part of the difference from the median is theirs."
    ]
    doubtful = int(listed["doubtful"].sum())
    if doubtful:
        verb = "has" if doubtful == 1 else "have"
        notes.append(
            f"{counted(doubtful, 'placement')} of the list {verb} a weekly cost that looks wrong: "
            "see the findings before the totals are used."
        )
    return tuple(notes)
