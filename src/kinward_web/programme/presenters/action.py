"""An action by itself: both colours with their rule, dates, what it waits for, what it brings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from kinward.dates import year_name
from kinward.programme.amounts import evidenced, expected, has_ended, parts
from kinward.programme.benefit import by_action
from kinward.programme.dates_of import is_open
from kinward.programme.delivery import difference, waits_for
from kinward.programme.escalation import escalation
from kinward.programme.exceptions import measured, trigger_hit
from kinward.programme.model import Saving
from kinward.programme.plan import Action
from kinward.programme.rag import Rag
from kinward.programme.slipping import slip
from kinward_web.planning.forms.values import plain
from kinward_web.programme.kinds import KINDS
from kinward_web.programme.presenters import cells
from kinward_web.programme.presenters.cells import Cell, pounds
from kinward_web.programme.presenters.outcomes import decided
from kinward_web.programme.presenters.tables import Row, Table, headings
from kinward_web.programme.selectors.measured import name_of
from kinward_web.programme.selectors.standing import Standing


@dataclass(frozen=True)
class Colour:
    """One of the two colours of an action.

    Attributes:
        name: what it is of.
        cell: the colour with its word.
        told: why.
        rule: what the rule says, where a person set another colour; else empty.
    """

    name: str
    cell: Cell
    told: str
    rule: str


def colours(stands: Standing, action: Action) -> list[Colour]:
    """Delivery and benefit, always apart."""
    pair = (("Delivery", stands.delivery), ("Benefit", stands.benefit))
    return [_colour(name, side[action.ref]) for name, side in pair]


def _colour(name: str, rag: Rag) -> Colour:
    rule = "" if rag.override is None else f"By rule: {rag.reason}"
    return Colour(name, cells.rag(rag), rag.told, rule)


def told(stands: Standing, action: Action) -> Iterator[str]:
    """What else is to be known: the published colour, dates, its measure, who hears of it."""
    work, brings = stands.delivery[action.ref], stands.benefit[action.ref]
    gap = difference(action.published_rag, work)
    if gap:
        yield gap
    elif action.published_rag:
        yield f"The published plan has it {action.published_rag} too."
    slipped = slip(action, stands.as_at).reason
    if slipped:
        yield slipped
    yield from _success(stands, action)
    if is_open(action, stands.as_at):
        yield f"It goes to the board. {escalation(action, work, brings).reason}"


def _success(stands: Standing, action: Action) -> Iterator[str]:
    if not action.success:
        yield "Nobody has said how its success is measured."
        return
    said = f"Success is measured by: {name_of(action.success) or action.success}"
    if action.success_target is not None:
        said += f"; the target is {plain(action.success_target)}"
    value = measured(action, stands.as_at)
    if action.trigger is not None:
        value = stands.values.get(action.success, value)
    if value is not None:
        said += f", the last value {plain(value)}"
    yield f"{said}."
    reached = trigger_hit(action, value)
    if reached:
        yield reached


def measure(action: Action) -> str:
    """Where its measure stands on the scorecard; empty where it is none of that."""
    if not name_of(action.success):
        return ""
    return reverse("scorecard_measure", args=[action.success])


def dependencies(stands: Standing, action: Action) -> Table:
    """What it waits for, and what waits for it, each with the colour of its work."""
    waits = waits_for(stands.held.key, action)
    rows = [_node(stands, key, ref, "This waits for it") for key, ref in waits]
    own = (stands.held.key, action.ref)
    for programme in (stands.held, *stands.beside):
        rows += [
            _node(stands, programme.key, each.ref, "It waits for this")
            for each in programme.actions
            if own in set(waits_for(programme.key, each))
        ]
    return Table(
        "action-dependencies", "Dependencies", headings("Action", "How", "Delivery"), tuple(rows)
    )


def _node(stands: Standing, key: str, ref: str, how: str) -> Row:
    programmes = {each.key: each for each in (stands.held, *stands.beside)}
    known = programmes.get(key)
    title = next((each.title for each in known.actions if each.ref == ref), "") if known else ""
    own = key == stands.held.key
    if not title:
        return Cell(ref if own else f"{key}:{ref}"), Cell(how), Cell("It is not there")
    name = f"{ref} {title}" if own else f"{known.name if known else key}: {ref} {title}"
    work = stands.delivery[ref] if own else stands.elsewhere(key)[ref]
    return Cell(name, href=stands.href("action", ref, key)), Cell(how), cells.rag(work)


def savings(stands: Standing, action: Action) -> Table:
    """Its parts of the savings that count; of a year that is over there is no forecast."""
    heads = ("Plan", "Achieved", "Forecast")

    def amounts(each: Saving) -> tuple[int | None, ...]:
        ahead = None if has_ended(each, stands.as_at) else expected(each, stands.as_at)
        return each.target_pence, evidenced(each), ahead

    rows = tuple(
        (
            Cell(each.ref, href=stands.href("saving", each.ref)),
            Cell(year_name(each.financial_year)),
            *(
                pounds(None if amount is None else parts(each, amount)[key])
                for amount in amounts(each)
            ),
        )
        for each, key in by_action(stands.held).get(action.ref, [])
    )
    return Table(
        "action-savings", "Its savings",
        headings("Saving", "Financial year", *heads, numeric=heads), rows,
    )  # fmt: skip


def risks(stands: Standing, action: Action) -> Table:
    """The risks and issues that bear on it."""
    both: list[tuple[str, Any]] = [("risk", each) for each in stands.held.risks]
    both += [("issue", each) for each in stands.held.issues]
    rows = tuple(
        (cells.link(stands, kind, each), Cell(KINDS[kind].name), Cell(each.owner))
        for kind, each in both
        if each.action == action.ref
    )
    return Table("action-risks", "Risks and issues", headings("What", "Kind", "Owner"), rows)


TABLES: Final[Mapping[str, Callable[[Standing, Action], Table]]] = {
    "action-decisions": decided,
    "action-dependencies": dependencies,
    "action-savings": savings,
    "action-risks": risks,
}
"""The tables of its page, by name."""
