"""What the data pages are given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.urls import reverse

from kinward.dates import year_name
from kinward.reports.download import csv_text
from kinward.reports.table import ReportTable
from kinward.terms import LEVELS
from kinward.words import counted, long_date
from kinward_web.documents.presenters import TableShown, shown
from kinward_web.intake.findings import Filters, Listed
from kinward_web.intake.models import Snapshot, Version
from kinward_web.intake.selectors import DataSet
from kinward_web.intake.tables import files_table, years_table

STATE_TAGS: Final = {
    "checking": "blue",
    "ready": "green",
    "refused": "red",
    "purged": "grey",
    "working": "blue",
    "failed": "red",
}
_LONG: Final = 14
"""A list of more files than this stands folded."""


def data_heading(live: Snapshot | None, sets: Sequence[DataSet]) -> str:
    """The finding of the data page."""
    if live is None:
        there = sum(each.newest is not None for each in sets)
        return (
            f"{counted(there, 'data set')} brought in, and no figures worked out yet"
            if there
            else "No data has been brought in yet"
        )
    waiting = sum(each.waiting for each in sets)
    newer = f"; {counted(waiting, 'newer version')} not used yet" if waiting else ""
    day = f", as at {long_date(live.as_at)}" if live.as_at else ""
    used = sum(each.current is not None for each in sets)
    return f"The figures{day}, rest on {counted(used, 'data set')}{newer}"


def version_heading(version: Version) -> str:
    """The finding of a version's page, which names the version above it."""
    if version.state == Version.State.CHECKING:
        return "It is being checked"
    if version.state == Version.State.REFUSED:
        return "This version cannot be used"
    if version.state == Version.State.PURGED:
        return "This version was removed when its time was over"
    levels = version.counts.get("levels", {})
    told = [counted(levels[level], level) for level in LEVELS if levels.get(level)]
    return ", ".join(told).capitalize() or "Nothing was found that needs mending"


def facts(version: Version) -> list[str]:
    """What an upload holds, in sentences."""
    told = version.counts.get("facts", {})
    make = {
        "returns": _returns_facts,
        "placements": _placement_facts,
        "lait": lambda each: [
            f"Figures of {each['authority']} up to {year_name(each['last'])}; neighbours of "
            f"{each['neighbours']}."
        ],
    }.get(version.kind)
    if not told:
        return []
    lines = make(told) if make else [f"{counted(told['rows'], 'row')}."]
    return [*lines, *told.get("notes", [])]


def _returns_facts(told: dict[str, Any]) -> list[str]:
    years = [each["year"] for each in told["years"] if each["year"]]
    span = f"Return years {year_name(min(years))} to {year_name(max(years))}: " if years else ""
    return [
        f"{span}{counted(told['children'], 'child', 'children')} and "
        f"{counted(told['episodes'], 'episode')}.",
        f"{counted(told['looked_after'], 'child is', 'children are')} looked after on the last day "
        f"of the last return. {counted(told['repairs'], 'row')} had to be repaired.",
    ]


def _placement_facts(told: dict[str, Any]) -> list[str]:
    pounds = f"{told['weekly'] / 100:,.0f}"
    return [
        f"{counted(told['placements'], 'placement')} with {counted(told['rows'], 'rate')}; "
        f"{told['open']:,} open, at £{pounds} a week."
    ]


def table(made: ReportTable, address: str) -> TableShown:
    """A table as a page shows it, with where its CSV is."""
    return shown(made, address, folded=made.key == "files" and made.frame.height > _LONG)


def as_csv(made: ReportTable) -> str:
    """A table as CSV."""
    return csv_text(made)


def version_tables(version: Version, by_rule: ReportTable) -> dict[str, ReportTable]:
    """The tables of a version's page, by key; those without a row are left out."""
    every = (by_rule, years_table(version), files_table(version))
    return {each.key: each for each in every if not each.empty}


def version_csv_address(version: Version, key: str) -> str:
    """Where a table of a version's page is as CSV."""
    return reverse("data_version_csv", args=[version.kind, version.number, key])


def compare_csv_address(before: Version, after: Version, key: str) -> str:
    """Where a table of a comparison is as CSV."""
    return reverse("data_compare_csv", args=[after.kind, before.number, after.number, key])


def findings_csv_address(version: Version, query: str) -> str:
    """Where findings are as CSV, filtered as the page is."""
    address = reverse("data_findings_csv", args=[version.kind, version.number])
    return f"{address}?{query}" if query else address


def findings_heading(found: Listed) -> str:
    """How many findings match."""
    number = len(found.frame)
    if number == found.total:
        return counted(number, "finding")
    return f"{counted(number, 'finding')} of {found.total:,}"


_FILTERS: Final = {
    "level": "Level",
    "rule": "Rule",
    "table": "Table",
    "year": "Return year",
    "file": "File",
}


def filter_fields(found: Listed, filters: Filters) -> list[dict[str, Any]]:
    """The filters that there is something to choose for."""
    return [
        {
            "name": name,
            "label": label,
            "choices": found.choices[name],
            "value": getattr(filters, name),
        }
        for name, label in _FILTERS.items()
        if len(found.choices[name]) > 1 or getattr(filters, name)
    ]
