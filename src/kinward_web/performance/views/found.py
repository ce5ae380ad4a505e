"""What an address is about, or 404."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404

from kinward_web.guard import Request
from kinward_web.performance.models import Typed
from kinward_web.performance.selectors import cards as selected


def measure_of(measure: str) -> str:
    """The key of a measure that there is."""
    if not selected.exists(measure):
        raise Http404
    return measure


def reading_of(measure: str, pk: int) -> Typed:
    """A typed reading."""
    found = selected.reading_of(measure_of(measure), pk)
    if found is None:
        raise Http404
    return found


def sees_whole(request: Request) -> None:
    """Refuse those from whom small counts are hidden, or who see their own area alone.

    Raises:
        PermissionDenied: the person is one of them.
    """
    if not (request.user.has_perm("figures.whole") and request.user.has_perm("areas.all")):
        raise PermissionDenied
