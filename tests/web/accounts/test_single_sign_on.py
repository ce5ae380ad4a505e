"""Single sign-on against a provider on this machine: who is let in, and every way round it."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from accounts_signing import SSO, configured, inside, sign_on, with_code
from kinward_web.accounts import actions
from kinward_web.accounts.models import User
from kinward_web.audit.models import AuditEntry
from oidc_provider import Provider

pytestmark = pytest.mark.django_db


def test_a_person_who_was_added_comes_in_by_their_verified_address(
    provider: Provider, client: Client, cast: dict[str, User]
) -> None:
    answer = sign_on(client, next="/jobs/")
    assert answer["Location"] == "/jobs/"
    assert inside(client), "the council's own second factor stands for the code"
    assert client.get("/account/me/").context["user"] == cast["analyst"]
    assert provider.asked["code_challenge_method"] == "S256"
    assert set(provider.asked["scope"].split()) == {"openid", "profile", "email"}
    assert AuditEntry.objects.filter(kind="sign_in", by=cast["analyst"]).exists()


def test_from_then_on_the_provider_s_own_number_counts(
    provider: Provider, client: Client, cast: dict[str, User]
) -> None:
    sign_on(client)
    provider.claims = {**provider.claims, "email": "married@testshire.example"}
    other = Client()
    sign_on(other)
    assert other.get("/account/me/").context["user"] == cast["analyst"]
    assert SocialAccount.objects.count() == 1
    joined = AuditEntry.objects.filter(kind="change", words="Joined to a council account")
    assert [row.subject_id for row in joined] == [str(cast["analyst"].pk)]


def _refused(client: Client, provider: Provider, words: str) -> None:
    answer = sign_on(client)
    assert answer.status_code == 403
    assert words in answer.content.decode()
    assert not inside(client)
    assert not SocialAccount.objects.exists()
    assert AuditEntry.objects.filter(kind="refused", words__contains=words).exists()


def test_a_stranger_is_refused(provider: Provider, client: Client) -> None:
    provider.claims["email"] = "stranger@testshire.example"
    people = User.objects.count()
    _refused(client, provider, "nobody with this e-mail address has been added")
    assert User.objects.count() == people
    row = AuditEntry.objects.filter(kind="refused").first()
    assert row is not None
    assert "stranger" not in f"{row.words} {row.subject_id}"


@pytest.mark.parametrize("said", [False, None, "false", 0, "no"])
def test_an_address_that_is_not_verified_opens_nothing(
    provider: Provider, client: Client, said: Any
) -> None:
    provider.claims["email_verified"] = said
    if said is None:
        del provider.claims["email_verified"]
    _refused(client, provider, "does not call the e-mail address verified")


def test_a_provider_that_vouches_for_every_address_need_not_say_so(
    provider: Provider, client: Client, settings: Any
) -> None:
    configured(settings, provider, KINWARD_OIDC_VOUCHES="1")
    del provider.claims["email_verified"]
    sign_on(client)
    assert inside(client)


def test_but_one_that_it_calls_not_verified_stays_out(
    provider: Provider, client: Client, settings: Any
) -> None:
    configured(settings, provider, KINWARD_OIDC_VOUCHES="1")
    provider.claims["email_verified"] = False
    _refused(client, provider, "does not call the e-mail address verified")


def test_no_address_at_all(provider: Provider, client: Client) -> None:
    del provider.claims["email"]
    _refused(client, provider, "gave no e-mail address")


def test_a_closed_account_is_refused_at_first(
    provider: Provider, client: Client, cast: dict[str, User]
) -> None:
    User.objects.filter(pk=cast["analyst"].pk).update(is_active=False)
    _refused(client, provider, "the account is closed")


def test_a_closed_account_is_refused_after_it_was_joined(
    provider: Provider, client: Client, cast: dict[str, User]
) -> None:
    sign_on(client)
    User.objects.filter(pk=cast["analyst"].pk).update(is_active=False)
    other = Client()
    answer = sign_on(other)
    assert answer.status_code == 403
    assert not inside(other)
    row = AuditEntry.objects.filter(kind="refused").first()
    assert row is not None
    assert row.subject_id == "analyst@testshire.example"


def test_an_address_that_was_given_to_somebody_new_does_not_open_the_old_account(
    provider: Provider, client: Client, cast: dict[str, User]
) -> None:
    sign_on(client)
    provider.claims["sub"] = "somebody-new"
    other = Client()
    answer = sign_on(other)
    assert answer.status_code == 403
    assert "another council account is joined" in answer.content.decode()
    assert not inside(other)
    # Until an administrator parts the old one.
    actions.part_single_sign_on(by=cast["administrator"], person=cast["analyst"])
    sign_on(other)
    assert inside(other)


def test_nobody_joins_another_account_to_their_own(
    provider: Provider, client: Client, cast: dict[str, User]
) -> None:
    sign_on(client)
    provider.claims = {**provider.claims, "sub": "second", "email": cast["auditor"].email}
    answer = sign_on(client, f"{SSO}?process=connect", process="connect")
    assert answer.status_code == 403
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another-client"},
        {"exp": 1_000_000_000},
        {"iss": None},
        {"aud": None},
    ],
)
def test_an_id_token_that_is_not_for_us_is_refused(
    provider: Provider, client: Client, wrong: dict[str, Any]
) -> None:
    provider.token = wrong
    answer = sign_on(client)
    assert answer.status_code == 401
    assert not inside(client)
    assert AuditEntry.objects.filter(words__startswith="Single sign-on failed").exists()


def test_an_id_token_with_another_signature_is_refused(provider: Provider, client: Client) -> None:
    provider.forged = True
    assert sign_on(client).status_code == 401
    assert not inside(client)


def test_a_page_about_another_person_than_the_token_is_refused(
    provider: Provider, client: Client, cast: dict[str, User]
) -> None:
    provider.page = {"sub": "other", "email": cast["auditor"].email, "email_verified": True}
    _refused(client, provider, "spoke of two different people")


def test_what_was_not_begun_here_is_refused(provider: Provider, client: Client) -> None:
    begun = Client().post(SSO)
    there = requests.get(begun["Location"], allow_redirects=False, timeout=5)
    answer = client.get(there.headers["Location"].removeprefix("http://testserver"))
    assert answer.status_code == 401
    assert not inside(client)


def test_a_code_works_once_and_only_with_its_verifier(provider: Provider, client: Client) -> None:
    begun = client.post(SSO)
    there = requests.get(begun["Location"], allow_redirects=False, timeout=5)
    code = there.headers["Location"].split("code=")[1].split("&")[0]
    provider.codes[code] = {**provider.codes[code], "code_challenge": "of somebody else"}
    answer = client.get(there.headers["Location"].removeprefix("http://testserver"))
    assert answer.status_code == 401


def test_no_link_begins_it_and_no_other_provider_is_there(
    provider: Provider, client: Client
) -> None:
    assert client.get(SSO).status_code == 405
    assert client.post("/account/oidc/other/login/").status_code == 404
    assert client.get("/account/oidc/other/login/callback/").status_code == 404


def test_a_provider_that_is_down_is_told_plainly(
    provider: Provider, client: Client, settings: Any
) -> None:
    provider.url = "http://127.0.0.1:1"
    configured(settings, provider)
    answer = client.post(SSO)
    assert answer.status_code == 401
    assert "Single sign-on did not work" in answer.content.decode()


def test_it_leads_back_to_this_service_alone(provider: Provider, client: Client) -> None:
    assert sign_on(client, next="https://evil.example/")["Location"] == "/"


def test_who_stopped_at_the_provider_can_try_again(provider: Provider, client: Client) -> None:
    state = client.post(SSO)["Location"].split("state=")[1].split("&")[0]
    answer = client.get(f"{SSO}callback/?error=access_denied&state={state}", follow=True)
    assert "You stopped signing in" in answer.content.decode()


def test_who_set_up_a_code_here_gives_it_too(
    provider: Provider, client: Client, cast: dict[str, User]
) -> None:
    with_code(cast["analyst"])
    assert sign_on(client)["Location"] == "/account/code/give/"


def test_the_page_of_signing_in_offers_it(provider: Provider, client: Client) -> None:
    page = client.get("/account/login/?next=/jobs/").content.decode()
    assert "Sign in with your council account" in page
    assert f'action="{SSO}' in page
    assert '<input type="hidden" name="next" value="/jobs/">' in page
