"""What the addresses of the API are about."""

from __future__ import annotations

import uuid
from typing import Any

from kinward_web.api.actions import make_token
from kinward_web.documents.models import Part
from kinward_web.programme.models import Programme
from papers_web import ready
from programmes import stored
from web_walk import World


def _token(world: World) -> dict[str, Any]:
    by = world.cast["analyst"]
    token, _ = make_token(by=by, name="Walked", role=by.role, days=1, key=uuid.uuid4().hex)
    return {"pk": token.pk}


def _table(world: World) -> dict[str, Any]:
    document = world.snapshot.documents.get(kind="children")
    body = Part.objects.filter(document=document, audience="public").first().body
    return {"document": str(document.pk), "key": body["figures"][0]["table"]["key"]}


def _programme(world: World) -> dict[str, Any]:
    row = Programme.objects.filter(slug="placements").first()
    return {"programme": (row or stored(world.cast["programme_lead"])).slug}


def _paper(world: World) -> dict[str, Any]:
    paper = ready(world.cast["analyst"], world.snapshot, key="walked")
    return {"number": paper.pk, "ending": "xlsx"}


ADDRESSES = {
    "api_token_revoke": _token,
    "api_table": _table,
    "api_table_csv": _table,
    "api_measure": lambda _: {"measure": "looked_after"},
    "api_paper_file": _paper,
    **dict.fromkeys(
        ("api_programme", "api_actions", "api_savings", "api_risks", "api_boards"), _programme
    ),
}
