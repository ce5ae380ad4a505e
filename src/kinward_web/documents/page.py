"""A page that shows a document: what most pages of figures are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from kinward_web.documents.presenters import sections
from kinward_web.documents.selectors import Shown


def context(shown: Shown) -> dict[str, Any]:
    """What `documents/document.html` is given of a stored document: head, sections, as-at date."""

    def address(table: str) -> str:
        return reverse("figures_csv", args=[shown.id, table])

    return page(shown.head, shown.sections, shown.as_at, address, hides=shown.audience == "public")


def page(
    head: dict[str, Any],
    stored: Sequence[dict[str, Any]],
    as_at: date,
    address: Callable[[str], str],
    *,
    hides: bool,
) -> dict[str, Any]:
    """The same of figures that are not stored.

    Args:
        stored: sections as the core's JSON.
        address: where the CSV of a table is, by the table's key.
        hides: whether small numbers are hidden.
    """
    parts = sections(stored, address)
    return {
        "head": head,
        "sections": parts,
        "as_at": as_at,
        "has_charts": any(part.has_charts for part in parts),
        "hides": hides,
    }
