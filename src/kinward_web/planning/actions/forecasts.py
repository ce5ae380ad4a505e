"""Running forecasts with settings of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from kinward.errors import ArgumentError
from kinward_web.audit.actions import Kind, record
from kinward_web.intake.selectors import live
from kinward_web.jobs.actions import start
from kinward_web.planning import rules
from kinward_web.planning.models import ForecastRun

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


@transaction.atomic
def run_forecast(*, by: User, name: str, asked: dict[str, Any], key: str) -> ForecastRun:
    """Ask for a forecast of the figures that pages show.

    Args:
        key: of the request: the same key again gives the same run.

    Raises:
        PermissionDenied: the person may not run forecasts.
        ArgumentError: there are no figures yet.
    """
    if not (by.has_perm("forecast.run") and by.has_perm("areas.all")):
        raise PermissionDenied
    snapshot = live()
    if snapshot is None:
        raise ArgumentError("There are no figures yet", remedy="Load the returns first.")
    run, new = ForecastRun.objects.get_or_create(
        key=key, defaults={"name": name, "asked": asked, "snapshot": snapshot, "by": by}
    )
    if run.by_id != by.pk:
        raise PermissionDenied
    if new:
        run.job = start(
            by=by,
            kind="forecast_run",
            title=f"Forecast: {name}",
            asked={"run": run.pk},
            key=f"forecast-{key}",
        )
        run.save(update_fields=["job"])
    return run


@transaction.atomic
def remove_run(*, by: User, run: ForecastRun) -> None:
    """Remove a forecast of one's own, and its figures.

    Raises:
        PermissionDenied: it is somebody else's.
    """
    if not by.has_perm(rules.REMOVE_RUN, run):
        raise PermissionDenied
    pk, document, name = run.pk, run.document, run.name
    run.delete()
    if document is not None:
        document.delete()
    record(
        by=by, kind=Kind.REMOVE, subject="forecast", subject_id=pk,
        words=f"Removed the forecast {name}",
    )  # fmt: skip
