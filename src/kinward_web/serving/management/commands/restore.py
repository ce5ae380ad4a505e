"""`restore FILE`: an archive into an empty service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kinward.errors import KinwardError
from kinward_web.audit.actions import Kind, record
from kinward_web.serving.backup.reading import restore


class Command(BaseCommand):
    """Whole, or not at all; from SQLite into PostgreSQL or back, too."""

    help = "Restore an archive into an empty database and data folder"

    def add_arguments(self, parser: Any) -> None:
        """Where from."""
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_: Any) -> None:
        """Restore it.

        Raises:
            CommandError: it cannot be restored, or not here.
        """
        try:
            counted = restore(file.absolute())
        except KinwardError as error:
            raise CommandError("\n".join(error.lines)) from error
        record(
            by=None, kind=Kind.CREATE, subject="service",
            words="Restored a backup from the command line", after=dict(counted),
        )  # fmt: skip
        self.stdout.write(f"{counted['rows']:,} rows and {counted['files']:,} files came back.")
