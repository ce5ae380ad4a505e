"""The programme's figures, by the keys of the scorecard's measures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from kinward.dates import return_year
from kinward.programme.benefit import benefit
from kinward.programme.dates_of import is_cancelled
from kinward.programme.delivery import delivery
from kinward.programme.model import Programme
from kinward.programme.risks import Scale, is_open, is_overdue, ratings
from kinward.programme.savings import tracker
from kinward.programme.slipping import slip

Figure = Decimal | int | tuple[int, int] | None
"""A value in the measure's unit (pounds, per cent); or a part and its whole, for a share in per
cent; None where there is nothing to measure."""


def figures(
    programme: Programme,
    as_at: date,
    others: Iterable[Programme] = (),
    scale: Scale | None = None,
) -> dict[str, Figure]:
    """The figures of a programme on a day; savings are those of the day's financial year.

    Raises:
        InputError: actions wait for one another in a circle.
    """
    worked = delivery(programme, as_at, others)
    brought = benefit(programme, as_at)
    sums = tracker(programme, as_at, return_year(as_at)).total
    begun = [
        worked[each.ref].colour
        for each in programme.actions
        if worked[each.ref].colour != "grey" and not is_cancelled(each, as_at)
    ]
    due = [each.colour for each in brought.values() if each.colour != "grey"]
    open_ = [each for each in programme.risks if is_open(each, as_at)]
    red = [each for each in ratings(programme.risks, as_at, scale) if each.colour == "red"]
    return {
        "savings_target": _pounds(sums.plan),
        "savings_achieved": _pounds(sums.achieved),
        "savings_forecast": _pounds(sums.forecast),
        "savings_gap": _pounds(sums.gap),
        "savings_achieved_pct": (
            Decimal(100 * sums.achieved) / sums.plan if sums.plan > 0 else None
        ),
        "actions_green_pct": _share(sum(c in ("green", "blue") for c in begun), len(begun)),
        "actions_red": sum(each.colour == "red" for each in worked.values()),
        "actions_stale": sum(slip(each, as_at).stale for each in programme.actions),
        "benefits_green_pct": _share(due.count("green"), len(due)),
        "risks_red": len(red),
        "mitigations_overdue": sum(
            is_overdue(own, as_at) for each in open_ for own in each.mitigations
        ),
    }


def _pounds(pence: int) -> Decimal:
    return Decimal(pence).scaleb(-2)


def _share(part: int, whole: int) -> tuple[int, int] | None:
    return (part, whole) if whole else None
