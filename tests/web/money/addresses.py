"""What the addresses of the money are about: the small authority's, with a month that is closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from kinward_web.money.models import ClosedMonth
from web_walk import World


def _month(_: World) -> dict[str, Any]:
    ClosedMonth.objects.get_or_create(
        month="2001-02",
        defaults={
            "year": 2001, "as_at": date(2001, 2, 28), "projected_pence": 100, "key": "walked",
        },
    )  # fmt: skip
    return {"month": "2001-02"}


ADDRESSES = {
    "money_topic": lambda _: {"slug": "providers"},
    "money_placements_csv": lambda _: {"table": "money_dearest"},
    "money_open": _month,
}
