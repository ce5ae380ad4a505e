"""Single sign-on from the environment: which provider, and how far it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PROVIDER: Final = "council"
"""The provider's name in addresses and in the database."""
_SHARED: Final = ("/common", "/organizations", "/consumers")
"""Entra's addresses at which people of any organisation sign in."""
_HERE: Final = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Oidc:
    """A provider of single sign-on.

    Attributes:
        app: as allauth takes it.
        vouches: whether an address counts as verified where the provider does not say. For Entra
            ID, which never says; right only where the council alone gives out addresses there.
        origins: where forms may lead: the provider's own pages.
    """

    app: dict[str, Any]
    vouches: bool
    origins: tuple[str, ...]


def from_environment(given: Mapping[str, str]) -> Oidc | None:
    """The provider that KINWARD_OIDC_* name; None where there is none.

    Raises:
        ImproperlyConfigured: no client, plain HTTP, or an address that anybody may sign in at.
    """
    server = given.get("KINWARD_OIDC_SERVER", "").rstrip("/")
    if not server:
        return None
    parts = urlsplit(server)
    if parts.scheme != "https" and parts.hostname not in _HERE:
        raise ImproperlyConfigured(
            "KINWARD_OIDC_SERVER must begin with https://: what comes from it decides who signs in."
        )
    if not given.get("KINWARD_OIDC_CLIENT_ID"):
        raise ImproperlyConfigured(
            "KINWARD_OIDC_CLIENT_ID is missing: give the client's id as the provider shows it."
        )
    vouches = given.get("KINWARD_OIDC_VOUCHES", "0") == "1"
    if vouches and any(shared in parts.path for shared in _SHARED):
        raise ImproperlyConfigured(
            "KINWARD_OIDC_VOUCHES=1 needs the address of the council's own tenant in "
            "KINWARD_OIDC_SERVER: at a shared one, anybody can claim any address."
        )
    origins = [f"{parts.scheme}://{parts.netloc}"]
    origins += [each for each in given.get("KINWARD_OIDC_ORIGINS", "").split(",") if each]
    return Oidc(
        app={
            "provider_id": PROVIDER,
            "name": given.get("KINWARD_OIDC_NAME", "your council account"),
            "client_id": given["KINWARD_OIDC_CLIENT_ID"],
            "secret": given.get("KINWARD_OIDC_SECRET", ""),
            "settings": {"server_url": server},
        },
        vouches=vouches,
        origins=tuple(origins),
    )


def with_form_action(policy: dict[str, Any], oidc: Oidc | None) -> dict[str, Any]:
    """A content security policy that lets the sign-in form lead to the provider."""
    if oidc is None:
        return policy
    directives = policy["DIRECTIVES"]
    action = [*directives["form-action"], *oidc.origins]
    return {**policy, "DIRECTIVES": {**directives, "form-action": action}}
