"""Two processes that bring and choose data at once: each gets a number of its own, nothing is lost.

On SQLite they share a file of their own; on PostgreSQL, the test database.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from web_processes import Service

_TIMES = 15
_CODE = """
import django, json, sys; django.setup()
from kinward_web import store
from kinward_web.intake.actions import Kept, add_version, choose
from kinward_web.intake.models import Version
who, times = sys.argv[1], int(sys.argv[2])
blob = store.keep([b"x"])
file = Kept("budget.csv", blob.sha256, blob.size)
returns, new = Version.objects.get_or_create(
    kind="returns", number=1, defaults={"key": "returns", "state": "ready"})
print("ready", flush=True)
sys.stdin.readline()
made = []
for time in range(times):
    version = add_version(by=None, kind="budget", files=[file], key=f"{who}-{time}")
    same = add_version(by=None, kind="budget", files=[file], key=f"both-{time}")
    snapshot = choose(by=None, versions=[returns], key=f"{who}-{time}")
    made.append((version.number, same.number, snapshot.number))
print(json.dumps(made), flush=True)
"""


@pytest.fixture
def own_database() -> Iterator[str]:
    """The address of an empty database on the tests' own server; empty for SQLite."""
    if connection.vendor != "postgresql":
        yield ""
        return
    import psycopg

    told = settings.DATABASES["default"]
    login = f"{quote(told['USER'])}:{quote(told['PASSWORD'])}@{quote(told['HOST'], safe='')}"
    server = f"postgresql://{login}:{told['PORT']}"
    name = f"kinward_at_once_{os.getpid()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as first:
        first.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server}/{name}"
        finally:
            first.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.database
def test_two_processes_at_once(own_database: str, tmp_path: Path) -> None:
    own = Service(tmp_path, database=own_database).environment
    migrate = [sys.executable, "-m", "kinward_web.manage", "migrate", "-v", "0"]
    subprocess.run(migrate, env=own, check=True)
    both = [_begun(who, own) for who in ("a", "b")]
    for each in both:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in both:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    first, second = (json.loads(each.communicate(timeout=120)[0]) for each in both)
    assert [each.returncode for each in both] == [0, 0]
    assert len(first) == len(second) == _TIMES
    assert [each[1] for each in first] == [each[1] for each in second], "one key is one version"
    versions = {each[0] for each in (*first, *second)} | {each[1] for each in first}
    assert versions == set(range(1, 3 * _TIMES + 1))
    assert {each[2] for each in (*first, *second)} == set(range(1, 2 * _TIMES + 1))


def _begun(who: str, own: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _CODE, who, str(_TIMES)],
        env=own,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
