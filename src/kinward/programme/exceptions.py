"""Actions that a board must hear of whatever their turn: a trigger, slipping, silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from kinward.programme.dates_of import is_open, latest
from kinward.programme.model import Programme
from kinward.programme.plan import Action
from kinward.programme.slipping import slip


def exceptions(
    programme: Programme,
    as_at: date,
    values: Mapping[str, Decimal] | None = None,
    stale_days: int | None = None,
) -> dict[str, str]:
    """The open actions that are an exception on a day, by ref, and why.

    Args:
        values: of measures by their key, as they stand; a value typed in an update counts where
            the action's measure has none.
        stale_days: see `slipping.slip`.
    """
    found = {}
    for action in programme.actions:
        if is_open(action, as_at):
            why = " ".join(_why(action, as_at, values or {}, stale_days))
            if why:
                found[action.ref] = why
    return found


def _why(
    action: Action, as_at: date, values: Mapping[str, Decimal], stale_days: int | None
) -> Iterator[str]:
    value = values.get(action.success, measured(action, as_at))
    yield from filter(None, [trigger_hit(action, value)])
    yield from filter(None, [slip(action, as_at, stale_days).reason])


def measured(action: Action, as_at: date) -> Decimal | None:
    """The last value of its measure that an update gave by a day."""
    given = latest((each for each in action.updates if each.measured is not None), as_at)
    return given.measured if given else None


def trigger_hit(action: Action, value: Decimal | None) -> str:
    """Why a value has reached an action's trigger, in words; empty where it has not.

    A trigger above the target is reached from below, and one under it from above. Without a target
    there is no telling which, and it counts as reached only at the trigger itself.
    """
    trigger, target = action.trigger, action.success_target
    if trigger is None or value is None:
        return ""
    if target is None:
        reached = value == trigger
    else:
        reached = value >= trigger if trigger > target else value <= trigger
    if not reached:
        return ""
    aim = f", the target {target}" if target is not None else ""
    return f"Its trigger of {trigger} is reached: the value is {value}{aim}."
