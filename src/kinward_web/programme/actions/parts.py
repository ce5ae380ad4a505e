"""Adding, changing and removing the entries of a list inside a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from kinward_web.programme.actions.records import change
from kinward_web.programme.models import Record
from kinward_web.programme.selectors.programmes import held

if TYPE_CHECKING:
    from kinward_web.accounts.models import User
    from kinward_web.programme.forms.spec import Part


def add(
    *, by: User, one: Record, part: Part, given: Mapping[str, Any], today: date, edition: int,
    key: str,
) -> Record:  # fmt: skip
    """Add an entry, in the name of the person and of the day where the list asks for it.

    Raises:
        PermissionDenied, StaleError, ArgumentError: as of `records.change`.
    """
    filled = {"name": by.name, "today": today}
    more = {name: filled[what] for name, what in part.fills.items()}
    entry = part.holds(**given, **more)
    entries = (*getattr(held(one), part.name), entry)
    return _saved(by, one, part, entries, edition, key, f"Added: {part.title.lower()}")


def put(
    *, by: User, one: Record, part: Part, place: int, given: Mapping[str, Any], edition: int,
    key: str,
) -> Record:  # fmt: skip
    """Change the entry at a place, from 0.

    Raises:
        PermissionDenied: the person may not, or the entries of the list stay as they are.
        StaleError, ArgumentError: as of `records.change`.
    """
    if part.fixed:
        raise PermissionDenied
    entries = list(getattr(held(one), part.name))
    entries[place] = replace(entries[place], **given)
    return _saved(by, one, part, tuple(entries), edition, key, f"Changed: {part.title.lower()}")


def take_out(*, by: User, one: Record, part: Part, place: int, edition: int, key: str) -> Record:
    """Take out the entry at a place, from 0; the history keeps it.

    Raises:
        PermissionDenied, StaleError, ArgumentError: as of `put`.
    """
    if part.fixed or part.fills:
        raise PermissionDenied
    entries = list(getattr(held(one), part.name))
    del entries[place]
    return _saved(by, one, part, tuple(entries), edition, key, f"Removed: {part.title.lower()}")


def entry(one: Record, part: Part, place: int) -> Any:
    """The entry at a place.

    Raises:
        Http404: there is none.
    """
    entries = getattr(held(one), part.name)
    if place >= len(entries):
        raise Http404
    return entries[place]


def _saved(
    by: User, one: Record, part: Part, entries: tuple[Any, ...], edition: int, key: str, words: str
) -> Record:
    new = replace(held(one), **{part.name: entries})
    return change(
        by=by, one=one, held=new, edition=edition, key=key, words=words, needed=part.needs
    )
