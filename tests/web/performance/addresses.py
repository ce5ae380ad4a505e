"""What the addresses of the scorecard are about: a measure that Kinward counts, a reading of one
that finance typed, and a file that the analyst chose."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from kinward_web.performance.actions import cards, imports, readings
from kinward_web.performance.followed import usual
from kinward_web.performance.models import Card
from web_walk import World

COUNTED = "looked_after"
TYPED = "send_neet_pct"


def _measure(_: World) -> dict[str, Any]:
    return {"measure": COUNTED}


def _followed(world: World) -> dict[str, Any]:
    if not Card.objects.filter(measure=COUNTED).exists():
        by = world.cast["finance_manager"]
        cards.follow(by=by, measure=COUNTED, given=usual(COUNTED), edition=0, key="walked")
    return {"measure": COUNTED}


def _reading(world: World) -> dict[str, Any]:
    given = readings.Given(date(2026, 3, 31), Decimal("4.5"), typed_by="Finance")
    by = world.cast["finance_manager"]
    made = readings.add(by=by, measure=TYPED, given=given, key="walked")
    return {"measure": TYPED, "pk": made.pk}


def _looked_at(world: World) -> dict[str, Any]:
    """A table of a file that the analyst chose."""
    file = b"measure,period,value\nlooked_after,2001-03-31,60\n"
    token = imports.bring_in(by=world.cast["analyst"], name="measures.csv", chunks=[file])
    return {"name": "readings", "?": f"token={token}"}


ADDRESSES = {
    "scorecard_look_table": _looked_at,
    **dict.fromkeys(
        ("scorecard_measure", "scorecard_history", "scorecard_card",
         "scorecard_reading_new"),
        _measure,
    ),
    "scorecard_card_remove": _followed,
    "scorecard_table_csv": lambda _: {"measure": COUNTED, "table": "scorecard_readings"},
    **dict.fromkeys(("scorecard_reading", "scorecard_reading_remove"), _reading),
}  # fmt: skip
