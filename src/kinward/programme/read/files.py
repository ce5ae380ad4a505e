"""Reading a programme from files and folders: which is what, and all of it together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from kinward.errors import ArgumentError, InputError
from kinward.ledger.findings import Finding, in_order
from kinward.programme.columns import FILES, FileKind
from kinward.programme.model import Need, Programme, Risk, Saving
from kinward.programme.plan import Action, Outcome, Workstream
from kinward.programme.read.fields import Fields
from kinward.programme.read.plan import PlanRead, read_actions, with_deliverables, with_updates
from kinward.programme.read.risks import read_risks
from kinward.programme.read.savings import read_savings
from kinward.programme.read.words import THOUSANDS, aliases, headings
from kinward.programme.rules import RULES
from kinward.tables.records import Records, read_records
from kinward.tables.table import columns_of

_MITIGATION: Final = "mitigation_"
"""How the columns of a risk's mitigation begin, but for its text."""
_ENDINGS: Final = (".csv", ".xlsx", ".xlsm")
_REQUIRED: Final[dict[FileKind, tuple[str, ...]]] = {
    "deliverables": ("action", "title", "due"),
    "updates": ("action", "on"),
    "risks": ("title", "probability", "impact"),
    "savings": ("target",),
    "actions": ("title",),
}
"""The columns that tell what a file is: the first kind that has all of its own."""


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
    known: Sequence[Action] = (),
) -> ProgrammeRead:
    """Read files of a programme: CSV files, spreadsheets of which every sheet is one, or folders.

    What a file is, its headings tell. Of a folder, files that are none of a programme's are left
    out with a note; a file that is named must be one.

    Args:
        paths: files and folders.
        key, name: of the programme.
        defaults: what rows are taken to say that say nothing.
        needs: what must be saved, which no file says.
        known: actions that deliverables and updates may be of, where no file brings actions.

    Raises:
        InputError: a file that cannot be read or is none of a programme's; a field that cannot be
            read; one ref in two files.
    """
    found: list[Finding] = []
    sheets: dict[FileKind, list[Fields]] = {kind: [] for kind in FILES}
    for raw, named in _sheets(paths):
        kind = kind_of(raw)
        if kind is not None:
            sheets[kind].append(Fields(raw, kind))
        elif named:
            raise _no_kind(raw)
        else:
            found += RULES["P08"].at(raw.name, [0])
    if not any(sheets.values()):
        raise InputError(
            "There is no file of a programme",
            where=", ".join(path.name for path in paths),
            remedy=f"Give {', '.join(f'{kind}.csv' for kind in FILES)}, or a spreadsheet of them.",
        )
    return _together(sheets, found, key, name, defaults or Defaults(), needs, known)


def kind_of(raw: Records) -> FileKind | None:
    """What a table is, by its headings; None where it is none of a programme's."""
    for kind, needed in _REQUIRED.items():
        has = columns_of(raw, headings(kind), aliases(kind))
        if all({each, f"{each}{THOUSANDS}"} & has for each in needed):
            return kind
    return None


def _sheets(paths: Sequence[Path]) -> Iterator[tuple[Records, bool]]:
    """Every table, and whether its file was named; those without any heading are left out."""
    for path in paths:
        named = not path.is_dir()
        files = (
            [path] if named else sorted(p for p in path.iterdir() if p.suffix.lower() in _ENDINGS)
        )
        for file in files:
            tables = read_records(file)
            for raw in tables:
                if raw.headings or (named and len(tables) == 1):
                    yield raw, named and len(tables) == 1


def _no_kind(raw: Records) -> InputError:
    told = "; ".join(f"{kind} {' and '.join(need)}" for kind, need in _REQUIRED.items())
    return InputError(
        "The headings do not tell what file this is",
        where=raw.name,
        remedy=f"Needed are, for {told}.",
    )


