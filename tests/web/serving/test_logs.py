"""The logs tell how the service does, and nothing of a child or a colleague."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from gunicorn.config import Config

from kinward_web.intake.models import Snapshot
from kinward_web.serving.quiet_log import QuietLogger
from kinward_web.settings.logs import LOGGING, JsonLines

pytestmark = pytest.mark.django_db
_CHILD = "DEMO00417"
_ADDRESS = "somebody@testshire.example"


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What the service writes out, with the handlers and levels that it runs with."""
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonLines())
    root, levels = logging.getLogger(), {}
    for name, told in {"": {"level": "INFO"}, **LOGGING["loggers"]}.items():
        levels[name] = logging.getLogger(name).level
        logging.getLogger(name).setLevel(told.get("level", "INFO"))
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    root.removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def test_a_request_is_one_line_with_its_route_and_no_address(
    as_: Callable[[str], Client], lines: Any, loaded: Snapshot
) -> None:
    as_("analyst").get(f"/jobs/?child={_CHILD}", headers={"user-agent": _ADDRESS})
    told = [line for line in lines() if line["logger"] == "kinward.requests"]
    assert len(told) == 1
    line = told[0]
    assert {key: line[key] for key in ("method", "route", "status")} == {
        "method": "GET", "route": "jobs/", "status": 200,
    }  # fmt: skip
    assert line["ms"] >= 0
    assert 0 < line["queries"] <= 25
    assert len(line["by"]) == 12


def test_one_person_has_one_mark_and_another_another(
    as_: Callable[[str], Client], lines: Any
) -> None:
    for name in ("analyst", "analyst", "auditor"):
        as_(name).get("/accessibility/")
        as_(name).get("/account/me/")
    marks = [line["by"] for line in lines() if line.get("route") == "account/me/"]
    assert marks[0] == marks[1] != marks[2]


def test_nothing_that_was_sent_or_typed_stands_in_the_logs(
    as_: Callable[[str], Client], lines: Any, loaded: Snapshot, settings: Any
) -> None:
    analyst, nobody = as_("analyst"), Client()
    analyst.raise_request_exception = False
    for client in (analyst, nobody):
        client.get(f"/children/{_CHILD}/")
        client.get(f"/{_CHILD}/{_ADDRESS}")
        client.get("/jobs/", {"words": _CHILD, "who": _ADDRESS})
        client.post("/account/login/", {"login": _ADDRESS, "password": _CHILD})
        client.get(f"/api/v1/tables/{_CHILD}/x", headers={"authorization": f"Bearer {_CHILD}"})
        client.get("/jobs/", headers={"host": f"{_CHILD}.example"})
        client.generic(_CHILD, "/jobs/")
    text = json.dumps(lines())
    assert len(lines()) > 10
    assert _CHILD not in text
    assert "@" not in text


def test_a_fault_tells_its_kind_and_place_and_no_value(
    as_: Callable[[str], Client], lines: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError(f"the child {_CHILD} of {_ADDRESS}")

    monkeypatch.setattr("kinward_web.jobs.views.jobs_for", broken)
    client = as_("analyst")
    client.raise_request_exception = False
    assert client.get("/jobs/").status_code == 500
    faults = [line for line in lines() if line.get("error")]
    assert faults[0]["error"] == "ValueError"
    assert any("broken:" in place for place in faults[0]["where"])
    assert _CHILD not in json.dumps(lines())


def test_health_is_asked_often_and_not_logged(client: Client, lines: Any) -> None:
    client.get("/health/live")
    assert lines() == []


def test_gunicorn_names_an_error_and_no_address(capfd):
    log = QuietLogger(Config())
    try:
        raise ValueError("of child 123")
    except ValueError:
        log.exception("Error handling request %s", "/children/123/")
    told = capfd.readouterr().err
    assert "ValueError" in told
    assert "123" not in told
