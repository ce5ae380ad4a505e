"""How a programme stands on a day: its records as the core judges them, read once for a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.urls import reverse

from kinward.programme import model as core
from kinward.programme.benefit import benefit
from kinward.programme.delivery import or_alone, waits_for
from kinward.programme.exceptions import exceptions
from kinward.programme.rag import Rag
from kinward.programme.risks import Scale, on_scale, usual_scale
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.selectors.measured import values
from kinward_web.programme.selectors.panels import without
from kinward_web.programme.selectors.programmes import natural, records, whole


@dataclass(frozen=True)
class Standing:
    """A programme on a day.

    Attributes:
        row: the programme's row.
        rows: its records.
        held: the same as the core reads them, without risks that are off the scale.
        others: the programmes that its actions wait for, by key, each with its records.
        as_at: the day.
        scale: of risks.
        faults: what keeps some of it from being judged, in words.
        delivery, benefit: the colours of its actions, by ref.
    """

    row: Programme
    rows: tuple[Record, ...]
    held: core.Programme
    others: Mapping[str, tuple[core.Programme, tuple[Record, ...]]]
    as_at: date
    scale: Scale
    faults: tuple[str, ...]
    delivery: dict[str, Rag]
    benefit: dict[str, Rag]

    @property
    def beside(self) -> tuple[core.Programme, ...]:
        """The other programmes."""
        return tuple(held for held, _ in self.others.values())

    @cached_property
    def values(self) -> dict[str, Decimal]:
        """The values of measures that triggers are held against."""
        return values(self.held, self.as_at)

    @cached_property
    def exceptions(self) -> dict[str, str]:
        """The open actions that are an exception, by ref, and why."""
        return exceptions(self.held, self.as_at, self.values)

    def elsewhere(self, key: str) -> dict[str, Rag]:
        """The delivery colours of another programme, by ref."""
        rest = [held for held in (self.held, *self.beside) if held.key != key]
        return colours(self.others[key][0], self.as_at, rest)[0]

    def href(self, kind: str, ref: str, programme: str = "") -> str:
        """Where a record's page is, by its name; empty where there is no such record."""
        slug = programme or self.row.slug
        pk = self._places.get((slug, kind, ref))
        return "" if pk is None else reverse("programme_record", args=[slug, kind, pk])

    @cached_property
    def _places(self) -> dict[tuple[str, str, str], int]:
        found = {(self.row.slug, each.kind, each.ref): each.pk for each in self.rows}
        for slug, (_, rows) in self.others.items():
            found |= {(slug, each.kind, each.ref): each.pk for each in rows}
        return found


def standing(row: Programme, as_at: date, *, panels: bool = False) -> Standing:
    """How a programme stands on a day.

    Args:
        panels: whether the meetings of panels are in it: only for people who see single children,
            and for what a panel passes to a board.

    Actions that wait for one another in a circle and risks off the scale break no page: they are
    told as faults, and the colours are then those without the waiting.
    """
    rows = tuple(records(row) if panels else without(records(row)))
    held, scale = whole(row, rows), usual_scale()
    others = others_of(row, held)
    held, faults = rated(held, scale)
    worked, fault = colours(held, as_at, [each for each, _ in others.values()])
    told = tuple(each for each in (fault, *faults) if each)
    return Standing(
        row, rows, held, others, as_at, scale, told, worked, benefit(held, as_at)
    )  # fmt: skip


def colours(
    held: core.Programme, as_at: date, others: Iterable[core.Programme]
) -> tuple[dict[str, Rag], str]:
    """The delivery colours by ref, and why they are without what is waited for; or empty."""
    found, error = or_alone(held, as_at, others)
    return found, f"{error} Until then no action is red for another." if error else ""


def rated(held: core.Programme, scale: Scale) -> tuple[core.Programme, tuple[str, ...]]:
    """A programme without the risks that are off the scale, and what is wrong with each of them."""
    risks, wrong = on_scale(held.risks, scale)
    return replace(held, risks=risks), tuple(f"{each} It is in no figure here." for each in wrong)


def others_of(
    row: Programme, held: core.Programme
) -> dict[str, tuple[core.Programme, tuple[Record, ...]]]:
    """The programmes that actions or savings name, and those that these name in turn."""
    if not _named(held):
        return {}
    rows: dict[int, list[Record]] = {}
    for one in Record.objects.exclude(programme=row):
        rows.setdefault(one.programme_id, []).append(one)
    known = {}
    for each in Programme.objects.exclude(pk=row.pk):
        own = tuple(sorted(rows.get(each.pk, []), key=lambda one: natural(one.ref)))
        known[each.slug] = (whole(each, own), own)
    wanted, ahead = set(), _named(held)
    while ahead:
        key = ahead.pop()
        if key in known and key not in wanted:
            wanted.add(key)
            ahead |= _named(known[key][0])
    return {key: known[key] for key in known if key in wanted}


def _named(held: core.Programme) -> set[str]:
    """The other programmes that a programme's actions wait for, or share savings with."""
    nodes = {key for each in held.actions for key, _ in waits_for(held.key, each)}
    shared = [share.action for each in held.savings for share in each.shares]
    nodes |= {text.partition(":")[0].strip() for text in shared if ":" in text}
    return nodes - {held.key}
