"""What a file would change in a programme, as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from kinward.dates import year_name
from kinward.ledger.explain import signed
from kinward.ledger.findings import Finding
from kinward.programme.governance import Board, Meeting
from kinward.programme.model import Saving
from kinward.programme.registers import Assumption
from kinward.terms import Level
from kinward.words import counted
from kinward_web.programme.kinds import KINDS
from kinward_web.programme.presenters.history import lines
from kinward_web.programme.presenters.words import joined, named
from kinward_web.programme.selectors.incoming import Bringing, Incoming

_SHOWN: Final = 200
"""Rows of one kind, and findings, that the page shows."""


@dataclass(frozen=True)
class Row:
    """A record: what it is, whether it is new, and what would change."""

    label: str
    what: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """The records of a kind that would be new or change.

    Attributes:
        more: how many are not listed.
    """

    id: str
    caption: str
    rows: tuple[Row, ...]
    more: int


@dataclass(frozen=True)
class Doubt:
    """A finding: where it stands, what is the matter, and what to do."""

    level: Level
    where: str
    message: str
    remedy: str


@dataclass(frozen=True)
class Preview:
    """What a file would change.

    Attributes:
        heading: how much.
        told: what stays as it is, in sentences.
        more: how many findings are not listed.
    """

    heading: str
    groups: tuple[Group, ...]
    told: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    more: int


def preview(found: Incoming) -> Preview:
    """The changes, listed by kind."""
    new = sum(each.row is None for each in found.records)
    parts = ((new, "add"), (len(found.records) - new, "change"))
    does = [f"{verb} {counted(many, 'record')}" for many, verb in parts if many]
    return Preview(
        heading=f"The file would {joined(does) or 'change nothing'}",
        groups=tuple(_groups(found)),
        told=tuple(_told(found)),
        doubts=tuple(map(_doubt, found.findings[:_SHOWN])),
        more=max(0, len(found.findings) - _SHOWN),
    )


def table(found: Incoming, name: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]] | None:
    """A table of the preview with all its rows: titles and cells; None where there is none.

    Args:
        name: `doubts`, or the key of a kind.
    """
    if name == "doubts":
        columns = ("Where", "How grave", "What is the matter", "What to do")
        doubts = map(_doubt, found.findings)
        return columns, [(each.where, each.level, each.message, each.remedy) for each in doubts]
    if name not in KINDS:
        return None
    own = [_row(each) for each in found.records if each.kind == name]
    titles = (KINDS[name].names, "New or changed", "What")
    return titles, [(each.label, each.what, "; ".join(each.lines)) for each in own]


def taken(found: Incoming, words: str) -> str:
    """What a file changed.

    Args:
        words: how many of each kind.
    """
    return f"Imported: {words}." if found.records else "Everything in the file is there already."


def _groups(found: Incoming) -> list[Group]:
    groups = []
    for kind in KINDS.values():
        own = [each for each in found.records if each.kind == kind.key]
        if own:
            rows = tuple(_row(each) for each in own[:_SHOWN])
            groups.append(Group(kind.key, kind.names, rows, max(0, len(own) - _SHOWN)))
    return groups


def _row(each: Bringing) -> Row:
    if each.row is None:
        return Row(each.ref, "New", (_title(each.after),))
    return Row(each.ref, "Changed", tuple(lines(each.kind, each.before, each.after, "becomes")))


def _title(one: Any) -> str:
    if isinstance(one, Saving):
        return f"{one.objective or one.placement_type or 'Saving'}, " + (
            f"{year_name(one.financial_year)}: {signed(one.target_pence)}"
        )
    if isinstance(one, Meeting):
        many = (counted(len(one.decisions), "decision"), counted(len(one.log), "follow-up"))
        return ", ".join((*many, "closed" if one.held else "not closed"))
    if isinstance(one, Board):
        return one.name
    return one.text if isinstance(one, Assumption) else str(one.title)


def _told(found: Incoming) -> list[str]:
    told = []
    if found.same:
        is_are = "is" if found.same == 1 else "are"
        told.append(f"{counted(found.same, 'record')} {is_are} there already as in the file.")
    told += [
        f"{KINDS[kind].names} that the file leaves out, and that stay: {named(refs)}."
        for kind, refs in found.missing.items()
    ]
    return told


def _doubt(each: Finding) -> Doubt:
    where = _where(each.file, each.row, each.column)
    return Doubt(each.level, where, each.message, each.remedy)


def _where(file: str, row: int, column: str) -> str:
    parts = [file, f"row {row:,}" if row else "", f"column {column}" if column else ""]
    return ", ".join(part for part in parts if part)
