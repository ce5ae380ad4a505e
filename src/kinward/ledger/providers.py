"""Who is paid: volume, prices and spend by provider, and what their contracts would give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from kinward.ledger.agreements import Agreement, agreements
from kinward.ledger.book import Ledger
from kinward.ledger.checks.rates import check_rates
from kinward.ledger.findings import Finding, in_order
from kinward.ledger.quartiles import SPREAD, spreads
from kinward.ledger.read.contracts import Contract, Contracts, provider_key
from kinward.ledger.segments import year_days
from kinward.ledger.services import external_categories, services
from kinward.ledger.year import Year
from kinward.words import counted

_FIGURES: Final[dict[str, pl.DataType]] = {
    "framework": pl.String(),
    "snapshot": pl.Int64(),
    "touching": pl.Int64(),
    "days": pl.Int64(),
    "yearly_average": pl.Float64(),
    "priced": pl.Int64(),
    "mean": pl.Int64(),
    **dict.fromkeys(SPREAD, pl.Int64()),
    "spent": pl.Int64(),
    "cost": pl.Int64(),
    "share": pl.Float64(),
    "share_of_external": pl.Float64(),
}
PROVIDERS_SCHEMA: Final[dict[str, pl.DataType]] = {"provider": pl.String(), **_FIGURES}
"""One row a provider with a placement in the year, the most paid first; `provider` is its name as
the record first writes it, null where the record names none.

`framework` is yes, no or not known: yes where it is for any service. `snapshot` placements are open
on the as-at date, `touching` have a day in the year; `days` of care in it, `yearly_average` =
`days` / days of the year. Prices are the last whole weekly cost in the year of the `priced`
placements, those that cost something: their mean and spread, in pence. `spent` and `cost` (in the
year) are what the council pays, in pence. `share` is of the cost of all placements;
`share_of_external` the part of what is bought, of all that is bought
(`services.external_categories`), null where none of it is."""
PROVIDER_SERVICES_SCHEMA: Final[dict[str, pl.DataType]] = {
    "provider": pl.String(),
    "service_type": pl.String(),
    "section": pl.String(),
    "category": pl.String(),
    **_FIGURES,
    "share_of_section": pl.Float64(),
    "share_of_service": pl.Float64(),
}
"""The same by provider and service type, with the share of the section's and the service's cost."""
FRAMEWORK: Final[dict[bool | None, str]] = {True: "yes", False: "no", None: "not known"}


@dataclass(frozen=True)
class Providers:
    """Who is paid in a financial year.

    Attributes:
        providers: `PROVIDERS_SCHEMA`.
        services: `PROVIDER_SERVICES_SCHEMA`.
        agreements: what each contract gives, in the order of its file; empty without contracts.
        findings: what is doubtful in the contracts.
        notes: what the figures rest on, in sentences.
    """

    providers: pl.DataFrame
    services: pl.DataFrame
    agreements: tuple[Agreement, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]


def providers(ledger: Ledger, now: Year, contracts: Contracts | None = None) -> Providers:
    """The providers of a financial year. In-house ones are providers too."""
    paid = _paid(ledger, now)
    made, found = agreements(ledger, now, contracts) if contracts else ((), ())
    signed = contracts.contracts if contracts else ()
    length = year_days(now.year)
    own = ["provider_key"]
    by_provider = _figures(paid, own, length).join(
        _frameworks(paid, signed), on=own, how="left", maintain_order="left"
    )
    both = ["provider_key", "service_key"]
    by_service = _figures(paid, both, length).join(
        _service_frameworks(paid, signed), on=both, how="left", maintain_order="left"
    )
    by_service = by_service.join(
        services(ledger), on="service_key", how="left", maintain_order="left"
    ).with_columns(
        _part(pl.col("cost"), pl.col("cost").sum().over("section")).alias("share_of_section"),
        _part(pl.col("cost"), pl.col("cost").sum().over("service_key")).alias("share_of_service"),
    )
    return Providers(
        providers=_ordered(by_provider).select(*PROVIDERS_SCHEMA),
        services=_ordered(by_service).select(*PROVIDER_SERVICES_SCHEMA),
        agreements=made,
        findings=in_order([*(contracts.findings if contracts else ()), *found]),
        notes=(*_notes(paid, contracts), *_doubts(ledger, paid)),
    )


def _paid(ledger: Ledger, now: Year) -> pl.DataFrame:
    """The placements of the year, with who is paid."""
    record = ledger.record.placements
    names = record.select(
        "placement", "provider", provider_key(pl.col("provider")).alias("provider_key")
    ).with_columns(pl.col("provider").first().over("provider_key"))
    bought = services(ledger).select(
        "service_key", external=pl.col("category").is_in(external_categories())
    )
    return (
        now.placements.join(names, on="placement", how="left", maintain_order="left")
        .join(bought, on="service_key", how="left", maintain_order="left")
        .with_columns(pl.col("external").fill_null(value=False))
    )


def _figures(paid: pl.DataFrame, by: list[str], length: int) -> pl.DataFrame:
    """The figures of each group but for its framework."""
    outside = pl.col("cost").filter("external")
    summed = paid.group_by(by, maintain_order=True).agg(
        pl.col("provider").first(),
        pl.col("open").sum().cast(pl.Int64).alias("snapshot"),
        pl.len().cast(pl.Int64).alias("touching"),
        pl.col("days", "spent", "cost").sum(),
        pl.when(pl.col("external").any()).then(outside.sum()).alias("bought"),
    )
    prices = spreads(paid.filter(pl.col("weekly") > 0).select(*by, "weekly"), by)
    all_bought = paid.select(outside.sum()).item()
    return summed.join(prices, on=by, how="left", maintain_order="left").with_columns(
        pl.col("priced").fill_null(0),
        yearly_average=pl.col("days") / length,
        share=_part(pl.col("cost"), pl.col("cost").sum()),
        share_of_external=_part(pl.col("bought"), pl.lit(all_bought)),
    )


def _part(cost: pl.Expr, whole: pl.Expr) -> pl.Expr:
    return pl.when(whole != 0).then(cost / whole)


def _ordered(frame: pl.DataFrame) -> pl.DataFrame:
    """The most paid first, then by name."""
    names = [name for name in ("provider", "service_type") if name in frame.columns]
    descending = [True, *(False for _ in names)]
    return frame.sort("cost", *names, descending=descending, nulls_last=True)


def _service_frameworks(paid: pl.DataFrame, signed: tuple[Contract, ...]) -> pl.DataFrame:
    """Whether each provider is on a framework for a service: its own contract's word, or that of
    the provider's contract for all."""
    said = {(each.provider_key, each.service_key): each.framework for each in signed}
    keys = paid.select("provider_key", "service_key").unique(maintain_order=True)
    words = [FRAMEWORK[_said(said, *pair)] for pair in keys.iter_rows()]
    return keys.with_columns(pl.Series("framework", words, dtype=pl.String))


