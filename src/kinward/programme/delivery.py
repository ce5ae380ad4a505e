"""The delivery colour of each action, by rule.

Blue: complete. Red: its end date has passed, or an action that it waits for is red. Amber: a
deliverable is late, or nobody has said anything of it for longer than `stale_days`. Grey: it has
not started, or was cancelled. Green: otherwise. The first that is true counts, but that an action
which has not started is not stale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter

from kinward.errors import InputError
from kinward.programme.dates_of import due_of, end_of, is_cancelled, is_complete, last_heard
from kinward.programme.model import Programme
from kinward.programme.plan import Action, Deliverable
from kinward.programme.rag import Rag, override_on, worse
from kinward.programme.words import Colour
from kinward.reference.parameters import parameter
from kinward.words import counted, long_date

Node = tuple[str, str]
"""The key of a programme and the ref of an action."""


def delivery(
    programme: Programme,
    as_at: date,
    others: Iterable[Programme] = (),
    stale_days: int | None = None,
) -> dict[str, Rag]:
    """The delivery colour of each action of a programme, by ref in the programme's order.

    A colour that was set by a person counts for the actions that wait for it, as for everyone.

    Args:
        others: programmes that its actions wait for.
        stale_days: days without an update from which on it is stale when exceeded; None for the
            parameter.

    Raises:
        InputError: actions wait for one another in a circle.
    """
    limit = int(parameter("stale_days").value) if stale_days is None else stale_days
    actions = {
        (each.key, action.ref): action for each in (*others, programme) for action in each.actions
    }
    found: dict[Node, Rag] = {}
    for node in _in_order(actions):
        action = actions[node]
        waits = [other for other in waits_for(node[0], action) if other in actions]
        red = [other for other in waits if found[other].colour == "red"]
        colour, reason = _proposed(action, as_at, limit, [_named(each, node) for each in red])
        found[node] = Rag(
            "delivery", colour, reason, override_on(action.overrides, "delivery", as_at)
        )
    return {action.ref: found[programme.key, action.ref] for action in programme.actions}


def or_alone(
    programme: Programme, as_at: date, others: Iterable[Programme] = ()
) -> tuple[dict[str, Rag], InputError | None]:
    """`delivery` or, where actions wait in a circle, as if none waited, and the error."""
    try:
        return delivery(programme, as_at, others), None
    except InputError as error:
        alone = tuple(replace(each, depends_on=()) for each in programme.actions)
        return delivery(replace(programme, actions=alone), as_at), error


def waits_for(programme: str, action: Action) -> Iterator[Node]:
    """What an action waits for: `PROGRAMME:ref`, or a ref of its own programme."""
    for text in action.depends_on:
        key, mark, ref = text.partition(":")
        yield (key.strip(), ref.strip()) if mark else (programme, text)


def _in_order(actions: Mapping[Node, Action]) -> Iterator[Node]:
    """Every action after those that it waits for."""
    graph = {
        node: [other for other in waits_for(node[0], action) if other in actions]
        for node, action in actions.items()
    }
    try:
        return iter(tuple(TopologicalSorter(graph).static_order()))
    except CycleError as error:
        circle = [_named(node, error.args[1][0]) for node in error.args[1]]
        raise InputError(
            f"Actions wait for one another in a circle: {' before '.join(circle)}",
            where="depends_on",
            remedy="Take one of them out: an action cannot wait for itself.",
        ) from None


def _named(node: Node, seen_from: Node) -> str:
    """A ref, with its programme where that is another."""
    return node[1] if node[0] == seen_from[0] else f"{node[0]}:{node[1]}"


def _proposed(action: Action, as_at: date, limit: int, red: list[str]) -> tuple[Colour, str]:
    if ended := _ended(action, as_at):
        return ended
    late = _passed(action, as_at) or _waiting(red)
    if late:
        return "red", late
    late = _late_deliverables(action.deliverables, as_at)
    if late:
        return "amber", late
    if action.start is not None and action.start > as_at:
        return "grey", f"It starts on {long_date(action.start)}."
    stale = _stale(action, as_at, limit)
    return ("amber", stale) if stale else ("green", _on_track(action))


def _ended(action: Action, as_at: date) -> tuple[Colour, str] | None:
    if is_cancelled(action, as_at):
        when = f" on {long_date(action.cancelled)}" if action.cancelled else ""
        return "grey", f"Cancelled{when}."
    if is_complete(action, as_at):
        when = (
            f" on {long_date(action.completed)}" if action.completed else ", the day not recorded"
        )
        return "blue", f"Complete{when}."
    return None


def _waiting(red: list[str]) -> str:
    verb = "is" if len(red) == 1 else "are"
    return f"It waits for {', '.join(red)}, which {verb} red." if red else ""


def _passed(action: Action, as_at: date) -> str:
    end = end_of(action)
    if end is None or end >= as_at:
        return ""
    days = counted((as_at - end).days, "day")
    first = action.target_end
    moved = f" The first date was {long_date(first)}." if first and first != end else ""
    return f"Its end date, {long_date(end)}, passed {days} ago and it is not complete.{moved}"


def _late_deliverables(deliverables: Iterable[Deliverable], as_at: date) -> str:
    late = [
        (due, each)
        for each in deliverables
        if (due := due_of(each)) and due < as_at and not (each.done and each.done <= as_at)
    ]
    if not late:
        return ""
    due, first = min(late, key=lambda each: (each[0], each[1].ref))
    more = f", and {len(late) - 1} more" if len(late) > 1 else ""
    return f"A deliverable is late: {first.ref} was due on {long_date(due)}{more}."


def _stale(action: Action, as_at: date, limit: int) -> str:
    heard = last_heard(action, as_at)
    if heard is not None:
        days = (as_at - heard).days
        said = f"The last update was on {long_date(heard)}, {counted(days, 'day')} ago"
        return f"{said}; the limit is {limit}." if days > limit else ""
    if action.start is not None and as_at - action.start <= timedelta(days=limit):
        return ""
    return "No update was ever recorded, so that nothing shows that it is on track."


def _on_track(action: Action) -> str:
    end = end_of(action)
    if end is None:
        return "No end date is set, so that it cannot be late; nothing that is known is late."
    return f"It ends on {long_date(end)}; nothing is late."


def difference(published: Colour | None, proposed: Rag) -> str:
    """Why the rule's colour is not the published one, in words; empty where they agree.

    Also empty where none was published.
    """
    if published is None or published == proposed.proposed:
        return ""
    said = f"Published {published}, by rule {proposed.proposed}: {proposed.reason}"
    if published == "green" and proposed.proposed == "grey":
        return f"{said} Green is not for what is not due."
    if published == "blue":
        return f"{said} Record the day on which it was completed."
    if worse(published, proposed.proposed):
        return (
            f"{said} Nothing recorded gives the published {published}: record what is late, or set "
            f"{published} against the rule in words."
        )
    return f"{said} The published {published} hides this."
