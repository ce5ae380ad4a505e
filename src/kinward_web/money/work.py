"""The long work of the money: closing a month, and telling the money of a snapshot anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.urls import reverse

from kinward.dates import return_year
from kinward.errors import ArgumentError
from kinward.forecast.model import Forecast
from kinward.pipeline import Baseline, baseline
from kinward.pipeline.ahead import Ahead, forecast_cohort, unbroken
from kinward.pipeline.spend import Money, money
from kinward_web import store
from kinward_web.accounts.selectors import current_settings
from kinward_web.documents.actions import add
from kinward_web.figures import Made
from kinward_web.intake.material import Material, set_out
from kinward_web.intake.models import Snapshot
from kinward_web.intake.selectors import with_files
from kinward_web.jobs.registry import Finish, kind
from kinward_web.jobs.running import Running
from kinward_web.money.actions import keep_closed
from kinward_web.money.stands import KINDS, closed_months, usual_forecast, where_it_stands
from kinward_web.money.telling import documents

_STEPS: Final = 4


@dataclass(frozen=True)
class _Closed:
    """A month as the core closed it: its files by name, in the store."""

    projected: int
    files: dict[str, str]


@kind("close_month", needs="money.close")
def close_month(running: Running, asked: dict[str, Any]) -> Finish:
    """Close a month with the figures of a snapshot, and tell the money with it."""
    snapshot, as_at = Snapshot.objects.get(pk=asked["snapshot"]), date.fromisoformat(asked["as_at"])
    with _ground(running, snapshot) as (material, result):
        running.tell(1, _STEPS, "Closing the month")
        closed = _closed(material, result, as_at)
        with closed_months(also={f"{as_at:%Y-%m}": closed.files}) as folder:
            made = _told(running, material, result, folder)

    def finish() -> str:
        keep_closed(
            by=running.job.by,
            as_at=as_at,
            year=return_year(as_at),
            projected=closed.projected,
            files=closed.files,
            key=running.job.key,
        )
        _replace(snapshot, made)
        return reverse("money_months")

    return finish


@kind("money_again", needs="money.close")
def money_again(running: Running, asked: dict[str, Any]) -> Finish:
    """Tell the money of a snapshot with the months that are closed now."""
    snapshot = Snapshot.objects.get(pk=asked["snapshot"])
    with _ground(running, snapshot) as (material, result), closed_months() as folder:
        made = _told(running, material, result, folder)

    def finish() -> str:
        _replace(snapshot, made)
        return reverse("money_months")

    return finish


@contextmanager
def _ground(running: Running, snapshot: Snapshot) -> Iterator[tuple[Material, Baseline]]:
    running.tell(0, _STEPS, "Reading the returns")
    with set_out(with_files(snapshot)) as material:
        yield material, baseline(material.inputs(snapshot.as_at), rules=False)


def _closed(material: Material, result: Baseline, as_at: date) -> _Closed:
    files = material.ledger()
    if files is None:
        raise ArgumentError("No placements have been loaded", remedy="Load them first.")
    with store.lending() as folder:
        asked = Money(files, return_year(as_at), as_at, closed=folder, close=True)
        stands = money(asked, result.cohort)
        written = sorted((folder / f"{as_at:%Y-%m}").iterdir())
        kept = {each.name: store.keep_file(each).sha256 for each in written}
    return _Closed(stands.activity.total.actual.projected, kept)


def _told(
    running: Running, material: Material, result: Baseline, folder: Path | None
) -> Iterable[Made]:
    running.tell(2, _STEPS, "Working out where the budget stands")
    forecast = usual_forecast(material, lambda ahead: _forecast(result, ahead))
    running.tell(3, _STEPS, "Telling the money anew")
    stands = where_it_stands(material, result, forecast, folder)
    if stands is None:
        return ()
    return documents(stands, settings.AUTHORITY, current_settings().small_number_limit)


def _forecast(result: Baseline, ahead: Ahead) -> Forecast:
    cohort = unbroken(result.cohort, result.checked.returns.years)
    # What moves the cohort is told by the forecast's own page.
    asked = replace(ahead, explain=False)
    return forecast_cohort(cohort, result.population, asked, result.summary.as_at)


def _replace(snapshot: Snapshot, made: Iterable[Made]) -> None:
    """Set documents of the money in the place of those that a snapshot had."""
    held = Snapshot.objects.select_for_update().get(pk=snapshot.pk)
    held.documents.filter(kind__in=KINDS).delete()
    if held.as_at is not None:
        day, number = held.as_at, held.number
        held.documents.add(*(add(each, as_at=day, rests_on=number) for each in made))
