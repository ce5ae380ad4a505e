"""Lists of trials and of forecasts: page by page, and no more read than is shown."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinward_web.accounts.models import User
from kinward_web.intake.models import Snapshot
from kinward_web.paging import PAGE
from kinward_web.planning.models import ForecastRun, Plan, Trial

from .conftest import Browser

pytestmark = pytest.mark.django_db

SAVED = {
    "version": 1, "name": "Often", "actions": [], "figures": [], "chances": [], "money": None,
    "baseline": {"as_at": "2026-03-31", "months": 12, "runs": 20, "seed": 1, "digest": "often"},
}  # fmt: skip


def _often(plan: Plan, snapshot: Snapshot, number: int = PAGE + 3) -> list[Trial]:
    """A plan that was tried many times, the newest first."""
    rows = [
        Trial(
            plan=plan, snapshot=snapshot, name=f"Time {each}", text=plan.text, by=plan.owner,
            key=f"often-{each}", saved=SAVED,
        )
        for each in range(number)
    ]  # fmt: skip
    return Trial.objects.bulk_create(rows)[::-1]


def test_every_time_that_a_plan_was_tried_can_be_reached(
    loaded: Snapshot, as_: Browser, shared: Plan
) -> None:
    every, browser = _often(shared, loaded), as_("analyst")
    base, seen = f"/plans/{shared.pk}/", []
    for number in (1, 2):
        page = browser.get(f"{base}tries/?page={number}")
        seen += [each["trial"].pk for each in page.context["trials"]]
    assert sorted(seen) == sorted(each.pk for each in every)
    assert "Page 2 of 2" in page.content.decode()
    assert "?page=1" in page.content.decode()


def test_the_page_of_a_plan_reads_only_the_trials_that_it_shows(
    loaded: Snapshot, as_: Browser, shared: Plan
) -> None:
    _often(shared, loaded, 7)
    with CaptureQueriesContext(connection) as asked:
        page = as_("analyst").get(f"/plans/{shared.pk}/")
    assert len(page.context["trials"]) == 5
    [query] = [each["sql"] for each in asked if 'FROM "planning_trial"' in each["sql"]]
    assert "LIMIT 5" in query
    assert '"saved"' not in query
    assert "head_whole" not in query


def test_trials_of_different_pages_can_be_put_side_by_side(
    loaded: Snapshot, as_: Browser, shared: Plan
) -> None:
    every, browser = _often(shared, loaded), as_("analyst")
    first, last = every[0].pk, every[-1].pk
    few = browser.get(f"/plans/compare/?trial={last}&page=1")
    assert f'type="hidden" name="trial" value="{last}"' in few.content.decode()
    assert f"?trial={last}&amp;page=2" in few.content.decode()
    both = browser.get(f"/plans/compare/?trial={last}&trial={first}")
    assert [each.pk for each in both.context["compared"]] == [last, first]


def test_every_run_can_be_reached_and_ticked_on_any_page(
    loaded: Snapshot, as_: Browser, cast: dict[str, User]
) -> None:
    document = loaded.documents.get(kind="forecast")
    every = ForecastRun.objects.bulk_create(
        ForecastRun(
            name=f"Run {each}", snapshot=loaded, document=document, by=cast["analyst"],
            key=f"r-{each}",
        )
        for each in range(PAGE + 1)
    )  # fmt: skip
    browser, first = as_("analyst"), every[0].pk
    seen = [
        each.pk
        for number in (1, 2)
        for each in browser.get(f"/forecast/runs/?page={number}").context["page"]
    ]
    assert sorted(seen) == sorted(each.pk for each in every)
    few = browser.get(f"/forecast/compare/?run={first}").content.decode()
    assert f'type="hidden" name="run" value="{first}"' in few
    assert 'id="run-now" checked' not in few
    second = browser.get(f"/forecast/compare/?run={first}&page=2").content.decode()
    assert f'id="run-{first}" checked' in second
    both = browser.get(f"/forecast/compare/?run={first}&run={every[-1].pk}")
    assert len(both.context["compared"]) == 2
