"""A programme as tables, CSV and XLSX: its plan, savings, registers and boards.

What the readers of `kinward.programme.read` make of them equals what was written, but for what the
files have no columns for: what is needed, consultations, living documents, and of a meeting its
agenda, messages and papers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from kinward.dates import year_name
from kinward.programme.columns import FILES, Column, FileKind
from kinward.programme.model import Programme, Share
from kinward.programme.registers import Mitigation
from kinward.tables.harmless import harmless

Rows = list[tuple[str, ...]]
_PLAIN: Final[tuple[FileKind, ...]] = (
    "outcomes", "savings", "issues", "assumptions", "boards", "meetings",
)  # fmt: skip
"""Records that are a row each, with columns named like their fields."""


def tables(programme: Programme) -> dict[FileKind, tuple[tuple[str, ...], Rows]]:
    """By kind of file its headings and its rows of text; kinds of which there is nothing as well.

    A text that a spreadsheet would run has an apostrophe before it, which the readers take off.
    """
    records: dict[FileKind, Iterable[dict[str, Any]]] = {
        "actions": _actions(programme),
        "deliverables": _of_actions(programme, "deliverables"),
        "updates": _of_actions(programme, "updates"),
        "overrides": _of_actions(programme, "overrides"),
        "risks": _risks(programme),
        "risk_scores": (
            vars(score) | {"risk": each.ref} for each in programme.risks for score in each.history
        ),
        "decisions": _of_meetings(programme, "decisions"),
        "follow_ups": _of_meetings(programme, "log"),
        **{name: map(vars, getattr(programme, name)) for name in _PLAIN},
    }
    return {
        kind: (
            tuple(column.name for column in columns),
            [tuple(_text(row.get(c.field), c) for c in columns) for row in records[kind]],
        )
        for kind, columns in FILES.items()
    }


def csv_files(programme: Programme) -> dict[str, bytes]:
    """CSV files by name (UTF-8 with a mark); those without a row are left out."""
    return {
        f"{kind}.csv": _csv(headings, rows)
        for kind, (headings, rows) in tables(programme).items()
        if rows
    }


def _csv(headings: Sequence[str], rows: Rows) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return ("\ufeff" + out.getvalue()).encode()


def workbook(programme: Programme) -> bytes:
    """A spreadsheet with a sheet of each kind of file; every cell is text, and none a formula."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        head = book.add_format({"bold": True})
        for kind, (headings, rows) in tables(programme).items():
            if not rows:
                continue
            sheet = book.add_worksheet(kind.replace("_", " ").capitalize())
            sheet.freeze_panes(1, 0)
            for column, heading in enumerate(headings):
                sheet.write_string(0, column, heading, head)
            for place, row in enumerate(rows, 1):
                for column, text in enumerate(row):
                    if text:
                        sheet.write_string(place, column, text)
    return content.getvalue()


def _actions(programme: Programme) -> Iterator[dict[str, Any]]:
    outcomes = {each.ref: each.title for each in programme.outcomes}
    streams = {each.ref: each.title for each in programme.workstreams}
    for each in programme.actions:
        yield vars(each) | {
            "outcome_title": outcomes.get(each.outcome, ""),
            "workstream_title": streams.get(each.workstream, ""),
        }


def _of_actions(programme: Programme, name: str) -> Iterator[dict[str, Any]]:
    for action in programme.actions:
        for each in getattr(action, name):
            yield vars(each) | {"action": action.ref}


def _of_meetings(programme: Programme, name: str) -> Iterator[dict[str, Any]]:
    for meeting in programme.meetings:
        for each in getattr(meeting, name):
            yield vars(each) | {"board": meeting.board, "meeting": meeting.on}


def _risks(programme: Programme) -> Iterator[dict[str, Any]]:
    for each in programme.risks:
        first, *more = each.mitigations or (Mitigation(""),)
        yield vars(each) | _mitigation(first)
        yield from ({"ref": each.ref} | _mitigation(other) for other in more)


def _mitigation(of: Mitigation) -> dict[str, Any]:
    return {
        "mitigation": of.text,
        "mitigation_owner": of.owner,
        "mitigation_due": of.due,
        "mitigation_done": of.done,
    }


def _text(value: Any, column: Column) -> str:  # noqa: PLR0911
    """A field as its reader takes it."""
    if value is None:
        return ""
    if column.how == "names":
        return str(harmless("; ".join(map(_name, value))))
    if column.how == "flag":
        return "yes" if value else "no"
    if column.how in ("text", "refs", "choice"):
        return str(harmless("; ".join(value) if isinstance(value, tuple) else value))
    if column.how == "pounds":
        return f"{Decimal(value).scaleb(-2):.2f}"
    if column.how == "year":
        return year_name(value)
    if column.how == "shares":
        return str(harmless("; ".join(_share(each) for each in value)))
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _name(name: str) -> str:
    """A name between semicolons; in double quotes where it would be read as another."""
    if ";" in name or (name.startswith('"') and name.endswith('"')):
        return '"' + name.replace('"', '""') + '"'
    return name


def _share(each: Share) -> str:
    return f"{each.action}={each.share:f}"
