"""Pages that lead on, speak plainly, and keep standing whatever the address or the form holds."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kinward.programme.governance import Meeting
from kinward.programme.model import Page
from kinward_web.programme.actions import records
from kinward_web.programme.models import Record
from programmes import AT, BASE, change_action, read, text_of, typed

OFF = ("1 January 0001", "31 December 9999")


def _page_of(client, kind: str, ref: str, asked: str = AT) -> str:
    one = Record.objects.get(programme__slug="placements", kind=kind, ref=ref)
    return text_of(client, f"{BASE}{kind}/{one.pk}/{asked}")


def _refused(client, kind: str, **given: str) -> str:
    address = f"{BASE}{kind}/new/"
    answer = client.post(address, typed(client, address) | given)
    assert answer.status_code == 422
    return answer.content.decode()


@pytest.mark.parametrize("day", OFF)
@pytest.mark.parametrize("page", ["", "risk/", "saving/", "action/", "board/"])
def test_a_day_from_which_nobody_can_count_is_told(as_, plan, day, page):
    shown = text_of(as_("programme_lead"), f"{BASE}{page}?at={day}")
    assert "The day must be a date" in shown


@pytest.mark.parametrize("day", OFF)
def test_movement_since_a_day_out_of_reach_is_told(as_, plan, day):
    shown = text_of(as_("programme_lead"), f"{BASE}risk/?since={day}")
    assert "Movement since must be in the years 1900 to 2199" in shown


def test_an_error_calls_a_field_by_its_name_and_says_one_thing_of_it(as_, plan):
    page = _refused(
        as_("programme_lead"), "action", ref="9.9", title="Late", start="31/02/2026",
        target_end="1 January 0200", target_saving_pence="1e400", success_target="0.123456",
        saving_year="0000/01",
    )  # fmt: skip
    summary = page.split("govuk-error-summary__list")[1].split("</ul>")[0]
    told = [re.sub(r"<[^>]+>", "", line).strip() for line in summary.split("</li>")[:-1]]
    assert [line.removeprefix('">').strip() for line in told] == [
        "Start must be a date, like 1 April 2027",
        "End must be in the years 1900 to 2199",
        "Target of that measure has too many digits after the point",
        "Saving (pounds) must be 1,000,000,000 or less",
        "Financial year of the saving must be from 1900 to 2199",
    ]


def test_a_record_leads_to_the_records_that_it_names(as_, plan):
    lead = as_("programme_lead")
    row = Record.objects.get(kind="risk", ref="R1")
    row.body |= {"action": "2.1"}
    row.save()
    to_action = Record.objects.get(kind="action", ref="2.1").pk
    to_outcome = Record.objects.get(kind="outcome", ref="2").pk
    assert f'href="{BASE}action/{to_action}/">2.1 Action 1 of the plan</a>' in _page_of(
        lead, "risk", "R1"
    )
    assert f'href="{BASE}outcome/{to_outcome}/">2 Outcome 2</a>' in _page_of(lead, "action", "2.1")
    named = Record.objects.get(kind="saving", ref="S1").body["action"]
    pk = Record.objects.get(kind="action", ref=named).pk
    assert f'href="{BASE}action/{pk}/"' in _page_of(lead, "saving", "S1")


def test_a_measure_is_told_by_its_name_and_leads_to_the_scorecard(as_, plan):
    lead = as_("programme_lead")
    answer = r'value"><a [^>]*"/scorecard/measures/looked_after/">Looked after children</a>'
    assert re.search(answer, _page_of(lead, "action", "2.1"))
    change_action("2.1", success="Fewer complaints")
    assert re.search(r'value">Fewer complaints\s*</dd>', _page_of(lead, "action", "2.1"))
    row = Record.objects.get(kind="outcome", ref="2")
    row.body |= {"measures": ["looked_after", "of_our_own"]}
    row.save()
    assert "Looked after children; of_our_own" in _page_of(lead, "outcome", "2")


def test_the_list_of_actions_tells_its_finding(as_, plan):
    page = text_of(as_("programme_lead"), f"{BASE}action/{AT}")
    assert "Of 33 actions, delivery is: 9 off track, 3 at risk, 15 on track and 6 complete." in page
    assert ">Add an action</a>" in page


def test_what_is_due_is_told_by_its_title(as_, plan):
    lead = as_("programme_lead")
    rows = read(lead.get(f"{BASE}tables/due.csv{AT}"))
    assert rows[0] == ["On", "What", "Action"]
    assert rows[1] == ["10 July 2026", "D1 A report", "1.12 Action 12 of the plan"]
    assert "Due in the next 35 days: D1 A report on 10 July 2026" in text_of(lead, f"{BASE}{AT}")


def test_the_page_of_a_risk_tells_what_is_not_done(as_, plan):
    lead = as_("programme_lead")
    assert "1 mitigation overdue, the first since 1 June 2026" in _page_of(lead, "risk", "R6")
    assert "overdue" not in _page_of(lead, "risk", "R1")


def test_a_risk_that_did_not_move_says_so(as_, plan):
    moved = {
        row[0]: row[-1] for row in read(as_("programme_lead").get(f"{BASE}tables/risks.csv{AT}"))
    }
    assert moved["R1 Risk 1"] == "No change"
    assert moved["R6 Risk 6"].startswith("Up from")


def test_a_meeting_is_listed_by_board_and_day_and_the_next_is_told(as_, cast, plan):
    lead = as_("programme_lead")
    assert "No meeting is planned." in text_of(lead, f"{BASE}meeting/{AT}")
    for day in (1, 8):
        records.add(
            by=cast["programme_lead"], programme=plan, kind="meeting", key=f"met-{day}",
            held=Meeting("commissioning", date(2026, 7, day)),
        )  # fmt: skip
    page = text_of(lead, f"{BASE}meeting/{AT}")
    assert "Next: Commissioning board, 1 July 2026." in page
    rows = read(lead.get(f"{BASE}meeting/table.csv{AT}"))
    assert rows[1] == ["Commissioning board, 1 July 2026", "Planned", "0", "0", "0"]


def test_what_is_needed_is_told_by_year(as_, plan):
    page = text_of(as_("programme_lead"), f"{BASE}need/{AT}")
    assert "£900,000 is needed in 2026/27." in page


def test_every_page_says_its_day(as_, plan):
    lead = as_("programme_lead")
    board = Record.objects.get(kind="board").pk
    for page in ("", "action/", "risk/", f"board/{board}/"):
        assert re.search(r">As at \d+ [A-Z]\w+ \d{4}\.<", text_of(lead, f"{BASE}{page}"))
    for page in ("", "action/", "risk/"):
        dated = text_of(lead, f"{BASE}{page}{AT}")
        assert "as they stood to their dates on 30 June 2026" in dated
        assert "As at " not in dated


@pytest.mark.parametrize("page", ["", "risk/", "saving/"])
def test_every_table_of_a_page_has_a_heading_of_its_own(as_, plan, page):
    shown = text_of(as_("programme_lead"), f"{BASE}{page}{AT}")
    captions = re.findall(r"<caption[^>]*>([^<]+)</caption>", shown)
    headings = re.findall(r"<h[23][^>]*>([^<]+)</h[23]>", shown)
    assert len(captions) > 3
    assert set(captions) - {"Savings", "Risks"} <= set(headings)


def test_boards_and_living_documents_are_listed_by_their_names(as_, cast, plan):
    lead = as_("programme_lead")
    page = Page("business_case", "## Why", date(2026, 6, 1), "Anna")
    records.add(by=cast["programme_lead"], programme=plan, kind="page", held=page, key="page")
    assert read(lead.get(f"{BASE}board/table.csv"))[1][0] == "Commissioning board"
    assert read(lead.get(f"{BASE}page/table.csv"))[1][0] == "Business case"
