"""A form that is sent without what it needs says so at its top and beside each field."""

from __future__ import annotations

import pytest

from browser.service.conftest import Visits

pytestmark = pytest.mark.browser

FORMS = (
    ("", "/account/login/"),
    ("administrator", "/account/people/add/"),
    ("administrator", "/account/areas/add/"),
    ("administrator", "/account/settings/forecast/"),
    ("board_member", "/account/password/change/"),
    ("analyst", "/children/find/"),
    ("analyst", "/api/tokens/new/"),
    ("programme_lead", "/plans/new/"),
    ("programme_lead", "/reports/build/"),
)
"""Who sends which form."""
_LOST = """links => links.map(a => a.getAttribute("href"))
    .filter(to => !to || !document.querySelector(to))"""
"""Links of the summary that lead to no field."""


@pytest.mark.parametrize(("name", "address"), FORMS)
def test_what_is_missing_is_told(visit: Visits, name: str, address: str) -> None:
    person = visit(name)
    person.to(address)
    form = person.page.get_by_role("main").locator("form[method=post]").last
    for field in form.locator("input:visible, textarea:visible").all():
        if field.get_attribute("type") not in {"checkbox", "radio", "file"}:
            field.fill("")
    form.get_by_role("button").last.click()
    summary = person.page.get_by_role("alert")
    summary.wait_for()
    assert person.page.title().startswith("Error: ")
    assert summary.evaluate("it => it.parentElement === document.activeElement || "
                            "it === document.activeElement")  # fmt: skip
    links = summary.get_by_role("link")
    assert links.count() >= 1
    assert links.evaluate_all(_LOST) == []
    links.first.click()
    assert person.page.evaluate("document.activeElement.matches('input, select, textarea')")
    assert person.violations() == []
    person.page.set_viewport_size({"width": 320, "height": 800})
    assert person.width() <= 320
    picture = address.strip("/").replace("/", "_")
    person.shot(f"errors-{picture}")
