"""Signing in and out, and changes of how somebody signs in, go into the audit log."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.account.signals import user_logged_in as came_by_allauth
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from kinward_web.accounts.actions import shut
from kinward_web.accounts.models import User
from kinward_web.accounts.session_age import BEGAN, now_s
from kinward_web.audit.actions import Kind, record
from kinward_web.proof import FRESH, SET_UP, fresh_at


@receiver(user_logged_in)
def signed_in(sender: Any, user: User, request: HttpRequest | None = None, **_: Any) -> None:
    """Note who came, and when their session began."""
    if request is not None:
        request.session[BEGAN] = now_s()
    record(by=user, kind=Kind.SIGN_IN, subject="session", words="Signed in")


@receiver(came_by_allauth)
def signed_on(sender: Any, request: HttpRequest, sociallogin: Any = None, **_: Any) -> None:
    """Keep when the provider last asked the person themselves."""
    if sociallogin is not None:
        request.session[FRESH] = fresh_at(sociallogin)


@receiver(user_logged_out)
def signed_out(sender: Any, user: User | None, **_: Any) -> None:
    """Note who left."""
    if user is not None:
        record(by=user, kind=Kind.SIGN_OUT, subject="session", words="Signed out")


@receiver(password_changed)
@receiver(password_reset)
def new_password(sender: Any, user: User, **_: Any) -> None:
    """Note it; what was made with the old one ends with it."""
    shut(user, user)
    _changed(user, "Chose a new password")


@receiver(authentication_failed)
def wrong_code(sender: Any, user: User, **_: Any) -> None:
    """Note it, never what was typed."""
    record(
        by=None, kind=Kind.REFUSED, subject="session", subject_id=user.email,
        words="Gave a wrong code",
    )  # fmt: skip


@receiver(authenticator_added)
@receiver(authenticator_reset)
def new_code(sender: Any, user: User, authenticator: Any, request: HttpRequest, **_: Any) -> None:
    """Note it; who has just set up a code holds it."""
    codes = authenticator.type == "recovery_codes"
    if not codes:
        request.session[SET_UP] = user.pk
    _changed(user, "Made new recovery codes" if codes else "Set up a code from an app")


@receiver(authenticator_removed)
def code_gone(sender: Any, user: User, authenticator: Any, **_: Any) -> None:
    """Note it."""
    codes = authenticator.type == "recovery_codes"
    _changed(user, "Recovery codes removed" if codes else "Code from an app removed")


def _changed(person: User, words: str) -> None:
    record(by=person, kind=Kind.CHANGE, subject="account", subject_id=person.pk, words=words)
