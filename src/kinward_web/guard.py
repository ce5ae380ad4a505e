"""Every view says who may open it. One that does not is shut to all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, TypeVar

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from kinward_web.proof import code_step
from kinward_web.roles import PERMISSIONS

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

    class Request(HttpRequest):
        """A request of somebody who is signed in, as every view behind `needs` gets it."""

        user: User  # type: ignore[assignment]
else:
    Request = HttpRequest

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

_OTHERS: Final = "allauth."
"""Views of a library, which guard themselves."""
_LEAVING: Final = frozenset({"account_login", "account_logout"})
_OPEN_BEFORE: Final = {
    "mfa_activate_totp": _LEAVING | {
        "mfa_activate_totp", "account_reauthenticate", "account_change_password", "sso_again",
    },
    "mfa_reauthenticate": _LEAVING | {"mfa_reauthenticate"},
}  # fmt: skip
"""What a person can open who has yet to set up a code, or to give it."""


def needs(*permissions: str, again: bool = False) -> Callable[[View], View]:
    """Let only people into a view who have every one of the permissions.

    Args:
        again: whether they must have given their password or code within the last minutes, as for
            a download of single children.
    """
    unknown = [name for name in permissions if name not in PERMISSIONS]
    if unknown or not permissions:
        raise ValueError(f"No such permission: {unknown}")

    def guarded(view: View) -> View:
        inner = reauthentication_required(view) if again else view

        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not all(request.user.has_perm(name) for name in permissions):
                raise PermissionDenied
            return inner(request, *args, **kwargs)

        checked.kinward_needs = permissions  # type: ignore[attr-defined]
        checked.kinward_again = again  # type: ignore[attr-defined]
        return checked  # type: ignore[return-value]

    return guarded


def open_to_all(view: View) -> View:
    """Say that a view needs nobody to be signed in (health, the accessibility statement)."""
    view.kinward_needs = ()  # type: ignore[attr-defined]
    return view


class GuardMiddleware:
    """Shut views that do not say who may open them; ask for a code where the role demands one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; nothing about children stays in a shared cache or on a lent machine."""
        response = self.get_response(request)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Before the view: refuse one without a word on who may open it."""
        module = getattr(view, "__module__", "") or ""
        declared = hasattr(view, "kinward_needs")
        if not declared and not module.startswith(_OTHERS):
            raise PermissionDenied
        match = request.resolver_match
        name = match.url_name if match else None
        if declared and not view.kinward_needs:
            return None
        if not request.user.is_authenticated:
            return None
        step = code_step(request)
        if step is None or name in _OPEN_BEFORE[step]:
            return None
        asked = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse(step)}?{asked}" if request.method == "GET" else reverse(step))
