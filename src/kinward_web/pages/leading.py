"""Where each figure of the home page leads: the page that it is made on, and the place on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.urls import reverse

from kinward.reports.findings.stock import PURCHASED
from kinward_web.care.selectors.scope import may_choose

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

_PAGES: Final = {"children": "children", "money": "money", "quality": "data"}
"""By kind of a document, the name of its page; the forecast's for all others."""
_SECTIONS: Final = {
    "looked_after": "looked-after",
    "purchased": "placements",
    "stability": "stability",
    "rate": "neighbours",
}
"""By key of a figure of the children, the section of the page that holds it."""
_TOPICS: Final = {
    "projected_spend": ("activity", "money"),
    "full_year": ("full-year", "money-next-year"),
}
"""By key of a figure of the money, its page and the section that must be there."""


def page_of(kind: str) -> str:
    """The page of a kind of document."""
    return reverse(_PAGES.get(kind, "forecast"))


def leads_to(tile: dict[str, Any], kind: str, head: dict[str, Any], person: User) -> str:
    """Where a figure leads.

    Args:
        tile: with its key, which figures of an earlier release have not.
        kind, head: of the document that it is of.
    """
    key, there = tile.get("key", ""), {each["key"] for each in head.get("contents", ())}
    if key == "purchased" and may_choose(person):
        chosen = urlencode([("category", each) for each in PURCHASED])
        return f"{page_of(kind)}?{chosen}"
    topic, section = _TOPICS.get(key, ("", ""))
    if section in there:
        return reverse("money_topic", args=[topic])
    anchor = _SECTIONS.get(key, "")
    return page_of(kind) + (f"#{anchor}" if anchor in there else "")
