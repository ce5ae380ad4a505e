"""Papers that are attached to a meeting: the app that keeps papers says here how they are found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kinward_web.programme.models import Record

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


@dataclass(frozen=True)
class Brought:
    """A paper that was built for a meeting: where it is read, and what is said of it."""

    title: str
    href: str
    words: str
    made: datetime


@dataclass(frozen=True)
class Papers:
    """How an app finds the papers of a meeting.

    Attributes:
        found: those that a person may read.
        build: where one is asked for; empty where the person may not.
    """

    found: Callable[[User, Record], Sequence[Brought]]
    build: Callable[[User, Record], str]


KEPT: list[Papers] = []
"""Set when an app that keeps papers is ready."""


def brought(person: User, meeting: Record) -> list[Brought]:
    """The papers of a meeting that a person may read, the newest first."""
    found = [paper for each in KEPT for paper in each.found(person, meeting)]
    return sorted(found, key=lambda each: each.made, reverse=True)


def build_at(person: User, meeting: Record) -> str:
    """Where a paper for a meeting is asked for; empty where the person may not."""
    return next((href for each in KEPT if (href := each.build(person, meeting))), "")
