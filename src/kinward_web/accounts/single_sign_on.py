"""Who a single sign-on is for: somebody an administrator added, known by a verified address."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from kinward_web.accounts.models import User
from kinward_web.settings.oidc import PROVIDER


class NotLetIn(Exception):  # noqa: N818
    """A single sign-on that is refused; its text is for the person and the log.

    Args:
        address: of a person who was added, for the log; empty for anybody else.
    """

    def __init__(self, why: str, address: str = "") -> None:
        self.address = address
        super().__init__(why)


def person_of(sociallogin: Any) -> User:
    """The person whom a single sign-on lets in.

    The first time, it is who has the address that the provider calls verified; from then on, who
    was joined to the provider's own number of them. An address that was given to somebody new at
    the provider does not open the account of who had it before.

    Raises:
        NotLetIn: nobody, or somebody who may not sign in.
    """
    if sociallogin.account.provider != PROVIDER:
        raise NotLetIn("another provider")
    if sociallogin.state.get("process") != "login":
        raise NotLetIn("accounts are joined only by signing in")
    _one_subject(sociallogin.account.extra_data)
    person = sociallogin.user if sociallogin.is_existing else _by_address(sociallogin)
    if not person.is_active:
        raise NotLetIn("the account is closed", person.email)
    return person


def _one_subject(told: dict[str, Any]) -> None:
    """The ID token is there, and the provider's page about the person is about the same one."""
    token, page = told.get("id_token"), told.get("userinfo")
    if not token or not token.get("sub"):
        raise NotLetIn("the provider sent no proof of who it is")
    if page is not None and page.get("sub") != token["sub"]:
        raise NotLetIn("the provider spoke of two different people")


def _by_address(sociallogin: Any) -> User:
    address = _verified_address(sociallogin)
    person = User.objects.filter(email=address).first()
    if person is None:
        raise NotLetIn("nobody with this e-mail address has been added")
    if SocialAccount.objects.filter(user=person, provider=PROVIDER).exists():
        raise NotLetIn(
            "another council account is joined to this person; an administrator can part them",
            person.email,
        )
    return person


def _verified_address(sociallogin: Any) -> str:
    told = sociallogin.account.extra_data
    page = told.get("userinfo") or told["id_token"]
    address = str(page.get("email") or "").lower()
    if not address:
        raise NotLetIn("the provider gave no e-mail address")
    said = page.get("email_verified")
    vouched = said is None and settings.OIDC is not None and settings.OIDC.vouches
    if said is not True and str(said).lower() != "true" and not vouched:
        raise NotLetIn("the provider does not call the e-mail address verified")
    return address
