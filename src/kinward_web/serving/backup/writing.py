"""Writing an archive."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from kinward.errors import InputError
from kinward_web.serving.backup.scope import FOLDERS, FORMAT, MANIFEST, migrations, tables
from kinward_web.serving.migrated import migrated

_CHUNK: Final = 1 << 20


def write(path: Path) -> dict[str, int]:
    """Write an archive: whole, or not at all. The rows are those of one moment.

    Returns:
        How many rows and files it holds.

    Raises:
        InputError: there is such a file already, its folder is not there, or the database is of an
            earlier release.
    """
    if not migrated():
        raise InputError(
            "The database is of an earlier release", where="database",
            remedy="Back it up with that release, or run 'migrate' first.",
        )  # fmt: skip
    if path.exists():
        raise InputError("There is such a file already", where=str(path), remedy="Name another.")
    if not path.parent.is_dir():
        raise InputError("There is no such folder", where=str(path.parent), remedy="Make it.")
    half = path.with_name(f".{path.name}.half")
    try:
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            counted = _write(out)
            out.flush()
            os.fsync(out.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return counted


def _write(out: IO[bytes]) -> dict[str, int]:
    members: dict[str, str] = {}
    rows: dict[str, int] = {}
    with tarfile.open(fileobj=out, mode="w:gz", compresslevel=3) as archive:
        with _one_moment():
            had = migrations()
            for model in tables():
                label = model._meta.label
                with tempfile.TemporaryFile(dir=settings.DATA_DIR) as lines:
                    rows[label] = _dump(model, lines)
                    _add(archive, f"rows/{label}.jsonl", lines, members)
        for folder in FOLDERS:
            for file in _files(folder):
                with file.open("rb") as source:
                    name = file.relative_to(settings.DATA_DIR).as_posix()
                    _add(archive, name, source, members)
        told = {
            "format": FORMAT,
            "made": timezone.now().isoformat(timespec="seconds"),
            "authority": settings.AUTHORITY,
            "migrations": had,
            "rows": rows,
            "sha256": members,
        }
        _add(archive, MANIFEST, io.BytesIO(json.dumps(told, indent=1).encode()), {})
    return {"rows": sum(rows.values()), "files": len(members) - len(rows)}


@contextmanager
def _one_moment() -> Iterator[None]:
    """Reads see the database as it is now, whoever writes meanwhile; nobody waits."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # Not Django's own transaction, which begins as a writer and would make others wait.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _dump(model: type[models.Model], out: IO[bytes]) -> int:
    query = model._base_manager.order_by("pk")
    text = io.TextIOWrapper(out, encoding="utf-8", write_through=True)
    fields = [field.name for field in model._meta.local_fields]
    rows = query.iterator(chunk_size=500)
    serializers.serialize("jsonl", rows, stream=text, fields=fields, cls=_Exact)
    text.detach()
    return query.count()


class _Exact(DjangoJSONEncoder):
    """Times to the microsecond, where Django's own form keeps milliseconds."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _files(folder: str) -> Iterator[Path]:
    root = Path(settings.DATA_DIR) / folder
    for path in sorted(root.rglob("*")):
        inner = path.relative_to(root).parts
        if path.is_file() and inner[0] != "half" and not any(part[0] == "." for part in inner):
            yield path


def _add(archive: tarfile.TarFile, name: str, source: IO[bytes], members: dict[str, str]) -> None:
    size = source.seek(0, io.SEEK_END)
    source.seek(0)
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    told = _Hashed(source)
    archive.addfile(info, told)  # type: ignore[arg-type]
    members[name] = told.digest.hexdigest()


class _Hashed:
    """Hashes what is read through it."""

    def __init__(self, source: IO[Any]) -> None:
        self._source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = _CHUNK) -> bytes:
        chunk: bytes = self._source.read(size)
        self.digest.update(chunk)
        return chunk
