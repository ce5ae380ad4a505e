"""What the address of a download is about: the first table of the live figures."""

from __future__ import annotations

from typing import Any

from kinward_web.documents.models import Document, Part
from web_walk import World


def _table(world: World) -> dict[str, Any]:
    for document in world.snapshot.documents.order_by("kind"):
        for part in Part.objects.filter(document=document, audience="public"):
            for figure in part.body["figures"]:
                return {"document": document.pk, "table": figure["table"]["key"]}
    return {"document": _made(world).pk, "table": "walked"}


def _made(world: World) -> Document:
    """A document with one table, as long as the figures have none."""
    from datetime import date

    import polars as pl

    from kinward.reports.section import Figure, Section
    from kinward.reports.table import Column, ReportTable
    from kinward_web.documents.actions import add
    from kinward_web.figures import Made, Told

    frame = pl.DataFrame({"place": ["Here"]})
    table = ReportTable("walked", "Places", (Column("place", "Place"),), frame, "a test")
    told = Told([Section("s", "Places", "Places", (), (Figure(table, "Places"),))])
    document = add(Made("children", told, told), as_at=date(2026, 3, 31))
    world.snapshot.documents.add(document)
    return document


ADDRESSES = {"figures_csv": _table}
