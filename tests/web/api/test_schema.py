"""The API keeps what its OpenAPI document promises, whatever it is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import load_all_checks

from kinward_web.api.addresses import NEEDED
from kinward_web.api.openapi import schema
from kinward_web.api.problems import PREFIX
from kinward_web.wsgi import application

pytestmark = pytest.mark.django_db
_OFFERED = schemathesis.openapi.from_dict(schema())
_OFFERED.app = application
load_all_checks()


@pytest.fixture(autouse=True)
def _many_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kinward_web.api.reader._MOST_READS", 10_000)
    monkeypatch.setattr("kinward_web.api.reader._MOST_GUESSES", 10_000)


def _held(case: Case, secret: str) -> int:
    """Send a case, hold the answer against the document, and return its status.

    The end of a request leaves the test's transaction open, as in Django's test client.
    """
    headers = {"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"}
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        return case.call_and_validate(headers=headers).status_code
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def test_who_is_not_let_in_does_not_get_the_document(
    as_: Callable[[str], Client], read: Any
) -> None:
    assert Client().get(f"{PREFIX}openapi.json").status_code == 401
    assert as_("administrator").get(f"{PREFIX}openapi.json").status_code == 403
    assert (
        as_("board_member").get(f"{PREFIX}openapi.json").json()
        == read("analyst", "openapi.json").json()
    )


def test_every_address_of_the_api_is_in_the_document() -> None:
    found = [each for methods in schema()["paths"].values() for each in methods.items()]
    assert {operation["operationId"] for _, operation in found} == set(NEEDED)
    assert {method for method, _ in found} == {"get"}


@_OFFERED.parametrize()
@settings(
    max_examples=25, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
def test_what_is_promised_is_kept(case: Case, secret_of: Callable[..., str], loaded: Any) -> None:
    _held(case, secret_of("analyst"))


@pytest.mark.parametrize("name", ["analyst", "board_member"])
def test_every_table_of_the_figures_keeps_it_too(
    secret_of: Callable[..., str], read: Any, loaded: Any, name: str
) -> None:
    links = read(name, "tables").json()
    assert links
    secret = secret_of(name)
    for each in links:
        for address in ("{document}/{key}", "{document}/{key}.csv"):
            case = _OFFERED[f"{PREFIX}tables/{address}"]["GET"].Case(
                path_parameters={"document": each["kind"], "key": each["key"]}
            )
            assert _held(case, secret) == 200
