"""What the programmes said at the ends of past months, so that their measures have a past."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from django.core.cache import caches

from kinward.errors import KinwardError
from kinward.scorecard.control import control
from kinward.scorecard.model import Reading, ScoreLine
from kinward.scorecard.periods import next_end
from kinward.words import long_date
from kinward_web.performance.selectors.counted import readings_of
from kinward_web.programme.selectors.past import Recorded, recorded_since, stamp

MOST_MONTHS: Final = 36
_KEEP_S: Final = 30 * 86_400


def months(today: date) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    """Readings of the programmes at the ends of the months before a day, and since when.

    A month of which the records do not go together, or of which something cannot be judged, has
    none: a sum of some of the programmes would look like that of all.
    """
    since = recorded_since()
    ends = _ends(since, today) if since else []
    if since is None or not ends:
        return (), ()
    key = f"programme-months-{ends[0]}-{ends[-1]}-{stamp(ends[-1])}"
    found: tuple[Reading, ...] | None = caches["figures"].get(key)
    if found is None:
        found = tuple(_readings(ends))
        caches["figures"].set(key, found, _KEEP_S)
    note = f"What the programmes say is known from {long_date(ends[0])} on"
    if ends[0] == _first(since):
        note += f": the first of them was recorded here on {long_date(since)}"
    return found, (f"{note}.",)


def months_alone(line: ScoreLine, today: date) -> ScoreLine:
    """A line whose chart is of months that are over: what today says is of a part of one."""
    own = line.card.readings
    if _first(today) == today or not own or own[-1].period_end != today:
        return line
    card = replace(line.card, readings=own[:-1])
    chart, why_not = control(card, today)
    return replace(line, control=chart, no_control=why_not)


def _readings(ends: list[date]) -> list[Reading]:
    found: list[Reading] = []
    recorded = Recorded()
    for end in ends:
        try:
            found += readings_of(recorded.on(end).programmes, end)
        except KinwardError:
            continue
    return found


def _ends(since: date, today: date) -> list[date]:
    """The ends of months from one day on and before another: the last of them, in order."""
    found, end = [], _first(since)
    while end < today:
        found.append(end)
        end = next_end(end, "monthly")
    return found[-MOST_MONTHS:]


def _first(day: date) -> date:
    """The end of the month of a day."""
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return following - timedelta(days=1)
