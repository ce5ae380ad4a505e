"""A record by itself: its answers, and the lists inside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kinward_web.accounts.models import User
from kinward_web.programme.forms.asks import ASKS
from kinward_web.programme.forms.parts import PARTS
from kinward_web.programme.forms.spec import Part
from kinward_web.programme.models import Record
from kinward_web.programme.presenters import cells
from kinward_web.programme.presenters.cells import Cell
from kinward_web.programme.selectors.programmes import held
from kinward_web.programme.selectors.standing import Standing

_NAMED: Final = ("ref", "title")
"""What the heading of the page says."""


@dataclass(frozen=True)
class Entry:
    """An entry of a list inside a record; `place` counts from 0."""

    place: int
    answers: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True)
class Entries:
    """A list inside a record, and whether the person may add to it and change it."""

    part: Part
    entries: tuple[Entry, ...]
    may_add: bool
    may_change: bool


def answers(kind: str, one: Any, stands: Standing) -> list[tuple[str, Cell]]:
    """What a record says beside its name, without what nobody answered."""
    asks = [ask for ask in ASKS[kind] if ask.name not in _NAMED]
    found = [(ask.label, cells.answer(ask, getattr(one, ask.name), stands)) for ask in asks]
    return [(label, cell) for label, cell in found if cell.text]


def entries(person: User, one: Record, stands: Standing) -> list[Entries]:
    """The lists inside a record; what was said on a day is told newest first."""
    whole = held(one)
    return [
        Entries(
            part,
            tuple(_entries(part, getattr(whole, part.name), stands)),
            may_add=person.has_perm(part.needs),
            may_change=person.has_perm(part.needs) and not part.fixed,
        )
        for part in PARTS.get(one.kind, ())
    ]


def _entries(part: Part, found: tuple[Any, ...], stands: Standing) -> list[Entry]:
    told = []
    for place, each in enumerate(found):
        said = [(ask.label, cells.answer(ask, getattr(each, ask.name), stands))
                for ask in part.asks]  # fmt: skip
        signed = [
            ("By" if what == "name" else "On", _filled(getattr(each, name)))
            for name, what in part.fills.items()
        ]
        told.append(Entry(place, tuple(item for item in (*signed, *said) if item[1].text)))
    if not part.fixed:
        return told
    days = [getattr(each, "on", date.min) for each in found]
    return sorted(told, key=lambda entry: (days[entry.place], entry.place), reverse=True)


def _filled(value: Any) -> Cell:
    return Cell(value) if isinstance(value, str) else cells.day(value)
