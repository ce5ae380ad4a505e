"""The figures of a question as a page, as CSV and as a workbook."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from kinward.reports.as_json import table_from_json
from kinward.reports.download import csv_text
from kinward.reports.table import ReportTable
from kinward.reports.workbook import Cover, write_workbook
from kinward_web.care.asked import Asked
from kinward_web.care.selectors.answer import Answer
from kinward_web.documents.page import page as document_page


def page(answer: Answer) -> dict[str, Any]:
    """What the page of the children is given."""

    def address(table: str) -> str:
        return with_query(reverse("children_table", args=[table]), answer.query)

    return {
        **document_page(answer.head, answer.sections, answer.as_at, address, hides=answer.hides),
        "workbook": with_query(reverse("children_workbook"), answer.query),
    }


def csv(answer: Answer, key: str) -> str | None:
    """A table as CSV; None where the page has no such table."""
    found = next((table for table in _tables(answer) if table.key == key), None)
    return None if found is None else csv_text(found)


def workbook(answer: Answer, asked: Asked | None) -> bytes:
    """Every table on a sheet of its own.

    Args:
        asked: whose words stand on the first sheet; None for all children.
    """
    filters = [f"{label}: {value}" for label, value in (asked.words if asked else ())]
    lines = [*answer.head["sentences"], *filters, *answer.head["notes"]]
    cover = Cover(
        title=f"Children looked after, {settings.AUTHORITY}",
        as_at=answer.as_at,
        lines=lines,
        made_up=settings.DEMONSTRATION,
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "children.xlsx"
        write_workbook(path, cover, list(_tables(answer)))
        return path.read_bytes()


def with_query(address: str, query: str) -> str:
    """An address with filters, where there are any."""
    return f"{address}?{query}" if query else address


def _tables(answer: Answer) -> Iterator[ReportTable]:
    for section in answer.sections:
        for figure in section["figures"]:
            yield table_from_json(figure["table"])
