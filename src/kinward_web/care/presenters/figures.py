"""The figures of a question as a page, as CSV and as a workbook."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from kinward_web.care.asked import Asked
from kinward_web.care.presenters.lists import lists_of
from kinward_web.care.selectors.answer import Answer
from kinward_web.care.selectors.asking import Room
from kinward_web.documents import tables
from kinward_web.documents.page import page as document_page


def page(answer: Answer, room: Room | None) -> dict[str, Any]:
    """What the page of the children is given.

    Args:
        room: what the person may ask about; None for one who may not look at single children.
    """

    def address(table: str) -> str:
        return with_query(reverse("children_table", args=[table]), answer.query)

    return {
        **document_page(
            answer.head,
            answer.sections,
            answer.as_at,
            address,
            hides=answer.hides,
            rests_on=answer.rests_on,
            links=lists_of(room, answer.query, answer.as_at),
        ),
        "workbook": with_query(reverse("children_workbook"), answer.query),
    }


def csv(answer: Answer, key: str) -> str | None:
    """A table as CSV; None where the page has no such table."""
    return tables.csv(answer.sections, key)


def workbook(answer: Answer, asked: Asked | None) -> bytes:
    """Every table on a sheet of its own.

    Args:
        asked: whose words stand on the first sheet; None for all children.
    """
    filters = [f"{label}: {value}" for label, value in (asked.words if asked else ())]
    lines = [*answer.head["sentences"], *filters, *answer.head["notes"]]
    return tables.workbook(
        answer.sections, title="Children looked after", as_at=answer.as_at, lines=lines
    )


def with_query(address: str, query: str) -> str:
    """An address with filters, where there are any."""
    return f"{address}?{query}" if query else address
