"""Without scripts every page answers, tables stand open, files are uploaded and forecasts run."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from browser.service.conftest import Visit, Visits
from browser.service.crawling import crawl
from web_processes import PATIENCE_S

pytestmark = pytest.mark.browser


def _followed(visit: Visit) -> None:
    """Reload the page of a job, as it says, until it leads to what was made."""
    until = time.monotonic() + PATIENCE_S
    while not visit.page.get_by_role("link", name="See the result").count():
        assert time.monotonic() < until, visit.page.inner_text("main")
        visit.page.wait_for_timeout(500)
        visit.page.reload()
    visit.follow(visit.page.get_by_role("link", name="See the result"))


def test_every_page_answers_and_no_table_is_folded_away(visit: Visits) -> None:
    analyst = visit("analyst", script=False)
    pages = crawl(analyst)
    folds = {
        address: re.findall(r"<details[^>]*data-fold[^>]*>", text)
        for address, text in pages.items()
    }
    assert sum(map(len, folds.values())) >= 5
    assert not [where for where, each in folds.items() if any(" open" not in one for one in each)]
    analyst.to("/children/")
    tables = analyst.page.locator("details[data-fold] table")
    assert tables.count() >= 1
    assert all(tables.nth(place).is_visible() for place in range(tables.count()))
    analyst.shot("without-script-children")
    analyst.page.set_viewport_size({"width": 320, "height": 800})
    analyst.shot("zoom-without-script-children")
    assert analyst.page.get_by_role("navigation", name="Menu").get_by_role("link").count() >= 6


def test_a_file_is_uploaded_without_scripts(visit: Visits, authority: Path) -> None:
    analyst = visit("analyst", script=False)
    analyst.to("/data/budget/upload/")
    analyst.page.get_by_label("File", exact=True).set_input_files(authority / "budget.csv")
    analyst.press("Upload and check")
    _followed(analyst)
    assert "/data/budget/" in analyst.page.url
    assert analyst.page.get_by_text("Ready", exact=True).count() >= 1
    analyst.shot("without-script-upload")


def test_a_forecast_is_run_without_scripts(visit: Visits) -> None:
    lead = visit("programme_lead", script=False)
    lead.to("/forecast/runs/new/")
    lead.page.get_by_label("Name of this forecast").fill("Without scripts")
    lead.page.get_by_label("Months ahead").fill("12")
    lead.page.get_by_label("Runs", exact=True).fill("20")
    lead.press("Run it")
    lead.shot("without-script-job")
    _followed(lead)
    assert "/forecast/runs/" in lead.page.url
    assert lead.page.get_by_role("table").first.is_visible()
    lead.shot("without-script-forecast")