def _together(
    sheets: dict[FileKind, list[Fields]],
    found: list[Finding],
    key: str,
    name: str,
    defaults: Defaults,
    needs: Sequence[Need],
    known: Sequence[Action],
) -> ProgrammeRead:
    plan = _plan(sheets, defaults, known)
    found += plan.findings
    savings: list[Saving] = []
    for fields in sheets["savings"]:
        read, doubts = read_savings(fields, defaults.saving_year)
        savings, found = [*savings, *read], [*found, *doubts]
    risks: list[Risk] = []
    for fields in sheets["risks"]:
        of, doubts = read_risks(fields)
        risks, found = [*risks, *of], [*found, *doubts]
    try:
        programme = Programme(
            key, name,
            outcomes=plan.outcomes, workstreams=plan.workstreams, actions=plan.actions,
            savings=tuple(savings), risks=tuple(risks), needs=tuple(needs),
        )  # fmt: skip
    except ArgumentError as error:
        raise InputError(error.what, where=error.where, remedy=error.remedy) from None
    given = _given(sheets, defaults, programme)
    return ProgrammeRead(programme, given, _inside(sheets), in_order(found))


def _plan(
    sheets: dict[FileKind, list[Fields]], defaults: Defaults, known: Sequence[Action]
) -> PlanRead:
    """The plan of all tables, with deliverables and updates."""
    outcomes: dict[str, Outcome] = {}
    streams: dict[str, Workstream] = {}
    actions: list[Action] = []
    found: list[Finding] = []
    for fields in sheets["actions"]:
        plan = read_actions(fields, defaults.saving_year, defaults.reported_on)
        outcomes = {each.ref: each for each in plan.outcomes} | outcomes
        streams = {each.ref: each for each in plan.workstreams} | streams
        actions += plan.actions
        found += plan.findings
    if not sheets["actions"]:
        actions = list(known)
    actions, due = with_deliverables(actions, sheets["deliverables"])
    actions, said = with_updates(actions, sheets["updates"])
    return PlanRead(
        tuple(outcomes.values()), tuple(streams.values()), tuple(actions), (*found, *due, *said)
    )


def _inside(sheets: dict[FileKind, list[Fields]]) -> dict[str, frozenset[str]]:
    """The fields that the files have of entries, by list."""
    found: dict[str, frozenset[str]] = {}
    for kind in ("deliverables", "updates"):
        for fields in sheets[kind]:
            found[kind] = found.get(kind, frozenset()) | fields.fields()
    for fields in sheets["risks"]:
        own = {name for name in fields.fields() if name.startswith(_MITIGATION)}
        named = frozenset(name.removeprefix(_MITIGATION) for name in own)
        found["mitigations"] = found.get("mitigations", frozenset()) | named
    return found


def _given(
    sheets: dict[FileKind, list[Fields]], defaults: Defaults, programme: Programme
) -> dict[str, frozenset[str]]:
    """The fields that the files have or defaults fill, by kind of record."""
    filled = {name for name in ("saving_year", "reported_on") if getattr(defaults, name)}
    found: dict[str, frozenset[str]] = {}
    for kind, own in sheets.items():
        for fields in own:
            names = fields.fields()
            if kind == "actions":
                found["outcomes"], found["workstreams"] = _groups(fields, programme)
                names |= filled | ({"reported"} if "progress" in names else set())
            elif kind == "risks" and "mitigation" in names:
                names |= {"mitigations"}
            elif kind in ("deliverables", "updates"):
                kind, names = "actions", frozenset({kind})  # noqa: PLW2901
            found[kind] = found.get(kind, frozenset()) | names
    return found


def _groups(fields: Fields, programme: Programme) -> tuple[frozenset[str], frozenset[str]]:
    """The fields of outcomes and of workstreams: a ref that stands alone tells no title."""
    outcomes = {"ref"} | ({"title"} if any(o.title != o.ref for o in programme.outcomes) else set())
    streams = {"ref"} | ({"outcome"} if "outcome" in fields.given else set())
    if any(each.title != each.ref for each in programme.workstreams):
        streams.add("title")
    return frozenset(outcomes), frozenset(streams)
