"""A token shows what its owner may see, or less, for a time, and can be ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from kinward.errors import ArgumentError
from kinward_web.accounts import actions as accounts
from kinward_web.accounts.models import User
from kinward_web.api import actions, selectors
from kinward_web.api.models import Token
from kinward_web.audit.models import AuditEntry
from web_cast import PASSWORD

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
Secret = Callable[..., str]


def _asked(secret: str) -> Any:
    return Client().get("/api/v1/tables", headers={"authorization": f"Bearer {secret}"})


def _sure(client: Client) -> Client:
    """Who has just given their password again."""
    client.post("/account/reauthenticate/", {"password": PASSWORD, "next": "/"})
    return client


def test_only_the_hash_of_a_secret_is_kept(secret_of: Secret) -> None:
    secret = secret_of("analyst")
    row = Token.objects.values().get()
    assert secret not in str(row)
    assert row["digest"] == actions.digest(secret)


def test_a_token_reads_until_it_expires(secret_of: Secret, loaded: object) -> None:
    secret = secret_of("analyst")
    assert _asked(secret).status_code == 200
    assert Token.objects.get().last_used is not None
    now = timezone.now()
    Token.objects.update(made=now - timedelta(days=31), expires=now - timedelta(days=1))
    assert _asked(secret).status_code == 401


def test_a_token_that_was_revoked_reads_nothing(
    secret_of: Secret, cast: dict[str, User], as_: As, loaded: object
) -> None:
    secret = secret_of("analyst")
    token = Token.objects.get()
    with pytest.raises(PermissionDenied):
        actions.revoke_token(by=cast["commissioner"], token=token)
    assert as_("commissioner").post(f"/api/tokens/{token.pk}/revoke/").status_code == 404
    assert _asked(secret).status_code == 200
    as_("analyst").post(f"/api/tokens/{token.pk}/revoke/")
    assert _asked(secret).status_code == 401


@pytest.mark.parametrize("way", ["link", "code", "own"])
def test_a_token_ends_with_its_owners_means_of_signing_in(
    secret_of: Secret, cast: dict[str, User], as_: As, loaded: object, way: str
) -> None:
    """An account that is thought stolen is shut whole: a link for a new password, a code taken
    away, a password chosen anew."""
    secret, other = secret_of("analyst"), secret_of("commissioner")
    analyst, administrator = cast["analyst"], cast["administrator"]
    if way == "link":
        accounts.password_link(by=administrator, person=analyst)
    elif way == "code":
        Authenticator.objects.create(user=analyst, type="totp", data={})
        accounts.remove_code(by=administrator, person=analyst)
    else:
        password_changed.send(User, request=None, user=analyst)
    assert _asked(secret).status_code == 401
    assert _asked(other).status_code == 200
    assert AuditEntry.objects.filter(words__startswith="Revoked an API token with").count() == 1


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"role": "administrator"}, {"role": "board"}]
)
def test_a_token_does_not_outlive_what_its_owner_may(
    secret_of: Secret, cast: dict[str, User], loaded: object, change: dict[str, Any]
) -> None:
    secret = secret_of("analyst")
    User.objects.filter(pk=cast["analyst"].pk).update(**change)
    assert _asked(secret).status_code == 401


def test_a_token_may_do_what_its_owner_may_or_less(cast: dict[str, User]) -> None:
    assert {"analyst", "board", "finance"} <= set(selectors.roles_for(cast["analyst"]))
    assert "team_manager" not in selectors.roles_for(cast["analyst"])
    assert selectors.roles_for(cast["board_member"]) == ["board"]
    assert selectors.roles_for(cast["north_manager"]) == ["team_manager"]
    assert selectors.roles_for(cast["administrator"]) == []
    for name, role in (
        ("board_member", "analyst"),
        ("administrator", "board"),
        ("finance_manager", "commissioner"),
    ):
        with pytest.raises(PermissionDenied):
            actions.make_token(by=cast[name], name="x", role=role, days=1, key="k")


def test_a_year_is_the_most(cast: dict[str, User]) -> None:
    by = cast["analyst"]
    for days in (0, 366):
        with pytest.raises(ArgumentError, match="1 to 365"):
            actions.make_token(by=by, name="x", role="board", days=days, key=f"k{days}")
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Token.objects.create(
            name="x", owner=by, role="board", digest="d", key="k", made=now,
            expires=now + timedelta(days=400),
        )  # fmt: skip


def test_the_secret_is_shown_once_and_a_double_click_makes_one_token(
    as_: As,
) -> None:
    client = _sure(as_("analyst"))
    told = {"name": "Power BI", "role": "board", "days": "90", "key": "one"}
    first = client.post("/api/tokens/new/", told).content.decode()
    second = client.post("/api/tokens/new/", told).content.decode()
    assert Token.objects.count() == 1
    secret = second.split("<code>")[1].split("</code>")[0]
    assert _asked(secret).status_code in {200, 404}
    assert first.split("<code>")[1].split("</code>")[0] != secret
    assert secret not in client.get("/api/tokens/").content.decode()
    third = client.post("/api/tokens/new/", told).content.decode()
    assert "was made already" in third
    assert "<title>Error: " in third


def test_making_and_revoking_is_in_the_log_without_the_secret(
    cast: dict[str, User], secret_of: Secret
) -> None:
    secret = secret_of("analyst")
    actions.revoke_token(by=cast["analyst"], token=Token.objects.get())
    rows = AuditEntry.objects.filter(subject="API token").order_by("id")
    assert [row.kind for row in rows] == ["create", "remove"]
    assert secret not in str(list(rows.values()))
    assert actions.digest(secret) not in str(list(rows.values()))


def test_a_form_that_lacks_something_says_what(as_: As) -> None:
    page = _sure(as_("analyst")).post("/api/tokens/new/", {"key": "k", "role": "administrator"})
    text = page.content.decode()
    assert "<title>Error: " in text
    assert "Say what the token is for." in text
    assert Token.objects.count() == 0


def test_a_password_is_asked_for_before_a_token_is_made(as_: As) -> None:
    answer = as_("analyst").get("/api/tokens/new/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/reauthenticate/")
