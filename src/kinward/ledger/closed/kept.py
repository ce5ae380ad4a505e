"""Reading what was closed: the months of a folder, and each as it was reported."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from kinward.dates import return_year
from kinward.errors import ArgumentError, InputError
from kinward.ledger.activity import activity
from kinward.ledger.book import Ledger
from kinward.ledger.closed.tables import ADJUSTMENTS, BUDGET, PLACEMENTS, SERVICE_TYPES
from kinward.ledger.findings import Finding
from kinward.ledger.load import Files, load
from kinward.ledger.model import Activity

REPORTED: Final = "reported.json"
VERSION: Final = 1
"""Of the form of a closed month. One of another version is refused, never guessed at."""
_FILES: Final = {PLACEMENTS, SERVICE_TYPES, BUDGET, ADJUSTMENTS}
_MONTH: Final = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Closed:
    """A month as it was closed.

    Attributes:
        month: such as 2016-01.
        year: the financial year reported on, named by its end.
        as_at: the day of the position.
        ledger: the record behind it, with the placements of that year alone. Its `activity` on that
            day is what was reported.
        reported: the JSON document of the key activity as reported; amounts are `Decimal` pounds.
    """

    month: str
    year: int
    as_at: date
    ledger: Ledger
    reported: dict[str, Any]

    @property
    def projected(self) -> int:
        """The projected spend as reported, in pence."""
        return int(Decimal(self.reported["totals"]["actual"]["projected"]) * 100)

    @property
    def activity(self) -> Activity:
        """The key activity as reported: its findings point at the rows of that day's files.

        Raises:
            InputError: what was reported is no longer whole.
        """
        try:
            findings = tuple(Finding(**each) for each in self.reported["findings"])
            notes = tuple(str(each) for each in self.reported["notes"])
        except (KeyError, TypeError):
            raise _changed(Path(self.month) / REPORTED) from None
        again = activity(self.ledger, self.year, self.as_at)
        return replace(again, findings=findings, notes=notes)


def month_name(day: date) -> str:
    """The month of a day, as its folder is called: 2016-01."""
    return f"{day.year:04d}-{day.month:02d}"


def closed_months(folder: Path) -> tuple[str, ...]:
    """The months closed in a folder, the earliest first; none where there is no folder.

    Raises:
        InputError: the folder is a file, or cannot be looked into.
    """
    try:
        names = [each.name for each in folder.iterdir() if (each / REPORTED).is_file()]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise InputError(
            f"The closed months cannot be listed ({(error.strerror or 'unknown').lower()})",
            where=str(folder),
            remedy="Name the folder in which months are closed.",
        ) from error
    return tuple(sorted(name for name in names if _MONTH.fullmatch(name)))


def last_closed(folder: Path, year: int, as_at: date) -> Closed | None:
    """The last month closed in a financial year before that of a day; None where there is none.

    Raises:
        InputError: see `read_closed`.
    """
    before = [
        month
        for month in closed_months(folder)
        if month < month_name(as_at) and return_year(date.fromisoformat(f"{month}-01")) == year
    ]
    return read_closed(folder, before[-1]) if before else None


def read_closed(folder: Path, month: str) -> Closed:
    """A month as it was closed.

    Args:
        month: such as 2016-01.

    Raises:
        ArgumentError: the month is not closed.
        InputError: a file of it is missing, was changed since, or is of another version.
    """
    if month not in closed_months(folder):
        raise ArgumentError(
            f"The month {month} is not closed", where=str(folder), remedy="Close it first."
        )
    return read_folder(folder / month, month)


def read_folder(kept: Path, month: str) -> Closed:
    """The files of a closed month in a folder of any name; errors as in `read_closed`."""
    content = _content(kept / REPORTED)
    try:
        told = json.loads(content, parse_float=Decimal)
        version, as_at, year = told["version"], date.fromisoformat(told["as_at"]), told["year"]
        sums, reported = dict(told["files"]), dict(told["reported"])
    except (ValueError, KeyError, TypeError):
        raise _changed(kept / REPORTED) from None
    if version != VERSION:
        raise InputError(
            "The month was closed in a form that this version of Kinward does not know",
            where=str(kept / REPORTED),
            remedy="Read it with the version that closed it, or a later one.",
        )
    whole = {PLACEMENTS, SERVICE_TYPES} <= set(sums) <= _FILES
    if month_name(as_at) != month or return_year(as_at) != year or not whole:
        raise _changed(kept / REPORTED)
    for name, wanted in sums.items():
        if checksum(_content(kept / name)) != wanted:
            raise _changed(kept / name)
    ledger = load(
        Files(
            placements=kept / PLACEMENTS,
            service_types=kept / SERVICE_TYPES,
            budget=kept / BUDGET if BUDGET in sums else None,
            adjustments=kept / ADJUSTMENTS if ADJUSTMENTS in sums else None,
        )
    )
    return Closed(month, year, as_at, ledger, reported)


def checksum(content: bytes) -> str:
    """SHA-256, by which a change to a closed month is seen."""
    return hashlib.sha256(content).hexdigest()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"A file of a closed month cannot be read ({(error.strerror or 'unknown').lower()})",
            where=str(path),
            remedy="Restore it as it was when the month was closed.",
        ) from error


def _changed(path: Path) -> InputError:
    return InputError(
        "The file of a closed month was changed since it was closed",
        where=str(path),
        remedy="Restore it as it was; a closed month keeps its figures.",
    )
