"""Showing once more who one is by single sign-on; and settings of it that would let anybody in."""

from __future__ import annotations

import time

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from accounts_signing import sign_on
from kinward_web.accounts.models import User
from kinward_web.settings.oidc import from_environment, with_form_action
from oidc_provider import Provider

pytestmark = pytest.mark.django_db
_AGAIN = "/account/sign-on/again/"
_DOWNLOAD = "/admin/audit/log.csv"


@pytest.fixture
def at_work(provider: Provider, client: Client, cast: dict[str, User]) -> Client:
    """An auditor without a password, who came by single sign-on."""
    provider.claims = {"sub": "aled", "email": cast["auditor"].email, "email_verified": True}
    cast["auditor"].set_unusable_password()
    cast["auditor"].save()
    sign_on(client)
    return client


def test_a_download_asks_the_provider_to_ask_the_person(
    provider: Provider, at_work: Client
) -> None:
    asked = at_work.get(_DOWNLOAD)
    assert asked["Location"].startswith(_AGAIN)
    page = at_work.get(asked["Location"]).content.decode()
    assert "Sign in with your council account" in page
    answer = sign_on(at_work, _AGAIN, next=_DOWNLOAD)
    assert provider.asked["prompt"] == "login"
    assert answer["Location"] == _DOWNLOAD
    assert at_work.get(_DOWNLOAD).status_code == 200


def test_a_sign_on_without_a_question_is_not_enough(provider: Provider, at_work: Client) -> None:
    sign_on(at_work)
    assert at_work.get(_DOWNLOAD).status_code == 302


@pytest.mark.parametrize(("ago", "enough"), [(5, True), (3600, False)])
def test_where_the_provider_says_when_it_asked_that_counts(
    provider: Provider, at_work: Client, ago: int, enough: bool
) -> None:
    provider.token = {"auth_time": int(time.time()) - ago}
    sign_on(at_work, _AGAIN, next=_DOWNLOAD)
    assert (at_work.get(_DOWNLOAD).status_code == 200) == enough


def test_asking_again_is_for_who_came_by_single_sign_on(
    provider: Provider, cast: dict[str, User]
) -> None:
    other = Client()
    other.force_login(
        cast["board_member"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert other.get(_AGAIN).status_code == 403


@pytest.mark.parametrize(
    "given",
    [
        {"KINWARD_OIDC_SERVER": "http://login.example", "KINWARD_OIDC_CLIENT_ID": "x"},
        {"KINWARD_OIDC_SERVER": "https://login.example"},
        {
            "KINWARD_OIDC_SERVER": "https://login.example/common/v2.0",
            "KINWARD_OIDC_CLIENT_ID": "x", "KINWARD_OIDC_VOUCHES": "1",
        },
    ],
)  # fmt: skip
def test_settings_that_would_let_anybody_in_are_refused(given: dict[str, str]) -> None:
    with pytest.raises(ImproperlyConfigured):
        from_environment(given)


def test_the_form_may_lead_to_the_provider_and_nowhere_else() -> None:
    oidc = from_environment(
        {"KINWARD_OIDC_SERVER": "https://login.example/tenant", "KINWARD_OIDC_CLIENT_ID": "x"}
    )
    policy = {"DIRECTIVES": {"form-action": ["'self'"], "script-src": ["'self'"]}}
    led = with_form_action(policy, oidc)["DIRECTIVES"]
    assert led == {"form-action": ["'self'", "https://login.example"], "script-src": ["'self'"]}
    assert with_form_action(policy, None) == policy
