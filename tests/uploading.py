"""What the tests of uploads share."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from kinward_web.intake.loading import work_through
from kinward_web.intake.models import Version

BUDGET = (
    "section,service_type,placements,annual_budget\n"
    "Children,In-house fostering,10,100000\n"
    "Children,External residential,2,500000\n"
)


def named(name: str, content: str | bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    data = content.encode() if isinstance(content, str) else content
    return SimpleUploadedFile(name, data)


def send(
    client: Client, kind: str, files: Iterable[SimpleUploadedFile], key: str = "", **fields: Any
) -> HttpResponse:
    """Upload files by the form."""
    sent = {"key": key or uuid.uuid4().hex, "note": "", **fields, "upload": list(files)}
    return client.post(f"/data/{kind}/upload/", sent)


def newest(kind: str) -> Version:
    """The version that was brought in last."""
    return Version.objects.filter(kind=kind).latest("number")


def checked(kind: str) -> Version:
    """The newest version, once its check is over."""
    version = newest(kind)
    work_through(version.job)
    version.refresh_from_db()
    return version


def content(folder: Path, name: str) -> str:
    """A file of the small authority."""
    return (folder / name).read_text()
