"""The day that a page is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.http import urlencode

from kinward_web.guard import Request
from kinward_web.planning.forms.values import DAYS, FIRST_DAY, LAST_DAY


@dataclass(frozen=True)
class Day:
    """A day.

    Attributes:
        on: the day.
        query: what follows the address of a page of the same day; empty for today.
        fault: what is wrong with the day that was asked for, in words; today then counts.
    """

    on: date
    query: str = ""
    fault: str = ""


def day_of(request: Request) -> Day:
    """The day of `?at=` in an address, else today."""
    asked = request.GET.get("at", "").strip()
    if not asked:
        return Day(timezone.localdate())
    for written in DAYS:
        try:
            on = datetime.strptime(asked, written).date()  # noqa: DTZ007
        except ValueError:
            continue
        if FIRST_DAY <= on <= LAST_DAY:
            return Day(on, f"?{urlencode({'at': on.isoformat()})}")
    fault = "The day must be a date, like 1 April 2027. These are the figures of today."
    return Day(timezone.localdate(), fault=fault)
