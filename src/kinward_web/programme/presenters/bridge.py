"""From the business plan to the action plan of a year, and who holds it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kinward.dates import year_name
from kinward.ledger.explain import signed
from kinward.programme import model as core
from kinward.programme.amounts import counted
from kinward.programme.bridge import bridge as made
from kinward.tables import squeezed
from kinward_web.programme.presenters.cells import Cell, pounds
from kinward_web.programme.presenters.tables import Row, Table, headings
from kinward_web.programme.selectors.standing import Standing


@dataclass(frozen=True)
class Bridge:
    """A bridge: its finding, its steps, and who holds what it comes to."""

    told: str
    steps: Table
    held: Table


def objectives(held: core.Programme, year: int) -> list[str]:
    """The objectives of a year's savings, each once; those of no name cannot be chosen."""
    found: dict[str, str] = {}
    for each in counted(held.savings, year):
        if each.objective:
            found.setdefault(squeezed(each.objective), each.objective)
    return list(found.values())


def bridge(stands: Standing, year: int, business_plan: Collection[str]) -> Bridge:
    """The bridge of a year.

    Args:
        business_plan: the objectives that the business plan has; others are left out of it.
    """
    known = {squeezed(each) for each in objectives(stands.held, year)}
    found = made(stands.held, year, [each for each in business_plan if squeezed(each) in known])
    name = year_name(year)
    rows: list[Row] = [(Cell(each.label), pounds(each.pence)) for each in found.business_plan]
    if rows:
        rows.append((Cell("Business plan"), pounds(found.opening)))
    rows += [(Cell(f"Added: {each.label}"), pounds(each.pence)) for each in found.added]
    rows.append((Cell("Action plan"), pounds(found.planned)))
    held: list[Row] = [(Cell(each.label), pounds(each.pence)) for each in found.held]
    held += [
        (Cell("Belongs to no action"), pounds(found.unassigned)),
        (Cell("Action plan"), pounds(found.planned)),
    ]
    added = found.planned - found.opening
    told = (
        f"The business plan of {name} has {signed(found.opening)}, and {signed(added)} is added: "
        f"{signed(found.planned)} in the action plan. Actions hold "
        f"{signed(found.planned - found.unassigned)} of it."
    )
    return Bridge(
        told,
        _table("bridge-steps", f"From the business plan to the action plan of {name}", rows),
        _table("bridge-held", f"Who holds the action plan of {name}", held),
    )


def _table(name: str, caption: str, rows: list[Row]) -> Table:
    return Table(name, caption, headings("Step", "Amount", numeric=("Amount",)), tuple(rows))
