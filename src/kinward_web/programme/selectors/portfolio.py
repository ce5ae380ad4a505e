"""Every programme that is not closed, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kinward.dates import return_year
from kinward.errors import InputError
from kinward.programme import model as core
from kinward.programme.portfolio import Standing, standings
from kinward.programme.rag import Rag
from kinward.programme.risks import usual_scale
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.selectors.programmes import portfolio_of, programmes, records_of
from kinward_web.programme.selectors.standing import colours, rated

_NAMED: Final = ("action", "risk", "meeting")
"""Kinds of record of which the place is told."""


@dataclass(frozen=True)
class Across:
    """The programmes side by side.

    Attributes:
        held: those that are not closed, as the core reads them.
        rows: how each stands, and then all together; savings of `year`.
        as_at: the day.
        year: its financial year, by its end.
        delivery: the delivery colours of each programme's actions, by its key and the ref.
        faults: what keeps some of it from being judged.
        closed: the programmes that are over.
        places: the record of each action, risk and meeting, by its programme's key, kind and ref.
    """

    held: core.Portfolio
    rows: tuple[Standing, ...]
    as_at: date
    year: int
    delivery: dict[str, dict[str, Rag]]
    faults: tuple[str, ...]
    closed: tuple[Programme, ...]
    places: dict[tuple[str, str, str], int]


def across(as_at: date) -> Across:
    """The programmes as they stand on a day, with the savings of its financial year."""
    year = return_year(as_at)
    every = programmes()
    rows_of = records_of([each for each in every if each.closed is None])
    held, faults = _rated(portfolio_of(rows_of))
    found = {}
    for each in held.programmes:
        others = [other for other in held.programmes if other.key != each.key]
        found[each.key], fault = colours(each, as_at, others)
        faults |= {fault} - {""}
    closed = tuple(each for each in every if each.closed is not None)
    rows = _standings(held, as_at, year)
    return Across(held, rows, as_at, year, found, tuple(sorted(faults)), closed, _places(rows_of))


def _rated(held: core.Portfolio) -> tuple[core.Portfolio, set[str]]:
    """The programmes without the risks that are off the scale, and what is wrong with those."""
    scale = usual_scale()
    faults: set[str] = set()
    kept = []
    for each in held.programmes:
        one, wrong = rated(each, scale)
        kept.append(one)
        faults |= {f"{each.name}: {said}" for said in wrong}
    return replace(held, programmes=tuple(kept)), faults


def _places(rows: Mapping[Programme, list[Record]]) -> dict[tuple[str, str, str], int]:
    return {
        (row.slug, each.kind, each.ref): each.pk
        for row, own in rows.items()
        for each in own
        if each.kind in _NAMED
    }


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
