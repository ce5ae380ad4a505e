"""What contracts give at this year's volume, and what their next tier would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import polars as pl

from kinward.dates import year_start
from kinward.ledger.amounts import whole_pence
from kinward.ledger.book import Ledger
from kinward.ledger.findings import Finding
from kinward.ledger.read.contracts import Contract, Contracts, Tier, provider_key
from kinward.ledger.rules import RULES
from kinward.ledger.segments import days_before, year_days
from kinward.ledger.year import Year

AGREEMENTS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "provider": pl.String(),
    "service_type": pl.String(),
    "framework": pl.Boolean(),
    "yearly_average": pl.Float64(),
    "average_weekly": pl.Int64(),
    "whole_cost": pl.Int64(),
    "tier_from": pl.Float64(),
    "discount_pct": pl.Float64(),
    "discount_worth": pl.Int64(),
    "next_from": pl.Float64(),
    "next_discount_pct": pl.Float64(),
    "placements_needed": pl.Float64(),
    "next_weekly": pl.Int64(),
    "next_saving": pl.Int64(),
}
"""One row an agreement, as `Agreement` has it; money in whole pence. `service_type` is null where
it is of all; a figure is null where there is none."""


@dataclass(frozen=True)
class Agreement:
    """A contract at the volume of a financial year. Money in pence.

    Prices are taken to have the discount of the present tier in them: without any they would be
    price x 100 / (100 - discount).

    Attributes:
        volume: placements that it covers, as a yearly average.
        average_weekly: mean of their last whole weekly cost in the year, of those that cost
            something; None where none does.
        whole_cost: what they cost in the year, without contributions taken off.
        tier: the one that holds at the volume; None below the first.
        following: the next one up; None in the last.
    """

    contract: Contract
    volume: Fraction
    average_weekly: Fraction | None
    whole_cost: Fraction
    tier: Tier | None
    following: Tier | None

    @property
    def discount_pct(self) -> Fraction:
        """The discount of the present tier; nought below the first."""
        return self.tier.discount_pct if self.tier else Fraction(0)

    @property
    def discount_worth(self) -> int:
        """What the present discount takes off the year's cost, rounded once, half to even."""
        return whole_pence(self.whole_cost * self.discount_pct / (100 - self.discount_pct))

    @property
    def placements_needed(self) -> Fraction | None:
        """More placements, as a yearly average, that the next tier asks for."""
        return self.following.least - self.volume if self.following else None

    @property
    def next_weekly(self) -> int | None:
        """The average weekly cost at the next tier's discount, rounded once, half to even."""
        if self.following is None or self.average_weekly is None:
            return None
        return whole_pence(self.average_weekly * self._becomes(self.following))

    @property
    def next_saving(self) -> int | None:
        """What the next tier would take off this year's cost at this year's volume, rounded once,
        half to even."""
        if self.following is None:
            return None
        return whole_pence(self.whole_cost * (1 - self._becomes(self.following)))

    def _becomes(self, tier: Tier) -> Fraction:
        """What a price of today is multiplied by in another tier."""
        return (100 - tier.discount_pct) / (100 - self.discount_pct)


@dataclass(frozen=True)
class _Bought:
    """What a contract covers in a year: see the attributes of `Agreement`."""

    volume: Fraction
    average_weekly: Fraction | None
    whole_cost: Fraction


_NOTHING: Final = _Bought(Fraction(0), None, Fraction(0))


def agreements(
    ledger: Ledger, now: Year, contracts: Contracts
) -> tuple[tuple[Agreement, ...], tuple[Finding, ...]]:
    """The contracts at the volume of the year, in the order of their file, and what is doubtful.

    A placement belongs to the contract of its provider and service type, or else to that of its
    provider for all.
    """
    signed = contracts.contracts
    covered = _covered(ledger, signed)
    volumes = _volumes(now, covered)
    made = tuple(
        _agreement(each, volumes.get(number, _NOTHING)) for number, each in enumerate(signed)
    )
    return made, tuple(_findings(ledger, contracts))


