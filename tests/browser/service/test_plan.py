"""A plan is built by form, tried, put beside another, exported, imported again."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.service.conftest import Visit, Visits

pytestmark = pytest.mark.browser


def begin(visit: Visit, name: str) -> str:
    """A new plan of that name; its address."""
    visit.to("/plans/new/")
    visit.page.get_by_label("Name of the plan").fill(name)
    visit.press("Continue")
    return visit.page.url.removeprefix(visit.site.url)


def _with_target(visit: Visit, children: int) -> None:
    visit.follow(visit.page.get_by_role("link", name="Add a target"))
    visit.page.get_by_label("At most so many children looked after").check()
    visit.page.get_by_label("How many children or pounds").fill(str(children))
    visit.page.get_by_label("By which day").fill("31 March 2027")
    visit.press("Save")


def _with_action(visit: Visit) -> None:
    visit.page.get_by_role("main").get_by_text("Add an action").click()
    visit.follow(visit.page.locator("a[href$='template=family_group_conferencing']"))
    visit.page.get_by_label("First day").fill("1 April 2026")
    visit.press("Save the action")


def _tried(visit: Visit) -> str:
    visit.follow(visit.page.get_by_role("link", name="Try it", exact=True))
    visit.page.get_by_label("Months ahead").fill("12")
    visit.page.get_by_label("Runs", exact=True).fill("20")
    visit.press("Try it")
    return visit.at_the_end()


def test_a_plan_from_form_to_file_and_back(visit: Visits, tmp_path: Path) -> None:
    commissioner = visit("commissioner")
    address = begin(commissioner, "Conferences first")
    _with_target(commissioner, 50)
    _with_action(commissioner)
    assert "At most 50 children on 31 March 2027" in commissioner.page.inner_text("main")
    commissioner.shot("plan")
    assert commissioner.violations() == []

    commissioner.page.get_by_role("link", name="Export the file").click(trial=True)
    with commissioner.page.expect_download() as coming:
        commissioner.page.get_by_role("link", name="Export the file").click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)
    assert file.suffix == ".toml"

    first = _tried(commissioner)
    commissioner.shot("plan-tried")
    assert commissioner.violations() == []

    commissioner.to("/plans/import/")
    commissioner.page.get_by_label("Plan file").set_input_files(file)
    commissioner.press("Import")
    again = commissioner.page.url.removeprefix(commissioner.site.url)
    assert again != address
    assert commissioner.heading() == "Conferences first"
    exported = commissioner.page.request.get(f"{commissioner.page.url}plan.toml").body()
    assert exported == file.read_bytes(), "to the byte"
    second = _tried(commissioner)
    assert second != first

    commissioner.press("Compare")
    assert commissioner.heading() == "2 plans side by side"
    commissioner.shot("plans-compared")
    assert commissioner.violations() == []
    commissioner.to(f"{second.removeprefix(commissioner.site.url)}case/")
    commissioner.shot("business-case")
    assert commissioner.violations() == []
    assert commissioner.complaints == []


def test_what_is_wrong_in_an_action_is_told_beside_its_field(visit: Visits) -> None:
    commissioner = visit("commissioner")
    address = begin(commissioner, "With a fault")
    commissioner.to(f"{address}actions/new/?kind=divert")
    commissioner.page.get_by_label("First day").fill("soon")
    commissioner.press("Save the action")
    assert commissioner.page.title().startswith("Error: ")
    summary = commissioner.page.get_by_role("alert")
    assert summary.get_by_role("link").count() >= 2
    summary.get_by_role("link", name="First day must be a date, like 1 April 2027").click()
    field = commissioner.page.get_by_label("First day")
    assert field.evaluate("it => it === document.activeElement")
    assert field.input_value() == "soon"
    commissioner.shot("action-with-errors")
    assert commissioner.violations() == []
    commissioner.page.set_viewport_size({"width": 320, "height": 800})
    assert commissioner.width() <= 320
    commissioner.shot("zoom-action-with-errors")


def test_a_file_that_is_no_plan_is_told_and_nothing_is_imported(visit: Visits) -> None:
    commissioner = visit("commissioner")
    commissioner.to("/plans/import/")
    wrong = {"name": "x.toml", "mimeType": "text/plain", "buffer": b"[plan]\nname = 3\n"}
    commissioner.page.get_by_label("Plan file").set_input_files(wrong)  # type: ignore[arg-type]
    commissioner.press("Import")
    assert commissioner.page.title().startswith("Error: ")
    assert commissioner.page.get_by_role("alert").is_visible()
    assert commissioner.violations() == []
