"""`worker`: does the long work, and picks up what a worker that died had left."""

from __future__ import annotations

import os
from typing import Any, Final

from django.core.management.base import BaseCommand

from kinward_web.jobs.working import GRACE_S, Working

_GIVES_WAY: Final = 10
"""Pages that people wait for come before work that they may leave."""


class Command(BaseCommand):
    """One worker. Several may run side by side; each job is done by one of them."""

    help = "Do the long work of the service until told to stop"

    def add_arguments(self, parser: Any) -> None:
        """How long between looks at the queue, whether to stop when it is empty, and how long the
        job in hand may go on once the worker is told to stop."""
        parser.add_argument("--interval", type=float, default=0.5)
        parser.add_argument("--batch", action="store_true", help="stop when nothing is waiting")
        parser.add_argument(
            "--grace", type=float, default=GRACE_S, help="seconds to finish the job in hand"
        )

    def handle(self, **options: Any) -> None:
        """Work until a signal comes."""
        if not options["batch"]:
            os.nice(_GIVES_WAY)
        Working(interval=options["interval"], batch=options["batch"], grace=options["grace"]).work()
