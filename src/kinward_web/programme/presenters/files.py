"""A programme as files, for other programs and to be brought in again."""

from __future__ import annotations

import zipfile
from io import BytesIO

from kinward.programme.write import csv_files, workbook
from kinward_web.programme.models import Programme
from kinward_web.programme.selectors.programmes import records, whole

_KINDS = ("outcome", "workstream", "action", "saving", "risk")
"""What the files hold. Meetings, and with them those of panels, are in none."""


def as_workbook(programme: Programme) -> bytes:
    """A spreadsheet with a sheet of each kind of file."""
    return workbook(whole(programme, records(programme, *_KINDS)))


def as_zip(programme: Programme) -> bytes:
    """The CSV files, in one archive."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in csv_files(whole(programme, records(programme, *_KINDS))).items():
            archive.writestr(name, data)
    return content.getvalue()
