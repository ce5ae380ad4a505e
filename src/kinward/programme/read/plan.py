"""Reading actions, with their outcomes and workstreams, and deliverables and updates of actions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from kinward.errors import InputError
from kinward.ledger.findings import Finding
from kinward.programme.plan import Action, Deliverable, Outcome, Update, Workstream
from kinward.programme.read.fields import Fields
from kinward.programme.read.found import named_once, require, signs, twice, unknown
from kinward.programme.read.words import status_of
from kinward.programme.rules import RULES

_NUMBERED: Final = re.compile(r"(\d+(?:\.\d+)*)[.)]?\s+(\S.*)", re.S)
"""A name that begins with its number: '1 Families are supported'."""
_OF_THE_PLAN: Final = ("outcome_title", "workstream_title")


@dataclass(frozen=True)
class PlanRead:
    """A plan as read."""

    outcomes: tuple[Outcome, ...]
    workstreams: tuple[Workstream, ...]
    actions: tuple[Action, ...]
    findings: tuple[Finding, ...]


def read_actions(
    fields: Fields, saving_year: int | None = None, reported_on: date | None = None
) -> PlanRead:
    """Read a table of actions, in its order.

    Args:
        saving_year: of target savings whose row names no year.
        reported_on: the day of the plan's own report, where a row names none.

    Raises:
        InputError: a field that cannot be read; a row without a title; a ref that is there twice.
    """
    rows = fields.read()
    require(fields, rows, "title")
    found = unknown(fields)
    if "ref" not in fields.given and rows:
        found += RULES["P04"].at(fields.table.name, [1], "ref")
        for number, row in enumerate(rows, 1):
            row["ref"] = f"A{number}"
    require(fields, rows, "ref")
    named_once(fields, [row["ref"] for row in rows])
    found += signs(fields, rows, ("target_saving",))
    found += _statuses(fields, rows)
    outcomes: dict[str, Outcome] = {}
    streams: dict[str, Workstream] = {}
    actions = []
    for row in rows:
        row["outcome"], title = _named(row["outcome"], row["outcome_title"])
        if row["outcome"]:
            outcomes.setdefault(row["outcome"], Outcome(row["outcome"], title))
        row["workstream"], title = _named(row["workstream"], row["workstream_title"])
        if row["workstream"]:
            stream = Workstream(row["workstream"], title, row["outcome"])
            streams.setdefault(row["workstream"], stream)
        actions.append(_action(fields, row, saving_year, reported_on))
    return PlanRead(tuple(outcomes.values()), tuple(streams.values()), tuple(actions), tuple(found))


def _action(
    fields: Fields, row: dict[str, Any], saving_year: int | None, reported_on: date | None
) -> Action:
    own = {
        column.field: row[name]
        for name, column in fields.columns.items()
        if name not in _OF_THE_PLAN
    }
    if own["target_saving_pence"] is not None and own["saving_year"] is None:
        own["saving_year"] = saving_year
    says = own["reported"] or own["published_rag"] or own["progress"]
    if says and own["reported_on"] is None:
        own["reported_on"] = reported_on
    return Action(**own)


def _named(text: str, title: str) -> tuple[str, str]:
    """Ref and title of an outcome or workstream: apart, or in one with the number first."""
    if title:
        return text or title, title
    numbered = _NUMBERED.fullmatch(text)
    return (numbered[1], numbered[2]) if numbered else (text, text)


def _statuses(fields: Fields, rows: list[dict[str, Any]]) -> list[Finding]:
    """Take the status from the words of the progress, where it is not given; say where none is."""
    silent = []
    for place, row in enumerate(rows):
        if row["reported"] is None and row["progress"]:
            row["reported"] = status_of(row["progress"])
            if row["reported"] is None:
                silent.append(fields.row(place))
    return RULES["P07"].at(fields.table.name, silent, "progress")


def with_deliverables(
    actions: Sequence[Action], sheets: Iterable[Fields]
) -> tuple[list[Action], list[Finding]]:
    """Actions with the deliverables of all tables, which take the place of those that they had.

    Raises:
        InputError: a field that cannot be read; no such action; a ref twice in one action.
    """
    given: dict[str, list[Deliverable]] = {}
    found: list[Finding] = []
    for fields in sheets:
        for place, row in enumerate(_rows(fields, actions, "title")):
            own = given.setdefault(row["action"], [])
            ref = row["ref"] or f"{row['action']}.D{len(own) + 1}"
            if ref in {each.ref for each in own}:
                raise twice(fields, place)
            own.append(Deliverable(ref, row["title"], row["due"], row["revised"], row["done"]))
        found += unknown(fields)
    return _with(actions, "deliverables", given), found


def with_updates(
    actions: Sequence[Action], sheets: Iterable[Fields]
) -> tuple[list[Action], list[Finding]]:
    """Actions with the updates of all tables, which take the place of those that they had.

    Raises:
        InputError: a field that cannot be read; no such action; a row without a day.
    """
    given: dict[str, list[Update]] = {}
    found: list[Finding] = []
    for fields in sheets:
        for row in _rows(fields, actions, "on"):
            own = {c.field: row[name] for name, c in fields.columns.items() if name != "action"}
            given.setdefault(row["action"], []).append(Update(**own))
        found += unknown(fields)
    return _with(actions, "updates", given), found


def _rows(fields: Fields, actions: Iterable[Action], needed: str) -> list[dict[str, Any]]:
    """The rows of a table, each of an action that is there."""
    rows = fields.read()
    require(fields, rows, "action", needed)
    refs = {each.ref for each in actions}
    for place, row in enumerate(rows):
        if row["action"] not in refs:
            raise _no_action(fields, place)
    return rows


def _with(actions: Iterable[Action], name: str, given: Mapping[str, Sequence[Any]]) -> list[Action]:
    return [
        replace(each, **{name: tuple(given[each.ref])}) if each.ref in given else each  # type: ignore[arg-type]
        for each in actions
    ]


def _no_action(fields: Fields, place: int) -> InputError:
    what = "There is no action with this ref"
    return fields.refuse(place, "action", what, "Correct it, or give the actions with it.")
