"""What every page is given."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from kinward_web.accounts.session_age import left

_NAVIGATION: Final = (
    ("Home", "home", "home.see"),
    ("Data", "data", "data.see"),
    ("Children", "children", "cohort.see"),
    ("Money", "money", "money.see"),
    ("Forecast", "forecast", "forecast.see"),
    ("Plans", "plans", "plans.see"),
    ("Programmes", "programmes", "programme.see"),
    ("Scorecard", "scorecard", "scorecard.see"),
    ("Reports", "reports", "reports.see"),
    ("People", "people", "users.manage"),
    ("Settings", "settings", "settings.manage"),
    ("Audit log", "audit", "audit.see"),
    ("Help", "help", "home.see"),
)
"""Words, name of the address, permission."""


def service(request: HttpRequest) -> dict[str, Any]:
    """The service's name, the navigation that this person may use, how long they may be away."""
    user: Any = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    may = user.permissions if signed_in else frozenset()
    return {
        "authority": settings.AUTHORITY,
        "demonstration": settings.DEMONSTRATION,
        "navigation": list(_items(request)) if signed_in else [],
        "may": may,
        "sees_data": "data.see" in may,
        "session": left(request) if signed_in else None,
    }


def _items(request: HttpRequest) -> Any:
    for words, name, permission in _NAVIGATION:
        if request.user.has_perm(permission):
            address = reverse(name)
            here = request.path == address or (name != "home" and request.path.startswith(address))
            yield {"text": words, "href": address, "active": here}
