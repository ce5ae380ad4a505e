"""Every view says who may open it, and nobody else can."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver

from kinward_web.accounts.models import User
from kinward_web.audit import actions as log
from kinward_web.audit.models import AuditEntry
from kinward_web.roles import PERMISSIONS, ROLES
from web_walk import walked

pytestmark = pytest.mark.django_db


def test_every_view_of_ours_says_who_may_open_it() -> None:
    ours = [
        (route, each.callback)
        for route, each in walked(get_resolver())
        if each.callback.__module__.startswith("kinward_web")
    ]
    assert ours
    assert [address for address, view in ours if not hasattr(view, "kinward_needs")] == []


def test_roles_grant_only_permissions_that_exist() -> None:
    granted = {name for _, names in ROLES.values() for name in names}
    assert granted == set(PERMISSIONS)


def test_somebody_without_a_role_is_refused(as_: Callable[[str], Client]) -> None:
    assert as_("outsider").get("/").status_code == 403


def test_somebody_not_signed_in_is_asked_to(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def _refusals() -> list[tuple[str, str, str]]:
    rows = AuditEntry.objects.filter(kind="refused").order_by("id")
    return [(row.by_name, row.subject, row.subject_id) for row in rows]


def test_what_is_refused_is_in_the_log_by_the_name_of_the_address(
    as_: Callable[[str], Client],
) -> None:
    cache.clear()
    answer = as_("board_member").get("/children/child/7f3a/")
    assert answer.status_code == 403
    assert _refusals() == [("board_member@testshire.example", "page", "child")]
    assert "7f3a" not in AuditEntry.objects.filter(kind="refused").get().words


def test_a_form_that_is_refused_is_in_the_log_too(as_: Callable[[str], Client]) -> None:
    cache.clear()
    assert as_("auditor").post("/account/people/add/", {"name": "x"}).status_code == 403
    assert [name for _, _, name in _refusals()] == ["person_add"]


def test_a_flood_of_refused_requests_leaves_a_row_a_minute(
    as_: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    board, other = as_("board_member"), as_("outsider")
    monkeypatch.setattr(log, "minute", lambda: 100)
    for number in range(5):
        board.get(f"/children/child/{number}/")
        board.get("/account/people/")
        other.get("/account/people/")
    assert len(_refusals()) == 3
    monkeypatch.setattr(log, "minute", lambda: 101)
    board.get("/account/people/")
    assert len(_refusals()) == 4


def test_nobody_who_is_not_signed_in_and_no_form_that_is_too_old_fills_the_log(
    client: Client, cast: dict[str, User]
) -> None:
    cache.clear()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(
        cast["administrator"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert client.get("/account/people/").status_code == 302
    assert strict.post("/account/people/add/", {}).status_code == 403
    assert _refusals() == []
