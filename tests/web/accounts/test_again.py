"""Downloads of single children ask once more who somebody is."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from accounts_signing import code, sign_in, with_code
from kinward_web import proof
from kinward_web.accounts.models import User
from kinward_web.guard import needs
from web_cast import PASSWORD

pytestmark = pytest.mark.django_db


@needs("children.download", again=True)
def _list(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the list")


urlpatterns = [path("list/", _list), path("", include("kinward_web.urls"))]


@pytest.fixture(autouse=True)
def _addresses() -> Any:
    cache.clear()
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six minutes pass."""
    now = time.time
    monkeypatch.setattr(proof.time, "time", lambda: now() + 360)


def test_just_after_signing_in_nothing_more_is_asked(cast: dict[str, User], client: Client) -> None:
    sign_in(client, cast["analyst"])
    assert client.get("/list/").content == b"the list"


def test_later_the_password_is_asked_and_leads_back(
    cast: dict[str, User], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, cast["analyst"])
    real = time.time
    with monkeypatch.context() as later:
        later.setattr("allauth.account.internal.flows.login.time.time", lambda: real() + 360)
        asked = client.get("/list/?area=North")
        assert asked["Location"] == "/account/reauthenticate/?next=%2Flist%2F%3Farea%3DNorth"
        wrong = client.post("/account/reauthenticate/", {"password": "no", "next": "/list/"})
        assert "Error: " in wrong.content.decode()
        assert client.get("/list/").status_code == 302
        right = client.post(
            "/account/reauthenticate/", {"password": PASSWORD, "next": "/list/?area=North"}
        )
        assert right["Location"] == "/list/?area=North"
        assert client.get("/list/").content == b"the list"


def test_a_code_does_as_well(cast: dict[str, User], client: Client, long_ago: None) -> None:
    with_code(cast["analyst"])
    client.force_login(
        cast["analyst"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert client.get("/list/").status_code == 302
    answer = client.post("/account/code/again/", {"code": code(at=time.time()), "next": "/list/"})
    assert answer["Location"] == "/list/"
    assert client.get("/list/").content == b"the list"


def test_giving_the_password_again_gives_no_right(cast: dict[str, User], client: Client) -> None:
    sign_in(client, cast["board_member"])
    assert client.get("/list/").status_code == 403


def test_the_way_back_leads_nowhere_else(cast: dict[str, User], client: Client) -> None:
    sign_in(client, cast["analyst"])
    answer = client.post(
        "/account/reauthenticate/", {"password": PASSWORD, "next": "https://evil.example/"}
    )
    assert answer["Location"] == "/"


def test_passwords_cannot_be_guessed_there(cast: dict[str, User], client: Client) -> None:
    sign_in(client, cast["analyst"])
    answers = [
        client.post("/account/reauthenticate/", {"password": "no"}).status_code for _ in range(12)
    ]
    assert answers[0] == 200
    assert answers[-1] == 429
