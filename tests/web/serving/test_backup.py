"""A backup holds everything, and brings it back into an empty service, figure for figure."""

from __future__ import annotations

import json
import shutil
import stat
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as in_force
from django.db import connection

from kinward.errors import InputError
from kinward_web.intake.models import Snapshot
from kinward_web.serving.backup import reading
from kinward_web.serving.backup.scope import tables
from kinward_web.serving.backup.writing import write
from web_processes import Service

_TELL = """
import hashlib, json
from pathlib import Path
from django.conf import settings
from kinward_web.serving.backup.scope import FOLDERS, tables
told = {}
for model in tables():
    rows = [repr(row) for row in model._base_manager.order_by("pk").values_list()]
    if model._meta.label == "audit.AuditEntry":
        rows = [row for row in rows if "command line" not in row]
    told[model._meta.label] = hashlib.sha256("".join(rows).encode()).hexdigest(), len(rows)
root = Path(settings.DATA_DIR)
for folder in FOLDERS:
    for path in sorted((root / folder).rglob("*")):
        if path.is_file():
            told[str(path.relative_to(root))] = hashlib.sha256(path.read_bytes()).hexdigest()
print(json.dumps(told))
"""


def _told(service: Service) -> dict[str, Any]:
    """A hash of every table and file, but for what the two commands write into the log."""
    told: dict[str, Any] = json.loads(service.python(_TELL))
    return told


@pytest.fixture(scope="module")
def backed_up(with_figures: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Service, Path]:
    """A service with figures, people and a plan's history, and its archive."""
    folder = tmp_path_factory.mktemp("backed-up")
    service = Service(shutil.copytree(with_figures, folder / "data"))
    service.python("from kinward_web.serving.people import make_people; make_people()")
    service.manage("backup", str(folder / "archive"))
    return service, folder / "archive"


@pytest.fixture
def second(migrated: Path, tmp_path: Path) -> Service:
    """An empty service."""
    shutil.copytree(migrated, tmp_path / "data")
    return Service(tmp_path / "data")


def test_every_row_and_every_file_comes_back(
    backed_up: tuple[Service, Path], second: Service
) -> None:
    first, archive = backed_up
    assert "came back" in second.manage("restore", str(archive)).stdout
    told = _told(first)
    assert _told(second) == told
    assert told["documents.Part"][1] > 20
    assert any(name.startswith("files/") for name in told)
    assert any(name.startswith("snapshots/") for name in told)
    assert told["accounts.HistoricalUser"][1] >= 10


def test_a_restored_service_goes_on(backed_up: tuple[Service, Path], second: Service) -> None:
    second.manage("restore", str(backed_up[1]))
    said = second.python(
        "from kinward_web.accounts.models import User\n"
        "old = set(User.objects.values_list('pk', flat=True))\n"
        "new = User.objects.create_user('new@demo.example', name='N', role='board')\n"
        "print(new.pk not in old)\n"
        "from django.contrib.auth.hashers import check_password\n"
        "from kinward_web.serving.people import PASSWORD\n"
        "print(check_password(PASSWORD, User.objects.get(email='board@demo.example').password))\n"
        "from kinward_web.intake.material import kept_of\n"
        "from kinward_web.intake.selectors import live\n"
        "print(kept_of(live()) is not None)\n"
    )
    assert said.split() == ["True", "True", "True"]


def test_a_service_that_is_not_empty_is_left_as_it_is(
    backed_up: tuple[Service, Path], second: Service
) -> None:
    first, archive = backed_up
    before = _told(first)
    assert "not empty" in first.manage("restore", str(archive), fails=True).stderr
    assert _told(first) == before
    (second.folder / "files").mkdir()
    (second.folder / "files" / "x").write_text("x")
    assert "not empty: files" in second.manage("restore", str(archive), fails=True).stderr


def test_an_archive_is_for_its_owner_alone_and_holds_no_secret(
    backed_up: tuple[Service, Path],
) -> None:
    service, archive = backed_up
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    secret = (service.folder / "secret").read_bytes()
    with tarfile.open(archive) as members:
        names = members.getnames()
        assert not any(
            secret in members.extractfile(each).read()  # type: ignore[union-attr]
            for each in names
        )
    assert names[-1] == "manifest.json"
    assert "rows/sessions.Session.jsonl" not in names
    assert "rows/documents.Part.jsonl" in names


def test_a_backup_never_writes_over_another(backed_up: tuple[Service, Path]) -> None:
    service, archive = backed_up
    before = archive.read_bytes()
    assert "already" in service.manage("backup", str(archive), fails=True).stderr
    assert archive.read_bytes() == before


