"""Pages ask how long the session lasts, and a person may stay (WCAG 2.2.1)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts_signing import sign_in
from kinward_web.accounts import session_age
from kinward_web.accounts.models import User

pytestmark = pytest.mark.django_db
_PAGE = "/account/session/"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`later(60)`: it is so many minutes after the beginning."""
    began = session_age.time.time()

    def moved(minutes: float) -> None:
        monkeypatch.setattr(session_age, "now_s", lambda: began + minutes * 60)

    moved(0)
    return moved


@pytest.fixture
def signed_in(cast: dict[str, User], client: Client, later: Any) -> Client:
    sign_in(client, cast["board_member"])
    client.get("/")
    return client


def test_asking_tells_what_is_left_and_keeps_nothing_alive(signed_in: Client, later: Any) -> None:
    for minutes in (0, 30, 58, 59):
        later(minutes)
        assert signed_in.get(_PAGE).json() == {"left": (60 - minutes) * 60, "more": True}
    later(60)
    assert signed_in.get(_PAGE).json() == {"left": 0, "more": False}
    assert signed_in.get("/").status_code == 302


def test_staying_makes_it_last_another_hour(signed_in: Client, later: Any) -> None:
    later(59)
    assert signed_in.post(_PAGE).json() == {"left": 3600, "more": True}
    later(118)
    assert signed_in.get("/").status_code == 200


def test_staying_counts_just_after_a_page_too(signed_in: Client, later: Any) -> None:
    later(0.5)
    assert signed_in.post(_PAGE).json()["left"] == 3600


def test_nobody_stays_longer_than_half_a_day(signed_in: Client, later: Any) -> None:
    for minutes in range(50, 710, 50):
        later(minutes)
        signed_in.get("/")
    later(719)
    assert signed_in.post(_PAGE).json() == {"left": 60, "more": False}
    later(720)
    assert signed_in.post(_PAGE).json() == {"left": 0, "more": False}


def test_a_page_carries_what_is_left_when_it_was_opened(signed_in: Client, later: Any) -> None:
    later(0.5)
    assert 'data-session-left="3570"' in signed_in.get("/").content.decode()
    later(50)
    assert 'data-session-left="3600"' in signed_in.get("/").content.decode()


def test_the_sign_in_page_says_why_one_is_there_and_warns_of_nothing(client: Client) -> None:
    page = client.get("/account/login/?next=/plans/&ended=").content.decode()
    assert "You were signed out" in page
    assert "data-session-left" not in page
    assert "You were signed out" not in client.get("/account/login/").content.decode()


def test_a_person_who_has_yet_to_set_up_a_code_is_told_too(
    cast: dict[str, User], client: Client, settings: Any
) -> None:
    settings.FORCE_TOTP = True
    sign_in(client, cast["analyst"])
    assert client.get(_PAGE).json()["left"] > 3500
