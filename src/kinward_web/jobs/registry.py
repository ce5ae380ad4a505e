"""The kinds of long work, each registered by the app that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kinward_web.jobs.running import Running

Finish = Callable[[], str]
"""Writes what the work made, inside the job's last transaction; returns the address of the page
that shows it."""
Work = Callable[["Running", dict[str, Any]], Finish]
"""Does the work and changes nothing in the database; returns what writes it."""


@dataclass(frozen=True)
class Kind:
    """A kind of work.

    Attributes:
        key: its name in the database.
        needs: the permission to ask for it and to see how it goes.
        work: does it.
        failed: told when it failed or was cancelled, with the job's `asked`, in the same
            transaction as the job's end.
    """

    key: str
    needs: str
    work: Work
    failed: Callable[[dict[str, Any], str], None] | None = None


KINDS: dict[str, Kind] = {}


def kind(
    key: str, *, needs: str, failed: Callable[[dict[str, Any], str], None] | None = None
) -> Callable[[Work], Work]:
    """Register a function as the work of a kind of job (in an app's `work.py`)."""

    def registered(work: Work) -> Work:
        KINDS[key] = Kind(key, needs, work, failed)
        return work

    return registered
