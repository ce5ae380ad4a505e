"""What a file would change, as people read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kinward.scorecard.model import Reading
from kinward.words import counted, long_date
from kinward_web.performance.followed import NAMES, Followed
from kinward_web.performance.presenters.history import CARD, words_of
from kinward_web.performance.selectors.incoming import Incoming
from kinward_web.planning.forms.values import plain

_SHOWN: Final = 200
"""Rows that the page shows of a long list."""


@dataclass(frozen=True)
class Row:
    """A row: what it is of, whether it is new, and what would change."""

    label: str
    what: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """What a file would change.

    Attributes:
        heading: how much.
        more: how many readings are not listed.
    """

    heading: str
    cards: tuple[Row, ...]
    readings: tuple[Row, ...]
    more: int
    same: int
    differences: tuple[str, ...]


def preview(found: Incoming) -> Preview:
    """The changes, listed."""
    parts = [
        counted(len(rows), what)
        for rows, what in ((found.cards, "measure"), (found.readings, "reading"))
        if rows
    ]
    return Preview(
        heading=f"The file would change {' and '.join(parts)}" if parts
        else "The file would change nothing",
        cards=tuple(_cards(found)),
        readings=tuple(_readings(found))[:_SHOWN],
        more=max(0, len(found.readings) - _SHOWN),
        same=found.same,
        differences=tuple(
            f"{each.label}: the file prints {each.what} {each.printed}, the rule gives "
            f"{each.by_rule} ({each.reason})"
            for each in found.differences
        ),
    )  # fmt: skip


Cells = tuple[str, ...]


def table(found: Incoming, name: str) -> tuple[Cells, list[Cells]] | None:
    """A table of the preview with all its rows: titles and cells; None where there is none.

    Args:
        name: `cards`, `readings` or `differences`.
    """
    if name == "differences":
        titles = ("Measure", "What", "In the file", "By rule", "Why")
        return titles, [
            (each.label, each.what, each.printed, each.by_rule, each.reason)
            for each in found.differences
        ]
    made = {"cards": ("Measure", _cards), "readings": ("Reading", _readings)}
    if name not in made:
        return None
    title, rows = made[name]
    cells: list[Cells] = [(each.label, each.what, "; ".join(each.lines)) for each in rows(found)]
    return (title, "New or changed", "What"), cells


def _cards(found: Incoming) -> Iterator[Row]:
    for each in found.cards:
        yield Row(each.label, _what(each.row), tuple(_fields(each.before, each.after)))


def _readings(found: Incoming) -> Iterator[Row]:
    for each in found.readings:
        label = f"{each.label}, to {long_date(each.after.period_end)}"
        yield Row(label, _what(each.row), (_reading(each.before, each.after),))


def _what(row: object) -> str:
    return "Changed" if row else "New"


def _fields(before: Followed, after: Followed) -> list[str]:
    return [
        f"{CARD[name]}: {_said(before, name)} becomes {_said(after, name)}"
        for name in NAMES
        if name in CARD and getattr(before, name) != getattr(after, name)
    ]


def _said(given: Followed, name: str) -> str:
    value = getattr(given, name)
    return words_of([list(each) for each in value] if name == "points" else value)


def _reading(before: Reading | None, after: Reading) -> str:
    new = _number(after.value)
    if before is None:
        return new
    if before.value == after.value:
        return f"{new}: what is said of it changes"
    return f"{_number(before.value)} becomes {new}"


def _number(value: Decimal | None) -> str:
    return "" if value is None else plain(value)


def taken(found: Incoming) -> str:
    """What a file changed."""
    if found.empty:
        return "Everything in the file is there already."
    cards, readings = len(found.cards), len(found.readings)
    return f"Brought in: {counted(cards, 'measure')} and {counted(readings, 'reading')}."
