"""Lists of actions and their files, and the page of an action."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from kinward.programme.model import Override, Update
from kinward_web.programme.models import Record
from programmes import (
    AT,
    BASE,
    MOST_QUERIES,
    change_action,
    held,
    read,
    stored,
    text_of,
    typed,
)
from published_plans import JANUARY_2016

FILTERS = {
    "outcome=1": 11, "priority=high": 11, "delivery=red": 9, "delivery=blue": 6,
    "benefit=amber": 13, "lead=Head of service 1": 9, "lead=-": 8,
    "delivery=red&benefit=amber": 1, "age=11 to 17": 33,
}  # fmt: skip


def test_so_does_an_action_that_waits_for_another_programme(
    as_, plan, cast, django_assert_max_num_queries
):
    stored(cast["programme_lead"], held("other"))
    change_action("2.1", depends_on=("other:1.3",))
    one = Record.objects.get(programme=plan, kind="action", ref="2.1")
    lead = as_("programme_lead")
    with django_assert_max_num_queries(MOST_QUERIES):
        page = text_of(lead, f"{BASE}action/{one.pk}/{AT}")
    assert "It waits for other:1.3, which is red" in page
    there = Record.objects.get(programme__slug="other", kind="action", ref="1.3")
    assert f"/programmes/other/action/{there.pk}/" in page


@pytest.mark.parametrize(("asked", "many"), FILTERS.items())
def test_actions_are_filtered_and_so_are_their_files(as_, plan, asked, many):
    lead = as_("programme_lead")
    address = f"{BASE}action/{AT}&{asked}"
    page = text_of(lead, address)
    assert f"{many} action{'s' if many > 1 else ''} match" in page
    assert len(read(lead.get(f"{BASE}action/table.csv{AT}&{asked}"))) == many + 1
    book = load_workbook(io.BytesIO(lead.get(f"{BASE}action/table.xlsx{AT}&{asked}").content))
    assert len(list(book.active.values)) == many + 1


def test_a_spreadsheet_has_numbers_and_no_formula(as_, plan):
    change_action("1.3", title="=1+1")
    lead = as_("programme_lead")
    book = load_workbook(io.BytesIO(lead.get(f"{BASE}action/table.xlsx").content))
    rows = list(book.active.values)
    saving = rows[0].index("Saving")
    assert {row[saving] for row in rows[1:]} == {100_000}
    assert not any(cell.data_type == "f" for row in book.active for cell in row)


def test_a_filter_that_is_none_is_told(as_, plan):
    page = text_of(as_("programme_lead"), f"{BASE}action/?delivery=purple")
    assert "Choose the delivery from the list" in page
    assert "<title>Error: " in page


def test_an_action_shows_both_colours_with_their_reasons_and_what_was_published(as_, plan):
    one = Record.objects.get(kind="action", ref="1.3")
    page = text_of(as_("programme_lead"), f"{BASE}action/{one.pk}/{AT}")
    assert "Its end date, 31 May 2026, passed 30 days ago" in page
    assert "Nothing is due before" in page
    assert "Published green, by rule red" in page
    assert "30 days later than 31 May 2026, the first date" in page
    assert "Success is measured by: Looked after children" in page
    assert 'href="/scorecard/measures/looked_after/"' in page
    assert page.index("Add an update") < page.index("<h2")


def test_what_boards_decided_of_an_action_stands_on_its_page(as_, plan):
    decision = {
        "ref": "D7", "text": "Go on without it", "outcome": "agreed", "reason": "It is late",
        "action": "1.3",
    }  # fmt: skip
    meeting = {"board": "commissioning", "on": "2026-06-10", "decisions": [decision]}
    Record.objects.create(
        programme=plan, kind="meeting", ref="commissioning 2026-06-10", key="m", body=meeting,
        changed_by=plan.changed_by,
    )  # fmt: skip
    one = Record.objects.get(kind="action", ref="1.3")
    page = text_of(as_("programme_lead"), f"{BASE}action/{one.pk}/{AT}")
    assert "Go on without it" in page
    assert "It is late" in page


def test_updates_stand_newest_first_whatever_their_order(as_, plan):
    days = (date(2026, 2, 1), date(2026, 6, 1), date(2026, 4, 1))
    change_action("1.3", updates=tuple(Update(day, done=f"Of {day:%B}") for day in days))
    one = Record.objects.get(kind="action", ref="1.3")
    page = text_of(as_("programme_lead"), f"{BASE}action/{one.pk}/")
    places = [page.index(f"Of {month}") for month in ("June", "April", "February")]
    assert places == sorted(places)


def test_a_colour_that_a_person_set_stands_beside_the_rule(as_, plan):
    own = Override("delivery", "green", "The carers were approved", "Anna", date(2026, 6, 1))
    change_action("1.3", overrides=(own,))
    one = Record.objects.get(kind="action", ref="1.3")
    page = text_of(as_("programme_lead"), f"{BASE}action/{one.pk}/{AT}")
    assert "The carers were approved (Anna, 1 June 2026; the rule says red.)" in page
    assert "By rule: Its end date, 31 May 2026, passed" in page


def test_colours_of_the_published_plan_stand_beside_those_of_the_rule(as_, published):
    lead = as_("programme_lead")
    own = Record.objects.get(programme=published, kind="action", ref="1.2")
    page = text_of(lead, f"/programmes/cambs/action/{own.pk}/?at={JANUARY_2016}")
    assert "Published amber" in page or "The published plan has it amber too" in page


def test_actions_that_wait_in_a_circle_break_no_page(as_, plan):
    change_action("2.1", depends_on=("3.2",))
    change_action("3.2", depends_on=("2.1",))
    lead = as_("programme_lead")
    for page in ("", "action/", "risk/"):
        assert "Until then no action is red for another" in text_of(lead, f"{BASE}{page}")
    assert "Until then" in text_of(lead, "/programmes/")


def test_a_risk_off_the_scale_breaks_no_page(as_, plan):
    row = Record.objects.get(kind="risk", ref="R3")
    row.body["impact"] = 9
    row.save()
    lead = as_("programme_lead")
    for page in (BASE, f"{BASE}action/", f"{BASE}risk/", "/programmes/", "/"):
        assert lead.get(page).status_code == 200, page
    for page in (f"{BASE}risk/", "/programmes/"):
        assert "The risk R3 has a score outside 1 to 5." in text_of(lead, page)


def test_a_circle_is_refused_when_it_is_typed(as_, plan):
    change_action("2.1", depends_on=("3.2",))
    lead = as_("programme_lead")
    one = Record.objects.get(kind="action", ref="3.2")
    address = f"{BASE}action/{one.pk}/change/"
    sent = typed(lead, address) | {"ref": "3.2", "title": "Another", "depends_on": "2.1"}
    refused = lead.post(address, sent)
    assert refused.status_code == 422
    assert "circle" in refused.content.decode()
    assert lead.post(address, sent | {"depends_on": ""}).status_code == 302
