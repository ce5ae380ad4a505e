"""The list of each kind of record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.urls import reverse

from kinward.dates import year_name
from kinward.ledger.explain import signed
from kinward.programme.dates_of import end_of
from kinward.programme.governance import Meeting
from kinward.programme.words import PRIORITIES
from kinward.words import counted, long_date
from kinward_web.programme.forms.asks import ASKS
from kinward_web.programme.forms.spec import Ask
from kinward_web.programme.forms.ways import WAYS
from kinward_web.programme.kinds import Kind
from kinward_web.programme.models import Record
from kinward_web.programme.presenters import cells
from kinward_web.programme.presenters.boards import stage
from kinward_web.programme.presenters.cells import Cell
from kinward_web.programme.presenters.tables import Table
from kinward_web.programme.selectors.programmes import held
from kinward_web.programme.selectors.standing import Standing

_MOST: Final = 6
"""Columns of a list whose kind has none of its own."""
_LONG: Final = ("text", "document", "lines")
_NAMES: Final = ("ref", "title", "key", "name")


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


def told(kind: str, stands: Standing) -> list[str]:
    """The finding of a list, where it has one."""
    if kind == "meeting":
        ahead = [each for each in stands.held.meetings if each.on >= stands.as_at and not each.held]
        first = min(ahead, key=lambda each: each.on, default=None)
        return [f"Next: {_met(first, stands)}."] if first else ["No meeting is planned."]
    if kind == "need":
        by: Counter[int] = Counter()
        for each in stands.held.needs:
            by[each.financial_year] += each.pence
        return [f"{signed(pence)} is needed in {year_name(year)}." for year, pence in by.items()]
    return []


def _met(meeting: Meeting, stands: Standing) -> str:
    names = {each.key: each.name for each in stands.held.boards}
    return f"{names.get(meeting.board, meeting.board)}, {long_date(meeting.on)}"


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


def _meetings(_: Kind, stands: Standing) -> list[_Column]:
    return [
        ("Meeting", False, lambda each: Cell(_met(each, stands))),
        ("Stands", False, lambda each: Cell(stage(each))),
        ("Came", True, lambda each: cells.count(len(each.attended))),
        ("Decisions", True, lambda each: cells.count(len(each.decisions))),
        ("Follow-ups", True, lambda each: cells.count(len(each.log))),
    ]


def _usual(kind: Kind, stands: Standing) -> list[_Column]:
    """The name, and what is short enough for a column."""
    asks = ASKS[kind.key]
    short = [ask for ask in asks if ask.name not in _NAMES and ask.holds not in _LONG][:_MOST]

    def column(ask: Ask) -> _Column:
        numeric = WAYS[ask.holds].numeric
        return (
            ask.label,
            numeric,
            lambda each: cells.answer(ask, getattr(each, ask.name), stands),
        )

    return [(kind.name, False, _first(kind, stands)), *map(column, short)]


def _first(kind: Kind, stands: Standing) -> Callable[[Any], Cell]:
    """How a list calls a record: as people do, where it has such a name."""
    asks = {ask.name: ask for ask in ASKS[kind.key]}
    if "title" in asks:
        return _named
    called = asks.get("key" if kind.key == "page" else "name")
    if called is None:
        return lambda each: Cell(kind.ref(each))
    return lambda each: cells.value(called, getattr(each, called.name), stands.held)


_OWN: Final[Mapping[str, Callable[[Kind, Standing], list[_Column]]]] = {
    "action": _actions, "meeting": _meetings,
}  # fmt: skip
