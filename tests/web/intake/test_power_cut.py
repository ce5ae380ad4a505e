"""A real service that is killed in mid-upload has stored nothing."""

from __future__ import annotations

import json
import os
import socket
import time
from pathlib import Path
from typing import Any

from benchmarks import upload_memory
from benchmarks.web_service import Running, python, running

_TOLD = """
import django, json; django.setup()
from kinward_web import store
from kinward_web.accounts.blobs import named
from kinward_web.audit.models import AuditEntry
from kinward_web.intake.models import Version
from kinward_web.jobs.models import Job
kept = [path.name for path in store.kept()]
print(json.dumps({
    "versions": Version.objects.count(), "jobs": Job.objects.count(),
    "entries": AuditEntry.objects.filter(kind="create", subject="data set").count(),
    "kept": len(kept), "swept": store.sweep(named()),
}))
"""
_SIZE = 40_000_000


def _told(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(python(folder, _TOLD))
    return told


def _halves(folder: Path) -> list[Path]:
    return list((folder / "files" / "half").glob("*"))


def _half_upload(service: Running) -> socket.socket:
    """Begin an upload, and stop in the middle of the file."""
    head, tail = upload_memory.parts(service, "episodes.csv")
    body = [head, *upload_memory.content(_SIZE), tail]
    lines = [f"{name}: {value}" for name, value in upload_memory.headers(service, body).items()]
    request = ["POST /data/returns/upload/ HTTP/1.1", "Host: 127.0.0.1", *lines, "", ""]
    sent = socket.create_connection(("127.0.0.1", service.port), timeout=30)
    sent.sendall("\r\n".join(request).encode() + b"".join(body)[: _SIZE // 2])
    return sent


def test_the_power_is_cut_in_the_middle_of_an_upload(tmp_path: Path) -> None:
    folder = tmp_path / "service"
    with running(folder) as service, _half_upload(service):
        until = time.monotonic() + 30
        while sum(path.stat().st_size for path in _halves(folder)) < _SIZE // 4:
            assert time.monotonic() < until, "the upload did not begin"
            time.sleep(0.05)
        service.kill()
    assert _told(folder) == {"versions": 0, "jobs": 0, "entries": 0, "kept": 0, "swept": 0}
    left = _halves(folder)
    assert len(left) == 1, "what had arrived is no file of the store"
    os.utime(left[0], (0, 0))
    assert _told(folder)["swept"] == 1
    assert not _halves(folder)


def test_a_large_file_goes_past_the_memory(tmp_path: Path) -> None:
    found = upload_memory.run(tmp_path, megabytes=60)
    assert found["peak_mib"] < found["before_mib"] + 30
