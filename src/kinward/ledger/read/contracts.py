"""Contracts with providers: frameworks, and discounts that rise with the volume."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Final

import polars as pl

from kinward.errors import InputError
from kinward.ledger.findings import Finding
from kinward.ledger.read.budget import exact
from kinward.ledger.read.service_types import service_key
from kinward.ledger.rules import RULES, left_out
from kinward.tables import Kind, Table, open_table

_COLUMNS: Final[dict[str, Kind]] = {
    "provider": "text",
    "service_type": "text",
    "framework": "text",
    "from_placements": "number",
    "discount_pct": "number",
}
_REQUIRED: Final = ("provider",)
_YES_NO: Final = {"yes": True, "no": False, "y": True, "n": False, "true": True, "false": False}


@dataclass(frozen=True)
class Tier:
    """A discount and the volume from which it holds.

    Attributes:
        least: placements, as a yearly average.
        discount_pct: off the price, in per cent of it.
        row: of the file.
    """

    least: Fraction
    discount_pct: Fraction
    row: int


@dataclass(frozen=True)
class Contract:
    """What is agreed with a provider, of one service type or of all.

    Attributes:
        provider: as the file first writes it.
        provider_key: see `provider_key`.
        service_type: empty where it is of all that have no contract of their own.
        service_key: the service type without case, spacing and punctuation, or empty.
        framework: whether the provider is on a framework; None where the file does not say.
        tiers: by volume; empty where none is given.
        row: the first one of the file.
    """

    provider: str
    provider_key: str
    service_type: str
    service_key: str
    framework: bool | None
    tiers: tuple[Tier, ...]
    row: int


@dataclass(frozen=True)
class Contracts:
    """The contracts in the order of the file."""

    file: str
    contracts: tuple[Contract, ...]
    findings: tuple[Finding, ...]


def provider_key(name: pl.Expr) -> pl.Expr:
    """The name of a provider without case, spacing and punctuation; empty where there is none. A
    name of signs alone stays as it is."""
    bare = name.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "")
    return pl.when(bare == "").then(name).otherwise(bare).fill_null("")


def read_contracts(path: Path) -> Contracts:
    """Read `contracts.csv`: one row a tier.

    An empty service type is all that have no contract of their own with the provider. A row with
    neither from_placements nor discount_pct has no tier; else an empty one is nought.

    Raises:
        InputError: see `tables.open_table`; also a framework that is neither yes nor no, a volume
            below nought, a discount that is not from 0 to under 100, and a tier that is there
            twice.
    """
    table = open_table(path, _COLUMNS, _REQUIRED, filled=_REQUIRED)
    rows = table.frame.with_columns(
        pl.col("framework").str.to_lowercase(),
        pl.col("service_type").fill_null(""),
        provider_key(pl.col("provider")).alias("provider_key"),
        service_key(pl.col("service_type")).fill_null("").alias("service_key"),
        table.rows.alias("row"),
        tiered=pl.any_horizontal(pl.col("from_placements", "discount_pct").is_not_null()),
    ).with_columns(pl.col("from_placements", "discount_pct").fill_null(0.0))
    _refuse(rows, table)
    grouped = rows.group_by("provider_key", "service_key", maintain_order=True)
    contracts = tuple(_contract(group) for _, group in grouped)
    return Contracts(table.name, contracts, tuple(_findings(table, rows, contracts)))


def _contract(rows: pl.DataFrame) -> Contract:
    first = rows.row(0, named=True)
    said = rows["framework"].drop_nulls()
    tiers = [
        Tier(exact(row["from_placements"]), exact(row["discount_pct"]), row["row"])
        for row in rows.filter("tiered").iter_rows(named=True)
    ]
    return Contract(
        provider=first["provider"],
        provider_key=first["provider_key"],
        service_type=first["service_type"],
        service_key=first["service_key"],
        framework=_YES_NO[said[-1]] if len(said) else None,
        tiers=tuple(sorted(tiers, key=lambda tier: tier.least)),
        row=first["row"],
    )


def _refuse(rows: pl.DataFrame, table: Table) -> None:
    tier = pl.struct("provider_key", "service_key", "from_placements")
    for column, wrong, what, remedy in (
        (
            "framework",
            ~pl.col("framework").is_in(list(_YES_NO)),
            "This says neither yes nor no",
            "Leave it empty where it is not known.",
        ),
        (
            "from_placements",
            pl.col("from_placements") < 0,
            "The volume is below nought",
            "Give the yearly average of placements from which the tier holds; the first from 0.",
        ),
        (
            "discount_pct",
            ~pl.col("discount_pct").is_between(0, 100, closed="left"),
            "The discount is not from 0 to under 100 per cent",
            "Give the per cent that come off the price.",
        ),
        (
            "from_placements",
            pl.col("tiered") & ~tier.is_first_distinct().over("tiered"),
            "The contract has this tier twice",
            "Keep the row that is right.",
        ),
    ):
        broken = rows.select(wrong.fill_null(value=False)).to_series().arg_true()
        if len(broken):
            raise InputError(what, where=table.where(broken[0], column), remedy=remedy)


def _findings(
    table: Table, rows: pl.DataFrame, contracts: tuple[Contract, ...]
) -> Iterator[Finding]:
    yield from left_out(table.name, table.unknown)
    flat = [
        after.row
        for contract in contracts
        for before, after in pairwise(contract.tiers)
        if after.discount_pct <= before.discount_pct
    ]
    yield from RULES["L45"].at(table.name, flat, "discount_pct")
    said = pl.col("framework").replace_strict(_YES_NO, default=None, return_dtype=pl.Boolean)
    last = said.drop_nulls().last().over("provider_key", "service_key")
    yield from RULES["L46"].at(table.name, rows.filter(said != last)["row"], "framework")
