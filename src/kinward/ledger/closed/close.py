"""Closing a month: the position as reported is kept, with the record that it came from."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from kinward.dates import return_year, year_end, year_name, year_start
from kinward.errors import ArgumentError, InputError
from kinward.ledger.activity import activity
from kinward.ledger.as_json import document
from kinward.ledger.book import Ledger
from kinward.ledger.closed.kept import (
    REPORTED,
    VERSION,
    checksum,
    closed_months,
    month_name,
    read_folder,
)
from kinward.ledger.closed.tables import tables
from kinward.ledger.model import Activity, Line
from kinward.words import long_date

_OWNER_ONLY: Final = 0o600


def close_month(ledger: Ledger, reported: Activity, folder: Path) -> Path:
    """Keep a position as it was reported, in `folder/2016-01`: the month of its as-at date.

    All is written or nothing. What was written is read back first, and must give the position that
    was reported to the penny. Files are the owner's alone to read: they tell of children.

    Args:
        reported: `activity` of the ledger; its as-at date is any day of its financial year.

    Returns:
        The folder of the month.

    Raises:
        ArgumentError: the as-at date is not of the year; the month is closed already; the activity
            is another ledger's.
        InputError: the folder cannot be written.
    """
    month = _open_month(reported, folder)
    place = folder / month
    texts = tables(ledger, reported.year, reported.as_at)
    contents = {name: text.encode() for name, text in texts.items()}
    contents[REPORTED] = _report(reported, contents)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{month}.", dir=folder))
        try:
            _write(beside, contents)
            _refuse_other(beside, month, reported)
            _move(beside, place)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise InputError(
            f"The month cannot be closed ({(error.strerror or 'the disk refused').lower()})",
            where=str(folder),
            remedy="Name a folder that can be written to, with room in it.",
        ) from error
    return place


def _open_month(reported: Activity, folder: Path) -> str:
    """The month of a position, which is of its year and not yet closed."""
    month = month_name(reported.as_at)
    if return_year(reported.as_at) != reported.year:
        raise ArgumentError(
            f"{long_date(reported.as_at)} is no day of {year_name(reported.year)}, so that its "
            "month cannot be closed for that year",
            remedy=f"Close a position from {long_date(year_start(reported.year))} to "
            f"{long_date(year_end(reported.year))}.",
        )
    if month in closed_months(folder):
        raise _closed_already(folder / month)
    return month


def _report(reported: Activity, contents: Mapping[str, bytes]) -> bytes:
    told = {
        "version": VERSION,
        "year": reported.year,
        "as_at": reported.as_at.isoformat(),
        "files": {name: checksum(content) for name, content in contents.items()},
        "reported": document(reported),
    }
    return (json.dumps(told, default=_plain, indent=1) + "\n").encode()


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _write(beside: Path, contents: Mapping[str, bytes]) -> None:
    for name, content in contents.items():
        handle = os.open(beside / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _move(beside: Path, place: Path) -> None:
    """Put the month in its place, unless another has closed it in the meantime."""
    try:
        beside.rename(place)
    except OSError:
        if place.exists():
            raise _closed_already(place) from None
        raise


def _refuse_other(beside: Path, month: str, reported: Activity) -> None:
    again = read_folder(beside, month)
    found = activity(again.ledger, again.year, again.as_at)
    if _figures(found) != _figures(reported):
        raise ArgumentError(
            "What was kept does not give the figures that were reported",
            where=month,
            remedy="Close a month with the activity of its own ledger.",
        )


def _figures(position: Activity) -> tuple[object, ...]:
    lines: tuple[Line, ...] = (*position.lines, *position.sections, position.total)
    return lines, position.full_year, position.blocks


def _closed_already(place: Path) -> ArgumentError:
    return ArgumentError(
        "The month is closed already",
        where=str(place),
        remedy="A closed month keeps its figures; close a later one.",
    )
