"""What the tests of signing in share: a browser, a phone, and how the service asks."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time
from typing import Any

import requests
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from kinward_web.settings.oidc import from_environment
from oidc_provider import CLIENT, SECRET, Provider
from web_cast import PASSWORD

SSO = "/account/oidc/council/login/"
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""What a phone of the tests makes its codes from."""


def code(key: str = KEY, at: float | None = None) -> str:
    """The six figures that a phone shows (RFC 6238), worked out here and not by the library."""
    secret = base64.b32decode(key)
    step = int((time.time() if at is None else at) // 30)
    digest = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
    place = digest[-1] & 15
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def with_code(person: Any) -> Authenticator:
    """A person who has set up a code."""
    return TOTP.activate(person, KEY).instance


def sign_in(client: Client, person: Any, password: str = PASSWORD, **more: Any) -> Any:
    """Send the sign-in form."""
    return client.post("/account/login/", {"login": person.email, "password": password, **more})


def configured(settings: Any, provider: Provider, **more: str) -> None:
    oidc = from_environment(
        {
            "KINWARD_OIDC_SERVER": provider.url,
            "KINWARD_OIDC_CLIENT_ID": CLIENT,
            "KINWARD_OIDC_SECRET": SECRET,
            **more,
        }
    )
    assert oidc is not None
    settings.OIDC = oidc
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [oidc.app]}
    }


def sign_on(client: Client, address: str = SSO, **sent: str) -> Any:
    """As a browser: the form, the provider, and back."""
    begun = client.post(address, sent)
    assert begun.status_code == 302, begun.content
    there = requests.get(begun["Location"], allow_redirects=False, timeout=5)
    return client.get(there.headers["Location"].removeprefix("http://testserver"))


def inside(client: Client) -> bool:
    return client.get("/").status_code == 200
