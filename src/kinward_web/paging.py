"""Long lists, a page at a time."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest

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
    page = Paginator(rows, size).get_page(request.GET.get("page"))
    return {"page": page, "query": query.urlencode()}
