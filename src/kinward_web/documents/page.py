"""A page that shows a document: what most pages of figures are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from kinward_web.documents.presenters import Links, sections
from kinward_web.documents.selectors import Shown


def context(shown: Shown) -> dict[str, Any]:
    """What `documents/document.html` is given of a stored document: head, sections, as-at date."""

    def address(table: str) -> str:
        return reverse("figures_csv", args=[shown.id, table])

    return page(
        shown.head,
        shown.sections,
        shown.as_at,
        address,
        hides=shown.audience == "public",
        rests_on=shown.rests_on,
    )


def page(
    head: dict[str, Any],
    stored: Sequence[dict[str, Any]],
    as_at: date,
    address: Callable[[str], str],
    *,
    hides: bool,
    rests_on: int | None = None,
    links: Links | None = None,
) -> dict[str, Any]:
    """The same of figures that are not stored.

    Args:
        stored: sections as the core's JSON.
        address: where the CSV of a table is, by the table's key.
        hides: whether small numbers are hidden.
        rests_on: the number of the snapshot that they are made from.
        links: which cells lead to what they count.
    """
    parts = sections(stored, address, links)
    return {
        "head": head,
        "sections": parts,
        "as_at": as_at,
        "has_charts": any(part.has_charts for part in parts),
        "hides": hides,
        "rests_on": rests_on,
    }
