"""`manage purge`: remove what is older than the settings keep it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kinward_web.accounts.purging import run


class Command(BaseCommand):
    """Says what it removes, by kind. Run it every night."""

    help = "Remove what is older than the retention settings keep it; never the current figures."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--dry-run`."""
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would go, and remove nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Purge, and tell what went."""
        dry = options["dry_run"]
        for each in run(now=timezone.now(), dry=dry):
            self.stdout.write(f"{each.number:>8}  {each.words}")
        self.stdout.write("Nothing was removed: this was a dry run." if dry else "Done.")
