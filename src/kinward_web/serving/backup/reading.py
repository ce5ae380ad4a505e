"""Restoring an archive into an empty service."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, models, transaction

from kinward.errors import InputError
from kinward_web.serving.backup.scope import FOLDERS, FORMAT, MANIFEST, migrations, tables
from kinward_web.serving.migrated import migrated

_CHUNK: Final = 1 << 20
_NAME: Final = re.compile(r"(files|snapshots)(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+|rows/[\w.]+\.jsonl")
_BROKEN: Final = "The archive is not whole"
_ANOTHER: Final = "Take another backup."


def restore(path: Path) -> dict[str, int]:
    """Restore an archive: whole, or not at all.

    Returns:
        How many rows and files came back.

    Raises:
        InputError: no archive of this release, one that is not whole, or a service that is not
            empty.
    """
    _must_be_empty()
    with _opened(path) as (archive, told), tempfile.TemporaryDirectory(dir=_data()) as name:
        _unpack(archive, told, Path(name))
        with transaction.atomic():
            rows = sum(_load(model, Path(name)) for model in tables())
            _count(told, rows)
            connection.check_constraints()
            _go_on_counting()
            files = _move(Path(name))
    return {"rows": rows, "files": files}


def _data() -> Path:
    folder = Path(settings.DATA_DIR)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _must_be_empty() -> None:
    if not migrated():
        raise InputError(
            "The database has no tables of this release yet", where="database",
            remedy="Run 'migrate' first.",
        )  # fmt: skip
    full = [each._meta.label for each in tables() if each._base_manager.exists()]
    full += [each for each in FOLDERS if any(_whole_files(_data() / each))]
    if full:
        raise InputError(
            f"The service is not empty: {', '.join(full[:3])}",
            where=str(_data()),
            remedy="Restore into a new database and a new data folder; run 'migrate' there first.",
        )


def _whole_files(folder: Path) -> Iterator[Path]:
    return (each for each in folder.rglob("*") if each.is_file())


@contextmanager
def _opened(path: Path) -> Iterator[tuple[tarfile.TarFile, dict[str, Any]]]:
    try:
        with tarfile.open(path, "r:gz") as archive:
            yield archive, _manifest(archive, path)
    except FileNotFoundError as error:
        raise InputError("There is no such file", where=str(path)) from error
    except (tarfile.TarError, gzip.BadGzipFile, EOFError) as error:
        raise InputError(_BROKEN, where=str(path), remedy=_ANOTHER) from error


def _manifest(archive: tarfile.TarFile, path: Path) -> dict[str, Any]:
    last = archive.getmembers()[-1:]
    if not last or last[0].name != MANIFEST:
        raise InputError(_BROKEN, where=str(path), remedy=_ANOTHER)
    told: dict[str, Any] = json.loads(_stream(archive, last[0]).read())
    if told["format"] != FORMAT:
        raise InputError(
            "The archive is of another form", where=str(path),
            remedy="Restore it with the release that wrote it, then upgrade.",
        )  # fmt: skip
    if told["migrations"] != migrations():
        raise InputError(
            "The archive is of another release than this database", where=str(path),
            remedy="Restore it with the release that wrote it, then upgrade.",
        )  # fmt: skip
    return told


def _unpack(archive: tarfile.TarFile, told: dict[str, Any], folder: Path) -> None:
    """Every member into a folder, each held against its hash; no name leads out of it."""
    wanted = dict(told["sha256"])
    for member in archive.getmembers():
        if member.name == MANIFEST:
            continue
        if not member.isfile() or not _NAME.fullmatch(member.name) or ".." in member.name:
            raise InputError("The archive holds what no backup does", where=member.name[:80])
        place = folder / member.name
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if _copied(_stream(archive, member), place) != wanted.pop(member.name, None):
            raise InputError(_BROKEN, where=member.name, remedy=_ANOTHER)
    if wanted:
        raise InputError(_BROKEN, where=min(wanted), remedy=_ANOTHER)


def _stream(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    found = archive.extractfile(member)
    if found is None:
        raise InputError(_BROKEN, where=member.name[:80], remedy=_ANOTHER)
    return found


def _copied(source: IO[bytes], place: Path) -> str:
    digest = hashlib.sha256()
    with place.open("xb") as out:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest()


def _load(model: type[models.Model], folder: Path) -> int:
    """The rows of a table, as they were: no signal adds a row of history, no date is set anew."""
    path = folder / "rows" / f"{model._meta.label}.jsonl"
    number = 0
    with path.open(encoding="utf-8") as lines:
        for found in serializers.deserialize("jsonl", lines):
            found.object.save_base(raw=True, force_insert=True)
            number += 1
    return number


def _count(told: dict[str, Any], rows: int) -> None:
    if rows != sum(told["rows"].values()):
        raise InputError("Not every row came back", where=MANIFEST, remedy=_ANOTHER)


def _go_on_counting() -> None:
    """New rows are numbered after those that came back."""
    statements = connection.ops.sequence_reset_sql(no_style(), tables())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _move(folder: Path) -> int:
    """Into their places. A folder that is there has no file in it: `_must_be_empty`."""
    number = 0
    for name in FOLDERS:
        if (folder / name).is_dir():
            number += len(list(_whole_files(folder / name)))
            shutil.rmtree(_data() / name, ignore_errors=True)
            (folder / name).replace(_data() / name)
    return number
