"""What an address asks for, as one person may ask it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from kinward.cohort.selection import Choice
from kinward.pipeline.kept import Kept
from kinward_web.care.asked import Asked
from kinward_web.care.selectors.ground import ground
from kinward_web.care.selectors.options import Options, options
from kinward_web.care.selectors.scope import may_choose, own_teams, within

if TYPE_CHECKING:
    from kinward_web.accounts.models import User
    from kinward_web.intake.models import Snapshot


@dataclass(frozen=True)
class Room:
    """What one person may ask about.

    Attributes:
        own: the only teams whose children they see; None for all.
        first, last: the days that the returns cover.
        usual: the day of the figures.
    """

    own: frozenset[str] | None
    first: date
    last: date
    usual: date
    kept: Kept

    def offered(self, day: date | None, asked: Mapping[str, list[str]]) -> Options:
        """What can be chosen on a day: key and label, by field of `Choice`."""
        return options(self.kept, day or self.usual, self.own, asked)

    def asked(
        self,
        as_at: date,
        chosen: Mapping[str, frozenset[str]],
        uasc: bool | None,
        words: tuple[tuple[str, str], ...],
        query: str,
    ) -> Asked:
        """A day and a choice within what the person may see.

        Raises:
            PermissionDenied: it names another team than theirs.
        """
        choice = within(Choice(**chosen, uasc=uasc), self.own)
        if self.own is not None and not chosen.get("teams"):
            words = (("Team", ", ".join(sorted(self.own))), *words)
        return Asked(as_at, choice, words, query)

    def stored(self, asked: Asked) -> bool:
        """Whether what is asked for is what is stored: every child, on the day of the figures."""
        return self.own is None and asked.choice.everybody and asked.as_at == self.usual


def room(person: User, snapshot: Snapshot) -> Room | None:
    """What a person may ask about; None where nothing is kept to answer from.

    Raises:
        PermissionDenied: the person may not look at some of the children, or sees only those of
            their areas and has none, or nobody knows the teams.
    """
    if not may_choose(person):
        raise PermissionDenied
    kept = ground(snapshot)
    own = own_teams(person)
    if own is not None and (not own or (kept is not None and kept.teams is None)):
        raise PermissionDenied
    if kept is None:
        return None
    return Room(own, kept.cohort.observed_from, kept.cohort.observed_to, kept.as_at, kept)


def refuse_other_teams(room: Room, teams: list[str]) -> None:
    """Refuse an address that names a team which the person does not see.

    Raises:
        PermissionDenied: it does.
    """
    if room.own is not None and not set(teams) <= room.own:
        raise PermissionDenied
