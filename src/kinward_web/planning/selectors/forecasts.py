"""Reading forecasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from kinward_web.documents.access import may_see
from kinward_web.documents.selectors import Shown, audience_of, of_snapshot, shown
from kinward_web.intake.models import Snapshot
from kinward_web.intake.selectors import live
from kinward_web.planning.asked import Asked, from_json, usual
from kinward_web.planning.models import ForecastRun

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

THIS = "now"
"""How an address names the forecast that pages show, where a run has a number."""


@dataclass(frozen=True)
class Compared:
    """A forecast among those that are put side by side.

    Attributes:
        facts: its single figures, for this kind of reader.
    """

    name: str
    as_at: date
    facts: dict[str, Any]
    url: str


def forecast_now(person: User, snapshot: Snapshot | None) -> tuple[Shown | None, Shown | None]:
    """The forecast that pages show, and how past ones did."""
    if snapshot is None:
        return None, None
    both = (of_snapshot(snapshot, kind, person) for kind in ("forecast", "backtest"))
    return next(both), next(both)


def runs(person: User) -> QuerySet[ForecastRun]:
    """The forecasts that people ran, newest first: of all areas together, so for those who may."""
    if not (person.has_perm("forecast.see") and person.has_perm("areas.all")):
        return ForecastRun.objects.none()
    return ForecastRun.objects.select_related("by", "snapshot", "job")


def shown_run(person: User, run: ForecastRun, keys: tuple[str, ...] | None = None) -> Shown | None:
    """What came of a run; None where nothing has yet.

    Args:
        keys: of the sections wanted; None for all.
    """
    if run.document is None or not may_see(person, run.document):
        return None
    return shown(run.document, audience_of(person), keys)


def compared(person: User, wanted: list[str]) -> list[Compared]:
    """The forecasts of an address, in its order; those that are not there are left out.

    Args:
        wanted: numbers of runs, and `now`.
    """
    numbers = [int(each) for each in wanted if each.isdecimal() and len(each) < 10]
    asked = runs(person).filter(pk__in=numbers).select_related("document")
    found = {str(run.pk): run for run in asked}
    told = []
    for each in dict.fromkeys(wanted):
        if each == THIS:
            now = live()
            forecast = of_snapshot(now, "forecast", person, ()) if now else None
            if now is not None and forecast is not None:
                told.append(_compared(forecast, f"Figures {now.number}, in use", "/forecast/"))
        elif each in found:
            run = found[each]
            made = shown_run(person, run, ())
            if made is not None:
                told.append(_compared(made, run.name, f"/forecast/runs/{run.pk}/"))
    return told


def _compared(forecast: Shown, name: str, url: str) -> Compared:
    return Compared(name, forecast.as_at, forecast.head.get("facts", {}), url)


def asked_of(run: ForecastRun) -> Asked:
    """What was asked of a run."""
    return from_json(run.asked)


def usual_settings() -> Asked:
    """The settings of the service."""
    return usual()


def can_use(snapshot: Snapshot | None) -> frozenset[str]:
    """Which of the population and the prices a snapshot has."""
    if snapshot is None:
        return frozenset()
    kinds = snapshot.versions.filter(kind__in=["population", "prices"])
    return frozenset(kinds.values_list("kind", flat=True))
