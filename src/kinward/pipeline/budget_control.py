"""Budget control with the virements, grants and reserves that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from kinward.budget.control import Control, read_control
from kinward.budget.grants import Position, position, read_grants
from kinward.budget.reserves import Reserves, read_reserves
from kinward.budget.virements import read_virements, reconcile
from kinward.ledger.findings import Finding, in_order


@dataclass(frozen=True)
class ControlFiles:
    """The files of budget control; all but the first may be left out."""

    control: Path
    virements: Path | None = None
    grants: Path | None = None
    reserves: Path | None = None


@dataclass(frozen=True)
class BudgetControl:
    """Budget control as read.

    Attributes:
        position: the forecast variance of lines and grants.
        virements: `virements.RECONCILED_SCHEMA`; None where none are given.
        grants: `grants.GRANTS_SCHEMA`; None where none are given.
        findings: of all files.
    """

    control: Control
    position: Position
    virements: pl.DataFrame | None
    grants: pl.DataFrame | None
    reserves: Reserves | None
    findings: tuple[Finding, ...]


def budget_control(files: ControlFiles, as_at: date | None = None) -> BudgetControl:
    """Read budget control and what belongs to it.

    Args:
        as_at: virements of later days do not count yet; None counts all of them.

    Raises:
        InputError: a file that cannot be read.
    """
    control = read_control(files.control)
    found = list(control.findings)
    moved, grants, reserves = None, None, None
    if files.virements:
        log = read_virements(files.virements)
        moved, doubts = reconcile(control, log, as_at or date.max)
        found += [*log.findings, *doubts]
    if files.grants:
        grants, doubts = read_grants(files.grants)
        found += doubts
    if files.reserves:
        reserves = read_reserves(files.reserves)
        found += reserves.findings
    return BudgetControl(
        control, position(control, grants), moved, grants, reserves, in_order(found)
    )
