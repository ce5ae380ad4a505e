"""Every programme that is not closed, side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kinward.dates import return_year
from kinward.errors import InputError
from kinward.programme import model as core
from kinward.programme.portfolio import Standing, standings
from kinward.programme.rag import Rag
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.selectors.programmes import portfolio, programmes
from kinward_web.programme.selectors.standing import colours


@dataclass(frozen=True)
class Across:
    """The programmes side by side.

    Attributes:
        held: those that are not closed, as the core reads them.
        rows: how each stands, and then all together; savings of `year`.
        year: the financial year, by its end.
        delivery: the delivery colours of each programme's actions, by its key and the ref.
        faults: what keeps some of it from being judged.
        closed: the programmes that are over.
        places: the record of each action, by its programme's key and its ref.
    """

    held: core.Portfolio
    rows: tuple[Standing, ...]
    year: int
    delivery: dict[str, dict[str, Rag]]
    faults: tuple[str, ...]
    closed: tuple[Programme, ...]
    places: dict[tuple[str, str], int]


def across(as_at: date) -> Across:
    """The programmes as they stand on a day, with the savings of its financial year."""
    year = return_year(as_at)
    every = programmes()
    held = portfolio()
    faults: set[str] = set()
    found = {}
    for each in held.programmes:
        others = [other for other in held.programmes if other.key != each.key]
        found[each.key], fault = colours(each, as_at, others)
        faults |= {fault} - {""}
    closed = tuple(each for each in every if each.closed is not None)
    rows = _standings(held, as_at, year)
    return Across(held, rows, year, found, tuple(sorted(faults)), closed, _places())


def _places() -> dict[tuple[str, str], int]:
    found = Record.objects.filter(kind="action").values_list("programme__slug", "ref", "pk")
    return {(slug, ref): pk for slug, ref, pk in found}


def _standings(held: core.Portfolio, as_at: date, year: int) -> tuple[Standing, ...]:
    """How they stand; where actions wait in a circle, as if none waited."""
    try:
        return standings(held, as_at, year)
    except InputError:
        alone = [
            replace(each, actions=tuple(replace(action, depends_on=()) for action in each.actions))
            for each in held.programmes
        ]
        return standings(replace(held, programmes=tuple(alone)), as_at, year)
