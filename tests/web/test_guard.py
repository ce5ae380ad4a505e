"""Every view says who may open it, and nobody else can."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from kinward_web.roles import PERMISSIONS, ROLES

pytestmark = pytest.mark.django_db


def _views(resolver: URLResolver) -> Iterator[tuple[str, Callable[..., object]]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _views(each)
        elif isinstance(each, URLPattern):
            yield str(each.pattern), each.callback


def test_every_view_of_ours_says_who_may_open_it() -> None:
    ours = [
        (address, view)
        for address, view in _views(get_resolver())
        if view.__module__.startswith("kinward_web")
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
