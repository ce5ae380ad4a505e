"""The money of one authority: where its budget stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from kinward.cohort.build import build
from kinward.cohort.model import Cohort
from kinward.dates import year_name
from kinward.errors import ArgumentError
from kinward.ledger.activity import standing
from kinward.ledger.book import Ledger
from kinward.ledger.closed import Closed, close_month, closed_months, last_closed, read_closed
from kinward.ledger.closed.kept import month_name
from kinward.ledger.load import Files, load
from kinward.ledger.model import Activity
from kinward.ledger.movement import Movement, since
from kinward.ledger.outturn import outturn
from kinward.ledger.year import Year, in_year
from kinward.reference import categories
from kinward.returns.prepare import prepare
from kinward.returns.read import read


@dataclass(frozen=True)
class Money:
    """What is asked of the ledger.

    Attributes:
        files: of the ledger.
        year: the financial year, named by its end.
        as_at: spent is up to and including this day.
        returns: of the same children, for birthdays and grants; may be empty.
        closed: the folder of closed months; the month of the as-at date, if it is one of them, is
            as it was closed.
        close: whether to close the month of the as-at date.
    """

    files: Files
    year: int
    as_at: date
    returns: Sequence[Path] = ()
    closed: Path | None = None
    close: bool = False


@dataclass(frozen=True)
class MoneyNow:
    """Where the budget stands.

    Attributes:
        ledger: what the files say, or said when the month was closed.
        now: the placements of the year.
        activity: the key activity.
        outturn: by month (`ledger.outturn.OUTTURN_SCHEMA`).
        movement: since the last closed month; None where none is known.
        closed: the month, if these are the figures with which it was closed.
    """

    ledger: Ledger
    now: Year
    activity: Activity
    outturn: pl.DataFrame
    movement: Movement | None = None
    closed: str = ""


def money(asked: Money, cohort: Cohort | None = None) -> MoneyNow:
    """Read the files of the ledger, and say where the budget of the year stands.

    Args:
        cohort: of the returns, where it has been built already.

    Raises:
        InputError: a file that cannot be read.
        ArgumentError: a month that cannot be closed, or was closed for another year; no folder of
            closed months where none is to be closed.
    """
    if asked.closed is not None and not asked.close and not asked.closed.exists():
        raise ArgumentError(
            "There is no such folder of closed months",
            where=str(asked.closed),
            remedy="Check the path, or close a month in it with --close.",
        )
    if cohort is None and asked.returns:
        checked = prepare(read(asked.returns), rules=False)
        cohort = build(checked, categories.load(None))
    ledger, as_at = load(asked.files, cohort), asked.as_at
    kept = _kept(asked)
    if kept is not None:
        ledger, as_at = kept.ledger, kept.as_at
    now = in_year(ledger, asked.year, as_at)
    stands = kept.activity if kept else standing(ledger, now)
    if asked.close and asked.closed is not None:
        close_month(ledger, stands, asked.closed)
    moved = _movement(asked, ledger, as_at)
    shown = stands if kept or moved else replace(stands, notes=(*stands.notes, *_unmoved(asked)))
    return MoneyNow(ledger, now, shown, outturn(stands, now), moved, kept.month if kept else "")


def _unmoved(asked: Money) -> Iterator[str]:
    """Why there is no movement to tell, where it was asked for."""
    if asked.closed is not None and not asked.close:
        yield (
            f"No month of {year_name(asked.year)} before {asked.as_at:%B %Y} is closed in the "
            "folder of closed months, so that no movement is told."
        )


def _kept(asked: Money) -> Closed | None:
    """The month of the as-at date as it was closed, if it was and is not to be closed again."""
    if asked.closed is None or asked.close:
        return None
    month = month_name(asked.as_at)
    if month not in closed_months(asked.closed):
        return None
    kept = read_closed(asked.closed, month)
    if kept.year != asked.year:
        raise ArgumentError(
            f"{month} was closed for the financial year {year_name(kept.year)}",
            where="--year",
            remedy=f"Ask for {year_name(kept.year)}, or leave --closed out.",
        )
    return kept


def _movement(asked: Money, ledger: Ledger, as_at: date) -> Movement | None:
    if asked.closed is None:
        return None
    before = last_closed(asked.closed, asked.year, as_at)
    return since(before, ledger, as_at, asked.year) if before else None
