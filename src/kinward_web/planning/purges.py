"""What the purge removes of forecasts and plans: results that are older than figures are kept."""

from __future__ import annotations

from django.db.models import Q

from kinward_web.accounts.retention import Asked, purge
from kinward_web.documents.models import Document
from kinward_web.planning.models import ForecastRun, Plan, Trial


@purge(order=40, words="forecasts that people ran")
def forecasts(asked: Asked) -> int:
    """Runs and their figures; the forecast of each snapshot goes with the snapshot."""
    old = ForecastRun.objects.filter(made__lt=asked.before(asked.settings.keep_figures_months))
    documents = list(old.values_list("document", flat=True))
    gone = old.delete()[0]
    Document.objects.filter(pk__in=[each for each in documents if each]).delete()
    return gone


@purge(order=41, words="results of plans")
def trials(asked: Asked) -> int:
    """What came of trying plans, with its figures; the plans stay."""
    old = Trial.objects.filter(made__lt=asked.before(asked.settings.keep_figures_months))
    documents = list(old.values_list("document", flat=True))
    gone = old.delete()[0]
    Document.objects.filter(pk__in=[each for each in documents if each]).delete()
    return gone


@purge(order=42, words="editions of plans that are no more")
def editions(asked: Asked) -> int:
    """The history of plans that were removed longer ago than the log is kept."""
    old = Plan.history.filter(history_date__lt=asked.before(asked.settings.keep_audit_months))
    return old.filter(~Q(id__in=Plan.objects.values("id"))).delete()[0]


@purge(order=90, words="figures of forecasts and plans that belong to nothing")
def left_over(asked: Asked) -> int:
    """Figures whose snapshot went, and with it the run or the trial that they were made for."""
    every = Document.objects.filter(snapshots__isnull=True)
    forecasts = every.filter(kind="forecast").exclude(
        pk__in=ForecastRun.objects.filter(document__isnull=False).values("document")
    )
    return forecasts.delete()[0] + every.filter(kind="plan", trials__isnull=True).delete()[0]
