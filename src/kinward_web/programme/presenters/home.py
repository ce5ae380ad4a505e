"""What the programmes have for the home page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils import timezone

from kinward.programme import model as core
from kinward.programme.boards import latest_decisions
from kinward.programme.risks import ratings
from kinward.programme.slipping import slipping
from kinward.words import counted, long_date
from kinward_web.programme.presenters.overview import AHEAD
from kinward_web.programme.presenters.portfolio import told
from kinward_web.programme.selectors.portfolio import Across, across

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

_MOST: Final = 3
"""Of one kind of one programme that are named; the rest is counted."""


@dataclass(frozen=True)
class Pointer:
    """Words, and where they lead."""

    words: str
    href: str


@dataclass(frozen=True)
class Stands:
    """A single figure, what stands out, and what needs attention."""

    tile: dict[str, str]
    sentence: str
    attention: tuple[Pointer, ...]


def stands(person: User) -> Stands | None:
    """Where the programmes stand today; None for who may not see them, or where there is none."""
    if not (person.has_perm("programme.see") and person.has_perm("areas.all")):
        return None
    today = timezone.localdate()
    found = across(today)
    if not found.held.programmes:
        return None
    several = len(found.held.programmes) > 1
    named = [
        Pointer(f"{each.name}: {pointer.words}" if several else pointer.words, pointer.href)
        for each in found.held.programmes
        for kind in _KINDS
        for pointer in _shortened(each, list(kind.named(each, found, today)), kind)
    ]
    return Stands(_tile(found), " ".join(list(told(found))[:2]), tuple(named))


def _tile(found: Across) -> dict[str, str]:
    every = found.rows[-1]
    [one, *rest] = found.held.programmes
    listed = f"{reverse('programme_list', args=[one.key, 'action'])}?delivery=red"
    return {
        "label": "Actions off track in delivery",
        "value": f"{every.delivery['red']} of {sum(every.delivery.values())}",
        "note": f"{every.benefit['red']} off track in benefit",
        "url": reverse("programmes") if rest else listed,
    }


def _overdue(held: core.Programme, found: Across, today: date) -> Iterator[Pointer]:
    titles = {each.ref: each.title for each in held.actions}
    late = [each for each in slipping(held, today) if each.overdue]
    for each in sorted(late, key=lambda slip: -slip.overdue):
        words = f"Action {each.ref} is overdue by {counted(each.overdue, 'day')}"
        yield Pointer(f"{words}: {titles[each.ref]}", _page(found, held, "action", each.ref))


def _risks(held: core.Programme, found: Across, today: date) -> Iterator[Pointer]:
    titles = {each.ref: each.title for each in held.risks}
    for each in ratings(held.risks, today):
        if each.colour == "red":
            words = f"Risk {each.ref} is red, rated {each.left}: {titles[each.ref]}"
            yield Pointer(words, _page(found, held, "risk", each.ref))


def _decisions(held: core.Programme, found: Across, today: date) -> Iterator[Pointer]:
    """Asked of a board and not taken. What a panel is asked speaks of a child, and stays there."""
    for board in held.boards:
        if board.is_panel:
            continue
        asked = latest_decisions(held, board.key, today + timedelta(days=AHEAD))
        for decision, meeting in asked.values():
            if decision.outcome not in ("due", "deferred"):
                continue
            by = f" by {long_date(decision.due)}" if decision.due else ""
            where = f"{meeting.board} {meeting.on:%Y-%m-%d}"
            yield Pointer(
                f"{board.name} is to decide{by}: {decision.text}",
                _page(found, held, "meeting", where),
            )


@dataclass(frozen=True)
class _Kind:
    """What is named, in which list the rest stands (kind of record, filter), and its words."""

    named: Callable[[core.Programme, Across, date], Iterator[Pointer]]
    record: str
    query: str
    one: str
    several: str


_KINDS: Final = (
    _Kind(_overdue, "action", "?delivery=red", "more overdue action", "more overdue actions"),
    _Kind(_risks, "risk", "", "more red risk", "more red risks"),
    _Kind(_decisions, "meeting", "", "more decision to take", "more decisions to take"),
)


def _shortened(held: core.Programme, named: Sequence[Pointer], kind: _Kind) -> Iterator[Pointer]:
    yield from named[:_MOST]
    if len(named) > _MOST:
        more = counted(len(named) - _MOST, kind.one, kind.several)
        yield Pointer(
            more, f"{reverse('programme_list', args=[held.key, kind.record])}{kind.query}"
        )


def _page(found: Across, held: core.Programme, kind: str, ref: str) -> str:
    pk = found.places.get((held.key, kind, ref))
    if pk is None:
        return reverse("programme", args=[held.key])
    return reverse("programme_record", args=[held.key, kind, pk])
