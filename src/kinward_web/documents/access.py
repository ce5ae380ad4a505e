"""Which permission a kind of document needs. A document of a kind that is not here is shut."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinward_web.accounts.models import User
    from kinward_web.documents.models import Document

NEEDS: dict[str, str] = {
    "children": "cohort.see",
    "quality": "data.see",
    "money": "money.see",
    "forecast": "forecast.see",
    "backtest": "forecast.see",
    "plan": "plans.see",
}
"""By kind."""
ALSO: dict[str, Callable[[User, Document], bool]] = {}
"""By kind, what an app asks beside the permission: set when the app is ready."""


def may_see(person: User, document: Document) -> bool:
    """Whether a person may see a document of all areas together.

    One without the right to every area may not: what is not of theirs could be worked out from it.
    """
    needed = NEEDS.get(document.kind)
    if needed is None or not (person.has_perm("areas.all") and person.has_perm(needed)):
        return False
    also = ALSO.get(document.kind)
    return also is None or also(person, document)
