"""What Kinward counts: the readings of the live figures, and what the programmes say today."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Sum

from kinward.errors import KinwardError
from kinward.programme import model as core
from kinward.programme.figures import Figure, figures
from kinward.scorecard.model import Reading
from kinward.scorecard.values.programme import of_values
from kinward_web.intake.models import Snapshot
from kinward_web.performance.codec import Counted, decode
from kinward_web.performance.models import Card, Typed
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.selectors.programmes import portfolio

KIND = "scorecard"
"""Of the document that `makers` makes."""


def counted(snapshot: Snapshot | None) -> Counted | None:
    """What Kinward counts of the children and the money; None where nothing was worked out."""
    if snapshot is None:
        return None
    document = snapshot.documents.filter(kind=KIND).first()
    return decode(document.head_whole["facts"]) if document else None


def of_programmes(today: date) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    """What the programmes that are not closed say today, all together; and notes of what is left
    out.

    Each counts as it does on its own pages; pounds and numbers are summed, and a share is that of
    all its parts.
    """
    try:
        found = portfolio().programmes
    except KinwardError as error:
        return (), (f"What the programmes say is left out. {' '.join(error.lines)}",)
    told, notes = [], []
    for each in found:
        if not _says(each):
            continue
        others = [other for other in found if other.key != each.key]
        try:
            told.append(figures(each, today, others))
        except KinwardError as error:
            notes.append(f"What {each.name} says is left out. {' '.join(error.lines)}")
    return (of_values(_together(told), today) if told else ()), tuple(notes)


def readings_of(found: Collection[core.Programme], day: date) -> tuple[Reading, ...]:
    """What programmes say of a day, all together.

    Raises:
        KinwardError: something of them cannot be judged.
    """
    told = [
        figures(each, day, [other for other in found if other.key != each.key])
        for each in found
        if _says(each)
    ]
    return of_values(_together(told), day) if told else ()


def _says(programme: core.Programme) -> bool:
    return bool(programme.actions or programme.savings or programme.risks)


def stamp() -> str:
    """Changes whenever somebody changes a card, a typed reading or a programme."""
    return "-".join(
        f"{row['n']}.{row['editions'] or 0}.{row['last'] or 0}"
        for model in (Card, Typed, Programme, Record)
        for row in [model.objects.aggregate(n=Count("pk"), editions=Sum("edition"), last=Max("pk"))]
    )


def _together(told: Iterable[dict[str, Figure]]) -> dict[str, Figure]:
    rows = list(told)
    keys = dict.fromkeys(key for row in rows for key in row)
    sums = {key: _sum([row.get(key) for row in rows]) for key in keys}
    plan, achieved = sums.get("savings_target"), sums.get("savings_achieved")
    if isinstance(plan, Decimal) and isinstance(achieved, Decimal):
        sums["savings_achieved_pct"] = 100 * achieved / plan if plan > 0 else None
    return sums


def _sum(parts: list[Figure]) -> Figure:
    known = [each for each in parts if each is not None]
    if not known:
        return None
    if all(isinstance(each, tuple) for each in known):
        pairs = [each for each in known if isinstance(each, tuple)]
        return sum(part for part, _ in pairs), sum(whole for _, whole in pairs)
    numbers = [each for each in known if not isinstance(each, tuple)]
    return sum(numbers[1:], numbers[0])
