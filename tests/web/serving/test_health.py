"""Whatever watches over the service learns whether it lives and is ready."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from kinward_web.jobs.alive import say_alive
from kinward_web.serving import health

pytestmark = pytest.mark.django_db


def test_it_is_live_without_a_query(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "live"})


def test_it_is_ready_with_database_migrations_and_folder(client: Client) -> None:
    say_alive()
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert answer.json() == {
        "status": "ready",
        "checks": {"database": "ok", "migrations": "ok", "data folder": "ok"},
        "worker": "ok",
    }


def test_without_its_folder_it_is_not_ready(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "none"
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["data folder"] == "failed"


def test_without_its_database_it_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Down:
        def cursor(self) -> None:
            raise DatabaseError

    monkeypatch.setattr(health, "connection", Down())
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == "failed"


def test_with_a_migration_left_it_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "_migrated", False)
    MigrationRecorder(connection).record_unapplied("api", "0001_tokens")
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["migrations"] == "failed"


def test_a_worker_that_is_silent_is_told_while_pages_go_on(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    assert client.get("/health/ready").json()["worker"] == "silent"
    say_alive()
    assert client.get("/health/ready").json()["worker"] == "ok"
    old = time.time() - 90
    os.utime(tmp_path / "worker.seen", (old, old))
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["worker"]) == (200, "silent")
