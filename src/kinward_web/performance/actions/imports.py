"""Files of measures: kept for a look, then taken over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils import timezone

from kinward.errors import ArgumentError
from kinward.scorecard.model import Reading
from kinward_web.audit.actions import Kind, record
from kinward_web.intake import looking
from kinward_web.intake.kinds import DataKind
from kinward_web.performance.actions import cards, readings
from kinward_web.performance.selectors.counted import stamp
from kinward_web.performance.selectors.incoming import Incoming, incoming

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

_KIND: Final = DataKind("measures", "Measures", "Readings and targets.", "scorecard.edit")


@dataclass(frozen=True)
class Look:
    """What a file would change.

    Attributes:
        stamp: of what it was held against.
    """

    name: str
    found: Incoming
    stamp: str


def bring_in(*, by: User, name: str, chunks: Iterable[bytes]) -> str:
    """Keep a file for a look; gives the token that names it, for this person alone.

    Raises:
        PermissionDenied: the person may not.
        InputError: it is not what it says, or the scanner refuses it.
    """
    cards.needs(by)
    return looking.keep(by=by, kind=_KIND, name=name, chunks=chunks)


def look(*, by: User, token: str) -> Look:
    """What a kept file would change.

    Raises:
        PermissionDenied: the person may not.
        ArgumentError: it is gone.
        InputError: it cannot be read.
    """
    cards.needs(by)
    with looking.lent(by=by, kind=_KIND, token=token) as file:
        return Look(file.name, incoming(file.path, timezone.localdate()), stamp())


@transaction.atomic
def take(*, by: User, token: str, seen: str, key: str) -> Incoming:
    """Take a file over, and give what it changed. What is not in it stays as it is.

    Args:
        seen: the stamp of what the person was shown.
        key: of the request.

    Raises:
        PermissionDenied: the person may not.
        ArgumentError: it is gone, what is in it makes no sense, or somebody changed the scorecard
            since, so that other things would change.
        InputError: it cannot be read.
    """
    looked = look(by=by, token=token)
    found = looked.found
    if found.empty:
        return found
    if looked.stamp != seen:
        raise ArgumentError(
            "The scorecard was changed since you looked at the file",
            remedy="See below what would change now, then import it.",
        )
    for place, card in enumerate(found.cards):
        cards.follow(
            by=by, measure=card.measure, given=card.after,
            edition=card.row.edition if card.row else 0, key=f"{key[:50]}-c{place}",
        )  # fmt: skip
    for place, each in enumerate(found.readings):
        given, own = _given(each.after, by), f"{key[:50]}-r{place}"
        if each.row is None:
            readings.add(by=by, measure=each.measure, given=given, key=own)
        else:
            readings.change(by=by, reading=each.row, given=given, edition=each.row.edition, key=own)
    record(
        by=by, kind=Kind.CREATE, subject="scorecard file",
        words=f"Brought in a file of measures: {len(found.cards)} measures and "
        f"{len(found.readings)} readings",
    )  # fmt: skip
    return found


def _given(reading: Reading, by: User) -> readings.Given:
    told: Any = reading
    return readings.Given(
        period_end=told.period_end,
        value=told.value,
        numerator=told.numerator,
        denominator=told.denominator,
        source=told.source[:300],
        note=told.note,
        typed_by=(told.typed_by or by.name)[:200],
        typed_on=told.typed_on or timezone.localdate(),
    )
