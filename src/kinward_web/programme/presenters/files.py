"""A programme as files, for other programs and to be brought in again."""

from __future__ import annotations

import zipfile
from io import BytesIO

from kinward.programme.model import Programme as Held
from kinward.programme.write import csv_files, workbook
from kinward_web.programme.models import Programme
from kinward_web.programme.selectors.panels import without
from kinward_web.programme.selectors.programmes import records, whole

_KINDS = (
    "outcome", "workstream", "action", "saving", "risk", "issue", "assumption", "board", "meeting",
)  # fmt: skip
"""What the files hold. The meetings of panels are in none, whoever asks."""


def as_workbook(programme: Programme) -> bytes:
    """A spreadsheet with a sheet of each kind of file."""
    return workbook(_held(programme))


def as_zip(programme: Programme) -> bytes:
    """The CSV files, in one archive."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in csv_files(_held(programme)).items():
            archive.writestr(name, data)
    return content.getvalue()


def _held(programme: Programme) -> Held:
    return whole(programme, without(records(programme, *_KINDS)))
