"""What the addresses of reports are about: a public report of the analyst, and an internal one."""

from __future__ import annotations

from typing import Any

from kinward_web import store
from kinward_web.reports.models import Report
from web_walk import World


def _report(world: World, audience: str) -> dict[str, Any]:
    blob = store.keep([b"walked"])
    row, _ = Report.objects.get_or_create(
        key=f"walked-{audience}",
        defaults={
            "name": "Walked",
            "audience": audience,
            "as_at": world.snapshot.as_at,
            "state": "ready",
            "files": {"xlsx": {"sha256": blob.sha256, "size": blob.size}},
            "by": world.cast["analyst"],
        },
    )
    return {"pk": row.pk}


ADDRESSES = {
    "report": lambda world: _report(world, "public"),
    "report_remove": lambda world: _report(world, "public"),
    "report_file": lambda world: {**_report(world, "public"), "ending": "xlsx"},
    "report_internal": lambda world: {**_report(world, "internal"), "ending": "xlsx"},
}
