"""A person's own account, and showing once more who they are by single sign-on."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from kinward_web.accounts import presenters, session_age
from kinward_web.guard import Request, needs, open_to_all
from kinward_web.proof import AGAIN
from kinward_web.settings.oidc import PROVIDER


@needs("home.see")
@require_GET
def mine(request: Request) -> HttpResponse:
    """Who one is here, what one may do, and how one signs in."""
    person = request.user
    kinds = set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    context = {
        "role": presenters.role_shown(person.role),
        "areas": list(person.areas.all()),
        "has_password": person.has_usable_password(),
        "has_code": "totp" in kinds,
        "has_recovery": "recovery_codes" in kinds,
        "joined": SocialAccount.objects.filter(user=person).exists(),
    }
    return render(request, "accounts/mine.html", context)


@needs("home.see")
@require_http_methods(["GET", "POST"])
def sign_on_again(request: Request) -> HttpResponse:
    """Ask the provider to ask the person; `next` is where they wanted to go."""
    if not SocialAccount.objects.filter(user=request.user, provider=PROVIDER).exists():
        raise PermissionDenied
    target = request.POST.get("next") or request.GET.get("next") or "/"
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    if request.method == "GET":
        return render(request, "accounts/again.html", {"next": target})
    provider = get_adapter().get_provider(request, PROVIDER)
    answer: HttpResponse = provider.redirect(
        request, "login", next_url=target, data={AGAIN: True}, auth_params={"prompt": "login"}
    )
    return answer


@open_to_all
@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """How long the session lasts, which pages ask by themselves; POST makes it last longer.

    It is open to all, so that a page whose session has ended is told so.
    """
    if not request.user.is_authenticated:
        return _session({"left": 0, "more": False})
    if request.method == "POST":
        session_age.stay(request)
    left = session_age.left(request)
    return _session({"left": left.seconds, "more": left.more})


def _session(told: dict[str, object]) -> HttpResponse:
    answer = JsonResponse(told)
    answer["Cache-Control"] = "no-store"
    return answer
