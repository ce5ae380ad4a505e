"""A service moves from SQLite to PostgreSQL, and back, by backup and restore: nothing changes."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from web_processes import Service

_SERVER = os.environ.get("DATABASE_URL", "")
pytestmark = [
    pytest.mark.database,
    pytest.mark.long,
    pytest.mark.skipif(not _SERVER, reason="tests/postgres.sh brings a PostgreSQL"),
]
_ROWS = """
import json
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from kinward_web.serving.backup.scope import tables
told = {"": connection.vendor}
for model in tables():
    rows = model._base_manager.order_by("pk").values_list()
    told[model._meta.label] = [
        json.dumps(row, sort_keys=True, cls=DjangoJSONEncoder)
        for row in rows
        if "command line" not in str(row)
    ]
print(json.dumps(told))
"""
_PAGES = """
import json, re
from django.test import Client
from kinward_web.accounts.models import User
client = Client(SERVER_NAME="localhost")
client.force_login(User.objects.get(email="analyst@demo.example"))
told = {}
for address in ("/", "/children/", "/children/list/", "/money/", "/money/placements/", "/forecast/",
                "/data/", "/data/figures/"):
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    main = re.search(r"<main.*</main>", answer.content.decode(), re.S)[0]
    told[address] = re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"', "", main)
print(json.dumps(told))
"""
"""What the pages show, but for what is drawn by lot each time."""


def _told(service: Service, code: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(service.python(code))
    return told


@pytest.fixture
def new_database() -> Iterator[str]:
    """The address of an empty database on the tests' server."""
    name = f"moved_{secrets.token_hex(6)}"
    with psycopg.connect(_SERVER, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield urlsplit(_SERVER)._replace(path=f"/{name}").geturl()
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _with_styles(service: Service) -> Service:
    service.manage("collectstatic", "--no-input", "-v", "0")
    return service


def _copy(of: Path, folder: Path) -> Service:
    return _with_styles(Service(shutil.copytree(of, folder)))


def _moved(first: Service, second: Service, archive: Path) -> None:
    first.manage("backup", str(archive))
    second.manage("restore", str(archive))


def test_from_sqlite_to_postgresql_and_back(
    migrated: Path, with_figures: Path, tmp_path: Path, new_database: str
) -> None:
    first = _copy(with_figures, tmp_path / "first")
    first.python("from kinward_web.serving.people import make_people; make_people()")
    pages, rows = _told(first, _PAGES), _told(first, _ROWS)
    assert rows.pop("") == "sqlite"
    assert len(rows["documents.Part"]) > 20

    second = Service(tmp_path / "second", database=new_database)
    second.folder.mkdir()
    _with_styles(second).manage("migrate", "-v", "0")
    _moved(first, second, tmp_path / "to-postgresql")
    assert _told(second, _ROWS) == {"": "postgresql", **rows}
    third = _copy(migrated, tmp_path / "third")
    _moved(second, third, tmp_path / "to-sqlite")
    assert _told(third, _ROWS) == {"": "sqlite", **rows}

    for service in (second, third):
        assert _told(service, _PAGES) == pages
        numbers = service.python(
            "from kinward_web.accounts.models import User\n"
            "old = set(User.objects.values_list('pk', flat=True))\n"
            "print(User.objects.create_user('new@demo.example', name='N').pk in old)"
        )
        assert numbers == "False", "new rows are numbered after those that came"
