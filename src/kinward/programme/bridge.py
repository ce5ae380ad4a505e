"""From the business plan to the action plan of a year: steps that sum exactly."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from kinward.dates import year_name
from kinward.errors import ArgumentError
from kinward.programme.amounts import counted
from kinward.programme.assigned import assignment
from kinward.programme.model import Programme
from kinward.tables import squeezed

_NO_OBJECTIVE: Final = "No objective"


@dataclass(frozen=True)
class Step:
    """One step, in pence."""

    label: str
    pence: int


@dataclass(frozen=True)
class PlanBridge:
    """The planned savings of a year by what they come from, and who holds them, in pence.

    Attributes:
        year: by its end.
        business_plan: the objectives that the business plan has.
        added: the other objectives: pressures and savings that the programme must make as well.
        held: by outcome, what actions hold; the outcome's title, or its ref.
        unassigned: what no action holds.
    """

    year: int
    business_plan: tuple[Step, ...]
    added: tuple[Step, ...]
    held: tuple[Step, ...]
    unassigned: int

    @property
    def opening(self) -> int:
        """The business plan."""
        return sum(each.pence for each in self.business_plan)

    @property
    def planned(self) -> int:
        """The action plan: the business plan and what is added."""
        return self.opening + sum(each.pence for each in self.added)


def bridge(programme: Programme, year: int, business_plan: Collection[str] = ()) -> PlanBridge:
    """From the business plan to the action plan of a financial year.

    Args:
        business_plan: the objectives that are in it, whatever their case and punctuation; with
            none every objective is a step that is added.

    Raises:
        ArgumentError: an objective that no saving of the year has.
    """
    by_objective: dict[str, Step] = {}
    for each in counted(programme.savings, year):
        key, before = squeezed(each.objective), by_objective.get(squeezed(each.objective))
        label = before.label if before else each.objective or _NO_OBJECTIVE
        by_objective[key] = Step(label, each.target_pence + (before.pence if before else 0))
    wanted = {squeezed(each): each for each in business_plan}
    missing = [name for key, name in wanted.items() if key not in by_objective]
    if missing:
        raise ArgumentError(
            f"No saving of {year_name(year)} has the objective {missing[0]}",
            remedy=f"They are {', '.join(each.label for each in by_objective.values())}.",
        )
    own = assignment(programme, year)
    return PlanBridge(
        year,
        tuple(step for key, step in by_objective.items() if key in wanted),
        tuple(step for key, step in by_objective.items() if key not in wanted),
        _by_outcome(programme, own.held),
        own.unassigned,
    )


def _by_outcome(programme: Programme, held: dict[str, int]) -> tuple[Step, ...]:
    titles = {each.ref: each.title for each in programme.outcomes}
    outcomes = {each.ref: each.outcome for each in programme.actions}
    found: dict[str, int] = {}
    for ref, pence in held.items():
        outcome = outcomes.get(ref)
        label = ref if outcome is None else titles.get(outcome, outcome) or "No outcome"
        found[label] = found.get(label, 0) + pence
    return tuple(Step(label, pence) for label, pence in found.items())
