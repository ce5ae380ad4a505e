"""What a person has shown of who they are: in this session, and within the last minutes."""

from __future__ import annotations

import time
from typing import Any, Final

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from kinward_web.roles import must_use_code

FRESH: Final = "kinward_sso_fresh"
"""Where the session keeps when the council's own sign-in last asked the person."""
SET_UP: Final = "kinward_code_set_up"
"""Where the session keeps that the code was set up in it, which shows that its holder has it."""
AGAIN: Final = "again"
"""What a single sign-on carries that was asked for to show once more who somebody is."""
_OWN: Final = frozenset({"password", "mfa"})
_SKEW_S: Final = 60


def signed_in_lately(request: HttpRequest) -> bool:
    """Whether a password, a code or a fresh single sign-on was given within the time-out."""
    if not request.user.is_authenticated:
        return False
    times = [each["at"] for each in _records(request) if each.get("method") in _OWN]
    times.append(float(request.session.get(FRESH, 0)))
    return bool(time.time() - max(times) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)


def code_step(request: HttpRequest) -> str | None:
    """The page that a person must go through before any other; None where nothing is missing.

    A role that sees children, or gives others the right to, needs a code. Who has none sets one up;
    who has one has given it in this session: a session that was begun with the password alone,
    before the code was set up in another, is not let in. Single sign-on brings the council's own
    second factor.
    """
    user: Any = request.user
    if not settings.FORCE_TOTP or not must_use_code(getattr(user, "role", "")):
        return None
    methods = {each.get("method") for each in _records(request)}
    if "socialaccount" in methods:
        return None
    if not is_mfa_enabled(user, [Authenticator.Type.TOTP]):
        return "mfa_activate_totp"
    if "mfa" in methods or request.session.get(SET_UP) == user.pk:
        return None
    return "mfa_reauthenticate"


def fresh_at(sociallogin: Any) -> float:
    """When the provider last asked the person themselves; 0 where it did not or does not say.

    A single sign-on may pass without a question. Where the provider tells when it asked
    (`auth_time`), that counts. Where it does not, the sign-on counts only if we had asked for a
    question (`prompt=login`).
    """
    told = (sociallogin.account.extra_data.get("id_token") or {}).get("auth_time")
    if told is not None:
        return min(float(told), time.time() + _SKEW_S)
    data = sociallogin.state.get("data")
    return time.time() if isinstance(data, dict) and data.get(AGAIN) else 0.0


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    return list(get_authentication_records(request, request.user))
