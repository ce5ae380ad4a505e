"""Single children: those of a day, one child's journey, and finding a child."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from django.core.exceptions import PermissionDenied

from kinward.cohort.journey import journey
from kinward.cohort.listed import listed
from kinward.cohort.selection import Choice
from kinward.pipeline.kept import Kept
from kinward_web.care.asked import Asked
from kinward_web.care.secret import normal, pseudonyms, secret
from kinward_web.care.selectors.ground import ground, loaded, stamp, teams_now
from kinward_web.care.selectors.scope import own_teams

if TYPE_CHECKING:
    from kinward_web.accounts.models import User
    from kinward_web.intake.models import Snapshot


@dataclass(frozen=True)
class OfDay:
    """The children of a choice on a day, whom a person sees.

    Attributes:
        frame: `listed.LISTED_SCHEMA`, and `pseudonym`; without CHILD, unless the person may see it.
        elsewhere: children of that day who have passed to a team that is not the person's; they are
            not in the frame.
    """

    frame: pl.DataFrame
    elsewhere: int


@dataclass(frozen=True)
class Child:
    """A child as one person may see it.

    Attributes:
        identifier: the authority's own; empty for a person who may not see it.
        now: a row of `listed` on the day of the figures; None for a child who has left care.
        events: `journey.EVENTS_SCHEMA`.
    """

    pseudonym: str
    identifier: str
    now: dict[str, Any] | None
    events: pl.DataFrame


def of_day(person: User, snapshot: Snapshot, asked: Asked) -> OfDay | None:
    """The children of a choice, one by one; None where nothing is kept to read them from.

    Raises:
        PermissionDenied: the person may see no single child.
        ArgumentError: the returns do not cover the day.
    """
    _check(person)
    kept = ground(snapshot)
    if kept is None:
        return None
    found = listed(kept.cohort, asked.choice, asked.as_at, kept.teams)
    mine = found.filter(_theirs(person, snapshot, kept).gather(found["child"]))
    names = pl.Series("pseudonym", _names(*stamp(snapshot), secret())[0]).gather(mine["child"])
    frame = mine.with_columns(names)
    if not person.has_perm("children.identify"):
        frame = frame.drop("CHILD")
    return OfDay(frame, len(found) - len(mine))


def child(person: User, snapshot: Snapshot, pseudonym: str) -> Child | None:
    """A child with its journey; None where there is none of that name whom the person may see.

    Raises:
        PermissionDenied: the person may see no single child.
    """
    _check(person)
    kept = ground(snapshot)
    if kept is None:
        return None
    names, numbers = _names(*stamp(snapshot), secret())
    number = numbers.get(normal(pseudonym))
    if number is None or not _theirs(person, snapshot, kept)[number]:
        return None
    today = listed(kept.cohort, Choice(), kept.as_at, kept.teams)
    now = today.drop("CHILD").filter(pl.col("child") == number).rows(named=True)
    may_identify = person.has_perm("children.identify")
    return Child(
        pseudonym=names[number],
        identifier=kept.cohort.children["CHILD"][number] if may_identify else "",
        now=now[0] if now else None,
        events=journey(kept.cohort, number, kept.teams),
    )


def found(person: User, snapshot: Snapshot, words: str) -> str | None:
    """The pseudonym of the child that somebody looks for; None where the person may see none.

    Args:
        words: a pseudonym; for a person who may see it, also the authority's own identifier.

    Raises:
        PermissionDenied: the person may see no single child.
    """
    _check(person)
    kept = ground(snapshot)
    if kept is None:
        return None
    names, numbers = _names(*stamp(snapshot), secret())
    number = numbers.get(normal(words))
    if number is None and person.has_perm("children.identify"):
        rows = kept.cohort.children.filter(pl.col("CHILD") == words.strip())["child"]
        number = rows[0] if len(rows) else None
    if number is None or not _theirs(person, snapshot, kept)[number]:
        return None
    return names[number]


def names_of(snapshot: Snapshot, identifiers: list[str]) -> dict[str, str]:
    """The pseudonym of each of some children by the authority's identifier; those who are not in
    the returns are left out."""
    kept = ground(snapshot)
    if kept is None:
        return {}
    names = _names(*stamp(snapshot), secret())[0]
    known = dict(zip(kept.cohort.children["CHILD"].to_list(), names, strict=True))
    return {each: known[each] for each in identifiers if each in known}


def _check(person: User) -> None:
    if not person.has_perm("children.see"):
        raise PermissionDenied


def _theirs(person: User, snapshot: Snapshot, kept: Kept) -> pl.Series:
    """Of each child of the cohort, whether the person may see it: a team manager sees those who are
    with one of their teams on the day of the figures, or whose last team was theirs."""
    own = own_teams(person)
    if own is None:
        return pl.repeat(value=True, n=len(kept.cohort.children), eager=True)
    teams = teams_now(snapshot)
    if teams is None:
        return pl.repeat(value=False, n=len(kept.cohort.children), eager=True)
    return teams.is_in(list(own)).fill_null(value=False)


@lru_cache(2)
def _names(folder: Path, written: int, key: str) -> tuple[list[str], dict[str, int]]:
    """The pseudonym of each child of the cohort, and each child's number by it."""
    names = pseudonyms(loaded(folder, written).cohort.children["CHILD"].to_list(), key)
    return names, {name: number for number, name in enumerate(names)}
