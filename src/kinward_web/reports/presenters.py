"""Reports as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from kinward_web.documents.tables import XLSX
from kinward_web.reports.models import Report
from kinward_web.reports.selectors import PARTS

ENDINGS: Final = {
    "html": ("Page to read and print (HTML)", "text/html; charset=utf-8"),
    "xlsx": ("Workbook with every table (XLSX)", XLSX),
    "docx": (
        "Document to edit (DOCX)",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": ("Document to read and print (PDF)", "application/pdf"),
    "zip": ("Every table as CSV (ZIP)", "application/zip"),
}
"""The files of a report by their ending: name, and type."""
_KILO: Final = 1024


@dataclass(frozen=True)
class File:
    """A file to download."""

    name: str
    href: str
    size: str


def files(report: Report) -> list[File]:
    """The files of a report that is ready."""
    if report.state != Report.State.READY:
        return []
    internal = report.audience == Report.Audience.INTERNAL
    address = "report_internal" if internal else "report_file"
    return [
        File(name, reverse(address, args=[report.pk, ending]), _size(report.files[ending]["size"]))
        for ending, (name, _) in ENDINGS.items()
        if ending in report.files
    ]


def parts(report: Report) -> list[str]:
    """What a report tells, in words."""
    said = ["Children looked after", "Quality of the data"]
    said += [PARTS[key][0] for key in PARTS if key in report.parts]
    if report.single:
        said.append("Single placements")
    if report.plan_name:
        said.append(f"The plan {report.plan_name}")
    return said


HEADINGS: Final = ("Report", "Figures of", "For", "State", "Built by", "Built at")
"""Headings of the file of reports."""


def rows(reports: Sequence[Report]) -> list[tuple[object, ...]]:
    """Reports for their file."""
    return [
        (
            each.name,
            each.as_at,
            each.get_audience_display(),
            each.get_state_display(),
            each.by.name,
            each.made.isoformat(timespec="minutes"),
        )
        for each in reports
    ]


def _size(size: int) -> str:
    if size < _KILO * _KILO:
        return f"{max(1, round(size / _KILO)):,} kB"
    return f"{size / _KILO / _KILO:,.1f} MB"