def agreements_frame(made: tuple[Agreement, ...]) -> pl.DataFrame:
    """The agreements as a table (`AGREEMENTS_SCHEMA`)."""

    def number(value: Fraction | None) -> float | None:
        return None if value is None else float(value)

    rows = [
        (
            each.contract.provider,
            each.contract.service_type or None,
            each.contract.framework,
            float(each.volume),
            None if each.average_weekly is None else whole_pence(each.average_weekly),
            whole_pence(each.whole_cost),
            number(each.tier.least if each.tier else None),
            float(each.discount_pct),
            each.discount_worth,
            number(each.following.least if each.following else None),
            number(each.following.discount_pct if each.following else None),
            number(each.placements_needed),
            each.next_weekly,
            each.next_saving,
        )
        for each in made
    ]
    return pl.DataFrame(rows, schema=AGREEMENTS_SCHEMA, orient="row")


def _covered(ledger: Ledger, signed: tuple[Contract, ...]) -> pl.DataFrame:
    """Each placement of the record under a contract: placement, number (of the contract)."""
    keys = pl.DataFrame(
        [(each.provider_key, each.service_key, number) for number, each in enumerate(signed)],
        schema={"provider_key": pl.String(), "contract_key": pl.String(), "number": pl.Int64()},
        orient="row",
    )
    placements = ledger.record.placements.select(
        "placement", "service_key", provider_key(pl.col("provider")).alias("provider_key")
    )
    both = ["provider_key", "contract_key"]
    return (
        placements.with_columns(contract_key="service_key")
        .join(keys, on=both, how="left", maintain_order="left")
        .with_columns(contract_key=pl.lit(""))
        .join(keys, on=both, how="left", maintain_order="left", suffix="_for_all")
        .select("placement", number=pl.coalesce("number", "number_for_all"))
        .filter(pl.col("number").is_not_null())
    )


def _volumes(now: Year, covered: pl.DataFrame) -> dict[int, _Bought]:
    length = year_days(now.year)
    days = pl.Series("days", days_before(now.stretches, year_start(now.year + 1)))
    by_day = pl.col("per") == 7
    whole = pl.col("weekly") * pl.col("days")
    costs = (
        now.stretches.with_columns(days)
        .join(covered, on="placement")
        .group_by("number")
        .agg(
            whole.filter(by_day).sum().alias("sevenths"),
            (whole * pl.col("week_hundredths")).filter(~by_day).sum().alias("hundredths"),
        )
    )
    price = pl.col("weekly").filter(pl.col("weekly") > 0)
    volumes = (
        now.placements.join(covered, on="placement")
        .group_by("number")
        .agg(pl.col("days").sum(), price.sum().alias("prices"), price.len().alias("priced"))
        .join(costs, on="number")
    )
    return {
        row["number"]: _Bought(
            Fraction(row["days"], length),
            Fraction(row["prices"], row["priced"]) if row["priced"] else None,
            Fraction(row["sevenths"], 7) + Fraction(row["hundredths"], 100 * length),
        )
        for row in volumes.iter_rows(named=True)
    }


def _agreement(contract: Contract, found: _Bought) -> Agreement:
    reached = [tier for tier in contract.tiers if tier.least <= found.volume]
    above = [tier for tier in contract.tiers if tier.least > found.volume]
    return Agreement(
        contract,
        found.volume,
        found.average_weekly,
        found.whole_cost,
        tier=reached[-1] if reached else None,
        following=above[0] if above else None,
    )


def _findings(ledger: Ledger, contracts: Contracts) -> Iterator[Finding]:
    """Contracts under which the record has nothing, in any year."""
    record = ledger.record.placements.select(provider_key(pl.col("provider")), "service_key")
    bought = set(record.unique().rows())
    known = {provider for provider, _ in bought}
    strangers = [each.row for each in contracts.contracts if each.provider_key not in known]
    yield from RULES["L43"].at(contracts.file, strangers, "provider")
    other = [
        each.row
        for each in contracts.contracts
        if each.provider_key in known
        and each.service_key
        and (each.provider_key, each.service_key) not in bought
    ]
    yield from RULES["L44"].at(contracts.file, other, "service_type")
