"""Two people who change the same thing: the second is told, and nothing is lost."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from kinward.errors import KinwardError


class StaleError(KinwardError):
    """Somebody else changed a thing since its form was opened.

    Args:
        who: their name; empty where it is not known.
        at: when they did.
    """

    def __init__(self, who: str = "", at: datetime | None = None) -> None:
        when = f" on {timezone.localtime(at):%-d %B %Y at %H:%M}" if at else ""
        super().__init__(
            f"{who or 'Somebody'} changed this{when}, while you were editing",
            remedy="What you typed is kept below. Look at the change, then save again.",
        )
