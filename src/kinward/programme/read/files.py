"""Reading a programme from files and folders: which is what, and all of it together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from kinward.errors import ArgumentError, InputError
from kinward.ledger.findings import Finding, in_order
from kinward.programme.columns import FILES, FileKind
from kinward.programme.governance import Meeting
from kinward.programme.model import Need, Programme, Risk, Saving
from kinward.programme.plan import Action, Outcome, Workstream
from kinward.programme.read.entries import (
    with_decisions,
    with_follow_ups,
    with_overrides,
    with_scores,
)
from kinward.programme.read.fields import Fields
from kinward.programme.read.given import Sheets, given, inside
from kinward.programme.read.plan import PlanRead, read_actions, with_deliverables, with_updates
from kinward.programme.read.registers import (
    Found,
    read_assumptions,
    read_boards,
    read_issues,
    read_meetings,
    read_outcomes,
)
from kinward.programme.read.risks import read_risks
from kinward.programme.read.savings import read_savings
from kinward.programme.read.sheets import kind_of, no_kind, sheets
from kinward.programme.rules import RULES


@dataclass(frozen=True)
class ProgrammeRead:
    """A programme as read.

    Attributes:
        programme: with what the files hold.
        given: the fields that the files have, by kind of record: for `changes` and `merged`.
        inside: the same of the entries of records, by list (`deliverables`): for `kept`.
        findings: what is doubtful in the files.
    """

    programme: Programme
    given: dict[str, frozenset[str]]
    inside: dict[str, frozenset[str]]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Defaults:
    """What rows are taken to say that say nothing.

    Attributes:
        saving_year: the financial year of savings, by its end.
        reported_on: the day of a plan's own report.
    """

    saving_year: int | None = None
    reported_on: date | None = None


def read_programme(
    paths: Sequence[Path],
    key: str,
    name: str,
    defaults: Defaults | None = None,
    needs: Sequence[Need] = (),
    known: Programme | None = None,
) -> ProgrammeRead:
    """Read files of a programme: CSV files, spreadsheets of which every sheet is one, folders and
    zips of these.

    What a file is, its headings tell. Of a folder or zip, files that are none of a programme's are
    left out with a note; a file that is named must be one.

    Args:
        paths: files, folders and zips.
        key, name: of the programme.
        defaults: what rows are taken to say that say nothing.
        needs: what must be saved, which no file says.
        known: the programme that the files are for: entries may be of its actions, risks and
            meetings where no file brings any of these.

    Raises:
        InputError: a file that cannot be read or is none of a programme's; a field that cannot be
            read; one ref in two files.
    """
    found: list[Finding] = []
    own: Sheets = {kind: [] for kind in FILES}
    for raw, named in sheets(paths):
        kind = kind_of(raw)
        if kind is not None:
            own[kind].append(Fields(raw, kind))
        elif named:
            raise no_kind(raw)
        else:
            found += RULES["P08"].at(raw.name, [0])
    if not any(own.values()):
        raise InputError(
            "There is no file of a programme",
            where=", ".join(path.name for path in paths),
            remedy=f"Give {', '.join(f'{kind}.csv' for kind in FILES)}, or a spreadsheet of them.",
        )
    told = known or Programme(key, name)
    return _together(own, found, (key, name), defaults or Defaults(), needs, told)


def _together(
    own: Sheets,
    found: list[Finding],
    named: tuple[str, str],
    defaults: Defaults,
    needs: Sequence[Need],
    known: Programme,
) -> ProgrammeRead:
    plan = _plan(own, defaults, known)
    found += plan.findings
    savings: list[Saving] = []
    for fields in own["savings"]:
        read, doubts = read_savings(fields, defaults.saving_year)
        savings, found = [*savings, *read], [*found, *doubts]
    risks, doubtful = _risks(own, known)
    parts: dict[str, list[Any]] = {}
    for kind, reader in _REGISTERS.items():
        parts[kind], more = _rows(own[kind], reader)
        doubtful += more
    meetings, of_meetings = _meetings(own, parts.pop("meetings"), known)
    found += [*doubtful, *of_meetings]
    try:
        programme = Programme(
            *named, outcomes=plan.outcomes, workstreams=plan.workstreams, actions=plan.actions,
            savings=tuple(savings), risks=tuple(risks), needs=tuple(needs),
            meetings=tuple(meetings),
            **{kind: tuple(records) for kind, records in parts.items()},  # type: ignore[arg-type]
        )  # fmt: skip
    except ArgumentError as error:
        raise InputError(error.what, where=error.where, remedy=error.remedy) from None
    filled = frozenset(name for name in ("saving_year", "reported_on") if getattr(defaults, name))
    return ProgrammeRead(programme, given(own, filled, programme), inside(own), in_order(found))


_REGISTERS: Final[dict[FileKind, Callable[[Fields], Found]]] = {
    "issues": read_issues,
    "assumptions": read_assumptions,
    "boards": read_boards,
    "meetings": read_meetings,
}


def _rows(sheets: Iterable[Fields], reader: Callable[[Fields], Found]) -> Found:
    records: list[Any] = []
    found: list[Finding] = []
    for fields in sheets:
        read, doubts = reader(fields)
        records += read
        found += doubts
    return records, found


def _risks(own: Sheets, known: Programme) -> tuple[list[Risk], list[Finding]]:
    """The risks of all tables, with their earlier scores; those that are known where only scores
    are given."""
    risks, found = _rows(own["risks"], read_risks)
    if own["risk_scores"] and not own["risks"]:
        risks = list(known.risks)
    risks, doubts = with_scores(risks, own["risk_scores"])
    return risks, [*found, *doubts]


def _meetings(
    own: Sheets, meetings: list[Meeting], known: Programme
) -> tuple[list[Meeting], list[Finding]]:
    """Meetings with what was decided and given at them; those that are known where no file has
    meetings."""
    if not own["meetings"] and (own["decisions"] or own["follow_ups"]):
        meetings = list(known.meetings)
    meetings, asked = with_decisions(meetings, own["decisions"])
    meetings, given = with_follow_ups(meetings, own["follow_ups"])
    return meetings, [*asked, *given]


def _plan(own: Sheets, defaults: Defaults, known: Programme) -> PlanRead:
    """The plan of all tables, with what is inside its actions."""
    outcomes: dict[str, Outcome] = {}
    streams: dict[str, Workstream] = {}
    actions: list[Action] = []
    listed, found = _rows(own["outcomes"], read_outcomes)
    for fields in own["actions"]:
        plan = read_actions(fields, defaults.saving_year, defaults.reported_on)
        outcomes = {each.ref: each for each in plan.outcomes} | outcomes
        streams = {each.ref: each for each in plan.workstreams} | streams
        actions += plan.actions
        found += plan.findings
    if not own["actions"]:
        actions = list(known.actions) if any(own[kind] for kind in _OF_ACTIONS) else []
    for name in _OF_ACTIONS:
        actions, doubts = _OF_ACTIONS[name](actions, own[name])
        found += doubts
    every = _outcomes(outcomes, listed, known)
    return PlanRead(every, tuple(streams.values()), tuple(actions), tuple(found))


_OF_ACTIONS: Final[
    dict[
        FileKind, Callable[[Sequence[Action], Iterable[Fields]], tuple[list[Action], list[Finding]]]
    ]
] = {
    "deliverables": with_deliverables,
    "updates": with_updates,
    "overrides": with_overrides,
}


def _outcomes(
    of_actions: dict[str, Outcome], listed: Sequence[Outcome], known: Programme
) -> tuple[Outcome, ...]:
    """Outcomes as their own tables have them; those that only actions name keep what is known."""
    there = {each.ref: each for each in known.outcomes}
    own = {each.ref for each in listed}
    left = []
    for ref, each in of_actions.items():
        if ref in own:
            continue
        old = there.get(ref, each)
        title = old.title if each.title == ref else each.title
        left.append(replace(each, title=title, measures=old.measures))
    return (*listed, *left)
