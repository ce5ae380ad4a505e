"""Reading all the files of a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kinward.cohort.model import Cohort
from kinward.ledger.book import PEOPLE_SCHEMA, Ledger
from kinward.ledger.findings import Finding
from kinward.ledger.read import children, service_types
from kinward.ledger.read.adjustments import NO_ADJUSTMENTS, read_adjustments
from kinward.ledger.read.budget import read_budget
from kinward.ledger.read.children import read_children
from kinward.ledger.read.placements import read_placements
from kinward.ledger.read.service_types import read_service_types
from kinward.ledger.rules import left_out


@dataclass(frozen=True)
class Files:
    """The files of a ledger; all but the placements may be left out.

    Attributes:
        children: which child of the finance system is which child of the return; without it both
            are taken to use one identifier.
    """

    placements: Path
    budget: Path | None = None
    service_types: Path | None = None
    adjustments: Path | None = None
    children: Path | None = None


def load(files: Files, cohort: Cohort | None = None) -> Ledger:
    """Read the files of a ledger.

    Args:
        cohort: of the return, where one is given: it knows birthdays, and who sought asylum.

    Raises:
        InputError: a file that cannot be read, see the readers in `ledger.read`.
    """
    return Ledger(
        record=read_placements(files.placements),
        service_types=read_service_types(files.service_types),
        budget=read_budget(files.budget) if files.budget else None,
        adjustments=read_adjustments(files.adjustments) if files.adjustments else NO_ADJUSTMENTS,
        people=None if cohort is None else people(cohort, files.children),
        left_out=tuple(_left_out(files)),
    )


def _left_out(files: Files) -> Iterator[Finding]:
    for path, module in ((files.service_types, service_types), (files.children, children)):
        if path is not None:
            yield from left_out(path.name, module.unread(path))


def people(cohort: Cohort, named_in: Path | None) -> pl.DataFrame:
    """What the return knows of the finance system's children (`book.PEOPLE_SCHEMA`)."""
    own = cohort.children.select("CHILD", "DOB", "uasc", "DUC")
    if named_in is None:
        named = own.with_columns(child_id=pl.col("CHILD"))
    else:
        named = read_children(named_in).join(own, on="CHILD", how="inner", maintain_order="left")
    return named.select(*PEOPLE_SCHEMA)
