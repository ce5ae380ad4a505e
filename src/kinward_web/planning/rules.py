"""Who may do what with a plan or a forecast of somebody's own.

A plan that is not shared is its owner's alone. One that is shared is seen by all who may see plans,
and changed by its owner and by the editors whom the owner named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rules.permissions import add_perm
from rules.predicates import Predicate, predicate

if TYPE_CHECKING:
    from kinward_web.accounts.models import User
    from kinward_web.planning.models import ForecastRun, Plan

SEE: Final = "plan.see"
CHANGE: Final = "plan.change"
TRY: Final = "plan.try"
OWN: Final = "plan.own"
REMOVE_RUN: Final = "forecast_run.remove"


@predicate
def owns(person: User, plan: Plan | None) -> bool:
    """Whose plan it is."""
    return plan is not None and plan.owner_id == person.pk


@predicate
def is_shared(person: User, plan: Plan | None) -> bool:
    """Whether the authority sees it."""
    return plan is not None and plan.shared


@predicate
def is_editor(person: User, plan: Plan | None) -> bool:
    """Whether the owner named the person."""
    return plan is not None and plan.editors.filter(pk=person.pk).exists()


@predicate
def ran(person: User, run: ForecastRun | None) -> bool:
    """Whose forecast it is."""
    return run is not None and run.by_id == person.pk


def _may(permission: str) -> Predicate:
    return predicate(lambda person: person.has_perm(permission), name=permission)


_sees = _may("plans.see") & _may("areas.all")

add_perm(SEE, _sees & (owns | is_shared))
add_perm(CHANGE, _sees & _may("plans.edit") & (owns | (is_shared & is_editor)))
add_perm(TRY, _sees & _may("plans.run") & (owns | is_shared))
add_perm(OWN, _sees & _may("plans.edit") & owns)
add_perm(REMOVE_RUN, _may("forecast.run") & ran)
