"""Who may sign in: nobody signs up, and single sign-on joins only people who were added."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse

from kinward_web.accounts.models import User
from kinward_web.accounts.single_sign_on import NotLetIn, person_of
from kinward_web.audit.actions import Kind, record
from kinward_web.proof import signed_in_lately

_ONCE_S = 900
"""A lock-out is written in the log once in as long as it lasts."""


class AccountAdapter(DefaultAccountAdapter):
    """Passwords and codes."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right.",  # nosec B105
        "too_many_login_attempts": "Too many wrong passwords. Wait 15 minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not for five minutes after a password, a code or a fresh single sign-on."""
        return not signed_in_lately(self.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """Password, code, and for who has neither: the council's own sign-in, once more."""
        methods: list[dict[str, str]] = super().get_reauthentication_methods(user)
        if not methods and user.is_authenticated:
            said = "Sign in again with your council account"
            methods = [{"id": "sign_on_again", "description": said, "url": reverse("sso_again")}]
        return methods

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Note a lock-out."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self._refused(credentials, "Locked out after too many wrong passwords", once=True)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note a wrong password, never what was typed."""
        self._refused(credentials, "Gave a wrong password")

    def _refused(self, credentials: dict[str, Any], words: str, *, once: bool = False) -> None:
        address = str(credentials.get("email") or "").lower()
        person = User.objects.filter(email=address).first()
        key = f"locked-out-{person.pk if person else 'unknown'}"
        if once and not cache.add(key, 1, timeout=_ONCE_S):
            return
        told = words if person else f"{words}, for an address that was not added"
        record(
            by=None, kind=Kind.REFUSED, subject="session", words=told,
            subject_id=person.email if person else "",
        )  # fmt: skip


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Single sign-on."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: the person must be there already."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Join the sign-in to the person whom it is for, or refuse it and say so in the log."""
        try:
            person = person_of(sociallogin)
        except NotLetIn as why:
            record(
                by=None, kind=Kind.REFUSED, subject="session", subject_id=why.address,
                words=f"Single sign-on refused: {why}",
            )  # fmt: skip
            page = render(request, "accounts/not_let_in.html", {"why": str(why)}, status=403)
            raise ImmediateHttpResponse(page) from why
        if not sociallogin.is_existing:
            sociallogin.connect(request, person)
            record(
                by=None, kind=Kind.CHANGE, subject="account", subject_id=person.pk,
                words="Joined to a council account",
            )  # fmt: skip

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Note that the provider's answer could not be used, and its kind alone."""
        kind = type(exception).__name__ if exception else str(error)
        record(
            by=None, kind=Kind.REFUSED, subject="session",
            words=f"Single sign-on failed: {kind}",
        )  # fmt: skip
