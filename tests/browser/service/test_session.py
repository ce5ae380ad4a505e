"""A person who is away is warned before the session ends, and may stay (WCAG 2.2.1)."""

from __future__ import annotations

import pytest

from browser.service.conftest import Site, Visit, Visits
from web_cast import PASSWORD

pytestmark = pytest.mark.browser

_IDLE_S = 8 * 3600
"""How long one may be away in the demonstration's settings."""
_AWAY = """
from django.contrib.sessions.models import Session
from django.contrib.sessions.backends.db import SessionStore
for each in Session.objects.all():
    store = SessionStore(each.session_key)
    if "kinward_seen" in store.load():
        store["kinward_seen"] -= {seconds}
        store["kinward_began"] -= {began}
        store.save()
"""


def _away(site: Site, visit: Visit, *, seconds: int, began: int = 0) -> None:
    """Let time pass for the service and for the browser."""
    site.service.python(_AWAY.format(seconds=seconds, began=began))
    visit.page.clock.fast_forward(max(seconds, began) * 1000)


def _at_a_form(visits: Visits, name: str) -> Visit:
    visit = visits(name)
    visit.page.clock.install()
    visit.to("/plans/new/")
    visit.page.get_by_label("Name of the plan").fill("Half typed")
    return visit


def test_who_is_away_is_warned_and_stays_by_keyboard(visit: Visits, site: Site) -> None:
    lead = _at_a_form(visit, "programme_lead")
    dialog = lead.page.get_by_role("alertdialog", name="You will soon be signed out")
    assert dialog.is_hidden()
    _away(site, lead, seconds=_IDLE_S - 100)
    dialog.wait_for()
    assert "In 2 minutes you will be signed out" in dialog.inner_text()
    assert lead.violations() == []
    lead.shot("session-warning")
    stay = dialog.get_by_role("button", name="Stay signed in")
    assert stay.evaluate("button => button === document.activeElement")
    lead.page.keyboard.press("Enter")
    dialog.wait_for(state="hidden")
    field = lead.page.get_by_label("Name of the plan")
    assert field.input_value() == "Half typed"
    assert field.evaluate("field => field === document.activeElement")
    left = lead.page.evaluate("fetch('/account/session/').then(answer => answer.json())")
    assert left["left"] > _IDLE_S - 60
    assert lead.complaints == []


def test_the_time_that_is_left_is_told_anew(visit: Visits, site: Site) -> None:
    lead = _at_a_form(visit, "programme_lead")
    _away(site, lead, seconds=_IDLE_S - 100)
    told = lead.page.locator("[data-session-time]")
    told.wait_for()
    words = [told.inner_text()]
    for _ in range(4):
        lead.page.clock.fast_forward(20_000)
        lead.page.wait_for_timeout(50)
        words.append(told.inner_text())
    assert words[0] == "2 minutes"
    assert words[-1] == "20 seconds"
    assert "1 minute" in words


def test_when_it_ends_nothing_stays_on_the_screen(visit: Visits, site: Site) -> None:
    lead = _at_a_form(visit, "programme_lead")
    _away(site, lead, seconds=_IDLE_S + 5)
    lead.page.wait_for_url("**/account/login/**")
    assert lead.page.get_by_text("You were signed out").is_visible()
    assert lead.page.get_by_text("Half typed").count() == 0
    lead.page.get_by_label("Email").fill("programme_lead@testshire.example")
    lead.page.get_by_label("Password", exact=True).fill(PASSWORD)
    lead.page.get_by_role("button", name="Sign in").click()
    lead.page.wait_for_url("**/plans/new/")


def test_nobody_is_warned_while_another_window_is_in_use(visit: Visits) -> None:
    lead = _at_a_form(visit, "programme_lead")
    with lead.page.expect_response("**/account/session/") as asked:
        lead.page.clock.fast_forward((_IDLE_S - 100) * 1000)
    assert asked.value.json()["left"] > _IDLE_S - 100
    lead.page.wait_for_timeout(200)
    assert lead.page.get_by_role("alertdialog").is_hidden()


def test_after_half_a_day_there_is_no_staying_but_time_to_send(visit: Visits, site: Site) -> None:
    lead = _at_a_form(visit, "programme_lead")
    _away(site, lead, seconds=60, began=12 * 3600 - 100)
    dialog = lead.page.get_by_role("alertdialog")
    dialog.wait_for()
    assert dialog.get_by_role("button", name="Stay signed in").is_hidden()
    dialog.get_by_role("button", name="Go back to the page").click()
    dialog.wait_for(state="hidden")
    assert lead.page.get_by_label("Name of the plan").input_value() == "Half typed"