@pytest.fixture
def archive(loaded: Snapshot, tmp_path: Path) -> Path:
    """Of the tests' own service: whichever database they run on."""
    path = tmp_path / "archive"
    write(path)
    return path


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    """An empty service: the test's own, that was emptied."""
    settings.DATA_DIR = tmp_path / "restored"
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO audit_purging VALUES (1)")
        for model in tables():
            model._base_manager.all()._raw_delete(using="default")
        cursor.execute("DELETE FROM audit_purging")


def test_the_same_on_the_database_of_the_tests(archive: Path, request: Any) -> None:
    rows = {model: list(model._base_manager.order_by("pk").values_list()) for model in tables()}
    folder = Path(in_force.DATA_DIR)
    request.getfixturevalue("empty")
    counted = reading.restore(archive)
    assert counted["rows"] == sum(map(len, rows.values()))
    for model, before in rows.items():
        assert list(model._base_manager.order_by("pk").values_list()) == before, model
    for name in ("files", "snapshots"):
        assert _bytes(Path(in_force.DATA_DIR) / name) == _bytes(folder / name)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "half" not in path.parts
    }


def _changed(archive: Path, how: str) -> Iterator[tuple[tarfile.TarInfo, bytes]]:
    with tarfile.open(archive) as members:
        for each in members.getmembers():
            content = members.extractfile(each).read()  # type: ignore[union-attr]
            manifest = each.name == "manifest.json"
            if how == "a changed figure" and each.name == "rows/documents.Part.jsonl":
                content = content.replace(b"1", b"2", 1)
            if how == "a file that is missing" and each.name.startswith("files/"):
                how = "done"
                continue
            if how == "no manifest" and manifest:
                continue
            if how == "a name that leads out" and manifest:
                evil = tarfile.TarInfo("files/../../evil")
                yield evil, b""
            if how == "another release" and manifest:
                content = content.replace(b"accounts.0001_initial", b"accounts.0000_older")
            each.size = len(content)
            yield each, content


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("a changed figure", "not whole"),
        ("a file that is missing", "not whole"),
        ("no manifest", "not whole"),
        ("a name that leads out", "what no backup does"),
        ("another release", "of another release"),
        ("half of it", "not whole"),
        ("something else", "not whole"),
    ],
)
def test_an_archive_that_is_not_as_it_was_written_is_refused_whole(
    archive: Path, tmp_path: Path, request: Any, how: str, words: str
) -> None:
    import io

    bad = tmp_path / "bad"
    if how == "half of it":
        bad.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    elif how == "something else":
        bad.write_text("no archive")
    else:
        with tarfile.open(bad, "w:gz") as out:
            for info, content in _changed(archive, how):
                out.addfile(info, io.BytesIO(content))
    request.getfixturevalue("empty")
    with pytest.raises(InputError, match=words):
        reading.restore(bad)
    assert not any(model._base_manager.exists() for model in tables())
    left = [path for path in Path(in_force.DATA_DIR).rglob("*") if path.is_file()]
    assert left == []
    assert not (tmp_path / "evil").exists()


def test_a_backup_sees_one_moment_while_others_write(backed_up: tuple[Service, Path]) -> None:
    """A writer neither waits for it nor is seen by it."""
    service, _ = backed_up
    code = """
from kinward_web.accounts.models import Area
from kinward_web.serving.backup.writing import _one_moment
import subprocess, sys, os
with _one_moment():
    before = Area.objects.count()
    subprocess.run([sys.executable, "-c",
        "import django; django.setup(); from kinward_web.accounts.models import Area; "
        "Area.objects.create(name='Meanwhile')"], check=True, timeout=60)
    print(Area.objects.count() == before)
print(Area.objects.count() == before + 1)
"""
    assert service.python(code).split() == ["True", "True"]
    service.python(
        "from kinward_web.accounts.models import Area\n"
        "Area.objects.filter(name='Meanwhile').delete()"
    )


def test_commands_say_what_is_wrong_in_a_line(second: Service, tmp_path: Path) -> None:
    new = Service(tmp_path / "new")
    for service, command, words in (
        (new, "backup", "un 'migrate' first"),
        (new, "restore", "un 'migrate' first"),
        (second, "restore", "There is no such file"),
        (second, "backup", "There is no such folder"),
    ):
        said = service.manage(command, str(tmp_path / "no" / "file"), fails=True).stderr
        assert words in said
        assert "Traceback" not in said
