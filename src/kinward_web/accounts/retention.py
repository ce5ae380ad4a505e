"""What is kept for a time and then removed: each app says what of its own, in its `purges.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from kinward_web.accounts.known_settings import ServiceSettings


@dataclass(frozen=True)
class Asked:
    """What a purge works from.

    Attributes:
        now: the moment that ages are counted to.
        later: what is done once the rows are gone for good: folders, files.
    """

    now: datetime
    settings: ServiceSettings
    later: list[Callable[[], object]] = field(default_factory=list)

    def before(self, months: int) -> datetime:
        """The moment so many calendar months ago; the last day of a shorter month."""
        year, month = divmod(self.now.year * 12 + self.now.month - 1 - months, 12)
        for day in range(self.now.day, 27, -1):
            try:
                return self.now.replace(year=year, month=month + 1, day=day)
            except ValueError:
                continue
        return self.now.replace(year=year, month=month + 1)

    def afterwards(self, do: Callable[[], object]) -> None:
        """Do something once the removal is certain; never in a dry run."""
        self.later.append(do)


Purge = Callable[[Asked], int]
PURGES: list[tuple[int, str, Purge]] = []


def purge(*, order: int, words: str) -> Callable[[Purge], Purge]:
    """Register what removes one kind of thing and returns how many went.

    Args:
        order: purges run from low to high: what rests on other things goes first.
        words: the things, in the plural.
    """

    def registered(work: Purge) -> Purge:
        PURGES.append((order, words, work))
        return work

    return registered