def _said(said: Mapping[tuple[str, str], bool | None], provider: str, service: str) -> bool | None:
    own = said.get((provider, service))
    return said.get((provider, "")) if own is None else own


def _frameworks(paid: pl.DataFrame, signed: tuple[Contract, ...]) -> pl.DataFrame:
    """Whether each provider is on a framework for any of what it provides."""
    answer = pl.col("framework")
    return (
        _service_frameworks(paid, signed)
        .group_by("provider_key", maintain_order=True)
        .agg(
            pl.when((answer == FRAMEWORK[True]).any())
            .then(pl.lit(FRAMEWORK[True]))
            .when((answer == FRAMEWORK[None]).any())
            .then(pl.lit(FRAMEWORK[None]))
            .otherwise(pl.lit(FRAMEWORK[False]))
            .alias("framework")
        )
    )


def _notes(paid: pl.DataFrame, contracts: Contracts | None) -> tuple[str, ...]:
    notes = []
    nameless = paid.filter(pl.col("provider_key") == "").height
    if nameless:
        verb = "names" if nameless == 1 else "name"
        notes.append(f"{counted(nameless, 'placement')} of the year {verb} no provider.")
    free = paid.filter(pl.col("weekly") <= 0).height
    if free:
        words = (
            "costs nothing a week, and counts as care but not as a price"
            if free == 1
            else "cost nothing a week, and count as care but not as prices"
        )
        notes.append(f"{counted(free, 'placement')} of the year {words}.")
    if contracts is None:
        notes.append("No contracts are given, so that frameworks and discounts are not known.")
    elif contracts.contracts:
        notes.append(
            "Prices are taken to have the discount of the present tier in them. What the next tier "
            "would save is of this year's volume."
        )
    return tuple(notes)


def _doubts(ledger: Ledger, paid: pl.DataFrame) -> list[str]:
    """Prices that look wrong and are in the means all the same."""
    wrong = [found.row for found in check_rates(ledger) if found.rule == "L20"]
    rates = ledger.record.rates.filter(pl.col("row").is_in(wrong))
    doubtful = paid.join(rates, on=["placement", "weekly"], how="semi").height
    if not doubtful:
        return []
    verb = "has" if doubtful == 1 else "have"
    return [
        f"{counted(doubtful, 'placement')} of the year {verb} a weekly cost that looks wrong: see "
        "the findings before the means are used."
    ]
