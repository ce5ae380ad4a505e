"""What is older than figures are kept goes, with its figures; plans and newer results stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from kinward_web.accounts.models import User
from kinward_web.accounts.retention import Asked
from kinward_web.accounts.selectors import current_settings
from kinward_web.documents.models import Document
from kinward_web.intake.models import Snapshot
from kinward_web.planning import purges
from kinward_web.planning.actions.plans import remove
from kinward_web.planning.models import ForecastRun, Plan, Trial

pytestmark = pytest.mark.django_db


def _document(kind: str) -> Document:
    return Document.objects.create(kind=kind, as_at="2026-03-31")


def _asked(months: int = 0) -> Asked:
    """A purge so many months after figures may be kept."""
    now = current_settings()
    return Asked(timezone.now() + timedelta(days=31 * (now.keep_figures_months + months)), now)


@pytest.fixture
def things(loaded: Snapshot, plan: Plan, cast: dict[str, User]) -> tuple[ForecastRun, Trial]:
    by = cast["commissioner"]
    run = ForecastRun.objects.create(
        name="Old", snapshot=loaded, by=by, key="old", document=_document("forecast")
    )
    trial = Trial.objects.create(
        plan=plan, snapshot=loaded, name="Old", text=plan.text, by=by, key="old",
        document=_document("plan"),
    )  # fmt: skip
    return run, trial


def test_results_go_with_their_figures_and_plans_stay(
    things: tuple[ForecastRun, Trial], plan: Plan
) -> None:
    documents = [each.document_id for each in things]
    new = Asked(timezone.now(), current_settings())
    assert (purges.forecasts(new), purges.trials(new)) == (0, 0)
    old = _asked(1)
    assert (purges.forecasts(old), purges.trials(old)) == (1, 1)
    assert not Document.objects.filter(pk__in=documents).exists()
    assert Plan.objects.filter(pk=plan.pk).exists()


def test_figures_whose_snapshot_went_are_not_left_over(
    loaded: Snapshot, things: tuple[ForecastRun, Trial], plan: Plan, cast: dict[str, User]
) -> None:
    gone = Snapshot.objects.create(number=loaded.number + 1, key="gone", as_at="2026-03-31")
    lost = _document("plan")
    Trial.objects.create(
        plan=plan, snapshot=gone, name="Lost", text=plan.text, by=cast["commissioner"],
        key="lost", document=lost,
    )  # fmt: skip
    gone.delete()
    assert purges.left_over(_asked()) == 1
    assert not Document.objects.filter(pk=lost.pk).exists()
    assert Document.objects.filter(pk__in=[each.document_id for each in things]).count() == 2
    assert loaded.documents.filter(kind="forecast").exists()


def test_editions_of_a_plan_that_was_removed_go_in_the_end(
    plan: Plan, cast: dict[str, User]
) -> None:
    pk = plan.pk
    remove(by=cast["commissioner"], plan=plan)
    now = current_settings()
    late = Asked(timezone.now() + timedelta(days=31 * (now.keep_audit_months + 1)), now)
    assert purges.editions(Asked(timezone.now(), now)) == 0
    assert purges.editions(late) >= 2
    assert not Plan.history.filter(id=pk).exists()
