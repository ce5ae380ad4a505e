"""Long lists, a page at a time."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict

PAGE: Final = 50
"""Rows on a page."""


def paged(request: HttpRequest, rows: Any, size: int = PAGE) -> dict[str, Any]:
    """The page that the address asks for, as `includes/pages.html` takes it.

    Args:
        rows: in order, with a length or a count.

    Returns:
        `page`, and `query`: what else the address says.
    """
    query = request.GET.copy()
    query.pop("page", None)
    return {"page": page_of(request.GET, rows, size), "query": query.urlencode()}


def page_of(given: QueryDict, rows: Any, size: int = PAGE) -> Page[Any]:
    """The page that an address asks for; the nearest that there is, where it asks for none."""
    return Paginator(rows, size).get_page(given.get("page"))
