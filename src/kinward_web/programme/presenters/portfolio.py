"""The programmes side by side, and what one waits for in another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from django.urls import reverse

from kinward.dates import last_year_ended, year_name
from kinward.programme import model as core
from kinward.programme.delivery import waits_for
from kinward.programme.portfolio import Standing
from kinward.programme.words import Colour
from kinward.words import counted
from kinward_web.programme.presenters import cells
from kinward_web.programme.presenters.cells import Cell, count, pounds
from kinward_web.programme.presenters.savings import headline
from kinward_web.programme.presenters.tables import Row, Table, headings
from kinward_web.programme.presenters.words import WORST_FIRST, joined, word
from kinward_web.programme.selectors.portfolio import Across


def told(found: Across) -> Iterator[str]:
    """The finding over all programmes."""
    if not found.held.programmes:
        return
    every = found.rows[-1]
    many = sum(every.delivery.values())
    yield f"{counted(len(found.held.programmes), 'programme')} with {counted(many, 'action')}."
    if many:
        for side, by in (("delivery", every.delivery), ("benefit", every.benefit)):
            parts = [f"{by[colour]} {word(colour, side)}" for colour in WORST_FIRST if by[colour]]
            yield f"{side.capitalize()}: {joined(parts)}."
    yield f"{headline(every.savings, found.as_at, found.year)}."
    if every.red_risks:
        yield f"{counted(every.red_risks, 'risk')} {'is' if every.red_risks == 1 else 'are'} red."


def colours(found: Across) -> Table:
    """How many actions of each programme have each colour, delivery and benefit apart."""
    sides = ("Delivery", "Benefit")
    names = [f"{side}: {colour}" for side in sides for colour in WORST_FIRST]
    rows = tuple(
        (_name(each, found), *_counts(each.delivery), *_counts(each.benefit)) for each in found.rows
    )
    return Table(
        "portfolio-colours", "Actions by colour", headings("Programme", *names, numeric=names), rows
    )


def _counts(by: dict[Colour, int]) -> Iterator[Cell]:
    yield from (count(by[colour]) for colour in WORST_FIRST)


def sums(found: Across) -> Table:
    """Savings of the year, red risks and slipping actions of each programme.

    A year that is over, as it is on its last day, has no forecast beside what was achieved.
    """
    over = found.year <= last_year_ended(found.as_at)
    amounts = ("plan", "achieved", "gap") if over else ("plan", "achieved", "forecast", "gap")
    heads = (*(each.capitalize() for each in amounts), "Red risks", "Actions late or silent")
    rows = tuple(
        (
            _name(each, found), *(pounds(getattr(each.savings, amount)) for amount in amounts),
            count(each.red_risks), count(each.slipping),
        )
        for each in found.rows
    )  # fmt: skip
    when = f"{year_name(found.year)}, which is over" if over else year_name(found.year)
    return Table(
        "portfolio-sums", f"Savings of {when}, risks and slippage",
        headings("Programme", *heads, numeric=heads), rows,
    )  # fmt: skip


def _name(each: Standing, found: Across) -> Cell:
    if not each.key:
        return Cell(found.held.name)
    return Cell(each.name, href=reverse("programme", args=[each.key]))


def dependencies(found: Across) -> Table:
    """The actions that wait for an action of another programme."""
    known = {each.key: each for each in found.held.programmes}
    rows = tuple(
        _row(found, programme, action, node)
        for programme in found.held.programmes
        for action in programme.actions
        for node in waits_for(programme.key, action)
        if node[0] != programme.key and node[0] in known
    )
    return Table(
        "portfolio-dependencies", "What waits for another programme",
        headings("Action", "Its delivery", "Waits for", "The delivery of that"), rows,
        empty="No action waits for one of another programme.",
    )  # fmt: skip


def _row(
    found: Across, programme: core.Programme, action: core.Action, node: tuple[str, str]
) -> Row:
    key, ref = node
    other = found.delivery[key].get(ref)
    name = next(each.name for each in found.held.programmes if each.key == key)
    said = f"{programme.name}: {action.ref} {action.title}"
    return (
        Cell(said, href=_page(found, programme.key, action.ref)),
        cells.rag(found.delivery[programme.key][action.ref]),
        Cell(f"{name}: {ref}", href=_page(found, key, ref)),
        Cell("It is not there") if other is None else cells.rag(other),
    )


TABLES: Final[Mapping[str, Callable[[Across], Table]]] = {
    "portfolio-colours": colours,
    "portfolio-sums": sums,
    "portfolio-dependencies": dependencies,
}
"""By name."""


def page(found: Across, query: str) -> dict[str, Any]:
    """What the page over all programmes shows."""
    return {
        "told": list(told(found)),
        "tables": [
            replace(made(found), csv=f"{reverse('programmes_table', args=[name])}{query}")
            for name, made in TABLES.items()
        ],
        "closed": found.closed,
        "faults": found.faults,
    }


def _page(found: Across, key: str, ref: str) -> str:
    pk = found.places.get((key, "action", ref))
    return "" if pk is None else reverse("programme_record", args=[key, "action", pk])
