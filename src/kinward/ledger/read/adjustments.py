"""Lines of a budget that are no placements: growth, savings, fixed costs, blocks and grants."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final, Literal

from kinward.errors import InputError
from kinward.ledger.findings import Finding
from kinward.ledger.read.budget import exact
from kinward.ledger.read.service_types import key_of
from kinward.ledger.rules import RULES, left_out
from kinward.tables import Kind, open_table

AdjustmentKind = Literal["growth", "savings_to_find", "fixed", "block_contract", "grant"]
KINDS: Final[dict[AdjustmentKind, str]] = {
    "growth": "Growth and replacement",
    "savings_to_find": "Savings still to find",
    "fixed": "Fixed cost",
    "block_contract": "Block contract",
    "grant": "Grant",
}
REDUCING: Final = frozenset({"savings_to_find", "grant"})
"""Kinds that make the spend less, whatever sign the file gives them."""
_COLUMNS: Final[dict[str, Kind]] = {
    "section": "text",
    "label": "text",
    "kind": "text",
    "budget": "pounds",
    "projected": "pounds",
    "service_type": "text",
    "places": "number",
    "weekly_rate": "pounds",
}
_REQUIRED: Final = ("section", "label", "kind", "budget", "projected")
_FILLED: Final = ("section", "label", "kind")


@dataclass(frozen=True)
class Adjustment:
    """A line of its own in every total.

    Attributes:
        budget: whole pence; nought where empty.
        projected: whole pence for the year; None where it is to be worked out.
        service_key: whose placements use the block, or bring the grant; empty where none is named.
        places: what a block contract holds, None where it is no matter.
        weekly_rate: pence a week, of a place of the block or of a child of the grant.
        row: of the file.
    """

    section: str
    label: str
    kind: AdjustmentKind
    budget: int
    projected: int | None
    service_key: str
    places: Fraction | None
    weekly_rate: int | None
    row: int


@dataclass(frozen=True)
class Adjustments:
    """The lines in the order of the file."""

    file: str
    lines: tuple[Adjustment, ...]
    findings: tuple[Finding, ...]


NO_ADJUSTMENTS: Final = Adjustments("", (), ())


def read_adjustments(path: Path) -> Adjustments:
    """Read `adjustments.csv`. Savings to find and grants count below nought, however they stand.

    Raises:
        InputError: see `tables.open_table`; also a kind that Kinward does not know.
    """
    table = open_table(path, _COLUMNS, _REQUIRED, filled=_FILLED)
    lines, turned = [], []
    for place, row in enumerate(table.frame.iter_rows(named=True)):
        kind = row["kind"].lower().replace(" ", "_").replace("-", "_")
        if kind not in KINDS:
            raise InputError(
                "This is no kind of adjustment that Kinward knows",
                where=table.where(place, "kind"),
                remedy=f"The kinds are {', '.join(KINDS)}.",
            )
        sign = -1 if kind in REDUCING else 1
        amounts = [row["budget"] or 0, row["projected"]]
        if sign < 0 and any((amount or 0) > 0 for amount in amounts):
            turned.append(table.rows[place])
        lines.append(
            Adjustment(
                section=row["section"],
                label=row["label"],
                kind=kind,
                budget=_signed(amounts[0], sign) or 0,
                projected=_signed(amounts[1], sign),
                service_key=key_of(row["service_type"] or ""),
                places=None if row["places"] is None else exact(row["places"]),
                weekly_rate=row["weekly_rate"],
                row=table.rows[place],
            )
        )
    found = (
        *left_out(table.name, table.unknown),
        *RULES["L33"].at(table.name, turned, "projected"),
    )
    return Adjustments(table.name, tuple(lines), found)


def _signed(amount: int | None, sign: int) -> int | None:
    return amount if amount is None or sign > 0 else -abs(amount)
