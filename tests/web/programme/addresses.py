"""What the addresses of programmes are about: a programme of the programme lead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from kinward.programme.governance import Board, LogItem, Meeting
from kinward_web.programme.actions import imports, records
from kinward_web.programme.models import Programme, Record
from programmes import stored
from web_walk import World


def _slug(world: World) -> dict[str, Any]:
    row = Programme.objects.filter(slug="placements").first()
    return {"slug": (row or stored(world.cast["programme_lead"])).slug}


def _looked_at(world: World) -> dict[str, Any]:
    """A table of a file that the analyst chose."""
    token = imports.keep(
        by=world.cast["analyst"], name="x.csv", chunks=[b"ref,title\nN1,New\n"], saving_year=None,
        reported_on=None,
    )  # fmt: skip
    return {**_slug(world), "name": "action", "?": f"token={token}"}


def _of_kind(world: World) -> dict[str, Any]:
    return {**_slug(world), "kind": "action"}


def _of_record(world: World) -> dict[str, Any]:
    found = _of_kind(world)
    one = Record.objects.get(programme__slug=found["slug"], kind="action", ref="1.3")
    return {**found, "pk": one.pk}


def _of_list(world: World) -> dict[str, Any]:
    return {**_of_record(world), "name": "deliverables"}


def _of_entry(world: World) -> dict[str, Any]:
    return {**_of_list(world), "place": 0}


def _board(world: World) -> dict[str, Any]:
    """A board that has a meeting to come."""
    slug = _slug(world)["slug"]
    row, by = Programme.objects.get(slug=slug), world.cast["programme_lead"]
    board = Board("walked", "Walked board")
    one = records.add(by=by, programme=row, kind="board", held=board, key="walked-board")
    return {"slug": slug, "pk": one.pk}


def _meeting(world: World) -> dict[str, Any]:
    slug = _board(world)["slug"]
    row, by = Programme.objects.get(slug=slug), world.cast["programme_lead"]
    own = Meeting("walked", date(2026, 3, 3), log=(LogItem("F1", "Ask", "Anna"),))
    one = records.add(by=by, programme=row, kind="meeting", held=own, key="walked-meeting")
    return {"slug": slug, "pk": one.pk}


ADDRESSES: dict[str, Callable[[World], dict[str, Any]]] = {
    **dict.fromkeys(
        (
            "programme",
            "programme_head",
            "programme_import",
            "programme_look",
            "programme_xlsx",
            "programme_zip",
        ),
        _slug,
    ),
    "programme_look_table": _looked_at,
    "programme_table": lambda world: {**_slug(world), "name": "attention"},
    "programmes_table": lambda _: {"name": "portfolio-sums"},
    **dict.fromkeys(
        ("programme_list", "programme_list_csv", "programme_list_xlsx", "programme_add"), _of_kind
    ),
    **dict.fromkeys(
        ("programme_record", "programme_change", "programme_remove", "programme_history"),
        _of_record,
    ),
    "programme_part_add": _of_list,
    **dict.fromkeys(("programme_part", "programme_part_remove"), _of_entry),
    **dict.fromkeys(("programme_board", "programme_pass_up"), _board),
    "programme_board_csv": lambda world: {**_board(world), "name": "meetings"},
    **dict.fromkeys(
        ("programme_meeting", "programme_agenda_csv", "programme_begin", "programme_close"),
        _meeting,
    ),
    "programme_step": lambda world: {**_meeting(world), "place": 0, "name": "decisions"},
    "programme_done": lambda world: {**_meeting(world), "place": 0},
}
