"""A month's work without a mouse: data, forecast, plan, an import, a meeting and its paper."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import FilePayload

from browser.service.conftest import Site, Visit, Visits
from browser.service.keys import (
    choose,
    choose_file,
    go,
    press,
    send_after_a_fault,
    tab_to,
    type_into,
)
from kinward.words import long_date

pytestmark = pytest.mark.browser
_PLAN = """
from dataclasses import replace
from programmes import held, stored
from kinward_web.programme.models import Programme
from web_cast import person
if not Programme.objects.filter(slug="by-keys").exists():
    stored(person("programme_lead"), replace(held("by-keys"), name="Plan by keys"))
"""
_HOME = "/programmes/by-keys/"
_IMPORTED = b"ref,title,target_end\nK1,Brought in by keys,2027-03-31\n"


def _save(visit: Visit, button: str = "Save") -> None:
    go(visit, visit.page.get_by_role("main").get_by_role("button", name=button, exact=True))


def _link(visit: Visit, name: str | re.Pattern[str]) -> None:
    go(visit, visit.page.get_by_role("main").get_by_role("link", name=name).first)


def test_a_file_is_uploaded_and_a_forecast_run(visit: Visits, authority: Path) -> None:
    analyst = visit("analyst")
    page = analyst.page
    analyst.to("/data/teams/")
    go(analyst, page.get_by_role("button", name="Upload a new version"))
    _save(analyst, "Upload and check")
    assert page.evaluate("document.activeElement.matches('.govuk-error-summary')")
    press(analyst, page.get_by_role("alert").get_by_role("link"))
    page.keyboard.press("Shift+Tab")
    file = FilePayload(name="teams.csv", mimeType="text/csv",
                       buffer=(authority / "teams.csv").read_bytes())  # fmt: skip
    choose_file(analyst, file)
    _save(analyst, "Upload and check")
    analyst.at_the_end()
    assert "/data/teams/" in page.url

    analyst.to("/forecast/runs/new/")
    type_into(analyst, "Name of this forecast", "Run by keys")
    type_into(analyst, "Months ahead", "12")
    type_into(analyst, "Runs", "0")
    _save(analyst, "Run it")
    send_after_a_fault(analyst, "Runs", "20", "Run it")
    assert "/jobs/" in page.url
    analyst.at_the_end()
    assert "/forecast/runs/" in page.url
    assert analyst.complaints == []


def test_a_plan_is_built(visit: Visits) -> None:
    commissioner = visit("commissioner")
    page = commissioner.page
    commissioner.to("/plans/")
    _link(commissioner, "Build a plan")
    _save(commissioner, "Continue")
    send_after_a_fault(commissioner, "Name of the plan", "Built by keys", "Continue")
    _link(commissioner, "Add a target")
    choose(commissioner, "At most so many children looked after")
    type_into(commissioner, "How many children or pounds", "50")
    type_into(commissioner, "By which day", "31 March 2027")
    _save(commissioner)
    _link(commissioner, "Add an action")
    go(commissioner, page.locator("a[href$='template=family_group_conferencing']"))
    _save(commissioner, "Save the action")
    send_after_a_fault(commissioner, "First day", "1 April 2026", "Save the action")
    text = page.inner_text("main")
    assert "At most 50 children on 31 March 2027" in text
    assert page.get_by_role("link", name="Change Family group", exact=False).is_visible()
    _link(commissioner, "Try it")
    assert page.get_by_label("Runs", exact=True).is_visible()
    assert commissioner.complaints == []


def _imported(lead: Visit) -> None:
    lead.to(_HOME)
    _link(lead, "Import a file of actions, savings or risks")
    file = FilePayload(name="actions.csv", mimeType="text/csv", buffer=_IMPORTED)
    choose_file(lead, file)
    _save(lead, "See what would change")
    assert lead.heading() == "The file would add 1 record"
    _save(lead, "Import")
    assert "1 new action" in lead.page.get_by_role("alert").inner_text()


def _met(lead: Visit) -> None:
    """A meeting is planned, begun, and decides; one field is forgotten at first."""
    lead.to(f"{_HOME}meeting/new/")
    choose(lead, "Commissioning board")
    type_into(lead, "Day", long_date(datetime.now(ZoneInfo("Europe/London")).date()))
    _save(lead)
    _link(lead, "Begin: who came?")
    _save(lead)
    send_after_a_fault(lead, "Who came", "Director", "Save")
    _link(lead, re.compile("^Decide"))
    type_into(lead, "What is asked", "Recruit a second team")
    choose(lead, "Agreed")
    _save(lead)
    send_after_a_fault(lead, "Why", "It pays for itself", "Save")
    assert "Recruit a second team" in lead.page.inner_text("main")


def test_a_meeting_is_held_and_its_paper_written(visit: Visits, site: Site) -> None:
    root = Path(__file__).parents[2]
    site.service.python(f"import sys; sys.path.insert(0, {str(root)!r})\n{_PLAN}")
    lead = visit("programme_lead")
    _imported(lead)
    _met(lead)
    _link(lead, "Build a paper for this meeting")
    _save(lead, "Build the paper")
    lead.at_the_end()
    _link(lead, "Write own words into these papers")
    _link(lead, re.compile("implications-legal"))
    type_into(lead, "Your own words", "Three children were adopted.")
    press(lead, lead.page.get_by_label("In the public paper too"), "Space")
    _save(lead)
    assert lead.page.evaluate("document.activeElement.matches('.govuk-error-summary')")
    lead.shot("keyboard-small-numbers")
    type_into(lead, "Your own words", "The duty is met.")
    _save(lead)
    assert "The duty is met." in lead.page.inner_text("main")
    tab_to(lead, lead.page.get_by_label("Programme"))
    assert lead.complaints == []
