"""Two people change one plan: the second is told and loses nothing. Two clicks make one thing."""

from __future__ import annotations

import pytest

from browser.service.conftest import Visit, Visits
from browser.service.test_plan import begin

pytestmark = pytest.mark.browser


def _shared(owner: Visit, name: str, editor: str) -> str:
    address = begin(owner, name)
    owner.follow(owner.page.get_by_role("link", name="Share it"))
    owner.page.get_by_label("Everybody of the authority").check()
    owner.page.get_by_label(editor).check()
    owner.shot("plan-sharing")
    assert owner.violations() == []
    owner.press("Save")
    return address


def test_the_second_to_save_is_told_and_what_was_typed_is_kept(visit: Visits) -> None:
    colin, farah = visit("commissioner"), visit("finance_manager")
    address = _shared(colin, "Of two people", "Farah Finance")
    for person in (colin, farah):
        person.to(f"{address}name/")
    colin.page.get_by_label("Name of the plan").fill("As Colin would have it")
    colin.press("Save")
    farah.page.get_by_label("Description").fill("What Farah typed for half an hour")
    farah.press("Save")
    told = farah.page.get_by_role("alert").inner_text()
    assert "Colin Commissioner" in told
    assert farah.page.title().startswith("Error: ")
    kept = farah.page.get_by_label("Description").input_value()
    assert kept == "What Farah typed for half an hour"
    farah.shot("two-people-told")
    assert farah.violations() == []
    colin.to(address)
    assert colin.heading() == "As Colin would have it", "nothing was overwritten"
    farah.press("Save over it")
    assert "What Farah typed for half an hour" in farah.page.get_by_role("main").inner_text()


def _plans_called(visit: Visit, name: str) -> int:
    visit.to("/plans/")
    return visit.page.get_by_role("link", name=name, exact=True).count()


@pytest.mark.parametrize("script", [True, False])
def test_a_double_click_makes_one_plan(visit: Visits, script: bool) -> None:
    lead = visit("programme_lead", script=script)
    name = f"Clicked twice, {'with' if script else 'without'} scripts"
    lead.to("/plans/new/")
    lead.page.get_by_label("Name of the plan").fill(name)
    lead.page.get_by_role("button", name="Continue").dblclick(no_wait_after=True)
    lead.page.wait_for_url("**/plans/*/")
    lead.page.get_by_role("heading", level=1, name=name).wait_for()
    assert _plans_called(lead, name) == 1
