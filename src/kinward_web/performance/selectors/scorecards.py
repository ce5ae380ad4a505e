"""The scorecard as one person may see it: counted readings, typed ones and cards put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from kinward.dates import return_year
from kinward.measures.scored import THEMES
from kinward.reports.disclosure.scorecard import protect_scorecard
from kinward.scorecard.build import Beside, scorecard
from kinward.scorecard.cards import with_typed
from kinward.scorecard.latest import latest_values
from kinward.scorecard.model import MeasureCard, Reading, Scorecard, ScoreLine, TeamReading
from kinward.words import long_date
from kinward_web.accounts.selectors import current_settings
from kinward_web.care.selectors.scope import own_teams
from kinward_web.documents.models import Part
from kinward_web.documents.selectors import audience_of
from kinward_web.intake.models import Snapshot
from kinward_web.intake.selectors import live
from kinward_web.performance.codec import Counted
from kinward_web.performance.selectors.cards import cards
from kinward_web.performance.selectors.counted import counted, of_programmes, stamp
from kinward_web.performance.selectors.past import months, months_alone

if TYPE_CHECKING:
    from kinward_web.accounts.known_settings import ServiceSettings
    from kinward_web.accounts.models import User

_KEEP_S: Final = 86_400


@dataclass(frozen=True)
class Seen:
    """The scorecard as one kind of reader may see it.

    Attributes:
        audience: `public` where small counts are hidden.
        rests_on: the number of the figures; None before there are any.
        counted_to: the day of the figures; None before there are any.
    """

    card: Scorecard
    audience: str
    rests_on: int | None
    counted_to: date | None

    def line(self, measure: str) -> ScoreLine | None:
        """The line of a measure; None where it has neither a reading nor a target."""
        found = (each for each in self.card.lines if each.card.measure.key == measure)
        return next(found, None)


@dataclass(frozen=True)
class Own:
    """The readings of a person's own areas.

    Attributes:
        readings: by measure and then by area.
    """

    as_at: date | None
    areas: tuple[str, ...]
    readings: tuple[TeamReading, ...]


def seen(person: User) -> Seen:
    """The scorecard of the authority.

    Raises:
        PermissionDenied: the person may not, or sees their own areas alone.
    """
    if not (person.has_perm("scorecard.see") and person.has_perm("areas.all")):
        raise PermissionDenied
    return of_audience(audience_of(person))


def of_audience(audience: str) -> Seen:
    """The same for a kind of reader, of whom somebody else has seen to it that they may."""
    snapshot, today, now = live(), timezone.localdate(), current_settings()
    limit = now.small_number_limit
    number = snapshot.number if snapshot else 0
    key = f"scorecard-{number}-{today}-{stamp()}-{now.measure_tolerance_pct}-{limit}-{audience}"
    found: Seen | None = caches["figures"].get(key)
    if found is None:
        found = _put_together(snapshot, today, audience, now)
        caches["figures"].set(key, found, _KEEP_S)
    return found


def public_values(on: date) -> dict[str, Decimal]:
    """By measure the last value of a day as pages show it to everyone: small counts are in none."""
    return latest_values(of_audience(Part.Audience.PUBLIC).card, on)


def own(person: User) -> Own:
    """The readings of the areas of a person who sees no others.

    Raises:
        PermissionDenied: the person may not, or has no areas of their own.
    """
    areas = own_teams(person)
    if not person.has_perm("scorecard.see") or not areas or not person.has_perm("figures.whole"):
        raise PermissionDenied
    found = counted(live())
    if found is None:
        return Own(None, tuple(sorted(areas)), ())
    readings = tuple(each for each in found.beside.teams if each.team in areas)
    return Own(found.as_at, tuple(sorted(areas)), readings)


def _put_together(
    snapshot: Snapshot | None, today: date, audience: str, now: ServiceSettings
) -> Seen:
    found = counted(snapshot)
    card = whole(found, cards(now.measure_tolerance_pct), today)
    if audience != Part.Audience.WHOLE:
        card = protect_scorecard(card, now.small_number_limit, found.hidden if found else None)
    return Seen(
        card, audience, snapshot.number if snapshot else None, found.as_at if found else None
    )


def whole(found: Counted | None, typed: dict[str, MeasureCard], today: date) -> Scorecard:
    """The scorecard with nothing hidden.

    What Kinward counts from the returns stands as on the day of the figures, as on every page. What
    people type, and what the programmes say, stands as today.
    """
    given = found or Counted(today)
    by_measure: dict[str, list[Reading]] = {}
    for each in given.readings:
        by_measure.setdefault(each.measure, []).append(each)
    every = with_typed(typed)
    then = {
        key: card
        for key, card in every.items()
        if key in by_measure and not _typed_after(card, given.as_at)
    }
    now = {key: card for key, card in every.items() if key not in then}
    said, notes = of_programmes(today)
    before, known = months(today)
    of_months = {each.measure for each in before}
    first = scorecard(then, given.readings, given.as_at, given.beside)
    more = [each for key in now for each in by_measure.get(key, ())]
    later = scorecard(now, (*more, *before, *said), today, _beside(given, today))
    told = (
        months_alone(line, today) if line.card.measure.key in of_months else line
        for line in later.lines
    )
    lines = sorted((*first.lines, *told), key=_place(every))
    ends: tuple[str, ...] = ()
    if found is not None and found.as_at < today:
        ends = (f"What Kinward counts from the returns ends on {long_date(found.as_at)}.",)
    return replace(
        first, lines=tuple(lines), notes=(*ends, *first.notes, *later.notes, *notes, *known)
    )


def _typed_after(card: MeasureCard, day: date) -> bool:
    return bool(card.readings) and card.readings[-1].period_end > day


def _beside(given: Counted, today: date) -> Beside:
    """What is expected is of the financial year of the figures, and of no later one."""
    same = return_year(given.as_at) == return_year(today)
    return replace(given.beside, year_end=given.beside.year_end if same else {}, teams=(), notes=())


def _place(every: dict[str, MeasureCard]):  # type: ignore[no-untyped-def]
    """In the order of the themes, and of the library in each; own measures follow."""
    themes = list(dict.fromkeys((*THEMES, *(card.theme for card in every.values()))))
    keys = list(every)

    def place(line: ScoreLine) -> tuple[int, int]:
        return themes.index(line.card.theme), keys.index(line.card.measure.key)

    return place
