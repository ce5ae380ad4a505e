"""The money of one authority: where its budget stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from kinward.cohort.build import build
from kinward.cohort.model import Cohort
from kinward.ledger.activity import activity
from kinward.ledger.book import Ledger
from kinward.ledger.load import Files, load
from kinward.ledger.model import Activity
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
    """

    files: Files
    year: int
    as_at: date
    returns: Sequence[Path] = ()


@dataclass(frozen=True)
class MoneyNow:
    """Where the budget stands: the key activity, and the outturn by month."""

    ledger: Ledger
    now: Year
    activity: Activity
    outturn: pl.DataFrame


def money(asked: Money, cohort: Cohort | None = None) -> MoneyNow:
    """Read the files of the ledger, and say where the budget of the year stands.

    Args:
        cohort: of the returns, where it has been built already.

    Raises:
        InputError: a file that cannot be read.
    """
    if cohort is None and asked.returns:
        checked = prepare(read(asked.returns), rules=False)
        cohort = build(checked, categories.load(None))
    ledger = load(asked.files, cohort)
    now = in_year(ledger, asked.year, asked.as_at)
    stands = activity(ledger, asked.year, asked.as_at)
    return MoneyNow(ledger, now, stands, outturn(stands, now))
