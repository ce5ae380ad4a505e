"""`backup FILE`: every row and every file, as one archive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kinward.errors import KinwardError
from kinward_web.audit.actions import Kind, record
from kinward_web.serving.backup.writing import write


class Command(BaseCommand):
    """May run while people work; the archive is as secret as the data itself."""

    help = "Write every row and every file into one archive"

    def add_arguments(self, parser: Any) -> None:
        """Where to."""
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_: Any) -> None:
        """Write it.

        Raises:
            CommandError: it cannot be written there.
        """
        try:
            counted = write(file.absolute())
        except KinwardError as error:
            raise CommandError("\n".join(error.lines)) from error
        record(
            by=None, kind=Kind.DOWNLOAD, subject="service",
            words="Backed up every row and every file from the command line",
            after=dict(counted),
        )  # fmt: skip
        self.stdout.write(f"{counted['rows']:,} rows and {counted['files']:,} files: {file}")
