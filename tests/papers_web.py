"""What tests of papers share."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from kinward.programme.governance import Board, Meeting
from kinward.programme.model import Action, Saving
from kinward_web import store
from kinward_web.papers.models import Paper
from kinward_web.programme.actions import programmes, records
from kinward_web.programme.head import Head
from kinward_web.programme.models import Programme as Row
from kinward_web.programme.models import Record


def paper_form(**more: Any) -> dict[str, Any]:
    """What the form sends for both board papers, without a programme."""
    begun = {
        "kind": "board", "programme": "", "meeting": "", "meeting_words": "", "meeting_day": "",
        "asked": "both", "key": "once",
    }  # fmt: skip
    return {**begun, **more}


def a_programme(by: Any) -> Row:
    """A programme with an action that saves and a board."""
    found = Row.objects.filter(slug="placements").first()
    if found is not None:
        return found
    head = Head("Placements 2026", "Fewer children in residential homes", "Director")
    made = programmes.make(by=by, slug="placements", head=head, key="placements")
    action = Action(ref="1.1", title="Conferences", lead="Head of edge of care")
    saving = Saving("S1", 2026, 27_900_000, action="1.1", achieved_pence=10_000_001,
                    evidence="Ledger", forecast_pence=25_000_050)  # fmt: skip
    for kind, held in (
        ("board", Board("commissioning", "Commissioning board")),
        ("action", action),
        ("saving", saving),
    ):
        records.add(by=by, programme=made, kind=kind, held=held, key=f"placements-{kind}")
    return made


def a_meeting(by: Any, on: date = date(2026, 12, 3), board: str = "commissioning") -> Record:
    """A meeting of the board of that programme."""
    held = Meeting(board, on)
    return records.add(
        by=by, programme=a_programme(by), kind="meeting", held=held, key=f"{board}-{on}"
    )


def content(words: str, count: int = 12) -> dict[str, Any]:
    """A paper of one paragraph and one table, as the service keeps it."""
    column = {"name": "children", "label": "Children", "format": "count", "type": "Int64"}
    first = {"name": "place", "label": "Place", "format": "text", "type": "String"}
    table = {
        "key": "stock", "title": "Children by place", "columns": [first, column],
        "rows": [["At home", count]], "source": "Returns", "note": "", "hidden": None,
        "formulas": [], "keys": [],
    }  # fmt: skip
    blocks = [
        {"kind": "words", "lines": [words], "key": "stands-1", "own": False},
        {"kind": "table", "table": table},
    ]
    part = {"key": "stands", "heading": "Where we stand", "level": 1, "exempt": "",
            "blocks": blocks}  # fmt: skip
    return {"title": "Board paper", "status": "", "details": [["Authority", "Testshire"]],
            "as_at": "2026-03-31", "hides": True, "parts": [part]}  # fmt: skip


def ready(by: Any, live: Any, asked: str = "both", **more: Any) -> Paper:
    """A paper that is ready, with a workbook and words of each audience."""
    audiences = ("public", "exempt") if asked == "both" else (asked,)
    text = more.pop("text", {})
    said = {each: text.get(each, f"The {each} finding.") for each in ("public", "exempt")}
    files = {each: _files(each, said[each]) for each in audiences}
    drafted = [
        {"key": "stands-1", "heading": "Where we stand", "text": said["exempt"],
         "public": said["public"], "ask": ""},
        {"key": "implications-legal", "heading": "Legal", "text": "", "public": "",
         "ask": "The duties that bear on it."},
    ]  # fmt: skip
    files["drafted"] = {"generated": _kept(json.dumps(drafted).encode())}
    given = {
        "kind": "board", "asked": asked, "as_at": live.as_at, "state": "ready", "files": files,
        "snapshot": live, "by": by, "key": f"ready-{asked}", **more,
    }  # fmt: skip
    made, _ = Paper.objects.get_or_create(key=given.pop("key"), defaults=given)
    return made


def _files(audience: str, words: str) -> dict[str, Any]:
    return {
        "xlsx": _kept(f"{audience} workbook".encode()),
        "content": _kept(json.dumps(content(words, 3 if audience == "exempt" else 12)).encode()),
    }


def _kept(body: bytes) -> dict[str, Any]:
    blob = store.keep([body])
    return {"sha256": blob.sha256, "size": blob.size}
