"""A forecast is run, left, found again under Jobs; another is stopped."""

from __future__ import annotations

import re

import pytest

from browser.service.conftest import Visit, Visits

pytestmark = pytest.mark.browser


def _asked(lead: Visit, name: str, *, months: int, runs: int) -> str:
    lead.to("/forecast/runs/new/")
    lead.page.get_by_label("Name of this forecast").fill(name)
    lead.page.get_by_label("Months ahead").fill(str(months))
    lead.page.get_by_label("Runs", exact=True).fill(str(runs))
    lead.press("Run it")
    assert "/jobs/" in lead.page.url
    return lead.page.url


def test_a_forecast_is_left_and_found_again(visit: Visits) -> None:
    lead = visit("programme_lead")
    job = _asked(lead, "Left alone", months=12, runs=50)
    lead.shot("forecast-job")
    assert lead.violations() == []
    lead.to("/plans/")
    lead.to("/jobs/")
    lead.shot("jobs")
    assert lead.violations() == []
    link = lead.page.get_by_role("link", name="Left alone")
    assert f"{lead.site.url}{link.get_attribute('href')}" == job
    link.click()
    lead.page.wait_for_url(re.compile(rf"{re.escape(job)}$|/forecast/runs/\d+/$"))
    if lead.page.get_by_role("link", name="See the result").count():
        lead.follow(lead.page.get_by_role("link", name="See the result"))
    assert "/forecast/runs/" in lead.at_the_end()
    assert "Months ahead 12" in " ".join(lead.page.locator("dl").first.inner_text().split())
    assert lead.page.locator(".kw-chart canvas, .kw-chart svg").count() >= 1
    lead.shot("forecast-run")
    assert lead.violations() == []
    lead.follow(lead.page.get_by_role("link", name="Compare with the forecast in use"))
    lead.shot("forecast-compared")
    assert lead.page.get_by_role("table").count() >= 1
    assert lead.violations() == []
    assert lead.complaints == []


def test_a_forecast_is_stopped_and_says_so(visit: Visits) -> None:
    lead = visit("programme_lead")
    job = _asked(lead, "To be stopped", months=120, runs=20_000)
    lead.press("Cancel the job")
    lead.page.goto(job)
    lead.page.get_by_role("heading", name="What happened").wait_for(timeout=60_000)
    assert lead.page.get_by_text("Nothing was changed.").is_visible()
    lead.shot("forecast-stopped")
    assert lead.violations() == []
    lead.to("/forecast/runs/")
    row = lead.page.get_by_role("row").filter(has_text="To be stopped")
    assert row.get_by_text("Cancelled").is_visible()
    lead.shot("forecast-runs")
    assert lead.violations() == []


def test_half_a_target_is_told_beside_its_field(visit: Visits) -> None:
    lead = visit("programme_lead")
    lead.to("/forecast/runs/new/")
    lead.page.get_by_label("Name of this forecast").fill("Half")
    lead.page.get_by_label("Target: at most so many children").fill("50")
    lead.press("Run it")
    lead.page.get_by_role("alert").wait_for()
    assert lead.page.title().startswith("Error: ")
    assert lead.page.get_by_label("Name of this forecast").input_value() == "Half"
    assert lead.page.get_by_label("Target: by which day").get_attribute("aria-invalid") == "true"
    assert lead.violations() == []
