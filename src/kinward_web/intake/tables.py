"""The tables of the data pages, as pages and downloads show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

import polars as pl
from django.utils import timezone

from kinward.dates import year_name
from kinward.reports.table import Column, ReportTable
from kinward_web.intake.models import Snapshot, Version
from kinward_web.intake.selectors import DataSet

_SOURCE: Final = "The service's record of uploads"
_LEVEL_COLUMNS: Final = (
    Column("errors", "Errors", "count"),
    Column("warnings", "Warnings", "count"),
    Column("notes", "Notes", "count"),
)


def sets_table(sets: Sequence[DataSet]) -> ReportTable:
    """Every data set, its version in use and its newest."""
    rows = [
        (
            each.kind.name,
            each.current.number if each.current else None,
            each.newest.number if each.newest else None,
            each.newest.get_state_display() if each.newest else "Nothing brought in",
            _who(each.newest) if each.newest else "",
            _when(each.newest.made) if each.newest else "",
            *_levels(each.newest),
        )
        for each in sets
    ]
    columns = (
        Column("name", "Data set"),
        Column("current", "Version in use", "count"),
        Column("newest", "Newest version", "count"),
        Column("state", "State of the newest"),
        Column("by", "Uploaded by"),
        Column("made", "Uploaded at"),
        *_LEVEL_COLUMNS,
    )
    return _made("data_sets", "Data sets", columns, rows)


def versions_table(versions: Iterable[Version]) -> ReportTable:
    """The versions of a data set."""
    rows = [
        (
            each.number,
            each.get_state_display(),
            _who(each),
            _when(each.made),
            len(each.files.all()),
            sum(file.size for file in each.files.all()),
            *_levels(each),
        )
        for each in versions
    ]
    columns = (
        Column("number", "Version", "count"),
        Column("state", "State"),
        Column("by", "Uploaded by"),
        Column("made", "Uploaded at"),
        Column("files", "Files", "count"),
        Column("bytes", "Bytes", "count"),
        *_LEVEL_COLUMNS,
    )
    return _made("versions", "Versions", columns, rows)


def files_table(version: Version) -> ReportTable:
    """The files of a version, with the mark by which each can be known again."""
    rows = [(each.name, each.size, each.sha256[:16]) for each in version.files.all()]
    columns = (
        Column("name", "File"),
        Column("size", "Bytes", "count"),
        Column("sha256", "SHA-256, first 16 signs"),
    )
    return _made("files", "Files", columns, rows)


def years_table(version: Version) -> ReportTable:
    """What the returns hold by year."""
    rows = [
        (
            year_name(each["year"]) if each["year"] else "Not known",
            each["files"],
            each["rows"],
            each["children"],
            each["episodes"],
        )
        for each in version.counts.get("facts", {}).get("years", [])
    ]
    columns = (
        Column("year", "Return year"),
        Column("files", "Files", "count"),
        Column("rows", "Rows", "count"),
        Column("children", "Children", "count"),
        Column("episodes", "Episodes", "count"),
    )
    return _made("years", "By return year", columns, rows)


def snapshots_table(snapshots: Iterable[Snapshot]) -> ReportTable:
    """The figures that were worked out, and what each rests on."""
    rows = [
        (
            each.number,
            each.get_state_display(),
            each.as_at,
            each.by.name if each.by else "The service",
            _when(each.made),
            "; ".join(str(version) for version in each.versions.all()),
        )
        for each in snapshots
    ]
    columns = (
        Column("number", "Figures", "count"),
        Column("state", "State"),
        Column("as_at", "As at", "date"),
        Column("by", "Chosen by"),
        Column("made", "Chosen at"),
        Column("versions", "Rest on"),
    )
    return _made("figures", "Figures", columns, rows, dates=("as_at",))


def _levels(version: Version | None) -> tuple[int | None, ...]:
    levels = version.counts.get("levels", {}) if version else {}
    return tuple(levels.get(level) for level in ("error", "warning", "note"))


def _who(version: Version) -> str:
    return version.by.name if version.by else "The service"


def _when(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _made(
    key: str,
    title: str,
    columns: tuple[Column, ...],
    rows: Sequence[tuple[Any, ...]],
    dates: tuple[str, ...] = (),
) -> ReportTable:
    schema: dict[str, Any] = {
        column.name: pl.Int64()
        if column.format == "count"
        else pl.Date()
        if column.name in dates
        else pl.String()
        for column in columns
    }
    frame = pl.DataFrame(list(rows), schema=schema, orient="row")
    return ReportTable(key, title, columns, frame, _SOURCE)
