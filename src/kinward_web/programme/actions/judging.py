"""A record with which its programme can still be judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils import timezone

from kinward.programme.delivery import delivery
from kinward.programme.risks import rating, usual_scale
from kinward_web.programme.codec import decode
from kinward_web.programme.models import Record
from kinward_web.programme.selectors.programmes import whole
from kinward_web.programme.selectors.standing import others_of

_JUDGED: Final[Mapping[str, tuple[str, ...]]] = {
    "action": ("depends_on",),
    "risk": ("probability", "impact", "after_probability", "after_impact"),
}
"""By kind, the fields without which no colour can be made. Others may change beside a fault."""


def judged(row: Record, before: Mapping[str, Any]) -> None:
    """See that a record as it is stored now can be judged with the rest of its programme.

    Args:
        before: its body as it was; empty for a new one.

    Raises:
        InputError: actions would wait for one another in a circle.
        ArgumentError: a risk has scores that are off the scale.
    """
    fields = _JUDGED.get(row.kind, ())
    if all(row.body.get(name) == before.get(name) for name in fields):
        return
    if row.kind == "risk":
        rating(decode(row.kind, row.body), usual_scale())
    elif row.body["depends_on"]:
        held = whole(row.programme)
        others = [each for each, _ in others_of(row.programme, held).values()]
        delivery(held, timezone.localdate(), others)
