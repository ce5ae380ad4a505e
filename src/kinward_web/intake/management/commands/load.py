"""`manage load DIR`: a folder of files as new versions, and the figures worked out."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kinward.errors import KinwardError
from kinward_web.intake.loading import load


class Command(BaseCommand):
    """Load a folder."""

    help = "Load a folder of files by their names, and work the figures out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder."""
        parser.add_argument(
            "folder", type=Path, help="It holds returns/, placements.csv, budget.csv and so on."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what the figures are as at.

        Raises:
            CommandError: a file was refused, or the figures could not be worked out.
        """
        try:
            snapshot = load(options["folder"], told=self.stdout.write)
        except KinwardError as error:
            raise CommandError("\n".join(error.lines)) from None
        self.stdout.write(f"{snapshot} are ready, as at {snapshot.as_at:%d/%m/%Y}.")
