"""The tables of stored sections: one by its key, or all of them, as CSV or a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.http import HttpResponse

from kinward.reports.as_json import table_from_json
from kinward.reports.download import csv_text
from kinward.reports.table import ReportTable
from kinward.reports.workbook import Cover, workbook_bytes

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The media type of a workbook."""


def stored_tables(sections: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every table of sections, as the core's JSON."""
    for section in sections:
        for figure in section["figures"]:
            yield figure["table"]


def with_table(
    sections: Iterable[dict[str, Any]], key: str
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The section that holds a table, and the table, as the core's JSON; None where none does."""
    for section in sections:
        for table in stored_tables([section]):
            if table["key"] == key:
                return section, table
    return None


def tables(sections: Iterable[dict[str, Any]]) -> Iterator[ReportTable]:
    """Every table of sections."""
    yield from map(table_from_json, stored_tables(sections))


def csv(sections: Iterable[dict[str, Any]], key: str) -> str | None:
    """A table as CSV; None where no section holds it."""
    found = with_table(sections, key)
    return None if found is None else csv_text(table_from_json(found[1]))


def workbook(
    sections: Iterable[dict[str, Any]], *, title: str, as_at: date, lines: Sequence[str]
) -> bytes:
    """Every table on a sheet of its own, behind a cover.

    Args:
        title: without the authority's name, which follows it.
        lines: what the cover says.
    """
    cover = Cover(
        title=f"{title}, {settings.AUTHORITY}",
        as_at=as_at,
        lines=lines,
        made_up=settings.DEMONSTRATION,
    )
    return workbook_bytes(cover, list(tables(sections)))


def workbook_answer(book: bytes, name: str) -> HttpResponse:
    """A workbook as a download.

    Args:
        name: of the file, without its ending.
    """
    answer = HttpResponse(book, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
