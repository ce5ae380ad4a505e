"""Signing in with password and code: who gets in, who is kept out, and for how long."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from accounts_signing import code, sign_in, with_code
from kinward_web.accounts import session_age
from kinward_web.accounts.models import User
from kinward_web.audit.models import AuditEntry
from web_cast import PASSWORD

pytestmark = pytest.mark.django_db
_WRONG = "not the password at all"
_SHUT = "/account/code/set-up/"
_ASKED = "/account/code/again/"


@pytest.fixture(autouse=True)
def _no_limits_from_before(db: None) -> None:
    cache.clear()


@pytest.fixture
def forced(settings: Any) -> None:
    """Codes are demanded, as in service."""
    settings.FORCE_TOTP = True


def test_a_person_signs_in_with_password(cast: dict[str, User], client: Client) -> None:
    answer = sign_in(client, cast["board_member"])
    assert answer["Location"] == "/"
    assert client.get("/").status_code == 200


def test_a_wrong_password_says_no_more_than_that(cast: dict[str, User], client: Client) -> None:
    known = sign_in(client, cast["analyst"], _WRONG).content.decode()
    stranger = User(email="nobody@testshire.example")
    unknown = sign_in(client, stranger, _WRONG).content.decode()
    for page in (known, unknown):
        assert "The e-mail address or the password is not right." in page
        assert "<title>Error: Sign in" in page
        assert 'href="#' in page


def test_after_five_wrong_passwords_the_right_one_is_refused_too(
    cast: dict[str, User], client: Client
) -> None:
    for _ in range(5):
        sign_in(client, cast["analyst"], _WRONG)
    page = sign_in(client, cast["analyst"]).content.decode()
    assert "Too many wrong passwords" in page
    assert client.get("/").status_code == 302
    words = AuditEntry.objects.filter(kind="refused", subject_id=cast["analyst"].email)
    assert words.filter(words__startswith="Locked out").count() == 1
    assert words.filter(words="Gave a wrong password").count() == 5
    # Somebody else is not locked out with them.
    assert sign_in(Client(), cast["finance_manager"])["Location"] == "/"


def test_a_lock_out_is_shared_by_all_processes(cast: dict[str, User], client: Client) -> None:
    from django.core.cache.backends.db import DatabaseCache

    assert isinstance(cache._connections["default"], DatabaseCache)


def test_one_machine_cannot_try_many_people(cast: dict[str, User], client: Client) -> None:
    for number in range(10):
        sign_in(client, User(email=f"guess{number}@testshire.example"), _WRONG)
    page = sign_in(client, cast["analyst"]).content.decode()
    assert "Too many wrong passwords" in page


def test_a_closed_account_stays_shut_and_an_open_session_ends(
    cast: dict[str, User], client: Client
) -> None:
    person = cast["finance_manager"]
    sign_in(client, person)
    assert client.get("/").status_code == 200
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/").status_code == 302
    sign_in(Client(), person)
    other = Client()
    sign_in(other, person)
    assert other.get("/").status_code == 302


def test_a_role_that_sees_children_sets_up_a_code_before_anything_else(
    cast: dict[str, User], client: Client, forced: None
) -> None:
    sign_in(client, cast["analyst"])
    for address in ("/", "/children/", "/jobs/", "/account/me/", "/account/recovery-codes/"):
        assert client.get(address)["Location"].startswith(_SHUT), address
    assert client.post("/jobs/").headers["Location"].startswith(_SHUT)
    page = client.get(_SHUT).content.decode()
    assert "data:image/svg+xml;base64," in page
    key = client.session["mfa.totp.secret"]
    assert key in page


def test_setting_up_the_code_opens_the_service_and_gives_recovery_codes(
    cast: dict[str, User],
    client: Client,
    forced: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sign_in(client, cast["analyst"])
    client.get(_SHUT)
    key = client.session["mfa.totp.secret"]
    wrong = client.post(_SHUT, {"code": "000000"}).content.decode()
    assert "The code is not right" in wrong
    # A test's transaction never ends, so what waits for its end is done at once.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda do, **_: do())
    answer = client.post(_SHUT, {"code": code(key)})
    assert answer["Location"] == "/account/recovery-codes/"
    assert "recovery codes of 10" in client.get("/account/recovery-codes/").content.decode()
    assert client.get("/").status_code == 200
    kept = Authenticator.objects.get(user=cast["analyst"], type="totp").data["secret"]
    assert key not in kept, "the secret must be sealed"
    assert AuditEntry.objects.filter(words="Set up a code from an app").exists()


def test_who_has_a_code_gives_it_at_each_sign_in(
    cast: dict[str, User], client: Client, forced: None
) -> None:
    with_code(cast["analyst"])
    assert sign_in(client, cast["analyst"])["Location"] == "/account/code/give/"
    assert client.get("/").status_code == 302, "the password alone opens nothing"
    wrong = client.post("/account/code/give/", {"code": "000000"}).content.decode()
    assert "The code is not right" in wrong
    assert AuditEntry.objects.filter(words="Gave a wrong code").exists()
    assert client.post("/account/code/give/", {"code": code()})["Location"] == "/"
    assert client.get("/").status_code == 200


def test_a_code_works_once(cast: dict[str, User], client: Client, forced: None) -> None:
    with_code(cast["analyst"])
    now = code()
    sign_in(client, cast["analyst"])
    client.post("/account/code/give/", {"code": now})
    other = Client()
    sign_in(other, cast["analyst"])
    assert "not right" in other.post("/account/code/give/", {"code": now}).content.decode()


def test_codes_cannot_be_guessed_for_long(
    cast: dict[str, User], client: Client, forced: None
) -> None:
    with_code(cast["analyst"])
    sign_in(client, cast["analyst"])
    for number in range(6):
        client.post("/account/code/give/", {"code": f"00000{number}"})
    page = client.post("/account/code/give/", {"code": code()}).content.decode()
    assert "Too many" in page


def test_a_session_of_the_password_alone_stays_shut_when_the_code_is_set_up_in_another(
    cast: dict[str, User], client: Client, forced: None
) -> None:
    sign_in(client, cast["analyst"])
    with_code(cast["analyst"])
    for address in ("/", "/account/recovery-codes/new/", "/account/code/remove/", _SHUT):
        assert client.get(address)["Location"].startswith(_ASKED), address
    answer = client.post(_ASKED, {"code": code(), "next": "/jobs/"})
    assert answer["Location"] == "/jobs/"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("name", ["board_member", "programme_lead"])
def test_who_sees_no_child_or_placement_needs_no_code_and_may_set_one_up(
    cast: dict[str, User], client: Client, forced: None, name: str
) -> None:
    sign_in(client, cast[name])
    assert client.get("/").status_code == 200
    assert client.get(_SHUT).status_code == 200


@pytest.mark.parametrize("name", ["finance_manager", "administrator"])
def test_who_sees_single_placements_or_lets_others_see_children_needs_a_code(
    cast: dict[str, User], client: Client, forced: None, name: str
) -> None:
    sign_in(client, cast[name])
    for address in ("/", "/account/people/", "/money/"):
        assert client.get(address)["Location"].startswith(_SHUT), address


def _later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    now = session_age.time.time() + seconds
    monkeypatch.setattr(session_age, "now_s", lambda: now)


def test_a_session_ends_after_an_hour_of_nothing(
    cast: dict[str, User], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, cast["board_member"])
    client.get("/")
    _later(monkeypatch, 59 * 60)
    assert client.get("/").status_code == 200
    _later(monkeypatch, (59 + 59) * 60)
    assert client.get("/").status_code == 200, "somebody was there meanwhile"
    _later(monkeypatch, (59 + 59 + 61) * 60)
    assert client.get("/").status_code == 302
    assert client.get("/").status_code == 302


def test_a_page_that_asks_by_itself_keeps_no_session_alive(
    cast: dict[str, User], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kinward_web.jobs.models import Job

    job = Job.objects.create(
        kind="x", title="x", key="session-test", needs="home.see", by=cast["board_member"]
    )
    sign_in(client, cast["board_member"])
    client.get("/")
    for minutes in (30, 59):
        _later(monkeypatch, minutes * 60)
        assert client.get(f"/jobs/{job.pk}/progress/").status_code == 200
    _later(monkeypatch, 62 * 60)
    assert client.get("/").status_code == 302


def test_a_session_ends_after_half_a_day_however_busy(
    cast: dict[str, User], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, cast["board_member"])
    for minutes in range(0, 12 * 60, 50):
        _later(monkeypatch, minutes * 60)
        assert client.get("/").status_code == 200
    _later(monkeypatch, 12 * 3600 + 1)
    assert client.get("/").status_code == 302


def test_signing_out_needs_the_form(cast: dict[str, User], client: Client) -> None:
    sign_in(client, cast["board_member"])
    client.get("/account/logout/")
    assert client.get("/").status_code == 200
    client.post("/account/logout/")
    assert client.get("/").status_code == 302


def test_changing_the_password_asks_for_the_old_one_and_a_long_new_one(
    cast: dict[str, User], client: Client
) -> None:
    person = cast["board_member"]
    sign_in(client, person)
    page = "/account/password/change/"
    short = client.post(
        page, {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    ).content.decode()
    assert "at least 12 characters" in short
    new = "three words together here"
    client.post(page, {"oldpassword": _WRONG, "password1": new, "password2": new})
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    client.post(page, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    person.refresh_from_db()
    assert person.check_password(new)
    assert AuditEntry.objects.filter(words="Chose a new password").exists()


@pytest.mark.parametrize(
    "address",
    [
        "/account/signup/", "/account/email/", "/account/confirm-email/", "/account/password/set/",
        "/account/password/reset/", "/account/3rdparty/", "/account/3rdparty/signup/",
        "/account/login/code/", "/account/2fa/webauthn/", "/accounts/login/", "/admin/",
    ],
)  # fmt: skip
def test_what_is_not_in_use_does_not_exist(
    cast: dict[str, User], client: Client, address: str
) -> None:
    assert client.get(address).status_code == 404
    sign_in(client, cast["administrator"])
    assert client.get(address).status_code == 404


def test_signing_in_and_out_leave_rows_and_no_history_of_the_person(
    cast: dict[str, User], client: Client
) -> None:
    person = cast["board_member"]
    before = person.history.count()
    sign_in(client, person)
    client.post("/account/logout/")
    kinds = AuditEntry.objects.filter(by=person).values_list("kind", flat=True)
    assert set(kinds) >= {"sign_in", "sign_out"}
    assert person.history.count() == before
    person.refresh_from_db()
    assert person.last_login is not None
