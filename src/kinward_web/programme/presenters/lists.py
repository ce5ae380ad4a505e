"""The list of each kind of record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.urls import reverse

from kinward.programme.dates_of import end_of
from kinward.programme.words import PRIORITIES
from kinward.words import counted
from kinward_web.programme.forms.asks import ASKS
from kinward_web.programme.forms.spec import Ask
from kinward_web.programme.forms.ways import WAYS
from kinward_web.programme.kinds import Kind
from kinward_web.programme.models import Record
from kinward_web.programme.presenters import cells
from kinward_web.programme.presenters.cells import Cell
from kinward_web.programme.presenters.tables import Table
from kinward_web.programme.selectors.programmes import held
from kinward_web.programme.selectors.standing import Standing

_MOST: Final = 6
"""Columns of a list whose kind has none of its own."""
_LONG: Final = ("text", "document", "lines")
_NAMES: Final = ("ref", "title", "key")


def table(kind: Kind, stands: Standing, only: Callable[[Any], bool] = lambda _: True) -> Table:
    """The records of a kind, each with the way to its page.

    Args:
        only: of which records there is a row.
    """
    own = [(row, held(row)) for row in stands.rows if row.kind == kind.key]
    columns = _OWN.get(kind.key, _usual)(kind, stands)
    return Table(
        kind.key,
        kind.names,
        tuple(Cell(heading, numeric=numeric) for heading, numeric, _ in columns),
        tuple(
            (
                _link(stands.row.slug, row, columns[0][2](each).text),
                *(cell(each) for _, _, cell in columns[1:]),
            )
            for row, each in own
            if only(each)
        ),
    )


def heading(kind: Kind, many: int) -> str:
    """How many there are."""
    names = kind.names.lower()
    return f"{kind.names}: none yet" if not many else (
        counted(many, kind.name.lower()) if names == f"{kind.name.lower()}s" else
        f"{kind.names}: {many}"
    )  # fmt: skip


_Column = tuple[str, bool, Callable[[Any], Cell]]


def _link(slug: str, row: Record, text: str) -> Cell:
    return Cell(text, href=reverse("programme_record", args=[slug, row.kind, row.pk]))


def _named(each: Any) -> Cell:
    return Cell(f"{each.ref} {each.title}")


def _actions(kind: Kind, stands: Standing) -> list[_Column]:
    work, brings = stands.delivery, stands.benefit
    return [
        ("Action", False, _named),
        ("Lead", False, lambda each: Cell(each.lead)),
        ("Priority", False, lambda each: Cell(PRIORITIES.get(each.priority, ""))),
        ("Age group", False, lambda each: Cell(each.age_group)),
        ("End", False, lambda each: cells.day(end_of(each))),
        ("Delivery", False, lambda each: cells.rag(work[each.ref])),
        ("Benefit", False, lambda each: cells.rag(brings[each.ref])),
        ("Saving", True, lambda each: cells.pounds(each.target_saving_pence)),
    ]


def _usual(kind: Kind, stands: Standing) -> list[_Column]:
    """The name, and what is short enough for a column."""
    asks = ASKS[kind.key]
    titled = any(ask.name == "title" for ask in asks)
    short = [ask for ask in asks if ask.name not in _NAMES and ask.holds not in _LONG][:_MOST]

    def column(ask: Ask) -> _Column:
        numeric = WAYS[ask.holds].numeric
        return (
            ask.label,
            numeric,
            lambda each: cells.value(ask, getattr(each, ask.name), stands.held),
        )

    first = _named if titled else (lambda each: Cell(kind.ref(each)))
    return [(kind.name, False, first), *map(column, short)]


_OWN: Final[Mapping[str, Callable[[Kind, Standing], list[_Column]]]] = {"action": _actions}
